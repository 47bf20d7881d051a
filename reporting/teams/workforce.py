"""The measures of caseloads and staffing of a unit and its teams over two years, as the KPIs count them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.periods import month_end
from metrics.vocabulary import Level
from reporting.figure_sets import figure_set
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.teams.limits import CASELOAD_LIMITS, LimitStep, limit_steps
from reporting.teams.over_months import MONTHS_SHOWN, first_month_end
from reporting.teams.targets import Targets, targets_of
from reporting.teams.unit_figures import Figures, UnitFigure, figures_by_unit

AVERAGE, WEIGHTED, HIGHEST = "average_caseload", "weighted_caseload", "maximum_caseload"
OVER_LIMIT = "workers_over_caseload_limit"
AGENCY, VACANCY = "social_worker_agency_rate", "social_worker_vacancy_rate"
TURNOVER, SICKNESS = "social_worker_turnover_rate", "social_worker_absence_rate"
TWO_CHANGES = "children_with_two_or_more_social_worker_changes"
THREE_CHANGES = "all_children_three_or_more_social_worker_changes_12m"
TWO_CHANGES_IN_CARE = "cic_two_or_more_social_worker_changes_12m"
MEASURES = (
    AVERAGE,
    WEIGHTED,
    HIGHEST,
    OVER_LIMIT,
    AGENCY,
    VACANCY,
    TURNOVER,
    SICKNESS,
    TWO_CHANGES,
    THREE_CHANGES,
    TWO_CHANGES_IN_CARE,
)
BY_ROLE = (AVERAGE, WEIGHTED, HIGHEST, OVER_LIMIT)


@dataclass(frozen=True)
class Line:
    """A stepped target or limit: its name, and (first day, first day after or None, value) of each step."""

    name: str
    steps: tuple[tuple[date, date | None, float], ...]


@dataclass(frozen=True)
class WorkforceFigures:
    """The figures of a unit and of its teams, those with any figure; by_role: of the unit in the month shown.

    The counts behind the rates of staffing are full-time equivalents or working days.
    """

    unit: OrgUnit
    end: date
    kpis: Mapping[str, KpiDefinition]
    teams: tuple[OrgUnit, ...]
    figures: Figures
    by_role: Mapping[tuple[str, str], UnitFigure]
    targets: Targets
    limits: tuple[LimitStep, ...]

    def figure(self, kpi_id: str, unit: OrgUnit | None = None, end: date | None = None) -> UnitFigure | None:
        """Return a figure of the unit, or of one of its teams, in the month shown or another."""
        return self.figures.get((kpi_id, (unit or self.unit).org_unit_id, end or self.end))

    def points(self, kpi_id: str, unit: OrgUnit | None = None) -> tuple[tuple[date, float], ...]:
        """Return (last day, value) of the months with a value, oldest first."""
        wanted = (unit or self.unit).org_unit_id
        found = [
            (day, figure.value)
            for (kpi, unit_id, day), figure in self.figures.items()
            if kpi == kpi_id and unit_id == wanted and figure.value is not None
        ]
        return tuple(sorted(found))

    def year_before(self, kpi_id: str) -> UnitFigure | None:
        """Return the unit's figure of the same month a year before."""
        return self.figure(kpi_id, end=first_month_end(self.end, 13))

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the roles with a caseload in the month shown, by name."""
        return tuple(sorted({role for kpi_id, role in self.by_role if kpi_id == AVERAGE}))

    def lines(self) -> tuple[Line, ...]:
        """Return the targets for average and highest caseload, and the limit of each role, that have a number."""
        found = []
        for kpi_id in (AVERAGE, HIGHEST):
            for unit_id in dict.fromkeys((self.unit.org_unit_id, self.targets.authority_id)):
                steps = [
                    (step.in_force_from, step.in_force_until, step.target)
                    for step in self.targets.steps.get((kpi_id, unit_id), ())
                    if step.target is not None
                ]
                if steps:
                    found.append(Line(f"Target, {self.kpis[kpi_id].short_name.lower()}", tuple(steps)))
                    break
        for setting, role in CASELOAD_LIMITS.items():
            own = [step for step in self.limits if step.setting_id == setting]
            if own:
                steps = [(step.valid_from, step.valid_until, step.value) for step in own]
                found.append(Line(f"Limit, {role.lower()}", tuple(steps)))
        return tuple(found)


def workforce_figures(
    store: Store, library: KpiLibrary, tree: OrganisationTree, unit: OrgUnit, end: date
) -> WorkforceFigures:
    """Return the figures of a unit and its teams for 24 months up to the one that ends on a day, from four queries."""
    kpis = {kpi_id: library.by_id(kpi_id) for kpi_id in MEASURES}
    teams = teams_inside(tree, unit, end)
    ids = [unit.org_unit_id, *(team.org_unit_id for team in teams)]
    since = first_month_end(end, MONTHS_SHOWN + 1)
    figures = figures_by_unit(figure_set(store, MEASURES, ids, since=since, until=end))
    figures = {key: figure for key, figure in figures.items() if key[2] == month_end(key[2])}
    with_figure = {unit_id for _, unit_id, day in figures if day == end}
    return WorkforceFigures(
        unit=unit,
        end=end,
        kpis=kpis,
        teams=tuple(team for team in teams if team.org_unit_id in with_figure),
        figures=figures,
        by_role=figures_by_role(store, unit.org_unit_id, end),
        targets=targets_of(store, list(kpis.values()), tree.authority_id, [unit.org_unit_id]),
        limits=limit_steps(store, tree.authority_id, list(CASELOAD_LIMITS)),
    )


def figures_by_role(store: Store, unit_id: str, end: date) -> dict[tuple[str, str], UnitFigure]:
    """Return the caseload measures of an authority or service by role in one month, by KPI and role."""
    found = figure_set(store, BY_ROLE, [unit_id], breakdowns=("role_name",), since=end, until=end)
    by_role: dict[tuple[str, str], UnitFigure] = {}
    for row in found.to_pylist():
        if row["value"] is not None:
            by_role[row["kpi_id"], row["part"]] = UnitFigure(
                row["numerator"], row["denominator"], row["value"], row["state"], row["is_doubtful"]
            )
    return by_role


def teams_inside(tree: OrganisationTree, unit: OrgUnit, end: date) -> Sequence[OrgUnit]:
    """Return the teams of a unit that existed in the month that ends on a day, and what is not allocated, by name."""
    teams = tree.of_level(Level.TEAM, end)
    inside = [team for team in teams if unit.level is Level.AUTHORITY or team.parent_id == unit.org_unit_id]
    return sorted(inside, key=lambda team: team.name)
