"""Columns of counts by month, divided into parts, with a limit where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts.class_fills import class_fills
from charts.palette import Palette
from charts.trajectory_layout import FONT


def monthly_columns(
    months: Sequence[str],
    parts: Sequence[tuple[str, Sequence[float]]],
    axis_words: str,
    colours: Palette,
    *,
    focus: Sequence[str] = (),
    limit: tuple[float, str] | None = None,
    height: int = 340,
) -> dict[str, Any]:
    """Return the Plotly figure. parts: (name, one number a month), drawn from the ground up in their order.

    focus: the parts that the figure speaks of. limit: the number and the words of a line across.
    """
    fills = class_fills([name for name, _ in parts], focus, colours)
    data: list[dict[str, Any]] = [
        {
            "type": "bar",
            "x": list(months),
            "y": list(numbers),
            "name": name,
            "marker": {
                "color": fill.colour,
                "line": {"width": 1, "color": colours.background},
                "pattern": {
                    "shape": fill.hatching,
                    "bgcolor": fill.colour,
                    "fgcolor": colours.background,
                    "size": 7,
                    "solidity": 0.2,
                },
            },
            "hovertemplate": "%{x}: %{y} " + name.lower() + "<extra></extra>",
        }
        for (name, numbers), fill in zip(parts, fills, strict=True)
    ]
    if limit is not None:
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": list(months),
                "y": [limit[0]] * len(months),
                "name": limit[1],
                "line": {"color": colours.target, "dash": "dash", "width": 3},
                "hoverinfo": "skip",
            }
        )
    axis = {"gridcolor": colours.quiet, "linecolor": colours.quiet, "zeroline": False, "automargin": True}
    return {
        "data": data,
        "layout": {
            "height": height,
            "barmode": "stack",
            "bargap": 0.18,
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FONT, "size": 16, "color": colours.text},
            "hoverlabel": {"font": {"size": 16}},
            "showlegend": len(data) > 1,
            "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0, "traceorder": "normal"},
            "xaxis": axis | {"showgrid": False, "type": "category", "nticks": 12, "fixedrange": True},
            "yaxis": axis | {"title": {"text": axis_words}, "rangemode": "tozero", "fixedrange": True},
        },
    }
