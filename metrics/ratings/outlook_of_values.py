"""The outlook of monthly values without a denominator: durations, averages, what stands at a month's end.

Also percentages whose numbers are not known. Models: `outlook_value_model`. Ranges are cut at what is
possible: a percentage stays within 0 to 100, and nothing that was never below 0 goes there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.ratings.comparisons import FloatArray
from metrics.ratings.outlook_draws import OneOrEach, Places, Units, asked_of_each, outlooks_from
from metrics.ratings.outlook_gap import Gap, gap_to_target
from metrics.ratings.outlook_goal import Goal, Target
from metrics.ratings.outlook_history import History, recent_history
from metrics.ratings.outlook_result import Outlook
from metrics.ratings.outlook_value_model import ValueModels, draw_values, fit_values
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


def outlook_of_values(
    values: Numbers,
    *,
    months_ahead: int,
    target: Target,
    better_when: str,
    unit: str,
    decimal_places: int = 1,
    seed: int = 0,
    restart_at: Sequence[int] = (),
    strictly_below: bool = False,
    settings: SpcSettings = DEFAULT_SETTINGS,
) -> Outlook:
    """Return the outlook of one monthly series of values; None for a missing month.

    Values, target and ranges are in the unit; of the unit count, values to come are whole numbers.
    Refusals, words and seeds are those of `metrics.ratings.outlook.outlook`. Raises RatingInputError.
    """
    return outlook_of_values_many(
        [list(values)],
        months_ahead=months_ahead,
        target=[target],
        better_when=better_when,
        unit=unit,
        decimal_places=decimal_places,
        seed=seed,
        restart_at=[list(restart_at)],
        strictly_below=strictly_below,
        settings=settings,
        with_path=True,
    )[0]


def outlook_of_values_many(
    values: ManyNumbers,
    *,
    months_ahead: int,
    target: Target | list[Target],
    better_when: str | Sequence[str],
    unit: Units,
    decimal_places: Places = 1,
    seed: int = 0,
    restart_at: RestartsOfMany = (),
    strictly_below: bool = False,
    settings: SpcSettings = DEFAULT_SETTINGS,
    with_path: bool = False,
    stands_at_month_end: OneOrEach = False,
) -> list[Outlook]:
    """Return the outlook of each of many series (series x months); see `outlook_of_values`.

    target, better_when, unit, decimal_places, restart_at and stands_at_month_end (whether the figures are of
    a month's last day, for the gap) are one for all series or a list with one for each.
    """
    known = read_numbers(values, "values")
    asked = asked_of_each(
        len(known),
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
    restarts = restarts_of_each(restart_at, known.shape[0], known.shape[1])
    history = recent_history(known, np.ones_like(known), restarts, settings, are_shares=False)

    def gap(row: int, goal: Goal) -> Gap | None:
        return gap_to_target(
            none_for_nan(known[row]),
            [1.0] * known.shape[1],
            goal,
            months_ahead=months_ahead,
            times=1.0,
            decimal_places=asked.decimal_places[row],
        )

    return outlooks_from(
        asked,
        history.why_not,
        lambda rows: LevelModels.of(history, rows, [asked.goals[row].unit for row in rows]),
        gap,
    )


@dataclass(frozen=True)
class LevelModels:
    """The models of some series of values, the months they rest on, and what each can be: lowest, highest, whole."""

    fitted: ValueModels
    values: FloatArray
    lowest: FloatArray
    highest: FloatArray
    is_whole: tuple[bool, ...]

    @staticmethod
    def of(history: History, rows: list[int], units: Sequence[str]) -> LevelModels:
        """Return the models of some rows of a history."""
        values = history.numerators[rows]
        return LevelModels(
            fitted=fit_values(values),
            values=values,
            lowest=np.where(np.nanmin(values, axis=1) < 0.0, -np.inf, 0.0),
            highest=np.array([100.0 if unit == Unit.PERCENT else np.inf for unit in units]),
            is_whole=tuple(unit == Unit.COUNT for unit in units),
        )

    def random_numbers(self, row: int, seed: int, purpose: int) -> np.random.Generator:
        """Return the random numbers of one series: others for other values."""
        figures = self.values[row][~np.isnan(self.values[row])]
        return np.random.default_rng([seed, purpose, *figures.view(np.uint32).tolist()])

    def draw(self, row: int, months_ahead: IntArray, random: np.random.Generator) -> FloatArray:
        """Return draws of the value, within what is possible, whole where things are counted."""
        drawn = np.clip(
            draw_values(self.fitted, row, months_ahead, random), self.lowest[row], self.highest[row]
        )
        return np.asarray(np.rint(drawn) if self.is_whole[row] else drawn, dtype=np.float64)

    def spread(self, row: int, draws: FloatArray, random: np.random.Generator) -> FloatArray:
        """Return draws of whole numbers moved by up to a half, others as they are."""
        if not self.is_whole[row]:
            return draws
        moved = draws + random.random(draws.shape) - 0.5
        return np.asarray(np.clip(moved, self.lowest[row], self.highest[row]), dtype=np.float64)

    def last_3_months(self, row: int, draws: FloatArray) -> FloatArray:
        """Return draws of the average of the 3 months to the date."""
        drawn = draws[-3:]
        known = self.values[row, self.values.shape[1] - 3 + len(drawn) :]
        months = len(drawn) + int((~np.isnan(known)).sum())
        return np.asarray((drawn.sum(axis=0) + np.nansum(known)) / months, dtype=np.float64)
