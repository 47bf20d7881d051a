"""The teams of a measure in one funnel, and where one team stands in it: one comparison, whatever screen asks.

Like is compared with like: the teams of the measure's own service where enough of them have a figure, else
all teams of the council. What is in no team, and a figure in doubt, is compared with nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.periods import month_label
from metrics.ratings.funnel import MINIMUM_DENOMINATOR, funnel
from metrics.vocabulary import Basis, BetterWhen, Level
from reporting.comparison import MINIMUM_AREAS, AreasCompared
from reporting.figure_sets import figure_set
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.teams.columns import NOT_ALLOCATED
from reporting.teams.unit_figures import UnitFigure, figures_by_unit

GOOD_SIDE = {BetterWhen.HIGHER: "high", BetterWhen.LOWER: "low"}


@dataclass(frozen=True)
class Place:
    """Where a team stands, in words, and with which teams it is compared; both '' without a comparison."""

    words: str = ""
    among: str = ""
    is_outside: bool = False


def figures_of_teams(
    store: Store, kpis: Sequence[KpiDefinition], tree: OrganisationTree, end: date, basis: Basis
) -> Mapping[str, Mapping[str, UnitFigure]]:
    """Return the figures of every team in the month that ends on a day, by share and unit; from one query."""
    shares = [kpi.id for kpi in kpis if kpi.is_share]
    teams = [team.org_unit_id for team in teams_in_month(tree, end)]
    by_kpi: dict[str, dict[str, UnitFigure]] = defaultdict(dict)
    if shares and teams:
        found = figures_by_unit(figure_set(store, shares, teams, bases=(basis,), since=end, until=end))
        for (kpi_id, unit_id, _), figure in found.items():
            by_kpi[kpi_id][unit_id] = figure
    return by_kpi


def teams_in_month(tree: OrganisationTree, end: date) -> tuple[OrgUnit, ...]:
    """Return the teams that existed on any day of the month that ends on a day, by name."""
    return tuple(
        unit
        for unit in tree.units
        if unit.level is Level.TEAM
        and not unit.org_unit_id.endswith(NOT_ALLOCATED)
        and (unit.valid_from is None or unit.valid_from <= end)
        and (unit.valid_to is None or unit.valid_to >= end.replace(day=1))
    )


def teams_compared(
    kpi: KpiDefinition,
    tree: OrganisationTree,
    figures: Mapping[str, UnitFigure],
    end: date,
    *,
    own: str = "",
    adjust: bool | None = None,
) -> AreasCompared | None:
    """Return the teams of a share in a funnel; None unless enough have known numbers in the month.

    figures: by unit, as `figures_of_teams` gives them. own: the unit shown. adjust: whether limits allow for
    more variation than chance; by default where there is more, of at least 10 teams.
    """
    if not kpi.is_share:
        return None
    counted = {unit: figure for unit, figure in figures.items() if is_comparable(figure)}
    service = f"{tree.authority_id}:{kpi.service_area}"
    parents = {unit.org_unit_id: unit.parent_id for unit in tree.units}
    of_service = [unit for unit in counted if parents.get(unit) == service]
    service_unit = tree.unit(service)
    chosen, group = list(counted), "the council"
    if service_unit is not None and len(of_service) >= MINIMUM_AREAS:
        chosen, group = of_service, service_unit.name
    if len(chosen) < MINIMUM_AREAS:
        return None
    names = {unit.org_unit_id: unit.name for unit in tree.units}
    chosen.sort(key=lambda unit: names[unit])
    numerators = tuple(float(counted[unit].numerator or 0) for unit in chosen)
    denominators = tuple(float(counted[unit].denominator or 0) for unit in chosen)
    return AreasCompared(
        period_words=month_label(end),
        own=names[own] if own in chosen else "",
        names=tuple(names[unit] for unit in chosen),
        numerators=numerators,
        denominators=denominators,
        judged=funnel(numerators, denominators, adjust=adjust),
        areas_word="teams",
        group=group,
        ids=tuple(chosen),
    )


def is_comparable(figure: UnitFigure) -> bool:
    """Return whether a figure is a share of known numbers that nobody doubts."""
    top, bottom = figure.numerator, figure.denominator
    return top is not None and bool(bottom) and 0 <= top <= (bottom or 0) and not figure.is_doubtful


def place_of(
    kpi: KpiDefinition, compared: AreasCompared | None, figure: UnitFigure | None, unit_id: str
) -> Place:
    """Return where a team with a figure stands among the teams compared; nothing for a measure that is no share."""
    if not kpi.is_share or figure is None or not is_comparable(figure):
        return Place()
    if compared is None:
        return Place("Too few teams to compare")
    among = compared.among
    if unit_id not in compared.ids:
        return Place("Not compared", f"{among} are")
    if (figure.denominator or 0.0) < MINIMUM_DENOMINATOR:
        return Place("Too few cases to compare")
    if compared.judged.is_adjusted:
        among += f", which vary {compared.judged.phi:.1f} times as much as chance"
    flag = compared.judged.areas[compared.ids.index(unit_id)].flag_998
    if flag is None:
        return Place("Inside the limits", among)
    good = GOOD_SIDE.get(kpi.better_when)
    nature = "" if good is None else ": better" if flag == good else ": worse"
    side = {"high": "higher", "low": "lower"}[flag]
    return Place(f"Outside the limits, {side} by more than chance{nature}", among, is_outside=True)
