"""What every SPC chart does once its limits are known: flags, classes, icons, back at their months."""

from __future__ import annotations

import math
from collections.abc import Sequence

from metrics.ratings.better_when import better_when_of_each
from metrics.ratings.comparisons import BoolArray, FloatArray
from metrics.ratings.errors import RatingInputError
from metrics.ratings.spc.classes import NO_POINT, POINT_CLASSES, assurance_of, class_codes, side_codes
from metrics.ratings.spc.limits import Limits
from metrics.ratings.spc.results import SpcResultOfMany, put_back
from metrics.ratings.spc.rules import find_signals
from metrics.ratings.spc.series import ClosedUp, IntArray
from metrics.ratings.spc.settings import SpcSettings

Directions = str | Sequence[str]
Targets = float | None | Sequence[float | None] | FloatArray


def targets_of_each(target: Targets, series_count: int) -> list[float | None]:
    """Return one target for each series; NaN counts as none."""
    given = [target] * series_count if target is None or isinstance(target, (int, float)) else list(target)
    each = [None if one is None or math.isnan(one) else float(one) for one in given]
    if len(each) != series_count:
        raise RatingInputError(
            f"target has {len(each)} numbers for {series_count} series; give one for each."
        )
    return each


def judge(
    chart: str,
    values: FloatArray,
    missing: BoolArray,
    closed: ClosedUp,
    limits: Limits,
    small_numbers: IntArray,
    better_when: Directions,
    targets: list[float | None],
    settings: SpcSettings,
) -> SpcResultOfMany:
    """Return flags, classes and icons for values whose limits are known, put back at their months."""
    directions = better_when_of_each(better_when, values.shape[0])
    signals = find_signals(closed.close_up(values), limits, closed, settings)
    classes = class_codes(signals.high, signals.low, directions, settings.conflict_rule)

    last = (closed.has_point.sum(axis=1) - 1).tolist()
    assurances = [
        assurance_of(target, float(lower[at]), float(upper[at]), direction) if at >= 0 else None
        for target, lower, upper, at, direction in zip(
            targets, limits.unclipped_lower, limits.unclipped_upper, last, directions, strict=True
        )
    ]
    variations = [
        POINT_CLASSES[codes[at]] if at >= 0 else None for codes, at in zip(classes, last, strict=True)
    ]
    month_of = closed.month_of
    return SpcResultOfMany(
        chart=chart,
        better_when=tuple(directions),
        settings=settings,
        value=values,
        mean=put_back(limits.mean, month_of, missing, math.nan),
        lower=put_back(limits.lower, month_of, missing, math.nan),
        upper=put_back(limits.upper, month_of, missing, math.nan),
        outside=put_back(side_codes(signals.outside_high, signals.outside_low), month_of, missing, 0),
        shift=put_back(side_codes(signals.shift_high, signals.shift_low), month_of, missing, 0),
        trend=put_back(side_codes(signals.trend_high, signals.trend_low), month_of, missing, 0),
        two_of_three=put_back(
            side_codes(signals.two_of_three_high, signals.two_of_three_low), month_of, missing, 0
        ),
        point=put_back(classes, month_of, missing, NO_POINT),
        has_both_signals=put_back(signals.high & signals.low, month_of, missing, False),
        variation=tuple(variations),
        assurance=tuple(assurances),
        segment_number=put_back(closed.segment_number, month_of, missing, -1),
        months_with_small_numbers=small_numbers,
    )
