"""The funnel chart draws what metrics/ratings/funnel judged, in per cent."""

from __future__ import annotations

from typing import Any

import pytest

from charts.funnel import FunnelChart, funnel_figure
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


def test_flagged_areas_have_a_shape_and_a_name_and_so_has_the_own(figure: dict[str, Any]) -> None:
    areas = figure["data"][-1]
    assert areas["marker"]["symbol"] == ["circle", "triangle-up", "circle", "circle", "triangle-down"]
    assert areas["text"] == ["Eastmere", "Kingsholt", "", "", "Northmoor"]
    assert areas["marker"]["color"][0] == LIGHT.series


def test_the_curves_are_the_limits_at_each_size(figure: dict[str, Any]) -> None:
    lowest = figure["data"][0]
    centre = 300 / 450
    place = 30
    expected = funnel_limits(centre, lowest["x"][place]).lower_998
    assert lowest["y"][place] == pytest.approx(100 * expected)
    assert figure["data"][2]["y"][0] == pytest.approx(100 * centre)
    assert lowest["x"][-1] == pytest.approx(110.0)
