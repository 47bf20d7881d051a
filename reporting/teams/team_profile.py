"""Everything known of one team in one month: its measures beside the service's, its overdue work, its caseloads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.kinds_of_work import KindOfWork, kinds_of_work
from metrics.library import KpiLibrary
from metrics.periods import month_end
from metrics.vocabulary import Basis, KpiStatus
from reporting.figure_sets import figure_set
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.overdue import overdue_counts
from reporting.teams.beside_others import Place, figures_of_teams, place_of, teams_compared
from reporting.teams.columns import Column
from reporting.teams.over_months import first_month_end
from reporting.teams.side_by_side import TeamCell
from reporting.teams.targets import Targets, rating_of, targets_of
from reporting.teams.unit_figures import Figures, UnitFigure, figures_by_unit
from reporting.words import change_words

MONTHS_IN_TREND = 12


@dataclass(frozen=True)
class TeamRow:
    """One measure of a team: its cell, the service's, and those of the months before, oldest first."""

    kpi: KpiDefinition
    cell: TeamCell
    service: TeamCell
    points: tuple[tuple[date, float], ...]
    place: Place
    overdue: int | None

    @property
    def change(self) -> str:
        """Return the difference from the month before, with its sign; '' without both figures."""
        if len(self.points) < 2 or self.points[-1][0] != self.cell.end:
            return ""
        (earlier_end, earlier), (end, value) = self.points[-2:]
        if month_end(earlier_end) != month_before(end):
            return ""
        return change_words(value - earlier, self.kpi.unit, self.kpi.decimal_places)


@dataclass(frozen=True)
class OverdueWork:
    """How many things of one kind of work were open and overdue at the end of the month; each thing once."""

    kind: KindOfWork
    count: int


@dataclass(frozen=True)
class TeamProfile:
    """One team in one month. rows: its measures with a figure. overdue: most first. quiet: measures left out."""

    team: OrgUnit
    service: OrgUnit | None
    end: date
    rows: tuple[TeamRow, ...]
    overdue: tuple[OverdueWork, ...]
    quiet: int

    def row(self, kpi_id: str) -> TeamRow | None:
        """Return the row of a measure, None without a figure."""
        return next((row for row in self.rows if row.kpi.id == kpi_id), None)

    def rows_of(self, service_area: str) -> tuple[TeamRow, ...]:
        """Return the rows of a subject."""
        return tuple(row for row in self.rows if row.kpi.service_area == service_area)

    @property
    def subject(self) -> str:
        """Return the id of the subject of the team's service; '' for a team without one."""
        return self.service.org_unit_id.partition(":")[2] if self.service else ""

    def sentence(self) -> str:
        """Return in words how the team's measures are rated, and where most is overdue."""
        colours: list[str] = [row.cell.rating.colour for row in self.rows]
        rated = len(colours) - colours.count("none")
        said = "No measure of this team is rated in this month."
        if rated:
            measures = "1 rated measure" if rated == 1 else f"{rated} rated measures"
            ratings = (("red", "off target"), ("amber", "near target"), ("green", "on target"))
            said = f"{measures}: {', '.join(f'{colours.count(colour)} {word}' for colour, word in ratings)}."
        outside = [row.kpi.short_name for row in self.rows if row.place.is_outside]
        if outside:
            said += f" Outside the limits of chance: {'; '.join(outside)}."
        if self.overdue:
            said += f" Most open and overdue: {self.overdue[0].kind.name.lower()} ({self.overdue[0].count})."
        return said


def month_before(end: date) -> date:
    """Return the last day of the month before the one that ends on a day."""
    return first_month_end(end, 2)


def last_month_of(team: OrgUnit, end: date) -> date:
    """Return a month's last day, or that of the team's own last month where the team ended before."""
    return end if team.valid_to is None else min(end, month_end(team.valid_to))


def team_profile(
    store: Store, library: KpiLibrary, tree: OrganisationTree, team: OrgUnit, end: date, basis: Basis
) -> TeamProfile:
    """Return the measures of a team in the month that ends on a day, from four queries."""
    service = tree.unit(team.parent_id) if team.parent_id else None
    kpis = [kpi for kpi in library if kpi.status in (KpiStatus.LIVE, KpiStatus.SUPPLIED)]
    ids = [kpi.id for kpi in kpis]
    own = [unit.org_unit_id for unit in (team, service) if unit is not None]
    since = first_month_end(end, MONTHS_IN_TREND)
    figures = figures_by_unit(figure_set(store, ids, own, bases=(basis,), since=since, until=end))
    history: dict[str, list[tuple[date, UnitFigure]]] = defaultdict(list)
    for (kpi_id, unit_id, day), figure in sorted(figures.items(), key=lambda item: item[0][2]):
        if unit_id == team.org_unit_id:
            history[kpi_id].append((day, figure))
    targets = targets_of(store, kpis, tree.authority_id, own)
    counts = overdue_counts(store, ids, team.org_unit_id, end)
    late = {kpi_id: found.count for kpi_id, found in counts.items() if found.counted_on == end}
    beside = figures_of_teams(store, kpis, tree, end, basis)

    rows, quiet = [], 0
    for kpi in kpis:
        points = tuple((day, figure.value) for day, figure in history[kpi.id] if figure.value is not None)
        now = figures.get((kpi.id, team.org_unit_id, end))
        count = late.get(kpi.id)
        if not points and not count:
            quiet += bool(history[kpi.id])
            continue
        rows.append(
            TeamRow(
                kpi,
                team_cell(kpi, team, now, targets, end),
                team_cell(kpi, service or team, _figure(figures, kpi, service, end), targets, end),
                points,
                place_of(kpi, teams_compared(kpi, tree, beside.get(kpi.id, {}), end), now, team.org_unit_id),
                count,
            )
        )
    return TeamProfile(team, service, end, tuple(rows), overdue_work(library, late), quiet)


def overdue_work(library: KpiLibrary, late: Mapping[str, int]) -> tuple[OverdueWork, ...]:
    """Return the kinds of work with something open and overdue, from the count of each KPI, most first."""
    found = [
        OverdueWork(kind, sum(late.get(kpi_id, 0) for kpi_id in kind.counted_by))
        for kind in kinds_of_work(library)
    ]
    return tuple(sorted((work for work in found if work.count), key=lambda work: -work.count))


def team_cell(
    kpi: KpiDefinition, unit: OrgUnit, figure: UnitFigure | None, targets: Targets, end: date
) -> TeamCell:
    """Return the cell of one unit, rated against its own target or its authority's."""
    column = Column(unit.name, "", (unit.org_unit_id,), unit.org_unit_id, unit.valid_from, unit.valid_to)
    step = targets.in_force(kpi, unit.org_unit_id, end)
    return TeamCell(kpi, column, end, figure, step, rating_of(kpi, figure, step, targets.authority_id))


def _figure(figures: Figures, kpi: KpiDefinition, unit: OrgUnit | None, end: date) -> UnitFigure | None:
    return figures.get((kpi.id, unit.org_unit_id, end)) if unit is not None else None
