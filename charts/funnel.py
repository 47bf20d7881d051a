"""The funnel: one period, many areas, by how many were counted; which differ by more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts.labels import FONT_SIZE, Label, Place, placed_labels
from charts.palette import Palette
from charts.trajectory_layout import FONT
from metrics.ratings.funnel import Flag, Funnel, funnel_limits

CURVE_POINTS = 60
ROOM_RIGHT, ROOM_ABOVE = 1.1, 105.0  # the axes end a tenth right of the largest area, and above 100 %
UNDER_THE_PLOT = 70  # pixels of the height that the axis and its title take
FROM_A_MARK = 8.0  # pixels
FLAG_SYMBOLS: dict[Flag | None, str] = {"high": "triangle-up", "low": "triangle-down", None: "circle"}


@dataclass(frozen=True)
class FunnelChart:
    """A judged funnel with the names and denominators of its areas, in its order; `own` is the one shown."""

    judged: Funnel
    names: tuple[str, ...]
    denominators: tuple[float | None, ...]
    own: str
    axis_words: str


def funnel_figure(chart: FunnelChart, colours: Palette, height: int = 420) -> dict[str, Any]:
    """Return the Plotly figure: curves of 95 % and 99.8 %, the centre, and the areas, in per cent."""
    largest = max((n for n in chart.denominators if n is not None), default=1.0)
    across = [1 + (largest * ROOM_RIGHT - 1) * (step / CURVE_POINTS) ** 2 for step in range(CURVE_POINTS + 1)]
    return {
        "data": [*_curves(chart.judged, across, colours), _areas(chart, colours)],
        "layout": _layout(chart, largest, colours, height)
        | {"annotations": _names(chart, largest, colours, height)},
    }


def _curves(judged: Funnel, across: Sequence[float], colours: Palette) -> list[dict[str, Any]]:
    limits = [
        funnel_limits(judged.centre, n, tau_squared=judged.tau_squared, adjusted=judged.is_adjusted)
        for n in across
    ]
    ends = (
        ([limit.lower_998 for limit in limits], "solid", "998 in 1,000 lie above"),
        ([limit.lower_95 for limit in limits], "dot", "Lower 95% limit"),
        ([judged.centre] * len(limits), "dash", "All together"),
        ([limit.upper_95 for limit in limits], "dot", "Upper 95% limit"),
        ([limit.upper_998 for limit in limits], "solid", "998 in 1,000 lie below"),
    )
    return [
        {"type": "scatter", "mode": "lines", "x": list(across), "y": [100.0 * share for share in shares]}
        | {"line": {"color": colours.soft_text, "width": 1.5, "dash": dash}, "name": name}
        | {"hoverinfo": "skip"}
        for shares, dash, name in ends
    ]


def _areas(chart: FunnelChart, colours: Palette) -> dict[str, Any]:
    """Return the marks: the flagged with a shape of their own, the area shown full and larger."""
    known = [
        (name, n, area)
        for name, n, area in zip(chart.names, chart.denominators, chart.judged.areas, strict=True)
        if area.proportion is not None and n is not None
    ]
    is_own = [name == chart.own for name, _, _ in known]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Areas",
        "x": [n for _, n, _ in known],
        "y": [100.0 * area.proportion for _, _, area in known if area.proportion is not None],
        "customdata": [name for name, _, _ in known],
        "hovertemplate": "<b>%{customdata}</b><br>%{y:.1f}% of %{x}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "size": [15 if own else 10 for own in is_own],
            "symbol": [FLAG_SYMBOLS[area.flag_998] for _, _, area in known],
            "color": [
                colours.series if own else colours.signal if area.flag_998 else colours.background
                for (_, _, area), own in zip(known, is_own, strict=True)
            ],
            "line": {
                "color": [
                    colours.series if own else colours.signal if area.flag_998 else colours.usual
                    for (_, _, area), own in zip(known, is_own, strict=True)
                ],
                "width": 2,
            },
        },
    }


def _names(chart: FunnelChart, largest: float, colours: Palette, height: int) -> list[dict[str, Any]]:
    """Return the names of the area shown and of the flagged as Plotly annotations, those that find room."""
    labels, marks = [], []
    for name, n, area in zip(chart.names, chart.denominators, chart.judged.areas, strict=True):
        if area.proportion is None or n is None:
            continue
        across, up = n / (largest * ROOM_RIGHT), 100.0 * area.proportion / ROOM_ABOVE
        marks.append((across, up))
        if name != chart.own and area.flag_998 is None:
            continue
        places = (
            Place(across, up, "center", "bottom", up_pixels=FROM_A_MARK),
            Place(across, up, "left", "middle", right=FROM_A_MARK),
            Place(across, up, "right", "middle", right=-FROM_A_MARK),
            Place(across, up, "center", "top", up_pixels=-FROM_A_MARK),
            Place(across, up, "right", "bottom", FROM_A_MARK, FROM_A_MARK),
            Place(across, up, "left", "bottom", -FROM_A_MARK, FROM_A_MARK),
            Place(across, up, "right", "top", FROM_A_MARK, -FROM_A_MARK),
            Place(across, up, "left", "top", -FROM_A_MARK, -FROM_A_MARK),
        )
        labels.append(Label(name, places, int(name != chart.own), colours.text))
    return [
        {"x": placed.place.across, "xref": "paper", "y": placed.place.up, "yref": "paper"}
        | {"text": placed.words, "showarrow": False, "borderpad": 1}
        | {"xanchor": placed.place.anchor_x, "yanchor": placed.place.anchor_y}
        | {"xshift": placed.place.right, "yshift": placed.place.up_pixels}
        | {"font": {"color": placed.label.colour, "size": FONT_SIZE}, "bgcolor": colours.behind_text}
        for placed in placed_labels(labels, height - UNDER_THE_PLOT, marks)
    ]


def _layout(chart: FunnelChart, largest: float, colours: Palette, height: int) -> dict[str, Any]:
    axis = {"gridcolor": colours.quiet, "linecolor": colours.quiet, "zeroline": False, "automargin": True}
    return {
        "height": height,
        "margin": {"l": 8, "r": 12, "t": 20, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 15, "color": colours.text},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"font": {"size": 15}},
        "xaxis": axis
        | {"range": [0, largest * ROOM_RIGHT], "title": {"text": chart.axis_words}, "showgrid": False},
        "yaxis": axis | {"range": [0, ROOM_ABOVE], "title": {"text": "Per cent"}},
    }
