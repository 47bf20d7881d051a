"""From draws to outlooks: what percentages, counts and values have in common once they have a model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from metrics.ratings.better_when import better_when_of_each
from metrics.ratings.comparisons import FloatArray
from metrics.ratings.errors import RatingInputError
from metrics.ratings.outlook_gap import Gap
from metrics.ratings.outlook_goal import Goal, Target
from metrics.ratings.outlook_result import (
    ANYTHING_IS_LIKELY,
    LONGEST_TESTED_MONTHS,
    NOTHING_TO_MEET,
    TOO_FAR,
    Outlook,
    OutlookRange,
)
from metrics.ratings.spc.series import IntArray
from metrics.vocabulary import Unit

QUANTILES = (0.025, 0.10, 0.5, 0.90, 0.975)
DRAWS = 2000
SERIES_PER_CHUNK = 500  # 500 x 2,000 draws are 8 MB

Units = str | Sequence[str]
Places = int | Sequence[int]
OneOrEach = bool | Sequence[bool]


class Models(Protocol):
    """The fitted models of some series, by row. Draws are months x DRAWS, in the unit of the KPI."""

    def random_numbers(self, row: int, seed: int, purpose: int) -> np.random.Generator:
        """Return the same random numbers for the same series, seed and purpose."""

    def draw(self, row: int, months_ahead: IntArray, random: np.random.Generator) -> FloatArray:
        """Return draws of several months ahead (rising), whole things where things are counted."""

    def spread(self, row: int, draws: FloatArray, random: np.random.Generator) -> FloatArray:
        """Return draws for a range: where things are counted, moved by up to half a thing either way."""

    def last_3_months(self, row: int, draws: FloatArray) -> FloatArray:
        """Return draws of the 3 months to the date together, with months already known where it is near."""


@dataclass(frozen=True)
class Asked:
    """What is asked of each of many series: goal, unit and decimal places; how far ahead, from which seed."""

    goals: tuple[Goal, ...]
    decimal_places: tuple[int, ...]
    months_ahead: int
    seed: int
    with_path: bool


def asked_of_each(
    series: int,
    *,
    months_ahead: int,
    target: Target | list[Target],
    better_when: str | Sequence[str],
    unit: Units,
    decimal_places: Places,
    seed: int,
    strictly_below: bool,
    with_path: bool,
    stands_at_month_end: OneOrEach,
) -> Asked:
    """Return what is asked of each series; a list has one entry for each, anything else is for all.

    Raises RatingInputError for months, seeds, targets or lists that cannot be.
    """
    if months_ahead < 1 or seed < 0:
        raise RatingInputError(
            f"months_ahead is {months_ahead} and seed {seed}; they must be at least 1 and 0."
        )
    targets = target if isinstance(target, list) else [target] * series
    units = [unit] * series if isinstance(unit, str) else list(unit)
    places = [decimal_places] * series if isinstance(decimal_places, int) else list(decimal_places)
    stands = [stands_at_month_end] * series if isinstance(stands_at_month_end, bool) else stands_at_month_end
    for name, given in (
        ("target", targets),
        ("unit", units),
        ("decimal_places", places),
        ("stands_at_month_end", stands),
    ):
        if len(given) != series:
            raise RatingInputError(f"{name} has {len(given)} entries for {series} series; give one for each.")
    directions = better_when_of_each(better_when, series)
    goals = [
        Goal(goal, way, strictly_below, of, at_end)
        for goal, way, of, at_end in zip(targets, directions, units, stands, strict=True)
    ]
    return Asked(tuple(goals), tuple(places), months_ahead, seed, with_path)


@dataclass(frozen=True)
class Forecast:
    """What the draws of one series say; the names are those of Outlook."""

    likely: OutlookRange | None = None
    chance: float | None = None
    chance_of_last_3_months: float | None = None
    path: tuple[OutlookRange, ...] = ()


NO_FORECAST = Forecast()


def outlooks_from(
    asked: Asked,
    why_not: Sequence[str | None],
    fitted: Callable[[list[int]], Models],
    gap: Callable[[int, Goal], Gap | None],
) -> list[Outlook]:
    """Return one outlook for each series: a forecast where `why_not` has no reason against it.

    `fitted` gives the models of some rows, `gap` what it would take in one.
    """
    usable = [row for row, reason in enumerate(why_not) if reason is None]
    forecasts: dict[int, Forecast] = {}
    for start in range(0, len(usable), SERIES_PER_CHUNK):
        rows = usable[start : start + SERIES_PER_CHUNK]
        forecasts |= forecasts_of(fitted(rows), rows, asked)
    outlooks = []
    for row, goal in enumerate(asked.goals):
        forecast = forecasts.get(row, NO_FORECAST)
        why_no_chance = TOO_FAR if goal.words is not None else NOTHING_TO_MEET
        outlooks.append(
            without_chance_if_anything_is_likely(
                Outlook(
                    months_ahead=asked.months_ahead,
                    target=goal.target,
                    goal=goal.words,
                    likely=forecast.likely,
                    chance=forecast.chance,
                    gap=gap(row, goal),
                    why_not=why_not[row] or (why_no_chance if forecast.chance is None else None),
                    chance_of_last_3_months=forecast.chance_of_last_3_months,
                    path=forecast.path,
                    unit=Unit(goal.unit).value,
                    decimal_places=asked.decimal_places[row],
                )
            )
        )
    return outlooks


def without_chance_if_anything_is_likely(outlook: Outlook) -> Outlook:
    """Return an outlook; where any percentage is likely, since one or two are counted, without a chance."""
    if not outlook.holds_everything_likely:
        return outlook
    return replace(
        outlook,
        chance=None,
        chance_of_last_3_months=None,
        why_not=ANYTHING_IS_LIKELY if outlook.goal is not None else outlook.why_not,
    )


def forecasts_of(models: Models, rows: list[int], asked: Asked) -> dict[int, Forecast]:
    """Return the forecast of each of `rows`, whose models come in their order."""
    last_month = np.array([asked.months_ahead])
    draws, spread = (np.empty((len(rows), DRAWS)) for _ in range(2))
    for place in range(len(rows)):
        random = models.random_numbers(place, asked.seed, purpose=0)
        draws[place] = models.draw(place, last_month, random)[0]
        spread[place] = models.spread(place, draws[place], random)
    likely = ranges_of(spread, np.repeat(last_month, len(rows)))
    may_have_chance = asked.months_ahead <= LONGEST_TESTED_MONTHS
    forecasts = {}
    for place, row in enumerate(rows):
        goal = asked.goals[row]
        chance = goal.chance(draws[place]) if may_have_chance else None
        forecasts[row] = Forecast(likely[place], chance)
        if asked.with_path:
            months = np.arange(1, asked.months_ahead + 1)
            random = models.random_numbers(place, asked.seed, purpose=1)
            paths = models.draw(place, months, random)
            on_the_way = ranges_of(models.spread(place, paths[:-1], random), months[:-1])
            forecasts[row] = Forecast(
                likely[place],
                chance,
                goal.chance(models.last_3_months(place, paths)) if may_have_chance else None,
                (*on_the_way, likely[place]),
            )
    return forecasts


def ranges_of(draws: FloatArray, months_ahead: IntArray) -> list[OutlookRange]:
    """Return the likely range of each row of draws."""
    ends = np.quantile(draws, QUANTILES, axis=1).T.tolist()
    return [OutlookRange(month, *row) for month, row in zip(months_ahead.tolist(), ends, strict=True)]
