"""Offers a restart of the limits where the process looks changed for good; never applies one.

Making Data Count warns against redrawing a chart whenever a rule is seen: a person decides, with
a reason, and the reason, the post and the date are kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from metrics.ratings.comparisons import is_above, is_below
from metrics.ratings.spc.classes import Side
from metrics.ratings.spc.results import SpcResult


@dataclass(frozen=True)
class SuggestedRestart:
    """A place at which the limits might restart: the first month of a shift that still lasts.

    `position` counts months from 0, missing months included; `points` is how many months with a
    value the shift has lasted; `words` is the sentence to show with the offer.
    """

    position: int
    points: int
    side: Side
    words: str


def suggest_restart(result: SpcResult) -> SuggestedRestart | None:
    """Return the offer to restart where the latest points are a long run on one side of the mean.

    Only a run that reaches the last point, inside its segment, of at least
    `settings.suggest_restart_after` points (8); a shift that has ended has passed by itself.
    """
    positions: list[int] = []
    sides: set[Side] = set()
    segment_start = result.segment_starts[-1] if result.segment_starts else 0
    for position in range(len(result.value) - 1, segment_start - 1, -1):
        value, mean = result.value[position], result.mean[position]
        if value is None or mean is None:
            continue
        side: Side | None = "high" if is_above(value, mean) else "low" if is_below(value, mean) else None
        if side is None or (sides and side not in sides):
            break
        sides.add(side)
        positions.append(position)
    if len(positions) < result.settings.suggest_restart_after:
        return None
    side = sides.pop()
    return SuggestedRestart(
        position=positions[-1],
        points=len(positions),
        side=side,
        words=(
            f"The last {len(positions)} months with a figure are all "
            f"{'above' if side == 'high' else 'below'} the mean. "
            "If something was changed on purpose, the limits could restart there; give the reason."
        ),
    )
