"""The funnel chart draws what metrics/ratings/funnel judged, in per cent."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from charts.funnel import FunnelChart, funnel_figure
from charts.labels import WIDTHS, Place, box_of
from charts.palette import LIGHT
from metrics.ratings.funnel import funnel, funnel_limits

NAMES = ("Eastmere", "Kingsholt", "Lowburn", "Marshgate", "Northmoor", "Wexbridge")
TOPS = (80, 82, 78, 40, 20, None)
BOTTOMS = (100.0, 100.0, 100.0, 50.0, 100.0, None)


@pytest.fixture
def figure() -> dict[str, Any]:
    chart = FunnelChart(funnel(TOPS, BOTTOMS), NAMES, BOTTOMS, "Eastmere", "Number counted")
    return funnel_figure(chart, LIGHT)


def test_areas_without_a_figure_are_not_drawn(figure: dict[str, Any]) -> None:
    areas = figure["data"][-1]
    assert areas["customdata"] == list(NAMES[:5])
    assert areas["y"] == pytest.approx([80.0, 82.0, 78.0, 80.0, 20.0])
    assert areas["x"] == [100.0, 100.0, 100.0, 50.0, 100.0]


def named(figure: dict[str, Any]) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


def test_flagged_areas_have_a_shape_and_a_name_and_so_has_the_own(figure: dict[str, Any]) -> None:
    areas = figure["data"][-1]
    assert areas["marker"]["symbol"] == ["circle", "triangle-up", "circle", "circle", "triangle-down"]
    assert {"Eastmere", "Kingsholt", "Northmoor"} <= set(named(figure))
    assert not {"Lowburn", "Marshgate", "Wexbridge"} & set(named(figure))
    assert areas["marker"]["color"][0] == LIGHT.series


def test_the_curves_are_the_limits_at_each_size(figure: dict[str, Any]) -> None:
    lowest = figure["data"][0]
    centre = 300 / 450
    place = 30
    expected = funnel_limits(centre, lowest["x"][place]).lower_998
    assert lowest["y"][place] == pytest.approx(100 * expected)
    assert figure["data"][2]["y"][0] == pytest.approx(100 * centre)
    assert lowest["x"][-1] == pytest.approx(110.0)


def test_names_that_would_lie_on_each_other_are_left_out_the_flagged_last() -> None:
    # one area high above eight that all have 0 of about 50: their marks lie side by side on the axis
    tops, bottoms = (65, *[0] * 8), (116.0, *[50.0 + place for place in range(8)])
    names = ("High Street", *(f"Assessment team {place}" for place in range(8)))
    figure = funnel_figure(FunnelChart(funnel(tops, bottoms), names, bottoms, "", "Number counted"), LIGHT)
    assert "High Street" in named(figure)
    boxes = [
        box_of(note["text"], place_of_note(note), width, 350.0)
        for width in WIDTHS[:1]
        for note in figure["layout"]["annotations"]
    ]
    assert 1 < len(boxes) < 9
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def place_of_note(note: dict[str, Any]) -> Place:
    return Place(note["x"], note["y"], note["xanchor"], note["yanchor"], note["xshift"], note["yshift"])
