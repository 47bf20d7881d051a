"""Where one team stands among the others: inside the limits of a funnel, or beyond them by more than chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metrics.definition import KpiDefinition
from metrics.ratings.funnel import MINIMUM_DENOMINATOR, funnel
from metrics.vocabulary import BetterWhen
from reporting.comparison import MINIMUM_AREAS
from reporting.teams.unit_figures import UnitFigure

GOOD_SIDE = {BetterWhen.HIGHER: "high", BetterWhen.LOWER: "low"}


@dataclass(frozen=True)
class Place:
    """Where a team stands, in words, and with which teams it is compared; both '' without a comparison."""

    words: str = ""
    among: str = ""
    is_outside: bool = False


def place_among(
    kpi: KpiDefinition, figures: Mapping[str, UnitFigure], own: str, service: Sequence[str]
) -> Place:
    """Return where a team's share lies.

    figures: by unit. The teams of the same service are compared where enough of them have a figure, else all.
    The limits hold 998 in 1,000 teams that differ by chance alone.
    """
    if not kpi.is_share:
        return Place()
    counts = {
        unit: (figure.numerator, figure.denominator)
        for unit, figure in figures.items()
        if figure.numerator is not None
        and figure.denominator
        and 0 <= figure.numerator <= figure.denominator
        and not figure.is_doubtful
    }
    if own not in counts:
        return Place()
    of_service = {unit: count for unit, count in counts.items() if unit in service}
    compared, where = (of_service, "service") if len(of_service) >= MINIMUM_AREAS else (counts, "council")
    if len(compared) < MINIMUM_AREAS:
        return Place("Too few teams to compare", f"{len(compared)} with a figure")
    if (counts[own][1] or 0.0) < MINIMUM_DENOMINATOR:
        return Place("Too few cases to compare")
    judged = funnel([top for top, _ in compared.values()], [bottom for _, bottom in compared.values()])
    flag = judged.areas[list(compared).index(own)].flag_998
    among = f"{len(compared)} teams of the {where}"
    if flag is None:
        return Place("Inside the limits", among)
    good = GOOD_SIDE.get(kpi.better_when)
    nature = "" if good is None else ": better" if flag == good else ": worse"
    side = {"high": "higher", "low": "lower"}[flag]
    return Place(f"Outside the limits, {side} by more than chance{nature}", among, is_outside=True)
