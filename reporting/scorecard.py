"""The scorecard of a service area: each KPI's latest figure, target, rating and change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from data.store import Store
from metrics.definition import Doubt, KpiDefinition
from metrics.library import KpiLibrary
from metrics.ratings.rag import RagRating
from metrics.vocabulary import Basis, BetterWhen, KpiKind, PeriodKind, State
from reporting.figures import NOT_THE_AUTHORITYS_OWN, Figure, TargetStep, figure_of, target_step_of
from reporting.rating import rate_figure
from reporting.words import change_words

# Of two figures that end on the same day, the one about the shorter time says more about now.
SHORTEST_FIRST = (
    PeriodKind.MONTH,
    PeriodKind.AS_AT,
    PeriodKind.QUARTER,
    PeriodKind.FINANCIAL_YEAR_TO_DATE,
    PeriodKind.ROLLING_12_MONTHS,
    PeriodKind.FINANCIAL_YEAR,
    PeriodKind.UNDATED,
)
NEWEST_ORIGIN_FIRST = ("calculated", "supplied", "published")
WORST_FIRST = ("red", "amber", "green", "none")
SAYS_SOMETHING = (State.NO_CASES, State.INCOMPLETE)  # of its period, without a value
OLD_AFTER = timedelta(days=731)  # two years behind the newest figure on the same scorecard


@dataclass(frozen=True)
class ScorecardRow:
    """One line of a scorecard: a KPI, or one part of it where it is only known in parts.

    `latest` is the newest figure, or the note that one is awaited; None if the store says nothing.
    `earlier` is the newest figure before it that is about the same length of time.
    """

    kpi: KpiDefinition
    org_unit_id: str
    breakdown: str | None
    part: str | None
    latest: Figure | None
    earlier: Figure | None
    figures: tuple[Figure, ...]
    baseline: Figure | None
    step: TargetStep | None
    coming_step: TargetStep | None
    rating: RagRating
    doubts: tuple[Doubt, ...]

    @property
    def short_reason(self) -> str:
        """Why there is no rating, or that the aim is to hold, in a few words; '' when rated."""
        if self.rating.maintain:
            return "already met: maintain"
        if self.rating.colour != "none":
            return ""
        if self.kpi.kind is KpiKind.ACTIVITY or self.kpi.better_when is BetterWhen.NEUTRAL:
            return "demand or context"
        if self.latest and self.latest.why_absent:
            return "no figure"
        step = self.step or self.coming_step
        if step is None:
            return "no target"
        if (
            step.is_doubtful
            or self.kpi.holds_rating(self.org_unit_id)
            or (self.latest and self.latest.is_doubtful)
        ):
            return "in doubt"
        if self.step is None:
            return "start point, not met yet" if step.state == "set" else "target not set"
        return "too few to rate"

    @property
    def latest_end(self) -> date | None:
        """The last day that the latest figure is about; None without a dated figure."""
        return self.latest.period.end if self.latest and self.figures else None

    @property
    def title(self) -> str:
        """The short name, with the part where there is one."""
        return f"{self.kpi.short_name}: {self.part}" if self.part else self.kpi.short_name

    @property
    def change(self) -> float | None:
        """Latest less earlier, in the KPI's unit; None without two comparable figures."""
        if (
            self.latest is None
            or self.earlier is None
            or self.latest.value is None
            or self.earlier.value is None
        ):
            return None
        return self.latest.value - self.earlier.value

    @property
    def change_words(self) -> str:
        """The change with its sign and since when; empty when there is none to show."""
        if self.change is None or self.earlier is None:
            return ""
        words = change_words(self.change, self.kpi.unit, self.kpi.decimal_places)
        return f"{words} since {self.earlier.short_period_words}"


@dataclass(frozen=True)
class Scorecard:
    """The rows of one service area and authority, in the order of the child's journey."""

    org_unit_id: str
    rows: tuple[ScorecardRow, ...]

    @cached_property
    def newest_end(self) -> date:
        """The last day of the newest period of any row; the first of all days when there is none."""
        return max((row.latest_end for row in self.rows if row.latest_end), default=date.min)

    def is_current(self, row: ScorecardRow) -> bool:
        """Return whether a row has a figure that is at most two years older than the newest of the card."""
        return row.latest_end is not None and self.newest_end - row.latest_end <= OLD_AFTER

    @property
    def current_rows(self) -> tuple[ScorecardRow, ...]:
        """Rows with a figure of the last two years: off target first, then by name."""
        current = [row for row in self.rows if self.is_current(row)]
        return tuple(sorted(current, key=lambda row: WORST_FIRST.index(row.rating.colour)))

    @property
    def older_rows(self) -> tuple[ScorecardRow, ...]:
        """Rows whose newest figure is more than two years behind the others, or has no date."""
        return tuple(row for row in self.rows if row.figures and not self.is_current(row))

    @property
    def awaited_rows(self) -> tuple[ScorecardRow, ...]:
        """Rows without any figure: named in a plan, and not printed, new or to be confirmed."""
        return tuple(row for row in self.rows if not row.figures)


