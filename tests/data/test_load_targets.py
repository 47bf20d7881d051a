"""Loading target steps: what is accepted, what is rejected, and which step is in force when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data.build import build_store
from data.landing import Load, landed_table
from data.paths import StorePaths
from data.store import open_store
from data.supplied.load import load_targets
from metrics.library import KpiLibrary

LoadSteps = Callable[..., Load]
Steps = Callable[[], list[tuple[Any, ...]]]
Staged = Callable[[Load], list[dict[str, Any]]]
Ask = Callable[..., list[tuple[Any, ...]]]
HIGHER = "assessments_within_45_working_days"
LOWER = "cic_three_or_more_placements"
NEAR = "icpc_resulting_in_cp_plan"
NEUTRAL = "contacts_received"
POUNDS = "budget_overspend"


@pytest.fixture
def step_reasons(paths: StorePaths, load_steps: LoadSteps) -> Callable[..., str]:
    """Load one step that is good but for the cells given, and return why it is rejected, '' if it is not."""

    def why(ending: str = ".csv", **cells: Any) -> str:
        load = load_steps(cells, name=f"targets{ending}")
        rejected = landed_table(paths, load.load_id, "rejected").to_pylist()
        return rejected[0]["reasons"] if rejected else ""

    return why


@pytest.fixture
def steps(paths: StorePaths, library: KpiLibrary, ask: Ask) -> Callable[[], list[tuple[Any, ...]]]:
    """Build, and return (target, first day, first day no more) of the steps that Havering supplied."""

    def in_force() -> list[tuple[Any, ...]]:
        build_store(paths, library)
        question = (
            "SELECT target, in_force_from, in_force_until FROM target_steps JOIN sources USING (source_id) "
            "WHERE kpi_id = ? AND org_unit_id = 'havering' AND sources.kind = 'supplied' ORDER BY in_force_from"
        )
        return ask(open_store(paths), question, HIGHER)

    return in_force


def test_a_good_step_is_read_as_it_was_meant(load_steps: LoadSteps, ending: str, staged: Staged) -> None:
    assert staged(load_steps({}, name=f"targets{ending}")) == [
        {
            "source_row": 2,
            "kpi_id": HIGHER,
            "org_unit_id": "havering",
            "breakdown": None,
            "part": None,
            "state": "set",
            "operator": "at_least",
            "target": 88.0,
            "floor": 80.0,
            "band_low": None,
            "band_high": None,
            "in_force_from": date(2026, 4, 1),
            "to_reach_by": date(2027, 3, 31),
            "set_by": "Improvement board",
            "source_name": "Improvement plan 2026",
            "note": None,
        }
    ]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"target": 101}, "target 101 is not a percentage from 0 to 100"),
        ({"floor": -5}, "floor -5 is not a percentage from 0 to 100"),
        ({"floor": 89}, "floor is above the target, but higher is better"),
        ({"kpi": LOWER, "target": 9, "floor": 8}, "floor is below the target, but lower is better"),
        ({"target": None}, "target is empty: give a number, or TBC"),
        ({"target": "most"}, "target is not a number like 1234 or 70.4"),
        ({"target": "£88"}, "target has the sign £, but this KPI is measured as: Percentage"),
        ({"in_force_from": None}, "in_force_from is empty: give the first day that the target counts"),
        ({"in_force_from": "1 April"}, "in_force_from is not a date like 2026-10-31"),
        (
            {"in_force_from": "46113"},
            "in_force_from is not a date like 2026-10-31 "
            "(it looks like an Excel date stored as a number: format the column as a date)",
        ),
        ({"to_reach_by": "2026-03-31"}, "to_reach_by is before in_force_from"),
        ({"set_by": None}, "set_by is empty: say who agreed the target"),
        ({"source": None}, "source is empty: say where the target is written down"),
        ({"kpi": NEUTRAL, "floor": None}, "this KPI has no good direction, so it takes no target"),
        (
            {"kpi": NEAR, "target": 50, "floor": None},
            "this KPI is best near its target: give band_low and band_high, low first",
        ),
        (
            {"kpi": NEAR, "target": None, "floor": None, "band_low": 60, "band_high": 40},
            "this KPI is best near its target: give band_low and band_high, low first",
        ),
        ({"band_low": 80}, "this KPI takes one target, not a band: leave band_low and band_high empty"),
        ({"part": "0 to 4"}, "breakdown and part go together: fill in both or neither"),
        ({"kpi": "zzz"}, "kpi 'zzz' is not in the library."),
    ],
)
def test_a_step_that_cannot_be_trusted_is_rejected_and_says_why(
    step_reasons: Callable[..., str], ending: str, cells: dict[str, Any], why: str
) -> None:
    assert step_reasons(ending, **cells) == why


def test_every_problem_of_a_step_is_listed_at_once(step_reasons: Callable[..., str]) -> None:
    found = step_reasons(org_unit="Nowhere", target=120, floor=130, in_force_from="soon", set_by=None)
    assert [reason.split(" ")[0] for reason in found.split("; ")] == [
        "org_unit",
        "target",
        "floor",
        "floor",
        "in_force_from",
        "set_by",
    ]


def test_a_band_and_a_target_to_be_confirmed_are_kept_as_such(load_steps: LoadSteps, staged: Staged) -> None:
    load = load_steps(
        {"kpi": NEAR, "target": None, "floor": None, "band_low": 60, "band_high": 75},
        {"target": "TBC", "floor": None},
        {"kpi": POUNDS, "target": "-£1,000", "floor": None},
    )
    assert [(row["state"], row["operator"], row["target"], row["band_high"]) for row in staged(load)] == [
        ("set", "band", None, 75.0),
        ("to_be_confirmed", "at_least", None, None),
        ("set", "at_most", -1000.0, None),
    ]


def test_the_same_step_twice_counts_once_and_a_contradiction_not_at_all(
    paths: StorePaths, load_steps: LoadSteps
) -> None:
    load = load_steps({}, {}, {"in_force_from": "2027-04-01", "to_reach_by": None})
    assert (load.rows_accepted, load.rows_rejected) == (2, 1)
    load = load_steps({}, {"target": 90})
    reasons = landed_table(paths, load.load_id, "rejected").column("reasons").to_pylist()
    contradiction = "rows 2, 3 are about the same figure and contradict each other: keep the right one"
    assert reasons == [contradiction, contradiction]


def test_real_dates_of_a_workbook_are_days(
    paths: StorePaths, library: KpiLibrary, tmp_path: Path, staged: Staged
) -> None:
    file = tmp_path / "targets.xlsx"
    with xlsxwriter.Workbook(str(file), {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        headings = [
            "kpi",
            "org_unit",
            "target",
            "in_force_from",
            "to_reach_by",
            "floor",
            "set_by",
            "source",
            "note",
        ]
        sheet.write_row(0, 0, headings)
        sheet.write_row(
            1, 0, [HIGHER, "Havering", 88, date(2026, 4, 1), date(2027, 3, 31), None, "Board", "Plan"]
        )
    (row,) = staged(load_targets(paths, file, library))
    assert (row["in_force_from"], row["to_reach_by"]) == (date(2026, 4, 1), date(2027, 3, 31))


def test_each_step_is_in_force_until_the_next_and_old_ones_stay(load_steps: LoadSteps, steps: Steps) -> None:
    load_steps({}, {"target": 92, "floor": 85, "in_force_from": "2027-04-01", "to_reach_by": "2028-03"})
    assert steps() == [(88.0, date(2026, 4, 1), date(2027, 4, 1)), (92.0, date(2027, 4, 1), None)]


def test_a_supplied_step_takes_the_place_of_a_published_one_from_the_same_day(
    paths: StorePaths, load_steps: LoadSteps, steps: Steps, ask: Ask
) -> None:
    """The improvement plan of 2024 prints 85% from 1 April 2024."""
    load_steps({"in_force_from": "2024-04-01", "target": 86})
    assert steps() == [(86.0, date(2024, 4, 1), None)]
    question = "SELECT target FROM target_steps WHERE kpi_id = ? AND in_force_from = DATE '2024-04-01'"
    assert ask(open_store(paths), question, HIGHER) == [(86.0,)]


def test_a_corrected_step_replaces_the_earlier_one_which_stays_readable(
    paths: StorePaths, load_steps: LoadSteps, steps: Steps, ask: Ask
) -> None:
    first = load_steps({})
    again = load_steps({})
    corrected = load_steps({"target": 87})
    assert first.loaded_on < again.loaded_on < corrected.loaded_on
    assert steps() == [(87.0, date(2026, 4, 1), None)]
    question = (
        "SELECT target, known_from, known_until FROM targets WHERE kpi_id = ? "
        "AND in_force_from = DATE '2026-04-01' ORDER BY known_from"
    )
    assert ask(open_store(paths), question, HIGHER) == [
        (88.0, first.loaded_on, corrected.loaded_on),
        (87.0, corrected.loaded_on, None),
    ]
