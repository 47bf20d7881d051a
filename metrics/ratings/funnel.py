"""The funnel: one period, many areas, which of them differ by more than chance.

Limits of the public health standard for English councils (UKHSA): centre +/- z sqrt(p (1 - p) / n),
cut at 0 and 1. Flags by the exact binomial tail. Where areas differ more than chance alone would make
them (phi above 1), limits allow for it (tau squared): otherwise half of all large
councils are "outliers". Everything is a proportion, 0 to 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from metrics.ratings.comparisons import is_above, is_below
from metrics.ratings.errors import RatingInputError

Z_95 = 1.959963984540054
Z_998 = 3.090232306167813
TAIL_95, TAIL_998 = 0.025, 0.001

MINIMUM_DENOMINATOR = 5  # no flag below it
MINIMUM_AREAS_FOR_ADJUSTMENT = 10
INDICATIVE_UP_TO_AREAS = 11  # the size of a group of statistical neighbours: only just enough
WINSORISED_SHARE = 0.1

Flag = Literal["high", "low"]


@dataclass(frozen=True)
class FunnelLimits:
    """Limits at one denominator; 19 in 20, and 998 in 1,000, of areas like the others lie inside."""

    lower_95: float
    upper_95: float
    lower_998: float
    upper_998: float


@dataclass(frozen=True)
class FunnelArea:
    """One area: its proportion, the limits drawn at its denominator, and how it is flagged.

    chance_of_fewer and chance_of_more: exact chances of its numerator or fewer, or or more, if it were
    like the centre. All None without a figure. No flag below MINIMUM_DENOMINATOR.
    """

    proportion: float | None
    limits: FunnelLimits | None
    chance_of_fewer: float | None
    chance_of_more: float | None
    flag_95: Flag | None
    flag_998: Flag | None


@dataclass(frozen=True)
class Funnel:
    """A funnel over areas, in the order given.

    phi is how much more the areas vary than chance (1 is chance alone); tau_squared the variance between
    areas on the scale of arcsin(sqrt(p)), 0 unless `is_adjusted`. `is_indicative`: so few areas that the
    adjustment is only a guide. `words` is the line to print under the chart.
    """

    centre: float
    areas: tuple[FunnelArea, ...]
    phi: float
    tau_squared: float
    is_adjusted: bool
    is_indicative: bool
    words: str


def funnel(
    numerators: Sequence[float | None],
    denominators: Sequence[float | None],
    *,
    centre: float | None = None,
    adjust: bool | None = None,
) -> Funnel:
    """Return the funnel of some areas' counts in one period.

    centre: the proportion to compare with, like the national one; by default that of the areas together.
    adjust: whether limits allow for more variation than chance; by default where phi is above 1 and there
    are at least 10 areas. Areas without figures (None, or a denominator of 0) stay in place, unflagged.
    Suppress small numbers before calling. Raises RatingInputError.
    """
    check(numerators, denominators, centre)
    figures = [
        (x, n) if x is not None and n is not None and n > 0 else None
        for x, n in zip(numerators, denominators, strict=True)
    ]
    known = [figure for figure in figures if figure is not None]
    if not known:
        raise RatingInputError("A funnel needs at least one area with a denominator above 0.")
    if centre is None:
        centre = math.fsum(x for x, _ in known) / math.fsum(n for _, n in known)
    phi, tau_squared = variation_between_areas(known, centre)
    enough = len(known) >= MINIMUM_AREAS_FOR_ADJUSTMENT
    is_adjusted = enough and (phi > 1.0 if adjust is None else adjust)
    used = tau_squared if is_adjusted else 0.0
    areas = tuple(
        FunnelArea(None, None, None, None, None, None)
        if figure is None
        else judge_area(*figure, centre, used, is_adjusted)
        for figure in figures
    )
    is_indicative = is_adjusted and len(known) <= INDICATIVE_UP_TO_AREAS
    words = funnel_words(phi, len(known), is_adjusted, is_indicative)
    return Funnel(centre, areas, phi, used, is_adjusted, is_indicative, words)


def check(
    numerators: Sequence[float | None], denominators: Sequence[float | None], centre: float | None
) -> None:
    """Raise RatingInputError, with all problems at once, for counts or a centre that cannot be."""
    if len(numerators) != len(denominators):
        raise RatingInputError(
            f"A funnel has {len(numerators)} numerators and {len(denominators)} denominators; "
            "give one of each for every area."
        )
    wrong = [
        place
        for place, (x, n) in enumerate(zip(numerators, denominators, strict=True))
        if x is not None and n is not None and not 0 <= x <= n
    ]
    problems = []
    if wrong:
        problems.append(f"numerators must be from 0 to their denominator; not so at places {wrong} (from 0)")
    if centre is not None and not 0.0 <= centre <= 1.0:
        problems.append(f"the centre is {centre}; it is a proportion here, from 0 to 1")
    if problems:
        raise RatingInputError("Funnel: " + "; ".join(problems) + ".")


def funnel_limits(
    centre: float, denominator: float, *, tau_squared: float = 0.0, adjusted: bool = False
) -> FunnelLimits:
    """Return the limits at one denominator, for the areas and for the curves of the chart.

    Adjusted limits are worked out on the scale of arcsin(sqrt(p)), which keeps them within 0 to 1.
    """
    if adjusted:
        angle = math.asin(math.sqrt(centre))
        spread = math.sqrt(0.25 / denominator + tau_squared)
        ends = [
            math.sin(min(max(angle + z * spread, 0.0), math.pi / 2.0)) ** 2
            for z in (-Z_95, Z_95, -Z_998, Z_998)
        ]
    else:
        spread = math.sqrt(centre * (1.0 - centre) / denominator)
        ends = [min(max(centre + z * spread, 0.0), 1.0) for z in (-Z_95, Z_95, -Z_998, Z_998)]
    return FunnelLimits(*ends)


def variation_between_areas(figures: Sequence[tuple[float, float]], centre: float) -> tuple[float, float]:
    """Return phi and tau squared of the areas' (numerator, denominator) about the centre.

    z = (arcsin(sqrt(p)) - arcsin(sqrt(centre))) x 2 sqrt(n), the outermost 10 % at either end pulled in to
    the 10 % and 90 % points; phi = mean z squared; tau squared = (N phi - (N - 1)) / (S1 - S2 / S1) with
    weights 4n, at least 0 (also where there is one area, or none to compare).
    """
    counts = np.array(figures, dtype=np.float64)
    denominators = counts[:, 1]
    angles = np.arcsin(np.sqrt(counts[:, 0] / denominators))
    z = (angles - math.asin(math.sqrt(centre))) * 2.0 * np.sqrt(denominators)
    z = np.clip(z, *np.quantile(z, (WINSORISED_SHARE, 1.0 - WINSORISED_SHARE)))
    areas = len(figures)
    phi = float(np.mean(z * z))
    weights = 4.0 * denominators
    spare = float(weights.sum() - (weights**2).sum() / weights.sum())
    return phi, max(0.0, (areas * phi - (areas - 1)) / spare) if areas > 1 else 0.0


def judge_area(x: float, n: float, centre: float, tau_squared: float, is_adjusted: bool) -> FunnelArea:
    """Return one area with its limits and flags: by the limits if adjusted, else by the exact tails."""
    proportion = x / n
    limits = funnel_limits(centre, n, tau_squared=tau_squared, adjusted=is_adjusted)
    fewer, more = binomial_tails(round(x), round(n), centre)
    if n < MINIMUM_DENOMINATOR:
        flag_95 = flag_998 = None
    elif is_adjusted:
        flag_95 = side_of(proportion, limits.lower_95, limits.upper_95)
        flag_998 = side_of(proportion, limits.lower_998, limits.upper_998)
    else:
        flag_95, flag_998 = tail_flag(fewer, more, TAIL_95), tail_flag(fewer, more, TAIL_998)
    return FunnelArea(proportion, limits, fewer, more, flag_95, flag_998)


def side_of(proportion: float, lower: float, upper: float) -> Flag | None:
    """Return on which side of the limits a proportion is; on a limit is inside."""
    return "high" if is_above(proportion, upper) else "low" if is_below(proportion, lower) else None


def tail_flag(fewer: float, more: float, tail: float) -> Flag | None:
    """Return the flag for exact tail chances: below `tail` on one side."""
    return "high" if more < tail else "low" if fewer < tail else None


def binomial_tails(successes: int, trials: int, chance: float) -> tuple[float, float]:
    """Return P(X <= successes) and P(X >= successes) for X ~ Binomial(trials, chance).

    The chance of `successes` itself by log-gamma; then the smaller tail, term by term away from it, and
    the other as what is left.

    >>> [round(tail, 6) for tail in binomial_tails(1, 3, 0.5)]
    [0.5, 0.875]
    """
    if chance <= 0.0:
        return 1.0, float(successes == 0)
    if chance >= 1.0:
        return float(successes == trials), 1.0
    itself = math.exp(
        math.lgamma(trials + 1)
        - math.lgamma(successes + 1)
        - math.lgamma(trials - successes + 1)
        + successes * math.log(chance)
        + (trials - successes) * math.log1p(-chance)
    )
    odds = chance / (1.0 - chance)
    if successes <= trials * chance:
        below = np.arange(successes, 0, -1, dtype=np.float64)
        fewer = itself * (1.0 + float(np.cumprod(below / ((trials - below + 1.0) * odds)).sum()))
        return min(fewer, 1.0), min(max(1.0 - fewer + itself, 0.0), 1.0)
    beyond = np.arange(successes, trials, dtype=np.float64)
    more = itself * (1.0 + float(np.cumprod((trials - beyond) * odds / (beyond + 1.0)).sum()))
    return min(max(1.0 - more + itself, 0.0), 1.0), min(more, 1.0)


def funnel_words(phi: float, areas: int, is_adjusted: bool, is_indicative: bool) -> str:
    """Return the line under the chart: what the limits allow for."""
    if is_adjusted:
        words = (
            f"Areas vary {phi:.1f} times as much as chance alone would make them; the limits allow for it."
        )
        return f"{words} With only {areas} areas this is indicative." if is_indicative else words
    words = "Limits allow for chance alone."
    if phi > 1.0:
        words += f" Areas vary {phi:.1f} times as much as that"
        words += (
            f"; with fewer than {MINIMUM_AREAS_FOR_ADJUSTMENT} areas it cannot be allowed for."
            if areas < MINIMUM_AREAS_FOR_ADJUSTMENT
            else "."
        )
    return words
