"""Loading figures: what is accepted, what is rejected and in which words. No row is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.landing import Load, landed_table
from data.organisation import KnownUnit, KnownUnits
from data.paths import StorePaths
from data.supplied.file_rows import Cells, FileRows
from data.supplied.values import stage_values
from metrics.library import KpiLibrary

LoadRows = Callable[..., Load]
PERCENT = "assessments_within_45_working_days"
COUNT = "contacts_received"
TODAY = date(2026, 11, 20)


def test_a_good_row_is_read_as_it_was_meant(accepted: Callable[..., dict[str, Any]], ending: str) -> None:
    assert accepted(ending, note="checked") == {
        "source_row": 2,
        "kpi_id": PERCENT,
        "org_unit_id": "havering",
        "breakdown": None,
        "part": None,
        "period_kind": "month",
        "period_start": date(2026, 10, 1),
        "period_end": date(2026, 10, 31),
        "basis": "completed",
        "numerator": 45.0,
        "denominator": 50.0,
        "value": 90.0,
        "state": "counted",
        "awaiting": None,
        "role": "actual",
        "source_name": "Monthly return",
        "note": "checked",
    }


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (
            {"kpi": "assessments_within_45_working_day"},
            "kpi 'assessments_within_45_working_day' is not in the library. "
            "Did you mean 'assessments_within_45_working_days'?",
        ),
        ({"kpi": None}, "kpi is empty"),
        (
            {"value": 100.1, "numerator": None, "denominator": None},
            "value 100.1 is not a percentage from 0 to 100",
        ),
        (
            {"value": -0.1, "numerator": None, "denominator": None},
            "value -0.1 is not a percentage from 0 to 100",
        ),
        ({"numerator": 51, "value": None}, "numerator is above its denominator"),
        ({"numerator": -1, "value": None}, "numerator -1 is below 0"),
        ({"value": 80}, "value 80 does not agree with 45 of 50, which is 90.0"),
        (
            {"value": None, "numerator": None},
            "value is empty: give a value, a numerator with its denominator, or TBC, new or missing",
        ),
        (
            {"org_unit": "Haverng"},
            "org_unit 'Haverng' is not known, or not the only one of that name. Did you mean 'Havering'?",
        ),
        (
            {"org_unit": "Atlantis"},
            "org_unit 'Atlantis' is not known, or not the only one of that name. "
            "Add a new authority with --authority NAME.",
        ),
        (
            {"org_unit": None},
            "org_unit is empty: name it, or name the authority of the whole file with --authority",
        ),
        ({"authority": "City of London"}, "org_unit 'Havering' is not part of authority 'City of London'"),
        ({"source": " "}, "source is empty: say where the figure comes from"),
        ({"basis": "late"}, "basis 'late' is not one of completed, due, open_overdue, too_recent"),
        ({"role": "forecast"}, "role 'forecast' is not one of actual, baseline"),
        ({"breakdown": "age_band"}, "breakdown and part go together: fill in both or neither"),
        (
            {"value": "TBC"},
            "value says 'TBC', but there is a numerator or denominator: keep one of them",
        ),
        ({"numerator": "forty"}, "numerator is not a number like 1234 or 70.4"),
        ({"period": None}, "period is empty"),
    ],
)
def test_a_row_that_cannot_be_trusted_is_rejected_and_says_why(
    reasons: Callable[..., str], ending: str, cells: dict[str, Any], why: str
) -> None:
    assert reasons(ending, **cells) == why


@pytest.mark.parametrize(
    ("period", "why"),
    [
        ("2026-12", "period is in the future: only figures of periods that have begun can be loaded"),
        ("2026-11-21", "period is in the future"),
        (
            "2026/27 to 2026-12",
            "period ends in the future: a figure to date can reach this month at the latest",
        ),
        ("12 months to 2027-01", "period ends in the future"),
        ("0226-10", "period is before 1990: check the year"),
        ("October", "period 'October' is not a period. Write 2026-10 | "),
        ("31/10/2026", "period '31/10/2026' is not a period. Write 2026-10 | "),
        ("46326", "period '46326' looks like an Excel date stored as a number. Format the column as text"),
    ],
)
def test_a_period_that_cannot_be_is_rejected(
    reasons: Callable[..., str], ending: str, period: str, why: str
) -> None:
    assert reasons(ending, period=period).startswith(why)


@pytest.mark.parametrize("period", ["2026-11", "2026/27", "2026-Q3", "2026-11-20", "2026/27 to 2026-11"])
def test_a_period_that_has_begun_is_loaded(reasons: Callable[..., str], period: str) -> None:
    assert reasons(period=period) == ""


def test_every_problem_of_a_row_is_listed_at_once(reasons: Callable[..., str], ending: str) -> None:
    found = reasons(
        ending, kpi=COUNT, org_unit="Nowhere", period="soon", value=-2.5, denominator="x", source=None
    )
    assert [reason.split("'")[0].split(" is ")[0].strip() for reason in found.split("; ")] == [
        "org_unit",
        "period",
        "denominator",
        "source",
    ]
    found = reasons(ending, kpi=PERCENT, period="2027-01", value=120, numerator=60, source=None)
    assert found.split("; ") == [
        "period is in the future: only figures of periods that have begun can be loaded",
        "value 120 is not a percentage from 0 to 100",
        "numerator is above its denominator",
        "source is empty: say where the figure comes from",
    ]


def test_good_rows_load_beside_rejected_ones(paths: StorePaths, load: LoadRows) -> None:
    found = load({"period": "2026-08"}, {"period": "2026-09", "value": 101}, {"period": "2026-10"})
    assert (found.rows_landed, found.rows_accepted, found.rows_rejected) == (3, 2, 1)
    assert landed_table(paths, found.load_id, "rejected").column("source_row").to_pylist() == [3]
    received = landed_table(paths, found.load_id, "rows").to_pylist()
    assert [(row["source_row"], row["period"], row["value"]) for row in received] == [
        (2, "2026-08", "90"),
        (3, "2026-09", "101"),
        (4, "2026-10", "90"),
    ]


def test_the_same_figure_twice_counts_once(paths: StorePaths, load: LoadRows) -> None:
    found = load({}, {"period": "2026-09"}, {"note": "again"})
    assert (found.rows_accepted, found.rows_rejected) == (2, 1)
    assert landed_table(paths, found.load_id, "rejected").to_pylist() == [
        {"source_row": 4, "reasons": "repeats row 2"}
    ]


def test_rows_that_contradict_each_other_are_all_rejected(paths: StorePaths, load: LoadRows) -> None:
    found = load({}, {"period": "2026-09"}, {"numerator": 40, "value": 80})
    assert (found.rows_accepted, found.rows_rejected) == (1, 2)
    reason = "rows 2, 4 are about the same figure and contradict each other: keep the right one"
    assert landed_table(paths, found.load_id, "rejected").to_pylist() == [
        {"source_row": 2, "reasons": reason},
        {"source_row": 4, "reasons": reason},
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"kpi": "icpc_within_15_days"},
        {"org_unit": "City of London"},
        {"period": "2026-10-31"},
        {"breakdown": "age_band", "part": "0 to 4"},
        {"basis": "due"},
        {"role": "baseline"},
    ],
)
def test_figures_about_different_things_are_no_repeats(load: LoadRows, other: dict[str, Any]) -> None:
    assert load({}, other).rows_accepted == 2


def test_a_row_without_a_unit_is_about_the_authority_of_the_file(
    accepted: Callable[..., dict[str, Any]],
) -> None:
    assert accepted(of="havering", org_unit=None)["org_unit_id"] == "havering"
    assert accepted(of="New Borough", org_unit=None)["org_unit_id"] == "new_borough"


def test_a_row_that_names_its_authority_is_not_given_to_the_authority_of_the_file(
    accepted: Callable[..., dict[str, Any]],
) -> None:
    row = accepted(of="Havering", org_unit=None, authority="City of London")
    assert row["org_unit_id"] == "city_of_london"


CELLS = st.sampled_from(
    [
        None,
        "",
        0,
        -1,
        7,
        45.5,
        50,
        100,
        101,
        "TBC",
        "new",
        "x",
        "50%",
        "2026-10",
        "2027-01",
        "Havering",
        PERCENT,
        COUNT,
    ]
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "period": st.sampled_from(["2026-10", "2026-09", "soon", None]),
            "kpi": st.sampled_from([PERCENT, COUNT, "unknown", None]),
            "org_unit": st.sampled_from(["Havering", "Nowhere", None]),
            "numerator": CELLS,
            "denominator": CELLS,
            "value": CELLS,
            "source": st.sampled_from(["Return", None]),
        }
    ),
    min_size=1,
    max_size=8,
)


@given(ROWS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_holds_each_row_is_accepted_or_rejected_once(
    library: KpiLibrary, rows: list[Cells]
) -> None:
    known = KnownUnits((KnownUnit("havering", "havering", "Havering"),))
    tables = stage_values(FileRows(list(rows[0]), list(enumerate(rows, start=2))), library, known, TODAY)
    used = tables.staged.column("source_row").to_pylist() + tables.rejected.column("source_row").to_pylist()
    assert sorted(used) == list(range(2, 2 + len(rows)))
    assert tables.rows.num_rows == len(rows)
    assert "" not in tables.rejected.column("reasons").to_pylist()
    for figure in tables.staged.to_pylist():
        assert (figure["value"] is not None) == (figure["state"] == "counted")
