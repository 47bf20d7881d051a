"""The light sparkline: where its line is broken, where its dots are, and how much of it there is."""

from __future__ import annotations

from datetime import date

from charts.sparklines import MONTHS_SHOWN, light_sparkline
from reporting.judgement.series import month_after

FIRST = date(2024, 1, 31)


def drawn(months: list[int], target: float | None = None, text: str = "words") -> str:
    points = [(month_after(FIRST, month), float(month)) for month in months]
    return light_sparkline(points, target=target, colour="#111111", target_colour="#222222", text=text)


def test_nothing_is_drawn_without_points() -> None:
    assert drawn([]) == ""


def test_the_line_is_broken_where_a_month_is_missing() -> None:
    path = drawn([0, 1, 2, 4, 5]).split('d="')[1].split('"')[0]
    assert path.count("M") == 2
    assert path.count("L") == 3


def test_few_points_have_dots_and_many_only_the_last() -> None:
    assert drawn([0, 6]).count("<circle") == 2
    assert drawn(list(range(12))).count("<circle") == 1


def test_only_the_latest_months_are_drawn_from_edge_to_edge() -> None:
    path = drawn(list(range(60))).split('d="')[1].split('"')[0]
    assert path.count("L") == MONTHS_SHOWN - 1
    assert path.startswith("M4.0 30.0")  # the lowest of the months shown stands at the bottom left
    assert path.endswith("L116.0 4.0")


def test_a_target_is_a_dashed_line_within_the_drawing() -> None:
    svg = drawn([0, 1], target=10.0)
    assert 'd="M0 4.0H120"' in svg
    assert "stroke-dasharray" in svg
    assert "stroke-dasharray" not in drawn([0, 1])


def test_what_is_read_out_is_escaped() -> None:
    assert "a &lt;b&gt; &quot;c&quot;" in drawn([0, 1], text='a <b> "c"')
