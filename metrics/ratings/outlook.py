"""The outlook of a monthly percentage: what it is likely to be by a date if nothing changes.

Everything a reader sees is a percentage, 0 to 100, the target included; numerators and denominators
are counts. Seasons, decisions already taken and later corrections of the data are not foreseen. The
two models and their calibration: `outlook_model`. About 8 in 10 later months fall inside the 80 % range.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.ratings.better_when import better_when_of_each
from metrics.ratings.comparisons import FloatArray
from metrics.ratings.errors import RatingInputError
from metrics.ratings.outlook_gap import Gap, gap_to_target
from metrics.ratings.outlook_goal import Goal, Target
from metrics.ratings.outlook_history import History, recent_history
from metrics.ratings.outlook_model import DRAWS_PER_MODEL, between_counts, draw_path, fit
from metrics.ratings.outlook_words import chance_text, chance_words, outlook_sentence
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

LONGEST_TESTED_MONTHS = 12
QUANTILES = (0.025, 0.10, 0.5, 0.90, 0.975)
SERIES_PER_CHUNK = 500  # 500 x 2,000 draws are 8 MB

TOO_FAR = f"more than {LONGEST_TESTED_MONTHS} months ahead: a likely range, but too far for a chance."
NOTHING_TO_MEET = "no target, or no direction, to meet: a likely range, but no chance."


@dataclass(frozen=True)
class OutlookRange:
    """The likely values of one month to come, per cent: the middle, and ranges that hold 80 % and 95 %."""

    months_ahead: int
    low_95: float
    low_80: float
    median: float
    high_80: float
    high_95: float


@dataclass(frozen=True)
class Outlook:
    """What is likely `months_ahead` months after the last month given, per cent.

    target: a number, or (low, high) for near_target. likely: the range in that month. chance: the share
    of draws that meet the target in that month (0 to 1); show chance_text and chance_words, which claim no
    more than is known. chance_of_last_3_months: the same for the three months to the date taken
    together, for the target of a period. path: the range of every month on the way, for the band of a
    chart (both only from `outlook`). gap: what it would take. why_not: why there is no outlook, or a
    range but no chance; None where there is a chance.
    """

    months_ahead: int
    target: Target
    goal: str | None
    likely: OutlookRange | None
    chance: float | None
    gap: Gap | None
    why_not: str | None
    chance_of_last_3_months: float | None = None
    path: tuple[OutlookRange, ...] = ()

    @property
    def chance_text(self) -> str | None:
        """Return the chance as people say it, like "about 1 in 5"."""
        return None if self.chance is None else chance_text(self.chance)

    @property
    def chance_words(self) -> str | None:
        """Return the chance as a word, like "unlikely"."""
        return None if self.chance is None else chance_words(self.chance)

    def sentence(self, when: str | None = None) -> str:
        """Return the outlook as one sentence; `when` is the date in words, like "in March 2027"."""
        if self.likely is None:
            return f"No outlook: {self.why_not}"
        when = when or f"in {self.months_ahead} month{'s' if self.months_ahead > 1 else ''}"
        return outlook_sentence(self.chance, self.goal, (self.likely.low_80, self.likely.high_80), when)


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
) -> list[Outlook]:
    """Return the outlook of each of many series (series x months); see `outlook` for units and refusals.

    target, better_when and restart_at are one for all series (a tuple is a band) or a list with one for
    each. Without `with_path` there is no path and no chance_of_last_3_months; all else is the same number
    for number.
    """
    if months_ahead < 1 or seed < 0:
        raise RatingInputError(
            f"months_ahead is {months_ahead} and seed {seed}; they must be at least 1 and 0."
        )
    tops, bottoms = read_numbers(numerators, "numerators"), read_numbers(denominators, "denominators")
    check_counts(tops, bottoms, [], 1.0)
    directions = better_when_of_each(better_when, len(tops))
    targets = target if isinstance(target, list) else [target] * len(tops)
    if len(targets) != len(tops):
        raise RatingInputError(
            f"target has {len(targets)} entries for {len(tops)} series; give one for each."
        )
    goals = [Goal(goal, way, strictly_below) for goal, way in zip(targets, directions, strict=True)]
    restarts = restarts_of_each(restart_at, tops.shape[0], tops.shape[1])
    history = recent_history(tops, bottoms, restarts, settings)
    usable = [row for row, reason in enumerate(history.why_not) if reason is None]
    forecasts: dict[int, Forecast] = {}
    for start in range(0, len(usable), SERIES_PER_CHUNK):
        rows = usable[start : start + SERIES_PER_CHUNK]
        forecasts |= forecasts_of(history, rows, goals, months_ahead, seed, with_path)
    outlooks = []
    for row, goal in enumerate(goals):
        forecast = forecasts.get(row, NO_FORECAST)
        why_no_chance = TOO_FAR if goal.words is not None else NOTHING_TO_MEET
        outlooks.append(
            Outlook(
                months_ahead=months_ahead,
                target=goal.target,
                goal=goal.words,
                likely=forecast.likely,
                chance=forecast.chance,
                gap=gap_to_target(
                    none_for_nan(tops[row]),
                    none_for_nan(bottoms[row]),
                    months_ahead=months_ahead,
                    target=goal.target,
                    better_when=goal.better_when,
                ),
                why_not=history.why_not[row] or (why_no_chance if forecast.chance is None else None),
                chance_of_last_3_months=forecast.chance_of_last_3_months,
                path=forecast.path,
            )
        )
    return outlooks


@dataclass(frozen=True)
class Forecast:
    """What the draws of one series say; the names are those of Outlook."""

    likely: OutlookRange | None = None
    chance: float | None = None
    chance_of_last_3_months: float | None = None
    path: tuple[OutlookRange, ...] = ()


NO_FORECAST = Forecast()


def forecasts_of(
    history: History, rows: list[int], goals: list[Goal], months_ahead: int, seed: int, with_path: bool
) -> dict[int, Forecast]:
    """Return the forecast of each of `rows`; goals has one for every series of the history."""
    models = fit(history.numerators[rows], history.denominators[rows])
    last_month = np.array([months_ahead])
    draws, smooth = (np.empty((len(rows), 2 * DRAWS_PER_MODEL)) for _ in range(2))
    for place in range(len(rows)):
        random = models.random_numbers(place, seed, purpose=0)
        draws[place] = draw_path(models, place, last_month, random)[0]
        smooth[place] = between_counts(draws[place], int(models.denominator[place]), random)
    likely = ranges_of(smooth, np.repeat(last_month, len(rows)))
    may_have_chance = months_ahead <= LONGEST_TESTED_MONTHS
    forecasts = {}
    for place, row in enumerate(rows):
        chance = goals[row].chance(100.0 * draws[place]) if may_have_chance else None
        forecasts[row] = Forecast(likely[place], chance)
        if with_path:
            months, denominator = np.arange(1, months_ahead + 1), int(models.denominator[place])
            random = models.random_numbers(place, seed, purpose=1)
            paths = draw_path(models, place, months, random)
            together = last_3_months(paths, denominator, history.numerators[row], history.denominators[row])
            on_the_way = ranges_of(between_counts(paths[:-1], denominator, random), months[:-1])
            forecasts[row] = Forecast(
                likely[place],
                chance,
                goals[row].chance(together) if may_have_chance else None,
                (*on_the_way, likely[place]),
            )
    return forecasts


def ranges_of(draws: FloatArray, months_ahead: IntArray) -> list[OutlookRange]:
    """Return the likely range, per cent, of each row of draws (shares)."""
    ends = (100.0 * np.quantile(draws, QUANTILES, axis=1)).T.tolist()
    return [OutlookRange(month, *row) for month, row in zip(months_ahead.tolist(), ends, strict=True)]


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
