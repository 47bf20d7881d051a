"""What readers are told of a measure that the extracts do not give: why, no rating, no records, no work due."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from data.build import build_store, no_progress
from data.landing import TABLES, landed_loads
from data.paths import StorePaths
from data.store import Store, open_store
from metrics.library import KpiLibrary, load_library
from metrics.periods import read_period
from reporting.due_work import due_work
from reporting.due_work.words import not_supplied_words
from reporting.records_behind import RecordsError, due_and_overdue, records_behind
from reporting.scorecard import ScorecardRow, scorecard
from reporting.sentences import trajectory_sentence
from reporting.supply import not_supplied

NORTHMERE = "northmere"
COMPLAINTS, VISITS = "complaints_received", "child_protection_visits_on_time"
LEFT_OUT = ("complaints", "ssd_cp_visits")
NO_COMPLAINTS = "Not received: complaints. It would come from the feed complaints."
NO_VISITS = (
    "Not received: child protection visits. It would come from the table ssd_cp_visits of the Standard "
    "Safeguarding Dataset."
)


@pytest.fixture(scope="module")
def library() -> KpiLibrary:
    return load_library()


@pytest.fixture(scope="module")
def store(northmere_dir: Path, tmp_path_factory: pytest.TempPathFactory, library: KpiLibrary) -> Store:
    """A small Northmere whose complaints and visits to children on plans never arrived."""
    paths = StorePaths(tmp_path_factory.mktemp("without"))
    shutil.copytree(StorePaths(northmere_dir).landed, paths.landed)
    for load in landed_loads(paths):
        for name in LEFT_OUT:
            (paths.landed / load.load_id / TABLES / f"{name}.parquet").unlink(missing_ok=True)
    build_store(paths, library, progress=no_progress)
    return open_store(paths)


def row_of(store: Store, library: KpiLibrary, kpi_id: str) -> ScorecardRow:
    (row,) = scorecard(store, library, [library.by_id(kpi_id)], NORTHMERE).rows
    return row


def test_what_is_missing_is_named_for_every_measure_that_lacks_it(store: Store, northmere: Store) -> None:
    found = not_supplied(store, NORTHMERE)
    assert found[COMPLAINTS] == NO_COMPLAINTS
    assert found[VISITS] == NO_VISITS
    assert "contacts_received" not in found
    assert COMPLAINTS not in not_supplied(northmere, NORTHMERE)


def test_a_measure_without_a_source_is_not_rated_and_says_what_is_missing(
    store: Store, library: KpiLibrary
) -> None:
    row = row_of(store, library, VISITS)
    assert row.latest is not None
    assert (row.latest.value, row.latest.value_words) == (None, "Not supplied")
    assert row.latest.why_absent == NO_VISITS
    assert row.figures == ()
    assert (row.rating.colour, row.rating.reason) == ("none", f"No figure to rate. {NO_VISITS}")
    assert trajectory_sentence(row, "Northmere").endswith(f"There is no figure to draw. {NO_VISITS}")


def test_a_note_of_a_figure_with_a_value_is_not_why_it_is_absent(store: Store, library: KpiLibrary) -> None:
    row = row_of(store, library, "contacts_received")
    assert row.latest is not None
    assert row.latest.value is not None
    assert row.latest.why_absent == ""


def test_there_are_no_records_behind_a_figure_that_is_not_there(store: Store, library: KpiLibrary) -> None:
    kpi = library.by_id(VISITS)
    with pytest.raises(RecordsError, match="Not received: child protection visits"):
        records_behind(store, kpi, read_period("2026-10"), org_unit=None, basis=None, role="bi")
    with pytest.raises(RecordsError, match="Not received: child protection visits"):
        due_and_overdue(store, kpi, date(2026, 10, 31), 14, org_unit=None, role="bi")


def test_nothing_is_late_where_nobody_said_whether_it_was_done(
    store: Store, northmere: Store, library: KpiLibrary
) -> None:
    whole = due_work(northmere, library, NORTHMERE, role="bi")
    part = due_work(store, library, NORTHMERE, role="bi")
    assert {item.kind_id for item in whole.items} - {item.kind_id for item in part.items} <= {
        "child_protection_visits",
        "complaints",
    }
    assert "child_protection_visits" not in {item.kind_id for item in part.items}
    assert "child_protection_visits" in {kind.id for kind in part.not_supplied}
    assert "child_protection_visits" not in {kind.id for kind in part.kinds}
    assert "child protection visits" in not_supplied_words(part)
    assert "visits to children in care" not in not_supplied_words(part)
