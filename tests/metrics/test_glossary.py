"""The glossary: every abbreviation and telling word that a reader meets is in it, once and in plain words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from exports.glossary_page import glossary_page
from metrics.definition import KpiDefinition
from metrics.glossary import GROUPS, Term, glossary, matching_terms
from metrics.library import load_library
from metrics.problems import KpiDefinitionError
from metrics.vocabulary import Basis
from reporting.judgement.words import ASSURANCE_WORDS

PROJECT = Path(__file__).resolve().parent.parent.parent
# Two capitals in one word, with a small letter between or after: ICPC, DfE, XmR, SSDA903; or a section: S47.
ABBREVIATION = re.compile(r"(?<![\w./{-])(?:[A-Z][a-z]?[A-Z][A-Za-z]?[A-Z0-9]*|S\d\d)s?(?![\w{}=/(-])")
CODE = re.compile(r"(?!S\d\d$)[A-Z]{1,2}\d{1,2}[A-Z]?")  # of a list, like E45: it is not read out
SHOWN_BY = ("pages", "reporting", "charts")
# Patterns of dates, a word of a command, and how many cases a chart has on its axis.
NO_ABBREVIATIONS = {"YYYY", "MM", "DD", "MMM", "FILE", "ID"}
MOST_SENTENCES = 3
ASKED_FOR = (
    *("CP", "CIN", "ICPC", "S47", "RCPC", "MASH", "LADO", "IRO", "EET", "NEET", "SDQ", "PEP", "RHI", "ASYE"),
    *("FTE", "SPC", "RAG", "KPI", "CSV", "DfE", "CLA", "LAC", "UASC", "IHA", "RHA", "PLO", "EPO", "SGO"),
)
WORDS_ASKED_FOR = (
    *("mean", "limits", "variation", "assurance", "p prime chart", "XmR chart", "run chart", "restart"),
    *("baseline", "floor", "target", "median", "numerator", "denominator", "outlook", "trajectory"),
    *("completed", "due", "open and overdue", "too recent", "no cases", "not supplied", "as at", "breakdown"),
)


def names() -> set[str]:
    return {name for term in glossary() for name in term.names}


def abbreviations(text: str) -> Iterator[str]:
    """Yield the abbreviations of a text, without the s of several."""
    for found in ABBREVIATION.findall(text):
        known = found if found in names() else found.removesuffix("s")
        if known not in NO_ABBREVIATIONS and not CODE.fullmatch(known):
            yield known


def shown_texts(file: Path) -> Iterator[str]:
    """Yield the texts of a module that may be shown: not its docstrings, and not the names it offers."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    hidden: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            hidden.add(id(node.body[0].value))  # type: ignore[attr-defined]
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            hidden |= {id(word) for word in ast.walk(node.value)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in hidden:
            yield node.value


def words_of(kpi: KpiDefinition) -> str:
    always = (kpi.name, kpi.short_name, kpi.question, kpi.why_it_matters, kpi.description)
    return "\n".join([*always, *filter(None, (kpi.time_rule, kpi.usual_source, kpi.requirement))])


def test_every_abbreviation_of_a_measure_is_in_the_glossary() -> None:
    used = {(word, kpi.id) for kpi in load_library() for word in abbreviations(words_of(kpi))}
    assert len(used) > 30, "the pattern finds nothing"
    assert {(word, kpi) for word, kpi in used if word not in names()} == set()


def test_every_abbreviation_on_a_screen_is_in_the_glossary() -> None:
    used = {
        (abbreviation, file.relative_to(PROJECT).as_posix())
        for folder in SHOWN_BY
        for file in sorted((PROJECT / folder).rglob("*.py"))
        for text in shown_texts(file)
        for abbreviation in abbreviations(text)
    }
    assert ("CSV", "pages/parts/shown.py") in used
    assert {(word, file) for word, file in used if word not in names()} == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ICPC and two S47s in the SSDA903", ["ICPC", "S47", "SSDA903"]),
        ("A DfE series, an XmR chart and ChAT", ["DfE", "XmR", "ChAT"]),
        ("Mr Smith. I saw KPI_ID and {DUE} on Friday, E45", []),
    ],
)
def test_the_pattern_finds_abbreviations_and_nothing_else(text: str, found: list[str]) -> None:
    assert list(abbreviations(text)) == found


@pytest.mark.parametrize("word", [*ASKED_FOR, *WORDS_ASKED_FOR])
def test_what_newcomers_ask_about_is_there(word: str) -> None:
    assert word.casefold() in {name.casefold() for name in names()}
    assert matching_terms(glossary(), word)[0].names, word


def test_the_words_of_every_basis_and_assurance_are_there() -> None:
    known = {name.casefold() for name in names()}
    shown = [*(basis.label for basis in Basis), *ASSURANCE_WORDS.values()]
    assert [words for words in shown if words.casefold() not in known] == []


def test_meanings_are_short_and_do_not_lean_on_abbreviations() -> None:
    for term in glossary():
        assert len(re.findall(r"\.(?:\s|$)", term.means)) <= MOST_SENTENCES, term.term
        own = set(term.names)
        assert [word for word in abbreviations(term.means) if word not in own | {"NHS", "ILACS"}] == [], (
            term.term
        )


def test_terms_come_by_group_in_the_order_of_the_file() -> None:
    groups = [term.group for term in glossary()]
    assert groups == sorted(groups, key=list(GROUPS).index)
    assert set(groups) == set(GROUPS)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("icpc", "Initial child protection conference"),
        ("CP", "Child protection plan"),
        ("floor", "Floor"),
        ("mean", "Mean"),
        ("looked after", "Child in care"),
    ],
)
def test_a_search_finds_the_term_by_any_of_its_names_first(text: str, first: str) -> None:
    assert matching_terms(glossary(), text)[0].term == first


def test_a_search_needs_every_word_and_a_blank_one_finds_all() -> None:
    terms = (
        Term("Core group", "protection", "Parents and professionals."),
        Term("Audit", "people", "A grade."),
    )
    assert matching_terms(terms, "professionals core") == [terms[0]]
    assert matching_terms(terms, "core grade") == []
    assert matching_terms(terms, "  ") == list(terms)


def test_a_group_that_is_not_there_and_a_name_that_stands_twice_are_refused_with_their_lines(
    tmp_path: Path,
) -> None:
    file = tmp_path / "glossary.yaml"
    file.write_text(
        "- {term: Floor, group: judging, means: The lowest amber figure.}\n"
        "- {term: Ground, also: [floor], group: building, means: What one stands on.}\n",
        encoding="utf-8",
    )
    with pytest.raises(KpiDefinitionError) as refused:
        glossary(file)
    said = str(refused.value)
    assert "line 2: group: 'building' is none of: first_contact," in said
    assert "'Floor' stands more than once" in said
    assert "'floor' stands more than once" in said


def test_the_document_is_as_the_register_says() -> None:
    assert (PROJECT / "docs" / "glossary.md").read_text(encoding="utf-8") == glossary_page()
    assert glossary_page().count("\n- **") == len(glossary())