def scorecard(
    store: Store,
    library: KpiLibrary,
    kpis: Sequence[KpiDefinition],
    org_unit_id: str,
    until: date | None = None,
) -> Scorecard:
    """Return the scorecard of some KPIs for one part of the organisation, from two queries.

    With `until`, only figures of periods that ended by then are read.
    """
    ids = [kpi.id for kpi in kpis]
    figures: dict[str, list[Figure]] = defaultdict(list)
    for row in store.rows(
        "reporting/figures",
        kpis=ids,
        org_unit_id=org_unit_id,
        basis=Basis.COMPLETED.value,
        until=until,
        with_parts=False,
    ):
        figures[row["kpi_id"]].append(figure_of(row, library.by_id(row["kpi_id"])))
    steps: dict[str, list[TargetStep]] = defaultdict(list)
    for row in store.rows("reporting/target_steps", kpis=ids, org_unit_id=org_unit_id):
        steps[row["kpi_id"]].append(target_step_of(row))
    rows = [row for kpi in kpis for row in rows_of_kpi(kpi, figures[kpi.id], steps[kpi.id], org_unit_id)]
    return Scorecard(org_unit_id, tuple(rows))


def rows_of_kpi(
    kpi: KpiDefinition, figures: Iterable[Figure], steps: Sequence[TargetStep], org_unit_id: str
) -> list[ScorecardRow]:
    """Return the KPI's row, or one row a part where it is only known in parts."""
    by_part: dict[tuple[str | None, str | None], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.breakdown not in NOT_THE_AUTHORITYS_OWN:
            by_part[figure.breakdown, figure.part].append(figure)
    whole = by_part.pop((None, None), [])
    if any(figure.value is not None for figure in whole) or not by_part:
        return [scorecard_row(kpi, None, None, whole, steps, org_unit_id)]
    return [
        scorecard_row(kpi, breakdown, part, known, steps, org_unit_id)
        for (breakdown, part), known in sorted(by_part.items(), key=lambda item: str(item[0]))
    ]


def scorecard_row(
    kpi: KpiDefinition,
    breakdown: str | None,
    part: str | None,
    figures: Sequence[Figure],
    steps: Sequence[TargetStep],
    org_unit_id: str,
) -> ScorecardRow:
    """Return one row from the figures and steps of one KPI and part."""
    in_order = sorted(figures, key=_age)
    counted = [figure for figure in in_order if figure.value is not None or figure.state in SAYS_SOMETHING]
    latest = counted[-1] if counted else (in_order[-1] if in_order else None)
    earlier = None
    if latest is not None and latest.period.end is not None:
        comparable = [f for f in counted[:-1] if f.period.kind == latest.period.kind and f.value is not None]
        earlier = comparable[-1] if comparable else None
    own_steps = [step for step in steps if (step.breakdown, step.part) == (breakdown, part)]
    day = latest.period.end if latest else None
    step = next((step for step in reversed(own_steps) if step.is_in_force(day)), None)
    goals = [step for step in own_steps if step.kind == "goal"]
    set_later = [goal for goal in goals if goal.state == "set" and (day is None or goal.in_force_from > day)]
    baseline = next((figure for figure in counted if figure.role == "baseline"), None)
    unset = next((goal for goal in goals if goal.state != "set"), None)
    coming = set_later[0] if set_later else (unset if step is None else None)
    return ScorecardRow(
        kpi=kpi,
        org_unit_id=org_unit_id,
        breakdown=breakdown,
        part=part,
        latest=latest,
        earlier=earlier,
        figures=tuple(counted),
        baseline=baseline,
        step=step,
        coming_step=coming,
        rating=rate_figure(kpi, latest, step, coming, baseline),
        doubts=tuple(doubt for doubt in kpi.doubts if doubt.authority in (None, org_unit_id)),
    )


def _age(figure: Figure) -> tuple[date, int, int]:
    """Sort key: oldest first; undated figures before all others."""
    end = figure.period.end or date.min
    shorter = -SHORTEST_FIRST.index(PeriodKind(figure.period.kind))
    return (end, shorter, -NEWEST_ORIGIN_FIRST.index(figure.origin))


def months_with_figures(store: Store, org_unit_id: str) -> list[date]:
    """Return the last day of every month in which a figure of the unit ends, newest first."""
    rows = store.rows("reporting/months_with_figures", org_unit_id=org_unit_id)
    return [row["month_end"] for row in rows]
