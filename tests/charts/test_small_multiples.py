"""Small charts side by side: one scale for all, so that heights can be compared."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from charts.palette import LIGHT
from charts.small_multiples import BOTTOM, HEIGHT, TOP, Small, common_scale, small_chart, small_multiples

BOYS = Small("Boys", ((date(2024, 1, 31), 50.0), (date(2024, 2, 29), 60.0)), 80.0, "60%", "Boys: 60%")
GIRLS = Small("Girls", ((date(2024, 1, 31), 50.0), (date(2024, 6, 30), 90.0)), None, "90%", "Girls: 90%")


def heights(svg: str) -> list[float]:
    return [float(y) for y in re.findall(r'cy="([0-9.]+)"', svg)]


def test_the_same_value_is_at_the_same_height_in_every_chart() -> None:
    scale = common_scale([BOYS, GIRLS], "percent")
    assert scale is not None
    assert heights(small_chart(BOYS, scale, LIGHT))[0] == heights(small_chart(GIRLS, scale, LIGHT))[0]


def test_percentages_go_from_nought_to_a_hundred() -> None:
    scale = common_scale([BOYS], "percent")
    assert scale is not None
    assert (scale.low, scale.high) == (0.0, 100.0)
    assert scale.up(0.0) == HEIGHT - BOTTOM
    assert scale.up(100.0) == TOP


def test_counts_go_from_nought_to_the_highest_value_or_target() -> None:
    scale = common_scale([BOYS], "count")
    assert scale is not None
    assert (scale.low, scale.high) == (0.0, 80.0)


@pytest.mark.parametrize(("chart", "lines"), [(BOYS, 1), (GIRLS, 0)])
def test_only_months_that_follow_each_other_are_joined(chart: Small, lines: int) -> None:
    scale = common_scale([BOYS, GIRLS], "percent")
    assert scale is not None
    assert small_chart(chart, scale, LIGHT).count(f'stroke="{LIGHT.series}"') == lines


def test_each_chart_has_its_words_and_names_are_escaped() -> None:
    html = small_multiples([replace(BOYS, name="<b>", text='5 < "6"'), GIRLS], "percent", LIGHT)
    assert html.count('role="img"') == 2
    assert "<strong>&lt;b&gt;</strong>" in html
    assert 'aria-label="5 &lt; &quot;6&quot;"' in html


def test_nothing_to_draw_is_nothing() -> None:
    assert small_multiples([replace(BOYS, points=())], "percent", LIGHT) == ""
    one_day = common_scale([replace(BOYS, points=BOYS.points[:1], target=None)], "percent")
    assert one_day is not None
    assert one_day.across(date(2024, 1, 31)) > 0
