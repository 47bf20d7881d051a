"""Marks of the trajectory chart that are not the authority's own figures: milestones and comparators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from charts.palette import Palette


def draw_milestones(
    milestones: Sequence[tuple[date, float, str]], colours: Palette, data: list[dict[str, Any]]
) -> None:
    """Draw each target on the day by which it is to be reached."""
    if milestones:
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [day.isoformat() for day, _, _ in milestones],
                "y": [value for _, value, _ in milestones],
                "text": [words for _, _, words in milestones],
                "hovertemplate": "%{text}<extra></extra>",
                "marker": {
                    "symbol": "diamond-open",
                    "size": 13,
                    "color": colours.target,
                    "line": {"width": 2.5},
                },
                "name": "To reach by",
            }
        )


def draw_beside(
    beside: Sequence[tuple[date, float, str]], colours: Palette, data: list[dict[str, Any]]
) -> None:
    """Draw each figure that was printed beside the authority's own, with its words."""
    if beside:
        data.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [day.isoformat() for day, _, _ in beside],
                "y": [value for _, value, _ in beside],
                "text": [words for _, _, words in beside],
                "textposition": "middle right",
                "hoverinfo": "text",
                "marker": {"symbol": "x", "size": 9, "color": colours.soft_text},
                "name": "Printed beside it",
            }
        )
