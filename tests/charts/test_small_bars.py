"""Small bars: what is past its limit looks different without colour, and words go along."""

from __future__ import annotations

import re

from charts.palette import LIGHT
from charts.small_bars import WorkerBar, staffing_bar, weeks_bar, worker_bars


def rectangles(svg: str) -> list[dict[str, str]]:
    return [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in re.findall(r"<rect [^>]*>", svg)]


def test_a_bar_above_its_limit_is_full_and_one_at_its_limit_is_not() -> None:
    bars = [WorkerBar(13, 12, "a"), WorkerBar(12, 12, "b"), WorkerBar(40, None, "c")]
    assert [bar.is_over for bar in bars] == [True, False, False]
    above, at, without = rectangles(worker_bars(bars, 40, None, LIGHT, text="x"))
    assert above["fill"] == LIGHT.concern
    assert at["fill"] == without["fill"] == LIGHT.fan_80


def test_bars_are_on_one_scale_from_nought() -> None:
    half, full = rectangles(
        worker_bars([WorkerBar(10, None, ""), WorkerBar(20, None, "")], 20, None, LIGHT, text="")
    )
    assert abs(2 * float(half["height"]) - float(full["height"])) < 0.2


def test_the_number_and_the_words_of_each_worker_are_there_and_escaped() -> None:
    svg = worker_bars([WorkerBar(13, 12, "Worker <1>")], 13, 9.5, LIGHT, text="Team & all")
    assert ">13</text>" in svg
    assert "<title>Worker &lt;1&gt;</title>" in svg
    assert 'aria-label="Team &amp; all"' in svg


def test_nobody_is_no_drawing() -> None:
    assert worker_bars([], 10, None, LIGHT, text="") == ""
    assert staffing_bar(0, 0, 0, 10, LIGHT, text="") == ""


def test_staffing_is_full_then_striped_then_empty_one_after_the_other() -> None:
    svg = staffing_bar(4, 2, 2, 8, LIGHT, text="x", width=84)  # 80 units of drawing for 8
    permanent, agency, vacant = rectangles(svg)
    assert [float(part["width"]) for part in (permanent, agency, vacant)] == [40.0, 20.0, 20.0]
    assert [float(part["x"]) for part in (permanent, agency, vacant)] == [2.0, 42.0, 62.0]
    assert permanent["fill"] == LIGHT.series
    assert agency["fill"] == vacant["fill"] == LIGHT.background
    assert "stroke-dasharray" in vacant
    assert svg.count("v16") == 4  # four stripes, 5 apart, in the 20 of the agency part


def test_weeks_are_light_then_striped_then_full() -> None:
    def drawn(weeks: float) -> tuple[str, bool]:
        svg = weeks_bar(weeks, (12.0, 16.0), 20, LIGHT, text="x")
        return rectangles(svg)[0]["fill"], "v10" in svg

    assert drawn(12.0) == (LIGHT.fan_80, False)  # at the mark is within it
    assert drawn(12.1) == (LIGHT.fan_80, True)
    assert drawn(16.0) == (LIGHT.fan_80, True)
    assert drawn(16.1) == (LIGHT.concern, False)


def test_without_marks_weeks_are_drawn_all_the_same() -> None:
    assert rectangles(weeks_bar(3, (), 0, LIGHT, text="x"))[0]["fill"] == LIGHT.fan_80
