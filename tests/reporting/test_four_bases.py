"""One measure on its bases: what each counts, and when the official figure hides late work."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.store import Store
from metrics.library import KpiLibrary
from metrics.vocabulary import Basis
from reporting.figure_sets import figure_set
from reporting.four_bases import BasisLine, four_bases, hidden_late_work

KPI = "assessments_within_45_working_days"
OCTOBER = date(2026, 10, 31)


def months(*pairs: tuple[float, float]) -> list[dict[str, Any]]:
    return [{"numerator": top, "denominator": bottom} for top, bottom in pairs]


def overdue(count: float) -> tuple[BasisLine, ...]:
    return (BasisLine(Basis.OPEN_OVERDUE, OCTOBER, count, f"{count:.0f}", "", "", ()),)


def test_every_basis_of_a_measure_with_a_time_limit_is_there(northmere: Store, library: KpiLibrary) -> None:
    found = four_bases(northmere, library.by_id(KPI), "northmere")
    assert [line.basis for line in found.lines] == list(Basis)
    rows = {
        (row["basis"], row["period_end"]): row
        for row in figure_set(northmere, [KPI], ["northmere"], bases=list(Basis)).to_pylist()
    }
    for line in found.lines:
        newest = rows[line.basis.value, line.latest_end]
        assert line.value == newest["value"]
        assert line.points[-1] == (line.latest_end, newest["value"])
    completed, _, late, recent = found.lines
    top, bottom = (rows["completed", completed.latest_end][name] for name in ("numerator", "denominator"))
    assert completed.numbers == f"{top:g} of {bottom:g}"
    assert completed.words.endswith("%")
    assert not late.words.endswith("%")  # a count, of a measure in per cent
    assert late.meaning == "Not done on 31 October 2026, and past its day. A count, not a share."
    assert recent.numbers == ""


def test_a_measure_without_a_time_limit_has_one_basis(northmere: Store, library: KpiLibrary) -> None:
    found = four_bases(northmere, library.by_id("contacts_received"), "northmere")
    assert [line.basis for line in found.lines] == [Basis.COMPLETED]
    assert found.hidden == ""


def test_hidden_work_is_said_by_the_numbers_of_three_months() -> None:
    # 27 + 27 + 27 of 27 + 27 + 27 completed in time, 28 + 28 + 27 of 35 + 35 + 37 that fell due: 77.6 %
    said = hidden_late_work(
        months((1, 9), (27, 27), (27, 27), (27, 27)), months((28, 35), (28, 35), (27, 37)), overdue(65)
    )
    assert said == (
        "The official figure leaves out late work that is still open. In the last 3 months 100.0% of what was "
        "completed was in time (81 of 81), but 77.6% of what fell due (83 of 107). 65 are open and overdue now."
    )


@pytest.mark.parametrize(
    ("completed", "due"),
    [
        ([(90, 100)], [(86, 100)]),  # 4 points: as rounding and timing make them
        ([(8, 10)], [(7, 9)]),  # 9 fell due: too few
        ([(80, 100)], [(95, 100)]),  # the official figure is the worse one
        ([], [(5, 100)]),
        ([(90, 100)], []),
        ([(0, 0)], [(5, 100)]),
    ],
)
def test_nothing_is_called_hidden_without_reason(
    completed: list[tuple[float, float]], due: list[tuple[float, float]]
) -> None:
    assert hidden_late_work(months(*completed), months(*due), overdue(12)) == ""


def test_a_difference_of_five_points_is_enough_and_none_open_is_not_said() -> None:
    said = hidden_late_work(months((90, 100)), months((85, 100)), overdue(0))
    assert said.endswith("but 85.0% of what fell due (85 of 100).")
