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


def test_the_highest_has_a_panel_of_its_own_and_every_line_its_name_beside_it() -> None:
    average = ((date(2026, 3, 31), 17.0), (date(2026, 4, 30), 16.5))
    highest = ((date(2026, 3, 31), 57.0), (date(2026, 4, 30), 48.0))
    other = Staircase("Limit, social worker", ((date(1900, 1, 1), None, 18.0),))
    figure = caseload_trend_figure(CaseloadTrend(average, highest, (STAIRS, other)), LIGHT)
    upper, lower, *steps = figure["data"]
    assert (upper["yaxis"], lower.get("yaxis", "y")) == ("y2", "y")
    assert figure["layout"]["yaxis"]["range"] == [14.0, 20.0]  # 16 to 18 and two children around them
    assert len({trace["line"]["dash"] for trace in steps}) == 2
    assert upper["marker"]["symbol"] != lower["marker"]["symbol"]
    assert not figure["layout"]["showlegend"]
    named = {note["text"] for note in figure["layout"]["annotations"]}
    assert named == {
        "Highest caseload",
        "Average caseload",
        "Target, average caseload 16",
        "Limit, social worker 18",
    }


def test_without_a_month_there_is_nothing_to_draw() -> None:
    assert caseload_trend_figure(CaseloadTrend((), (), (STAIRS,)), LIGHT)["data"] == []
