"""docs/standard_measures.csv names the measure of the library that each standard measure is."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from metrics.library import DEFINITIONS, load_library
from metrics.vocabulary import KpiStatus

PROJECT = Path(__file__).parents[2]
REGISTER = PROJECT / "docs" / "standard_measures.csv"
PAGE = REGISTER.with_suffix(".md")
STANDARD_LIST = PROJECT.parent / "shared" / "domain" / "kpi_definitions.csv"
COLUMNS = ["reference", "kpi_id", "other_kpi_ids", "state", "to_know"]
STATES = {"live", "partly", "not_live"}


@cache
def rows() -> tuple[dict[str, str], ...]:
    """Return every row of the register, in its order."""
    with REGISTER.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, strict=True))


def named(row: dict[str, str]) -> list[str]:
    """Return the ids of every measure that a row names."""
    return [*row["kpi_id"].split(), *row["other_kpi_ids"].split()]


def test_every_row_has_every_column_and_no_more() -> None:
    assert [row["reference"] for row in rows() if list(row) != COLUMNS or None in row.values()] == []


def test_every_reference_is_there_once() -> None:
    references = [row["reference"] for row in rows()]
    assert len(references) == 129
    assert len(set(references)) == len(references)
    assert [reference for reference in references if not re.fullmatch(r"[A-Z]{2}\d\d", reference)] == []


def test_every_measure_that_is_named_is_live() -> None:
    library = load_library(DEFINITIONS)
    live = {kpi.id for kpi in library.matching(status=KpiStatus.LIVE)}
    assert live
    wrong = [(row["reference"], kpi_id) for row in rows() for kpi_id in named(row) if kpi_id not in live]
    assert wrong == []


def test_a_row_names_a_measure_once() -> None:
    assert [row["reference"] for row in rows() if len(set(named(row))) != len(named(row))] == []


def test_the_state_is_one_of_three_and_borne_out() -> None:
    """What is live or partly so has its one measure; what is not wholly live says why."""
    assert {row["state"] for row in rows()} <= STATES
    without_measure = [
        row["reference"] for row in rows() if len(row["kpi_id"].split()) != (row["state"] != "not_live")
    ]
    assert without_measure == []
    unexplained = [
        row["reference"] for row in rows() if row["state"] != "live" and not row["to_know"].strip()
    ]
    assert unexplained == []


def test_the_local_feeds_that_are_named_are_there() -> None:
    feeds = {file.stem for file in (PROJECT / "data" / "sources" / "feeds").glob("*.yaml")}
    said = " ".join(row["to_know"] for row in rows())
    found = set(re.findall(r"\b[Ll]ocal feed (\w+)", said))
    assert "core_groups" in found
    assert found - feeds == set()


def test_the_page_explains_every_column_and_state() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert f"({REGISTER.name})" in page
    assert [word for word in [*COLUMNS, *STATES] if f"`{word}`" not in page] == []


@pytest.mark.skipif(
    not STANDARD_LIST.is_file(), reason="the list of standard measures is not beside this checkout"
)
def test_the_references_are_those_of_the_list_in_its_order() -> None:
    with STANDARD_LIST.open(encoding="utf-8", newline="") as lines:
        listed = [row["id"] for row in csv.DictReader(lines)]
    assert [row["reference"] for row in rows()] == listed
