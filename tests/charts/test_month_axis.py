"""A figure stands over the name of its own month, whatever month that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from charts.month_axis import month_axis, named_month_ends
from charts.palette import LIGHT
from charts.trajectory import Point, Trajectory, trajectory_figure
from metrics.periods import month_end

MONTHS = [date(2024 + place // 12, place % 12 + 1, 1) for place in range(6)]
POINTS = tuple(Point("month", m, month_end(m), 70.0, "70%", f"{m:%B}", False, False) for m in MONTHS)
NOTHING = Trajectory((), (), (), (), (), "percent", "Per cent")


def test_the_point_of_january_stands_over_january_and_not_over_the_first_of_february() -> None:
    figure = trajectory_figure(replace(NOTHING, points=POINTS), LIGHT)
    axis = figure["layout"]["xaxis"]
    marks = next(trace for trace in figure["data"] if trace.get("name") == "Month or day")
    names = dict(zip(axis["tickvals"], axis["ticktext"], strict=True))
    assert names["2024-01-31"] == "Jan<br>2024"
    for day, words in zip(marks["x"], marks["customdata"], strict=True):
        assert names[day].partition("<br>")[0] == words[:3]


def test_three_years_are_named_by_half_years_and_all_names_are_month_ends() -> None:
    found = named_month_ends(date(2023, 10, 5), date(2026, 11, 25))
    assert found == [
        date(2024, 3, 31),
        date(2024, 9, 30),
        date(2025, 3, 31),
        date(2025, 9, 30),
        date(2026, 3, 31),
        date(2026, 9, 30),
    ]


def test_thirteen_years_have_few_enough_names_for_a_telephone() -> None:
    found = named_month_ends(date(2013, 1, 1), date(2026, 12, 31))
    assert [day.year for day in found] == [2014, 2016, 2018, 2020, 2022, 2024, 2026]
    assert all(day.month == 3 for day in found)


def test_a_leap_day_is_a_month_end() -> None:
    assert month_axis(date(2024, 2, 1), date(2024, 3, 1))["tickvals"] == ["2024-02-29"]
