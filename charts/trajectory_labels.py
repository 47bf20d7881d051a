"""The words inside the trajectory chart: values, targets, floors and lines, placed so that none overlap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from charts.labels import FONT_SIZE, LINE_HEIGHT, Label, Place, SideX, placed_labels
from charts.palette import Palette
from charts.trajectory_layout import PLOT_HEIGHT, Frame
from charts.trajectory_shapes import DOT_KINDS, MOST_LABELS, Point, Step, Trajectory

# What stays where there is no room for all: the latest value, then what it is held against, then the rest.
LATEST, TARGET_NOW, VALUE, BESIDE, FLOOR_NOW, EARLIER_TARGET, LINE, EARLIER_FLOOR = range(8)
FROM_A_MARK, FROM_A_LINE = 9.0, 2.0  # pixels between a text and what it is about
ONE_TEXT = FONT_SIZE * LINE_HEIGHT  # pixels up or down where the nearest place is taken


def label_notes(trajectory: Trajectory, frame: Frame, colours: Palette) -> list[dict[str, Any]]:
    """Return the words that find a place, as Plotly annotations."""
    labels = [
        *value_labels(trajectory, frame, colours),
        *step_labels(trajectory, frame, colours),
        *beside_labels(trajectory, frame, colours),
        *line_labels(trajectory, frame, colours),
    ]
    marks = [(frame.across(point.end), frame.up(point.value)) for point in trajectory.points]
    marks += [(frame.across(day), frame.up(value)) for day, value, _ in trajectory.milestones]
    return [
        {"x": placed.place.across, "xref": "paper", "y": placed.place.up, "yref": "paper"}
        | {"text": placed.words, "showarrow": False, "borderpad": 1}
        | {"xanchor": placed.place.anchor_x, "yanchor": placed.place.anchor_y}
        | {"xshift": placed.place.right, "yshift": placed.place.up_pixels}
        | {"font": {"color": placed.label.colour, "size": FONT_SIZE}, "bgcolor": colours.behind_text}
        for placed in placed_labels(labels, PLOT_HEIGHT, marks)
    ]


def value_labels(trajectory: Trajectory, frame: Frame, colours: Palette) -> Iterator[Label]:
    """Yield the values that are written: all of a few, of many those with a side."""
    points = trajectory.points
    for point in points:
        if len(points) > MOST_LABELS and not point.label_side:
            continue
        is_latest = point is points[-1]
        yield Label(
            point.label,
            _around(frame, point, _side(point, trajectory.steps)),
            LATEST if is_latest else VALUE,
            colours.text,
            shorter=point.label.partition(" ")[0],
        )


def _around(frame: Frame, point: Point, side: str) -> tuple[Place, ...]:
    """Return the places about a mark: on the side asked for, on the other, then to the left and right of those."""
    across, up = frame.across(point.end), frame.up(point.value)
    ends: tuple[SideX, ...] = (
        ("center", "right", "left") if point.kind in DOT_KINDS else ("right", "left", "center")
    )
    above = [Place(across, up, end, "bottom", up_pixels=FROM_A_MARK) for end in ends]
    below = [Place(across, up, end, "top", up_pixels=-FROM_A_MARK) for end in ends]
    first, second = (above, below) if side == "top" else (below, above)
    further = [
        Place(p.across, p.up, p.anchor_x, p.anchor_y, p.right, 3.0 * p.up_pixels) for p in (*first, *second)
    ]
    beside = Place(across, up, "right", "middle", right=-FROM_A_MARK)
    return (*first, *second, beside, *further)


def _side(point: Point, steps: tuple[Step, ...]) -> str:
    """Return where a label does not meet the target's line: below for figures under it."""
    if point.label_side:
        return point.label_side
    for step in steps:
        if step.start <= point.end and (step.until is None or point.end < step.until):
            return "bottom" if point.value < step.target else "top"
    return "bottom"


def step_labels(trajectory: Trajectory, frame: Frame, colours: Palette) -> Iterator[Label]:
    """Yield target and floor of each step that is shown; those of the last one matter most."""
    shown = [step for step in trajectory.steps if step.start < frame.right]
    for step in shown:
        start, end = frame.clipped(step.start, step.until)
        if start >= end:
            continue
        is_last = step is shown[-1]
        words = f"target {step.target:g}" + (" (doubtful)" if step.is_doubtful else "")
        yield Label(
            words,
            _along(frame, start, end, step.target),
            TARGET_NOW if is_last else EARLIER_TARGET,
            colours.target,
        )
        if step.floor is not None:
            yield Label(
                f"floor {step.floor:g}",
                _along(frame, start, end, step.floor, below_first=step.floor < step.target),
                FLOOR_NOW if is_last else EARLIER_FLOOR,
                colours.floor,
            )


def _along(
    frame: Frame, start: date, end: date, value: float, *, below_first: bool = False
) -> tuple[Place, ...]:
    """Return the places along a level: over and under it at its right end, at its left end, then further off."""
    up = frame.up(value)
    ends: tuple[tuple[float, SideX, float], ...] = (
        (frame.across(end), "right", -2.0),
        (frame.across(start), "left", 2.0),
    )
    places = []
    for away in (FROM_A_LINE, FROM_A_LINE + ONE_TEXT):
        for across, anchor, right in ends:
            over = Place(across, up, anchor, "bottom", right, away)
            under = Place(across, up, anchor, "top", right, -away)
            places += [under, over] if below_first else [over, under]
    return tuple(places)


def _at_left(frame: Frame, start: date, value: float) -> tuple[Place, ...]:
    """Return the places over and under the left end of a level."""
    across, up = frame.across(start), frame.up(value)
    return (
        Place(across, up, "left", "bottom", 2.0, FROM_A_LINE),
        Place(across, up, "left", "top", 2.0, -FROM_A_LINE),
    )


def beside_labels(trajectory: Trajectory, frame: Frame, colours: Palette) -> Iterator[Label]:
    """Yield the words of start points without a day, of printed comparators, and of published benchmarks."""
    for value, words in trajectory.undated:
        yield Label(words, _at_left(frame, frame.left, value), BESIDE, colours.soft_text)
    for day, value, words in trajectory.beside:
        across, up = frame.across(day), frame.up(value)
        places = (
            Place(across, up, "left", "middle", right=FROM_A_MARK),
            Place(across, up, "right", "middle", right=-FROM_A_MARK),
            Place(across, up, "center", "bottom", up_pixels=FROM_A_MARK),
            Place(across, up, "center", "top", up_pixels=-FROM_A_MARK),
        )
        yield Label(words, places, BESIDE, colours.soft_text)
    for bar in trajectory.benchmarks:
        start, end = frame.clipped(bar.start, bar.end)
        yield Label(bar.label, _along(frame, start, end, bar.value), BESIDE, colours.soft_text)


def line_labels(trajectory: Trajectory, frame: Frame, colours: Palette) -> Iterator[Label]:
    """Yield the names of the mean and the limits, at their last level before the outlook."""
    process = trajectory.process
    if process is None:
        return
    for numbers, words in (
        (process.centre, process.centre_word),
        (process.upper, "upper limit"),
        (process.lower, "lower limit"),
    ):
        known = [
            (month, level)
            for month, level in zip(process.months, numbers, strict=True)
            if level is not None and month >= frame.left
        ]
        if known:
            (first, at_first), (last, at_last) = known[0], known[-1]
            places = (*_at_left(frame, first, at_first), *_along(frame, first, last, at_last)[:2])
            yield Label(words, places, LINE, colours.soft_text)
