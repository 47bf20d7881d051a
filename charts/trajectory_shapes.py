"""What the trajectory chart is made of: plain data, as a page hands it over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from charts.process import Process

DOT_KINDS = ("month", "as_at")
MOST_LABELS = 8  # of more figures than this only those that matter are labelled


@dataclass(frozen=True)
class Point:
    """One figure: its days (both included), value, label, and words for the pointer.

    `point_class` says what the month is by its limits, '' if it was not judged. `label_side`, top or
    bottom: where its value is written even if there are many; '' only if there are few.
    """

    kind: str
    start: date
    end: date
    value: float
    label: str
    words: str
    is_baseline: bool
    is_doubtful: bool
    point_class: str = ""
    label_side: str = ""


@dataclass(frozen=True)
class Step:
    """A target from a day until another; `until` None runs to the right edge."""

    start: date
    until: date | None
    target: float
    floor: float | None
    is_doubtful: bool


@dataclass(frozen=True)
class Mark:
    """A day that the chart names by a letter; what it means stands under the chart. `is_restart`: limits start."""

    day: date
    letter: str
    is_restart: bool = False


@dataclass(frozen=True)
class BenchmarkBar:
    """A published figure of another area: a bar as long as the period it is about, never a point of the series."""

    start: date
    end: date
    value: float
    label: str
    words: str


@dataclass(frozen=True)
class Trajectory:
    """What the chart draws. `unit_words` labels the axis; `undated` are start points without a day."""

    points: tuple[Point, ...]
    steps: tuple[Step, ...]
    milestones: tuple[tuple[date, float, str], ...]
    undated: tuple[tuple[float, str], ...]
    beside: tuple[tuple[date, float, str], ...]
    unit: str
    unit_words: str
    process: Process | None = None
    marks: tuple[Mark, ...] = ()
    benchmarks: tuple[BenchmarkBar, ...] = ()
