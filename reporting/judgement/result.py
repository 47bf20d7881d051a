"""What is known of the months of one KPI, as screens, charts and the command line take it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from metrics.definition import KpiDefinition
from metrics.ratings.attention import Attention
from metrics.ratings.direction import DirectionOfTravel
from metrics.ratings.outlook import Outlook
from metrics.ratings.spc import Assurance, PointClass
from metrics.vocabulary import SpcChart
from reporting.judgement.goal import JudgedTarget


@dataclass(frozen=True)
class RestartMark:
    """Where the limits start afresh: the first month of the new ones, why, and the post that decided.

    restart_id and decided_at are those of a decision in the journal; None for one in the definition.
    """

    month: date
    reason: str
    decided_by: str
    restart_id: str | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True)
class RestartOffer:
    """A restart that might be made, never one that was: the first month of a lasting shift, in words."""

    month: date
    points: int
    words: str


@dataclass(frozen=True)
class Judgement:
    """The months of one KPI (or one part of it) in one part of the organisation, judged.

    chart: p_prime, xmr, u_prime or run; None with too few months, and then all below is empty but points_counted,
    points_needed, rule_set and attention. Lists have one entry a month, None where a month has no figure.
    values, mean, lower, upper and median are in the KPI's unit; limits of an XmR chart may lie beyond what
    is possible (below 0, above 100 %), so a chart cuts the line it draws. A run chart has a median and
    no limits, icons or outlook. newest_end: the last day of the newest figure or "no cases" of the measure,
    which may be later than the last month with a value. has_settling_limits: the stretch since the last
    restart is short, so its limits will still move.
    """

    kpi: KpiDefinition
    org_unit_id: str
    part: str | None
    chart: SpcChart | None
    points_counted: int
    points_needed: int
    rule_set: str
    attention: Attention
    newest_end: date | None = None
    months: tuple[date, ...] = ()
    values: tuple[float | None, ...] = ()
    mean: tuple[float | None, ...] = ()
    lower: tuple[float | None, ...] = ()
    upper: tuple[float | None, ...] = ()
    median: tuple[float | None, ...] = ()
    point_classes: tuple[PointClass | None, ...] = ()
    rules_broken: tuple[tuple[str, ...], ...] = ()
    segment_starts: tuple[int, ...] = ()
    has_settling_limits: bool = False
    restarts: tuple[RestartMark, ...] = ()
    variation: PointClass | None = None
    assurance: Assurance | None = None
    run_signal: bool | None = None
    direction: DirectionOfTravel | None = None
    outlook: Outlook | None = None
    outlook_month: date | None = None
    target: JudgedTarget | None = None
    suggested_restart: RestartOffer | None = None
    warnings: tuple[str, ...] = ()

    @property
    def is_judged(self) -> bool:
        """Return whether there are limits, and so a variation."""
        return self.chart is not None and self.chart is not SpcChart.RUN

    @property
    def last_month(self) -> date | None:
        """Return the last day of the month that is judged."""
        return self.months[-1] if self.months else None

    @property
    def is_of_an_earlier_month(self) -> bool:
        """Return whether the month judged is not the month of the newest figure, since that has no value."""
        if self.last_month is None or self.newest_end is None:
            return False
        return self.last_month < self.newest_end.replace(day=1)

    @property
    def not_enough_words(self) -> str:
        """Return 'not enough months: 4 of 15'; '' where there are enough."""
        if self.points_counted >= self.points_needed:
            return ""
        return f"not enough months: {self.points_counted} of {self.points_needed}"
