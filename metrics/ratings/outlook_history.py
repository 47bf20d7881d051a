"""Which months an outlook may rest on, and when there should be none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.ratings.comparisons import BoolArray, FloatArray
from metrics.ratings.spc import (
    SpcResult,
    SpcResultOfMany,
    SpcSettings,
    p_prime_many,
    suggest_restart,
    xmr_many,
)

HISTORY_MONTHS = 36
MINIMUM_MONTHS = 12
SETTLING_MONTHS = 6  # after a restart could first be suggested, how long a process counts as just changed

JUST_CHANGED = (
    "the process has just changed: the last {points} months with a figure are all {side} the mean. Wait, or "
    "restart the limits with a reason."
)


@dataclass(frozen=True)
class History:
    """The months that an outlook rests on: the last 36, less those before the last restart.

    Series x months, latest last; NaN for a month without figures. Values without a denominator are
    numerators over 1. why_not has the reason, as the end of a sentence, for a series that should have no
    outlook, None for the others.
    """

    numerators: FloatArray
    denominators: FloatArray
    why_not: tuple[str | None, ...]


def recent_history(
    numerators: FloatArray,
    denominators: FloatArray,
    restarts: BoolArray,
    settings: SpcSettings,
    *,
    are_shares: bool = True,
) -> History:
    """Return the current process of each series (series x months) and why it has no outlook.

    Whether it has just changed is told by the chart that the series gets: p' for shares of counts, XmR for
    the numerator over the denominator of anything else.
    """
    before_restart = np.cumsum(restarts, axis=1) < restarts.sum(axis=1, keepdims=True)
    unusable = before_restart | np.isnan(numerators) | np.isnan(denominators) | (denominators == 0.0)
    tops = np.where(unusable, np.nan, numerators)[:, -HISTORY_MONTHS:]
    bottoms = np.where(unusable, np.nan, denominators)[:, -HISTORY_MONTHS:]
    charts: SpcResultOfMany
    if are_shares:
        charts = p_prime_many(tops, bottoms, better_when="neutral", settings=settings)
    else:
        charts = xmr_many(tops / bottoms, better_when="neutral", settings=settings)
    counts = (~np.isnan(tops)).sum(axis=1).tolist()
    why_not: list[str | None] = []
    for row, count in enumerate(counts):
        if count < MINIMUM_MONTHS:
            since = " since the last restart" if restarts[row].any() else ""
            why_not.append(f"not enough months: {count} of {MINIMUM_MONTHS} with a figure{since}.")
        elif charts.variation[row] == "common_cause":
            why_not.append(None)
        else:
            why_not.append(reason_if_just_changed(charts.of(row)))
    return History(tops, bottoms, tuple(why_not))


def reason_if_just_changed(chart: SpcResult) -> str | None:
    """Return why not, where the last point is special cause and a restart was suggested within 6 months."""
    offer = suggest_restart(chart)
    if offer is None or offer.points > chart.settings.suggest_restart_after + SETTLING_MONTHS:
        return None
    return JUST_CHANGED.format(points=offer.points, side="above" if offer.side == "high" else "below")
