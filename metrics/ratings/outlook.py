"""The outlook of a monthly percentage: what it is likely to be by a date if nothing changes.

Everything a reader sees is a percentage, 0 to 100, the target included; numerators and denominators
are counts. Seasons, decisions already taken and later corrections of the data are not foreseen. The
two models and their calibration: `outlook_model`. About 8 in 10 later months fall inside the 80 % range.
Counts and rates: `outlook_of_counts`; durations, averages and what stands at a month's end: `outlook_of_values`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.ratings.comparisons import FloatArray
from metrics.ratings.outlook_draws import OneOrEach, asked_of_each, outlooks_from
from metrics.ratings.outlook_gap import Gap, gap_to_target
from metrics.ratings.outlook_goal import Goal, Target
from metrics.ratings.outlook_history import History, recent_history
from metrics.ratings.outlook_model import FittedModels, between_counts, draw_path, fit
from metrics.ratings.outlook_result import Outlook, OutlookRange
from metrics.ratings.spc.attribute_charts import check_counts
from metrics.ratings.spc.results import none_for_nan
from metrics.ratings.spc.series import (
    IntArray,
    ManyNumbers,
    Numbers,
    RestartsOfMany,
    read_numbers,
    restarts_of_each,
)
from metrics.ratings.spc.settings import DEFAULT_SETTINGS, SpcSettings
from metrics.vocabulary import Unit

__all__ = ["Outlook", "OutlookRange", "outlook", "outlook_many"]


def outlook(
    numerators: Numbers,
    denominators: Numbers,
    *,
    months_ahead: int,
    target: Target,
    better_when: str,
    seed: int = 0,
    restart_at: Sequence[int] = (),
    strictly_below: bool = False,
    settings: SpcSettings = DEFAULT_SETTINGS,
) -> Outlook:
    """Return the outlook of one monthly percentage; the last month given is the latest known.

    numerators and denominators are counts, None (or a denominator of 0) for a missing month. `target` is
    per cent, 0 to 100: a number, a pair (low, high) for near_target, or None. The history is what follows
    the last of `restart_at` (positions from 0), at most 36 months. No outlook, with the reason, for fewer
    than 12 months with figures, or when the process has just changed. No chance beyond 12 months, or
    without a target or direction. The same seed gives the same answer. Raises RatingInputError.
    """
    return outlook_many(
        [list(numerators)],
        [list(denominators)],
        months_ahead=months_ahead,
        target=[target],
        better_when=better_when,
        seed=seed,
        restart_at=[list(restart_at)],
        strictly_below=strictly_below,
        settings=settings,
        with_path=True,
    )[0]


def outlook_many(
    numerators: ManyNumbers,
    denominators: ManyNumbers,
    *,
    months_ahead: int,
    target: Target | list[Target],
    better_when: str | Sequence[str],
    seed: int = 0,
    restart_at: RestartsOfMany = (),
    strictly_below: bool = False,
    settings: SpcSettings = DEFAULT_SETTINGS,
    with_path: bool = False,
    stands_at_month_end: OneOrEach = False,
) -> list[Outlook]:
    """Return the outlook of each of many series (series x months); see `outlook` for units and refusals.

    target, better_when and restart_at are one for all series (a tuple is a band) or a list with one for
    each. stands_at_month_end: whether the figures are of a month's last day, for the gap. Without `with_path`
    there is no path and no chance_of_last_3_months; all else is the same number for number.
    """
    tops, bottoms = read_numbers(numerators, "numerators"), read_numbers(denominators, "denominators")
    check_counts(tops, bottoms, [], 1.0)
    asked = asked_of_each(
        len(tops),
        months_ahead=months_ahead,
        target=target,
        better_when=better_when,
        unit=Unit.PERCENT,
        decimal_places=1,
        seed=seed,
        strictly_below=strictly_below,
        with_path=with_path,
        stands_at_month_end=stands_at_month_end,
    )
    restarts = restarts_of_each(restart_at, tops.shape[0], tops.shape[1])
    history = recent_history(tops, bottoms, restarts, settings)

    def gap(row: int, goal: Goal) -> Gap | None:
        return gap_to_target(
            none_for_nan(tops[row]), none_for_nan(bottoms[row]), goal, months_ahead=months_ahead
        )

    return outlooks_from(asked, history.why_not, lambda rows: ShareModels.of(history, rows), gap)


@dataclass(frozen=True)
class ShareModels:
    """The models of some percentages, and the months they rest on. Draws are per cent."""

    fitted: FittedModels
    numerators: FloatArray
    denominators: FloatArray

    @staticmethod
    def of(history: History, rows: list[int]) -> ShareModels:
        """Return the models of some rows of a history."""
        tops, bottoms = history.numerators[rows], history.denominators[rows]
        return ShareModels(fit(tops, bottoms), tops, bottoms)

    def random_numbers(self, row: int, seed: int, purpose: int) -> np.random.Generator:
        """Return the random numbers of one series."""
        return self.fitted.random_numbers(row, seed, purpose)

    def draw(self, row: int, months_ahead: IntArray, random: np.random.Generator) -> FloatArray:
        """Return draws of the percentage, each of a whole number of things."""
        return 100.0 * draw_path(self.fitted, row, months_ahead, random)

    def spread(self, row: int, draws: FloatArray, random: np.random.Generator) -> FloatArray:
        """Return draws between two counts."""
        return 100.0 * between_counts(draws / 100.0, int(self.fitted.denominator[row]), random)

    def last_3_months(self, row: int, draws: FloatArray) -> FloatArray:
        """Return draws of the pooled percentage of the 3 months to the date."""
        denominator = int(self.fitted.denominator[row])
        return last_3_months(draws / 100.0, denominator, self.numerators[row], self.denominators[row])


def last_3_months(
    paths: FloatArray, denominator: int, numerators: FloatArray, denominators: FloatArray
) -> FloatArray:
    """Return draws of the pooled percentage of the 3 months to the date.

    `paths` is months ahead x draws (shares); where the date is 1 or 2 months off, months already known
    (numerators, denominators; NaN if missing) make up the three.
    """
    drawn = paths[-3:]
    known = 3 - len(drawn)
    known_top = np.nansum(numerators[len(numerators) - known :])
    known_bottom = np.nansum(denominators[len(denominators) - known :])
    top = drawn.sum(axis=0) * denominator + known_top
    return np.asarray(100.0 * top / (len(drawn) * denominator + known_bottom), dtype=np.float64)
