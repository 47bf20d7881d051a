"""Columns by month: one trace a part, each with a hatching of its own, and the limit as a line."""

from __future__ import annotations

from charts.monthly_columns import monthly_columns
from charts.palette import LIGHT

MONTHS = ("Sep 2026", "Oct 2026")


def test_parts_are_stacked_in_their_order_with_a_hatching_each() -> None:
    figure = monthly_columns(MONTHS, [("Good", [3, 1]), ("Poor", [0, 2])], "Audits", LIGHT, focus=("Good",))
    assert figure["layout"]["barmode"] == "stack"
    assert [(trace["name"], trace["y"]) for trace in figure["data"]] == [("Good", [3, 1]), ("Poor", [0, 2])]
    patterns = [trace["marker"]["pattern"] for trace in figure["data"]]
    assert [pattern["shape"] for pattern in patterns] == ["", "/"]
    # Without a ground of its own the hatching would be drawn on nothing, white on white.
    assert [pattern["bgcolor"] for pattern in patterns] == [
        trace["marker"]["color"] for trace in figure["data"]
    ]


def test_one_part_needs_no_legend_and_a_limit_brings_one() -> None:
    alone = monthly_columns(MONTHS, [("All", [1, 2])], "Times", LIGHT)
    assert alone["layout"]["showlegend"] is False
    limited = monthly_columns(MONTHS, [("All", [1, 2])], "Times", LIGHT, limit=(5.0, "Limit: at most 5"))
    assert limited["layout"]["showlegend"] is True
    assert (limited["data"][-1]["y"], limited["data"][-1]["name"]) == ([5.0, 5.0], "Limit: at most 5")
