"""The SPC rules once more, one series at a time, in plain loops: the independent calculation for the tests.

Written from the rules and not from the product; shares no code with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from typing import Any

FLAGS = ("outside", "shift", "trend", "two_of_three")


def same(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-9 * max(1.0, abs(b))


def more(a: float, b: float) -> bool:
    return a > b and not same(a, b)


def segments_of(positions: Sequence[int], restart_at: Sequence[int]) -> list[list[int]]:
    """Split the places of the points (0, 1, 2 ...) at each restart; positions are their months."""
    segments: list[list[int]] = []
    for place, month in enumerate(positions):
        earlier = positions[place - 1] if place else -1
        if place == 0 or any(earlier < restart <= month for restart in restart_at):
            segments.append([])
        segments[-1].append(place)
    return segments


def average(numbers: Sequence[float]) -> float:
    return float(sum(Fraction(number) for number in numbers) / len(numbers))


def xmr_lines(x: Sequence[float], segment: Sequence[int]) -> tuple[float, list[float] | None]:
    """Return the mean and, for each point, the distance of three sigma; None for one point."""
    values = [x[place] for place in segment]
    ranges = [abs(b - a) for a, b in pairwise(values)]
    return average(values), [2.66 * average(ranges)] * len(values) if ranges else None


def p_prime_lines(
    tops: Sequence[float], bottoms: Sequence[float], segment: Sequence[int]
) -> tuple[float, list[float] | None]:
    x, n = [tops[place] for place in segment], [bottoms[place] for place in segment]
    mean = sum(x) / sum(n)
    if mean in (0.0, 1.0):
        return mean, [0.0] * len(x)
    sigma = [sqrt(mean * (1 - mean) / size) for size in n]
    z = [(a / b - mean) / s for a, b, s in zip(x, n, sigma, strict=True)]
    gaps = [abs(b - a) for a, b in pairwise(z)]
    if not gaps:
        return mean, None
    return mean, [3 * average(gaps) / 1.128 * s for s in sigma]


def judged(
    x: Sequence[float],
    lines: Sequence[tuple[float, list[float] | None]],
    segments: Sequence[Sequence[int]],
    better_when: str,
    shift: int = 7,
    trend: int = 7,
) -> dict[str, list[Any]]:
    """Return mean, the four flags as sets of sides, and the class of each point."""
    size = len(x)
    flags: dict[str, list[set[str]]] = {name: [set() for _ in range(size)] for name in FLAGS}
    means: list[float] = [0.0] * size
    for (mean, reach), segment in zip(lines, segments, strict=True):
        for at, place in enumerate(segment):
            means[place] = mean
            if reach is not None and more(x[place], mean + reach[at]):
                flags["outside"][place].add("high")
            if reach is not None and more(mean - reach[at], x[place]):
                flags["outside"][place].add("low")
        for side, sign in (("high", 1), ("low", -1)):
            on_side = [more(sign * x[p], sign * mean) for p in segment]
            for start in range(len(segment) - shift + 1):
                if all(on_side[start : start + shift]):
                    for place in segment[start : start + shift]:
                        flags["shift"][place].add(side)
            if reach is None:
                continue
            far = [
                more(sign * x[p], sign * (mean + sign * r * 2 / 3))
                for p, r in zip(segment, reach, strict=True)
            ]
            for start in range(len(segment) - 2):
                three = range(start, start + 3)
                if all(on_side[i] for i in three) and sum(far[i] for i in three) >= 2:
                    for i in three:
                        if far[i]:
                            flags["two_of_three"][segment[i]].add(side)
    for side, sign in (("high", 1), ("low", -1)):
        for start in range(size - trend + 1):
            run = [sign * x[place] for place in range(start, start + trend)]
            if all(more(b, a) for a, b in pairwise(run)):
                for place in range(start, start + trend):
                    flags["trend"][place].add(side)
    names = {
        "higher": ("improvement_high", "concern_low"),
        "lower": ("concern_high", "improvement_low"),
    }.get(better_when, ("neutral_high", "neutral_low"))
    point = []
    for place in range(size):
        sides = set().union(*(flags[name][place] for name in FLAGS))
        good = "low" if better_when == "lower" else "high"
        shown = good if good in sides else next(iter(sides), None)
        point.append("common_cause" if shown is None else names[0] if shown == "high" else names[1])
    return {"mean": means, "point": point, **flags}


def plain_xmr(
    values: Sequence[float | None], better_when: str, restart_at: Sequence[int] = ()
) -> dict[str, list[Any]]:
    """Judge one XmR series; every list has one entry per given month, None where it is missing."""
    positions = [month for month, value in enumerate(values) if value is not None]
    x = [value for value in values if value is not None]
    segments = segments_of(positions, restart_at)
    return put_back(
        judged(x, [xmr_lines(x, s) for s in segments], segments, better_when), positions, len(values)
    )


def plain_p_prime(
    tops: Sequence[float | None],
    bottoms: Sequence[float | None],
    better_when: str,
    restart_at: Sequence[int] = (),
) -> dict[str, list[Any]]:
    """Judge one p' series."""
    positions = [month for month in range(len(tops)) if tops[month] is not None and bottoms[month]]
    a, b = ([float(given[month] or 0) for month in positions] for given in (tops, bottoms))
    segments = segments_of(positions, restart_at)
    lines = [p_prime_lines(a, b, segment) for segment in segments]
    shares = [x / n for x, n in zip(a, b, strict=True)]
    return put_back(judged(shares, lines, segments, better_when), positions, len(tops))


def put_back(result: dict[str, list[Any]], positions: Sequence[int], months: int) -> dict[str, list[Any]]:
    spread = {}
    for name, entries in result.items():
        whole: list[Any] = [None] * months
        for month, entry in zip(positions, entries, strict=True):
            sides = entry if isinstance(entry, set) else None
            whole[month] = (
                ("high" if "high" in sides else next(iter(sides), None)) if sides is not None else entry
            )
        spread[name] = whole
    return spread
