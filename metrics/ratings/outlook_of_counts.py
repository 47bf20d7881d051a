"""The outlook of monthly counts and rates: how many things are likely to happen in a month to come.

For things counted over a month, where chance alone makes a count of 100 vary by about 10 (Poisson): contacts,
plans started, complaints; with exposures also their rates. What stands at a month's end (children in care)
varies far less from month to month than that, and belongs in `outlook_of_values`. Models:
`outlook_count_model`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.ratings.comparisons import FloatArray
from metrics.ratings.errors import RatingInputError
from metrics.ratings.outlook_count_model import CountModels, draw_counts, fit_counts
from metrics.ratings.outlook_draws import OneOrEach, Places, Units, asked_of_each, outlooks_from
from metrics.ratings.outlook_gap import Gap, gap_to_target
from metrics.ratings.outlook_goal import Goal, Target
from metrics.ratings.outlook_history import History, recent_history
from metrics.ratings.outlook_result import Outlook
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


def outlook_of_counts(
    counts: Numbers,
    *,
    months_ahead: int,
    target: Target,
    better_when: str,
    exposures: Numbers | None = None,
    times: float = 1.0,
    unit: str = Unit.COUNT,
    decimal_places: int = 0,
    seed: int = 0,
    restart_at: Sequence[int] = (),
    strictly_below: bool = False,
    settings: SpcSettings = DEFAULT_SETTINGS,
) -> Outlook:
    """Return the outlook of one monthly count, or of a rate: times x count / exposure.

    counts are 0 or more, None for a missing month; exposures (a population, say) above 0, by default 1.
    target, the ranges and the gap are in the unit. Refusals, words and seeds are those of
    `metrics.ratings.outlook.outlook`. No value is ever below 0. Raises RatingInputError.
    """
    return outlook_of_counts_many(
        [list(counts)],
        None if exposures is None else [list(exposures)],
        months_ahead=months_ahead,
        target=[target],
        better_when=better_when,
        times=times,
        unit=unit,
        decimal_places=decimal_places,
        seed=seed,
        restart_at=[list(restart_at)],
        strictly_below=strictly_below,
        settings=settings,
        with_path=True,
    )[0]


def outlook_of_counts_many(
    counts: ManyNumbers,
    exposures: ManyNumbers | None = None,
    *,
    months_ahead: int,
    target: Target | list[Target],
    better_when: str | Sequence[str],
    times: float | Sequence[float] = 1.0,
    unit: Units = Unit.COUNT,
    decimal_places: Places = 0,
    seed: int = 0,
    restart_at: RestartsOfMany = (),
    strictly_below: bool = False,
    settings: SpcSettings = DEFAULT_SETTINGS,
    with_path: bool = False,
    stands_at_month_end: OneOrEach = False,
) -> list[Outlook]:
    """Return the outlook of each of many series (series x months); see `outlook_of_counts`.

    target, better_when, times, unit, decimal_places, restart_at and stands_at_month_end (whether the figures
    are of a month's last day, for the gap) are one for all series or a list with one for each.
    """
    things = read_numbers(counts, "counts")
    over = np.ones_like(things) if exposures is None else read_numbers(exposures, "exposures")
    each_times = np.broadcast_to(np.asarray(times, dtype=np.float64), (len(things),))
    check_events(things, over)
    asked = asked_of_each(
        len(things),
        months_ahead=months_ahead,
        target=target,
        better_when=better_when,
        unit=unit,
        decimal_places=decimal_places,
        seed=seed,
        strictly_below=strictly_below,
        with_path=with_path,
        stands_at_month_end=stands_at_month_end,
    )
    restarts = restarts_of_each(restart_at, things.shape[0], things.shape[1])
    history = recent_history(things, over, restarts, settings, are_shares=False)

    def gap(row: int, goal: Goal) -> Gap | None:
        return gap_to_target(
            none_for_nan(things[row]),
            none_for_nan(over[row]),
            goal,
            months_ahead=months_ahead,
            times=float(each_times[row]),
            decimal_places=asked.decimal_places[row],
        )

    return outlooks_from(
        asked, history.why_not, lambda rows: RateModels.of(history, rows, each_times[rows]), gap
    )


def check_events(counts: FloatArray, exposures: FloatArray) -> None:
    """Raise RatingInputError, with all problems at once, for counts or exposures that cannot be."""
    if counts.shape != exposures.shape:
        raise RatingInputError(
            f"counts are {counts.shape[0]} series x {counts.shape[1]} months and exposures "
            f"{exposures.shape[0]} x {exposures.shape[1]}; they must match month by month."
        )
    problems = [
        f"a negative {name} in series {row}, month {month} (counted from 0)"
        for name, numbers in (("count", counts), ("exposure", exposures))
        for row, month in np.argwhere(numbers < 0)[:1].tolist()
    ]
    if problems:
        raise RatingInputError(f"Outlook: {'; '.join(problems)}; they are 0 or more.")


@dataclass(frozen=True)
class RateModels:
    """The models of some counts, the months they rest on, and what makes a count a value in each one's unit."""

    fitted: CountModels
    counts: FloatArray
    exposures: FloatArray
    times: FloatArray

    @staticmethod
    def of(history: History, rows: list[int], times: FloatArray) -> RateModels:
        """Return the models of some rows of a history."""
        counts, exposures = history.numerators[rows], history.denominators[rows]
        return RateModels(fit_counts(counts, exposures), counts, exposures, times)

    def random_numbers(self, row: int, seed: int, purpose: int) -> np.random.Generator:
        """Return the random numbers of one series: others for other counts."""
        return np.random.default_rng([seed, purpose, *self.fitted.totals[row].tolist()])

    def draw(self, row: int, months_ahead: IntArray, random: np.random.Generator) -> FloatArray:
        """Return draws of the value, each of a whole number of things."""
        return draw_counts(self.fitted, row, months_ahead, random) * self._of_one_thing(row)

    def spread(self, row: int, draws: FloatArray, random: np.random.Generator) -> FloatArray:
        """Return draws moved by up to half a thing, never below 0."""
        moved = draws + (random.random(draws.shape) - 0.5) * self._of_one_thing(row)
        return np.asarray(np.maximum(moved, 0.0), dtype=np.float64)

    def last_3_months(self, row: int, draws: FloatArray) -> FloatArray:
        """Return draws of the 3 months to the date together: their counts over their exposures."""
        drawn = draws[-3:] / self._of_one_thing(row)
        known = slice(self.counts.shape[1] - 3 + len(drawn), None)
        count = drawn.sum(axis=0) + np.nansum(self.counts[row, known])
        exposure = len(drawn) * self.fitted.exposure[row] + np.nansum(self.exposures[row, known])
        return np.asarray(self.times[row] * count / exposure, dtype=np.float64)

    def _of_one_thing(self, row: int) -> float:
        """Return by how much one thing more raises the value."""
        return float(self.times[row] / self.fitted.exposure[row])
