"""One row to be judged: its months, the chart they get, where limits start afresh, and the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.ratings.spc import SpcSettings
from metrics.ratings.spc.run_charts import MINIMUM_USEFUL_POINTS
from metrics.vocabulary import SpcChart, Unit
from reporting.judgement.assembling import restart_marks, restart_positions
from reporting.judgement.goal import JudgedTarget, judged_target
from reporting.judgement.result import RestartMark
from reporting.judgement.series import MonthlySeries, monthly_series, padded
from reporting.judgement.written import Written
from reporting.scorecard import ScorecardRow


@dataclass(frozen=True)
class Matter:
    """One row to be judged; restarts are in order of their month."""

    row: ScorecardRow
    series: MonthlySeries
    chart: SpcChart | None
    target: JudgedTarget
    restarts: tuple[RestartMark, ...]

    @property
    def starts(self) -> tuple[int, ...]:
        """Return the places in the series at which new limits start."""
        return restart_positions(self.restarts, self.series)

    @property
    def exposures(self) -> Sequence[float | None]:
        """Return what the events of each month are counted over: the denominator of a rate, 1 for a count."""
        if self.row.kpi.unit is Unit.RATE_PER_10000:
            return self.series.denominators
        return [None if value is None else 1.0 for value in self.series.values]

    @property
    def times(self) -> float:
        """Return what makes a number of the chart one in the KPI's unit."""
        if self.chart is SpcChart.P_PRIME:
            return 100.0
        if self.chart is SpcChart.U_PRIME and self.row.kpi.unit is Unit.RATE_PER_10000:
            return 10_000.0
        return 1.0

    @property
    def padded_starts(self) -> list[int]:
        """Return the same as places in the padded series."""
        return [place + len(padded(self.series.values)) - len(self.series.values) for place in self.starts]


def matter_of(row: ScorecardRow, settings: SpcSettings, written: Written) -> Matter:
    """Return what is to be judged of one row."""
    series = monthly_series(row.kpi, row.figures)
    accepted = written.restarts.get((row.kpi.id, row.org_unit_id), ())
    return Matter(
        row=row,
        series=series,
        chart=chart_for(row, series, settings),
        target=judged_target(row, series.last_month) if series.last_month else JudgedTarget(),
        restarts=restart_marks(row.kpi, accepted, series),
    )


def chart_for(row: ScorecardRow, series: MonthlySeries, settings: SpcSettings) -> SpcChart | None:
    """Return the chart that the months get.

    None with fewer points than a run chart's tests can use, the run chart up to the points that limits
    need. Then what the definition asks for (p' and u' charts only where their numbers are known), else p' for
    a percentage whose numerators and denominators are known, else XmR: also for counts and rates, see
    docs/decisions/0018-counts-and-rates-on-xmr-charts.md.
    """
    if series.points < MINIMUM_USEFUL_POINTS:
        return None
    if series.points < settings.minimum_points:
        return SpcChart.RUN
    asked = row.kpi.spc.chart if row.kpi.spc else None
    if asked in (SpcChart.RUN, SpcChart.XMR):
        return asked
    if asked is SpcChart.U_PRIME and series.events is not None:
        return asked
    return SpcChart.P_PRIME if series.has_counts else SpcChart.XMR
