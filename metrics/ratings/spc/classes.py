"""From signals to words: the class of each point, and the two icons (variation, assurance)."""

from __future__ import annotations

import math
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from metrics.ratings.comparisons import BoolArray, is_at_least, is_at_most
from metrics.ratings.spc.settings import ConflictRule
from metrics.vocabulary import BetterWhen

PointClass = Literal[
    "common_cause",
    "improvement_high",
    "improvement_low",
    "concern_high",
    "concern_low",
    "neutral_high",
    "neutral_low",
]
Assurance = Literal["pass", "fail", "inconsistent"]
Side = Literal["high", "low"]

POINT_CLASSES: tuple[PointClass, ...] = get_args(PointClass)
NO_POINT = -1
CodeArray = NDArray[np.int8]


def classes_of_signals(better_when: BetterWhen) -> tuple[PointClass, PointClass]:
    """Return what a high and a low signal are called.

    `near_target` is neutral here: a move up is good from below the band and bad from above it, so
    no direction of special cause is an improvement as such.
    """
    if better_when is BetterWhen.HIGHER:
        return "improvement_high", "concern_low"
    if better_when is BetterWhen.LOWER:
        return "concern_high", "improvement_low"
    return "neutral_high", "neutral_low"


def class_codes(
    high: BoolArray, low: BoolArray, better_when: list[BetterWhen], conflict_rule: ConflictRule
) -> CodeArray:
    """Return the class of each point (series x months) as its place in POINT_CLASSES.

    A point with a high and a low signal goes by `conflict_rule`; in a neutral series high wins.
    """
    codes = np.zeros(high.shape, dtype=np.int8)
    pairs = [classes_of_signals(direction) for direction in better_when]
    high_code = np.array([POINT_CLASSES.index(pair[0]) for pair in pairs], dtype=np.int8)[:, None]
    low_code = np.array([POINT_CLASSES.index(pair[1]) for pair in pairs], dtype=np.int8)[:, None]
    low_wins = np.array(
        [
            (direction is BetterWhen.LOWER and conflict_rule == "improvement")
            or (direction is BetterWhen.HIGHER and conflict_rule == "concern")
            for direction in better_when
        ],
        dtype=np.bool_,
    )[:, None]
    codes = np.where(high, high_code, codes)
    return np.asarray(np.where(low & (low_wins | ~high), low_code, codes), dtype=np.int8)


def side_codes(high: BoolArray, low: BoolArray) -> CodeArray:
    """Return 1 for a high flag, -1 for a low flag, 0 for none.

    High where both hold: a peak can end a rising trend and start a falling one.
    """
    return np.asarray(np.where(high, 1, np.where(low, -1, 0)), dtype=np.int8)


def assurance_of(
    target: float | None, lower: float, upper: float, better_when: BetterWhen
) -> Assurance | None:
    """Return whether the process will meet the target if nothing changes: pass, fail or inconsistent.

    `lower` and `upper` are the process limits at the last point, in the target's unit, before any
    cutting at 0 or 100 %. A target on a limit counts as pass or fail; the favourable side is looked
    at first. None without a target, without limits (NaN), or without a direction (near_target, neutral).
    """
    if target is None or math.isnan(lower) or math.isnan(upper):
        return None
    if better_when is BetterWhen.HIGHER:
        passes, fails = is_at_most(target, lower), is_at_least(target, upper)
    elif better_when is BetterWhen.LOWER:
        passes, fails = is_at_least(target, upper), is_at_most(target, lower)
    else:
        return None
    return "pass" if passes else "fail" if fails else "inconsistent"
