"""The staircase of targets under the caseloads: which step holds when."""

from __future__ import annotations

from datetime import date

from charts.caseload_trend import CaseloadTrend, Staircase, caseload_trend_figure, staircase_words
from charts.palette import LIGHT

STAIRS = Staircase(
    "Target, average caseload",
    ((date(2025, 4, 1), date(2026, 4, 1), 18.0), (date(2026, 4, 1), None, 16.0)),
)


def test_steps_are_cut_to_the_months_shown_and_follow_each_other() -> None:
    assert STAIRS.between(date(2026, 3, 1), date(2026, 5, 31)) == [
        (date(2026, 3, 1), 18.0),
        (date(2026, 3, 31), 18.0),
        (date(2026, 4, 1), 16.0),
        (date(2026, 5, 31), 16.0),
    ]
    assert STAIRS.between(date(2024, 1, 1), date(2025, 3, 31)) == []


def test_the_step_in_force_on_a_day_in_words() -> None:
    assert staircase_words([STAIRS], date(2026, 3, 31)) == "target, average caseload 18"
    assert staircase_words([STAIRS], date(2026, 4, 1)) == "target, average caseload 16"
    assert staircase_words([STAIRS], date(2025, 3, 31)) == ""


def test_the_figure_has_both_lines_and_a_staircase_told_apart_by_dashes() -> None:
    points = ((date(2026, 3, 31), 17.0), (date(2026, 4, 30), 16.5))
    other = Staircase("Limit, social worker", ((date(1900, 1, 1), None, 18.0),))
    figure = caseload_trend_figure(CaseloadTrend(points, points, (STAIRS, other)), LIGHT)
    names = [trace["name"] for trace in figure["data"]]
    assert names == [
        "Highest caseload",
        "Average caseload",
        "Target, average caseload",
        "Limit, social worker",
    ]
    assert len({trace["line"]["dash"] for trace in figure["data"][2:]}) == 2
    assert len({trace["marker"]["symbol"] for trace in figure["data"][:2]}) == 2


def test_without_a_month_there_is_nothing_to_draw() -> None:
    assert caseload_trend_figure(CaseloadTrend((), (), (STAIRS,)), LIGHT)["data"] == []
