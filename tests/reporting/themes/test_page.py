"""A view put together: the limit of a figure, and how a measure without a figure can come by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from metrics.definition import KpiDefinition
from metrics.vocabulary import KpiStatus
from reporting.figures import TargetStep
from reporting.scorecard import scorecard_row
from reporting.themes.page import ThemeView, awaited_words, limit_of
from reporting.themes.register import FigureKind, FigureSpec, Section, View

STEP = TargetStep(
    breakdown=None,
    part=None,
    kind="goal",
    state="set",
    operator="at_most",
    target=6.0,
    floor=None,
    band_low=None,
    band_high=None,
    in_force_from=date(2026, 4, 1),
    in_force_until=None,
    to_reach_by=None,
    label_as_printed=None,
    set_by=None,
    is_inferred_from_words=False,
    is_doubtful=False,
    source="Plan",
    plan_reference=None,
    note=None,
)


def figure(limit: str | None) -> FigureSpec:
    return FigureSpec(
        id="f",
        title="F",
        kind=FigureKind.MONTHS,
        counts="children",
        supplied_by="x",
        query="q",
        limit_of=limit,
    )


def view_with(kpi: KpiDefinition, *steps: TargetStep) -> ThemeView:
    section = Section(id="s", title="S", question="So?", measures=(kpi.id,))
    row = scorecard_row(kpi, None, None, [], steps, "northmere")
    return ThemeView(View(id="v", name="V", sections=(section,)), "northmere", None, {kpi.id: [row]}, {})


def test_the_limit_is_the_target_of_its_measure_also_before_any_figure(number: KpiDefinition) -> None:
    assert limit_of(view_with(number, STEP), figure(number.id)) == (6.0, "Limit: at most 6")


def test_without_a_target_or_a_measure_there_is_no_limit(number: KpiDefinition) -> None:
    assert limit_of(view_with(number), figure(number.id)) is None
    assert limit_of(view_with(number, STEP), figure(None)) is None
    assert limit_of(view_with(number, STEP), figure("another")) is None


def test_a_measure_without_a_figure_is_awaited_with_the_way_to_it(number: KpiDefinition) -> None:
    said = {}
    for status in (KpiStatus.LIVE, KpiStatus.SUPPLIED, KpiStatus.PLANNED):
        view = view_with(replace(number, status=status))
        (row,) = view.awaited(view.view.sections[0])
        said[status] = awaited_words(row)
    assert len(set(said.values())) == 3
    assert "load values" in said[KpiStatus.SUPPLIED]
    assert "not calculated as a measure" in said[KpiStatus.PLANNED]
    assert "no extract" not in said[KpiStatus.PLANNED]  # a section may well draw it from the records
