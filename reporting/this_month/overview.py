"""Every measure of one authority with its judgement, as of one month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.periods import month_label
from reporting.behind_figures import NOTHING_KNOWN, BehindFigures, behind_figures
from reporting.judgement import Judgement, judge_rows
from reporting.judgement.written import NOTHING_WRITTEN, Written
from reporting.overdue import OverdueCounts, overdue_counts
from reporting.scorecard import Scorecard, ScorecardRow, scorecard


@dataclass(frozen=True)
class Judged:
    """One row of a scorecard and what its months say."""

    row: ScorecardRow
    judgement: Judgement

    @property
    def usual_width(self) -> float | None:
        """How far apart the limits of the latest month are, in the KPI's unit; None without limits."""
        if not self.judgement.is_judged:
            return None
        lower, upper = self.judgement.lower[-1], self.judgement.upper[-1]
        return upper - lower if lower is not None and upper is not None and upper > lower else None


@dataclass(frozen=True)
class AuthorityMonth:
    """Every measure of an authority from the figures of periods that ended by `month`, its last day."""

    authority_id: str
    month: date
    card: Scorecard
    judged: tuple[Judged, ...]

    @property
    def month_words(self) -> str:
        """The month as people read it, like 'October 2026'."""
        return month_label(self.month)

    @cached_property
    def current(self) -> tuple[Judged, ...]:
        """The measures with a figure that is less than two years older than the newest one."""
        return tuple(judged for judged in self.judged if self.card.is_current(judged.row))

    def of(self, kpis: Sequence[KpiDefinition]) -> tuple[Judged, ...]:
        """Return the rows of some measures, in the order of the measures; several where there are parts."""
        by_kpi: dict[str, list[Judged]] = {}
        for judged in self.judged:
            by_kpi.setdefault(judged.row.kpi.id, []).append(judged)
        return tuple(judged for kpi in kpis for judged in by_kpi.get(kpi.id, ()))


@dataclass(frozen=True)
class MonthFigures:
    """What the judging starts from: the rows of an authority as of a month, what is overdue, what behind them."""

    month: date
    card: Scorecard
    overdue: OverdueCounts
    behind: BehindFigures = NOTHING_KNOWN


def month_figures(store: Store, library: KpiLibrary, authority_id: str, month: date) -> MonthFigures:
    """Return every measure of an authority as of the last day of a month, from five queries."""
    kpis = list(library)
    card = scorecard(store, library, kpis, authority_id, month)
    overdue = overdue_counts(store, [kpi.id for kpi in kpis], authority_id, month)
    return MonthFigures(month, card, overdue, behind_figures(store, authority_id, month))


def authority_month(figures: MonthFigures, written: Written = NOTHING_WRITTEN) -> AuthorityMonth:
    """Return every measure judged, with the restarts and the commentary of the journal."""
    judgements = judge_rows(figures.card.rows, figures.overdue, written=written, behind=figures.behind)
    judged = tuple(
        Judged(row, judgement) for row, judgement in zip(figures.card.rows, judgements, strict=True)
    )
    return AuthorityMonth(figures.card.org_unit_id, figures.month, figures.card, judged)
