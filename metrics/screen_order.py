"""Which measures a director sees first, and the order of the others (metrics/registers).

headlines.yaml names those at the top of "This month", journey.yaml the sections of a scorecard in the
order of the child's journey. Measures that a council's own library does not have are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from metrics.definition import KpiDefinition
from metrics.field_groups import Field, Group, ListOf
from metrics.field_types import Id, Words
from metrics.library import KpiLibrary
from metrics.problems import KpiDefinitionError
from metrics.registers import REGISTERS
from metrics.yaml_reading import Reading, compose

HEADLINES = REGISTERS / "headlines.yaml"
JOURNEY = REGISTERS / "journey.yaml"
OTHERS = "Other measures"


@dataclass(frozen=True, slots=True)
class Headline:
    """One measure that is shown at the top."""

    kpi: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading on a scorecard and the ids of the measures under it, in order."""

    name: str
    kpis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaOrder:
    """The sections of one service area."""

    service_area: str
    sections: tuple[Section, ...]


HEADLINE = Group("a headline", Headline, (Field("kpi", Id(), "The id of the KPI."),))
SECTION = Group(
    "a section",
    Section,
    (
        Field("name", Words(), "The heading."),
        Field("kpis", ListOf(Id(), at_least=1), "The ids of its KPIs, in order."),
    ),
)
AREA = Group(
    "the order of a service area",
    AreaOrder,
    (
        Field("service_area", Id(), "The id of the service area."),
        Field("sections", ListOf(SECTION, at_least=1), "Its sections, in order."),
    ),
)


def headline_kpis(library: KpiLibrary, path: Path = HEADLINES) -> tuple[KpiDefinition, ...]:
    """Return the measures at the top of "This month", in order. KpiDefinitionError if the file is wrong."""
    found = (library.get(headline.kpi) for headline in _entries(path, HEADLINE))
    return tuple(kpi for kpi in found if kpi is not None)


def in_sections(
    kpis: Sequence[KpiDefinition], service_area: str, path: Path = JOURNEY
) -> list[tuple[str, list[KpiDefinition]]]:
    """Return measures of one service area under their headings; those in no section last, by name.

    A heading without any of the measures is left out. KpiDefinitionError if the file is wrong.
    """
    waiting = {kpi.id: kpi for kpi in kpis}
    sections = []
    for area in _entries(path, AREA):
        for section in area.sections if area.service_area == service_area else ():
            inside = [waiting.pop(name) for name in section.kpis if name in waiting]
            if inside:
                sections.append((section.name, inside))
    if waiting:
        sections.append((OTHERS, sorted(waiting.values(), key=lambda kpi: kpi.short_name)))
    return sections


@cache
def _entries(path: Path, entry: Group) -> tuple[Any, ...]:
    """Return the entries of a register. KpiDefinitionError with every problem of the file."""
    reading = Reading(path.name)
    node = compose(path.read_bytes(), reading)
    plain = (node is not None and ListOf(entry, at_least=1).read(node, "", reading)) or []
    if reading.problems:
        raise KpiDefinitionError(reading.problems)
    return tuple(entry.build(item) for item in plain)
