"""Hiding small numbers, so that nobody can be recognised: the small ones, and others they could be worked out from.

The parts of one breakdown add up to a total that the reader knows. A part of 1 to 4 is hidden. If only one part
were hidden, or if the hidden ones together were small, the total less the parts shown would give them away, so
the next smallest are hidden too. A percentage gives its numbers away, so it is hidden with them: if its numerator,
its denominator or the rest is small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

SMALLEST_SHOWN = 5  # 1 to 4 are hidden; a nought says nothing about anyone


class Hidden(StrEnum):
    """Why a part is not shown."""

    SMALL = "Hidden: small number"
    PROTECTS_ANOTHER = "Hidden: another could be worked out"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a breakdown: how many, of how many (None for a plain count)."""

    name: str
    number: float
    out_of: float | None = None


@dataclass(frozen=True, slots=True)
class SafePart:
    """A part as it may be shown: the part, or its name and why its numbers are hidden."""

    name: str
    part: Part | None
    hidden: Hidden | None


def is_small(number: float) -> bool:
    """Return whether a number is small enough to point at someone.

    >>> [is_small(number) for number in (0, 1, 4, 5)]
    [False, True, True, False]
    """
    return 0 < number < SMALLEST_SHOWN


def hide_small_numbers(parts: Sequence[Part]) -> tuple[SafePart, ...]:
    """Return the parts of one breakdown as they may be shown beside their total, in the same order.

    >>> shown = hide_small_numbers([Part("A", 3), Part("B", 9), Part("C", 20), Part("D", 0)])
    >>> [safe.hidden.name if safe.hidden else safe.part.number for safe in shown]
    ['SMALL', 'PROTECTS_ANOTHER', 20, 0]
    """
    reasons: dict[int, Hidden] = {
        place: Hidden.SMALL for place, part in enumerate(parts) if any(is_small(n) for n in _numbers(part))
    }
    while reasons and not _is_safe([parts[place] for place in reasons]):
        rest = [place for place, part in enumerate(parts) if place not in reasons and _size(part)]
        if not rest:
            break
        reasons[min(rest, key=lambda place: _size(parts[place]))] = Hidden.PROTECTS_ANOTHER
    if reasons and not _is_safe([parts[place] for place in reasons]):
        # Nothing is left to hide behind: the total itself says it, so every part goes.
        reasons = {place: reasons.get(place, Hidden.PROTECTS_ANOTHER) for place in range(len(parts))}
    return tuple(
        SafePart(part.name, None if place in reasons else part, reasons.get(place))
        for place, part in enumerate(parts)
    )


def is_total_safe(total: Part) -> bool:
    """Return whether a total may be shown."""
    return not any(is_small(number) for number in _numbers(total))


def _numbers(part: Part) -> tuple[float, ...]:
    """Return every number that a reader of the part knows or can work out."""
    if part.out_of is None:
        return (part.number,)
    return part.number, part.out_of, part.out_of - part.number


def _size(part: Part) -> float:
    return part.number if part.out_of is None else part.out_of


def _is_safe(hidden: Sequence[Part]) -> bool:
    """Return whether what is hidden together says nothing of one part: two or more, and no small sum."""
    if len([part for part in hidden if _size(part)]) < 2:
        return False
    sums = [sum(numbers) for numbers in zip(*(_numbers(part) for part in hidden), strict=True)]
    return not any(is_small(number) for number in sums)
