"""Naming what has the same figure together, so that no sentence calls one of them the highest."""

from __future__ import annotations

from collections.abc import Sequence

MOST_NAMED = 3


def named_together(names: Sequence[str]) -> str:
    """Return up to three names in a row, of more only how many they are.

    >>> named_together(["North"]), named_together(["East", "North", "West"]), named_together(list("ABCD"))
    ('North', 'East, North and West', '4 of them alike')
    """
    if len(names) > MOST_NAMED:
        return f"{len(names)} of them alike"
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def with_figure(names: Sequence[str], figure: str) -> str:
    """Return names with the figure that each of them has, in brackets.

    >>> with_figure(["North"], "90%"), with_figure(["East", "West"], "90%"), with_figure(list("ABCD"), "90%")
    ('North (90%)', 'East and West (90% each)', '4 of them alike (90%)')
    """
    each = " each" if 1 < len(names) <= MOST_NAMED else ""
    return f"{named_together(names)} ({figure}{each})"
