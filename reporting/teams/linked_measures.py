"""A few measures of one unit for the top of a screen: the month's figure and that of 12 months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.vocabulary import PeriodKind
from reporting.figure_sets import figure_set
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.teams.side_by_side import TeamCell
from reporting.teams.targets import targets_of
from reporting.teams.team_profile import team_cell
from reporting.teams.unit_figures import figures_by_unit


@dataclass(frozen=True)
class LinkedMeasure:
    """One measure: the month (or the day at its end), and the 12 months up to it, None for what is counted on a day."""

    kpi: KpiDefinition
    month: TeamCell
    year: TeamCell | None


def linked_measures(
    store: Store,
    library: KpiLibrary,
    tree: OrganisationTree,
    unit: OrgUnit,
    kpi_ids: Sequence[str],
    end: date,
) -> tuple[LinkedMeasure, ...]:
    """Return some measures of a unit in the month that ends on a day, in their order, from three queries.

    KPIs that a council's own library does not have are left out.
    """
    kpis = [kpi for kpi_id in kpi_ids if (kpi := library.get(kpi_id)) is not None]
    ids, units = [kpi.id for kpi in kpis], [unit.org_unit_id]
    months = figures_by_unit(figure_set(store, ids, units, since=end, until=end))
    longer = (PeriodKind.ROLLING_12_MONTHS,)
    years = figures_by_unit(figure_set(store, ids, units, period_kinds=longer, since=end, until=end))
    targets = targets_of(store, kpis, tree.authority_id, units)
    found = []
    for kpi in kpis:
        key = (kpi.id, unit.org_unit_id, end)
        year = years.get(key)
        found.append(
            LinkedMeasure(
                kpi,
                team_cell(kpi, unit, months.get(key), targets, end),
                team_cell(kpi, unit, year, targets, end) if year is not None else None,
            )
        )
    return tuple(found)
