"""The words and abbreviations that readers meet, in plain English (metrics/registers/glossary.yaml)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from metrics.field_groups import Field, Group, ListOf
from metrics.field_types import Id, Words
from metrics.problems import KpiDefinitionError
from metrics.registers import REGISTERS
from metrics.yaml_reading import Reading, compose

GLOSSARY = REGISTERS / "glossary.yaml"
# The groups of the file, in the order in which a reader may meet them.
GROUPS: Mapping[str, str] = {
    "first_contact": "First contact, early help and assessment",
    "protection": "Child protection and the courts",
    "care": "Children in care",
    "leaving": "Young people leaving care",
    "people": "People and how they work",
    "counting": "How figures are counted",
    "judging": "Targets, charts and judgements",
    "data": "Where figures come from",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: what it is called, its abbreviations and other names, its group and its meaning."""

    term: str
    group: str
    means: str
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by, the first one first."""
        return self.term, *self.also


ENTRY = Group(
    "a term",
    Term,
    (
        Field("term", Words(), "The full name, in words."),
        Field("also", ListOf(Words()), "Abbreviations and other names.", required=False),
        Field("group", Id(), f"One of: {', '.join(GROUPS)}."),
        Field("means", Words(ends_with="."), "What it means, in one or two plain sentences."),
    ),
)


@cache
def glossary(path: Path = GLOSSARY) -> tuple[Term, ...]:
    """Return every term, by group and then in the order of the file.

    KpiDefinitionError with every problem: of the file, of an unknown group, of a name that stands twice.
    """
    reading = Reading(path.name)
    node = compose(path.read_bytes(), reading)
    plain = (node is not None and ListOf(ENTRY, at_least=1).read(node, "", reading)) or []
    if reading.problems:
        raise KpiDefinitionError(reading.problems)
    terms = [ENTRY.build(item) for item in plain]
    names = Counter(name.casefold() for term in terms for name in term.names)
    for index, term in enumerate(terms):
        line = reading.lines[f"[{index}].term"]
        if term.group not in GROUPS:
            reading.refuse("group", f"'{term.group}' is none of: {', '.join(GROUPS)}.", line)
        for name in term.names:
            if names[name.casefold()] > 1:
                reading.refuse("term", f"'{name}' stands more than once. Keep one.", line)
    if reading.problems:
        raise KpiDefinitionError(reading.problems)
    order = list(GROUPS)
    return tuple(sorted(terms, key=lambda term: order.index(term.group)))


def matching_terms(terms: Sequence[Term], text: str) -> list[Term]:
    """Return the terms that hold every word of a text; those that go by it first. A blank text finds all.

    >>> [term.term for term in matching_terms(glossary(), "icpc")]
    ['Initial child protection conference']
    """
    wanted = text.casefold().split()
    found = [
        term
        for term in terms
        if all(word in " ".join((*term.names, term.means)).casefold() for word in wanted)
    ]
    return sorted(
        found, key=lambda term: text.casefold().strip() not in [name.casefold() for name in term.names]
    )
