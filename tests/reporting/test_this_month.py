"""What "This month" says, from a handful of made-up measures worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from metrics.definition import KpiDefinition
from metrics.kinds_of_work import KindOfWork
from metrics.vocabulary import KpiKind
from reporting.due_work import DueItem, DueWork
from reporting.judgement import judge_rows
from reporting.loaded_data import LoadSummary
from reporting.overdue import OverdueCount
from reporting.scorecard import Scorecard, ScorecardRow
from reporting.this_month import AuthorityMonth, Judged, MonthFigures, authority_month
from reporting.this_month.attention import change_sentence, from_usual, needing_attention
from reporting.this_month.doubts import data_doubts
from reporting.this_month.matrix import rating_matrix
from reporting.this_month.movement import most_improved, movement_of, needs_focus
from reporting.this_month.overdue_work import overdue_kinds
from tests.reporting.made_up_months import figure, row, step, values

# 30 months about 50, then the last above or below everything: a signal by itself.
USUAL: list[float | None] = [49.0, 51.0] * 15
MONTH = date(2026, 7, 31)  # the 31st month from January 2024


def named(kpi: KpiDefinition, name: str, **fields: object) -> KpiDefinition:
    return replace(kpi, id=name.lower().replace(" ", "_"), short_name=name, **fields)  # type: ignore[arg-type]


def month_of(*rows: ScorecardRow, overdue: dict[str, OverdueCount] | None = None) -> AuthorityMonth:
    return authority_month(MonthFigures(MONTH, Scorecard("northmoor", rows), overdue or {}))


def ending_in(kpi: KpiDefinition, last: float) -> ScorecardRow:
    return row(kpi, values(kpi, [*USUAL, last]))


def names(judged: Sequence[Judged]) -> list[str]:
    return [one.row.title for one in judged]


def test_what_is_off_target_and_late_and_worse_comes_in_the_order_of_harm(
    number: KpiDefinition,
) -> None:
    worse = ending_in(named(number, "Worse"), 70.0)
    much_worse = ending_in(named(number, "Much worse"), 90.0)
    late = ending_in(named(number, "Late"), 50.0)
    fine = ending_in(named(number, "Fine"), 50.0)
    month = month_of(fine, late, worse, much_worse, overdue={"late": OverdueCount(3, MONTH)})
    needing = needing_attention(month)
    assert names(needing) == ["Much worse", "Worse", "Late"]
    assert needing[0].judgement.attention.reasons[0] == "getting worse by more than chance"
    assert needing[2].judgement.attention.reasons == ("3 open and overdue",)
    assert from_usual(needing[0]) > from_usual(needing[1]) > 1


def test_the_sentence_counts_every_measure_once(number: KpiDefinition, share: KpiDefinition) -> None:
    rows = [
        ending_in(named(number, "Worse"), 70.0),
        ending_in(named(number, "Better"), 30.0),
        ending_in(named(number, "Same"), 50.0),
        row(named(number, "Few"), values(number, [50.0] * 3)),
        row(named(share, "Rated"), [figure(share, 30, 60.0)], step(80.0)),
    ]
    assert change_sentence(month_of(*rows)) == (
        "Of 3 measures with enough months, 1 got worse and 1 got better by more than chance; 0 changed without "
        "being better or worse, and 1 stayed within their usual range. The one rated measure is off target."
    )


def test_one_month_is_said_to_be_too_few(number: KpiDefinition) -> None:
    month = month_of(row(number, [figure(number, 30, 12.0)]))
    assert change_sentence(month) == (
        "No measure has enough months yet to tell a change from chance. No measure is rated: no target is in "
        "force for a figure of this month."
    )
    assert needing_attention(month) == ()
    assert most_improved(month) == needs_focus(month) == ()


def test_before_and_after_are_twelve_months_apart_and_the_largest_change_is_first(
    number: KpiDefinition,
) -> None:
    month = month_of(
        ending_in(named(number, "Worse"), 70.0),
        ending_in(named(number, "Much worse"), 90.0),
        ending_in(named(number, "Better"), 30.0),
    )
    focus, improved = needs_focus(month), most_improved(month)
    assert [one.judged.row.title for one in improved] == ["Better"]
    assert [one.judged.row.title for one in focus] == ["Much worse", "Worse"]
    better = improved[0]
    assert (better.before.period.end, better.after.period.end) == (date(2025, 7, 31), MONTH)
    assert (better.before.value, better.after.value) == (49.0, 30.0)
    assert better.change_words == "−19"
    assert " in " in better.before_and_after_words
    as_at = replace(better, after=replace(better.after, period=replace(better.after.period, kind="as_at")))
    assert " on " in as_at.before_and_after_words.rpartition(",")[2]
    width = better.judged.usual_width
    assert width is not None
    assert better.size == pytest.approx(19 / width)


def test_a_change_within_the_usual_range_is_never_shown_as_one(number: KpiDefinition) -> None:
    month = month_of(ending_in(number, 51.0))
    assert month.judged[0].judgement.variation == "common_cause"
    assert movement_of(month.judged[0]) is not None
    assert most_improved(month) == needs_focus(month) == ()


def test_a_signal_that_is_no_worse_than_a_year_before_needs_no_focus(number: KpiDefinition) -> None:
    """The last month is high, but so was the month a year before it: the year brought no change for the worse."""
    numbers: list[float | None] = [*USUAL, 70.0]
    numbers[18] = 80.0
    month = month_of(row(number, values(number, numbers)))
    variation = month.judged[0].judgement.variation
    assert variation is not None
    assert variation.startswith("concern")
    assert needs_focus(month) == ()
    assert most_improved(month) == ()


def test_demand_and_figures_in_doubt_are_no_movement(number: KpiDefinition) -> None:
    demand = named(number, "Demand", kind=KpiKind.ACTIVITY)
    doubtful = [*values(number, USUAL), figure(number, 30, 90.0, is_doubtful=True)]
    month = month_of(ending_in(demand, 90.0), row(number, doubtful))
    assert needs_focus(month) == ()


def test_the_matrix_counts_each_measure_in_one_cell_and_adds_up(share: KpiDefinition) -> None:
    red = named(share, "Red", service_area="assessment", theme="improving_practice")
    green = named(share, "Green", service_area="assessment", theme="improving_practice")
    unrated = named(share, "Unrated", service_area="workforce", theme="removing_barriers")
    month = month_of(
        row(red, values(red, [60.0]), step(80.0)),
        row(green, values(green, [90.0]), step(80.0)),
        row(unrated, values(unrated, [90.0])),
        row(named(share, "Awaited", service_area="finance"), []),
    )
    areas = dict.fromkeys(["assessment", "finance", "workforce"])
    matrix = rating_matrix(month, areas, dict.fromkeys(["removing_barriers", "improving_practice"]))
    assert matrix.service_areas == ("assessment", "workforce")
    assert matrix.themes == ("removing_barriers", "improving_practice")
    assert matrix.cells["assessment", "improving_practice"] == {"red": 1, "green": 1}
    assert matrix.of_area("workforce") == {"none": 1}
    assert matrix.of_theme("improving_practice") == {"red": 1, "green": 1}
    assert matrix.total == {"red": 1, "green": 1, "none": 1}


def test_figures_of_long_ago_are_not_of_this_month(number: KpiDefinition) -> None:
    old = row(named(number, "Old"), [figure(number, 0, 5.0)])  # January 2024, 30 months before
    month = month_of(old, ending_in(number, 50.0))
    assert len(month.judged) == 2
    assert names(month.current) == [number.short_name]


def test_overdue_work_is_counted_by_kind_with_its_oldest() -> None:
    visits, plans = KindOfWork("visits", "Visits", "Visit"), KindOfWork("plans", "Plans", "Plan")

    def item(kind: str, due_on: date, *, is_overdue: bool = True) -> DueItem:
        days_left = (due_on - MONTH).days
        return DueItem(kind, None, "e", None, "t", None, None, None, due_on, is_overdue, days_left)

    items = (
        item("plans", date(2026, 7, 1)),
        item("visits", date(2026, 7, 20)),
        item("visits", date(2026, 6, 1)),
        item("visits", date(2026, 8, 2), is_overdue=False),
    )
    kinds = overdue_kinds(DueWork("northmoor", MONTH, MONTH, (plans, visits), items, 0))
    assert [(one.kind.id, one.count, one.oldest_due_on, one.oldest_days_late) for one in kinds] == [
        ("visits", 2, date(2026, 6, 1), 60),
        ("plans", 1, date(2026, 7, 1), 30),
    ]


def test_rejected_rows_of_another_authority_are_no_doubt_of_this_one(number: KpiDefinition) -> None:
    def load(rejected: int, authority: str | None) -> LoadSummary:
        known: dict[str, Any] = dict.fromkeys(LoadSummary.__dataclass_fields__)
        return LoadSummary(**(known | {"rows_rejected": rejected, "authority": authority}))

    loads = [load(4, "Northmoor"), load(5, "Elsewhere"), load(2, None), load(0, "Northmoor")]
    doubts = data_doubts(month_of(ending_in(number, 50.0)), loads, "Northmoor")
    assert (doubts.rejected_rows, len(doubts.rejected)) == (6, 2)
    assert doubts.queried == ()


def test_judging_all_at_once_is_judging_one_by_one(number: KpiDefinition) -> None:
    rows = [ending_in(named(number, "One"), 70.0), ending_in(named(number, "Two"), 50.0)]
    alone = [judge_rows([one])[0] for one in rows]
    assert [one.judgement for one in month_of(*rows).judged] == alone
