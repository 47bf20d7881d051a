"""The smaller answers that a judgement is put together from: restarts, attention, units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from metrics.definition import KpiDefinition
from metrics.ratings.attention import Attention, AttentionSignals, attention
from metrics.ratings.outlook import Outlook
from metrics.ratings.outlook_words import WORDS_UP_TO
from metrics.ratings.spc import SpcResult, suggest_restart
from reporting.behind_figures import BehindFigures
from reporting.judgement.result import RestartMark, RestartOffer
from reporting.judgement.series import MonthlySeries
from reporting.judgement.written import Written
from reporting.overdue import OverdueCount, OverdueCounts
from reporting.rating import rate_figure
from reporting.scorecard import ScorecardRow

UNLIKELY_BELOW = next(end for end, words in WORDS_UP_TO if words == "unlikely")  # a chance, 0 to 1


def restart_marks(
    kpi: KpiDefinition, accepted: Sequence[RestartMark], series: MonthlySeries
) -> tuple[RestartMark, ...]:
    """Return the restarts inside the series, by month: those of the definition, and those accepted since.

    The month of each is the first in the series that ends on or after its day.
    """
    of_definition = [
        RestartMark(restart.restart_from, restart.reason, restart.decided_by)
        for restart in (kpi.spc.restart_at if kpi.spc else ())
    ]
    marks = [
        replace(mark, month=series.months[place])
        for mark in (*of_definition, *accepted)
        if (place := series.position(mark.month)) is not None
    ]
    return tuple(sorted(marks, key=lambda mark: mark.month))


def restart_positions(marks: Sequence[RestartMark], series: MonthlySeries) -> tuple[int, ...]:
    """Return the places at which new limits start, in order."""
    return tuple(sorted({series.months.index(mark.month) for mark in marks}))


def restart_offer(chart: SpcResult, series: MonthlySeries, padding: int) -> RestartOffer | None:
    """Return the restart that might be made; `padding` is how many places come before the series."""
    offer = suggest_restart(chart)
    if offer is None:
        return None
    return RestartOffer(series.months[offer.position - padding], offer.points, offer.words)


def overdue_now(row: ScorecardRow, overdue: OverdueCounts) -> OverdueCount | None:
    """Return what is open and overdue of a whole measure; None for a part, or a count from before its month."""
    found, latest = overdue.get(row.kpi.id), row.latest
    if found is None or row.part is not None or latest is None or latest.period.end is None:
        return None
    return found if found.counted_on >= latest.period.end.replace(day=1) else None


def needs_attention(
    row: ScorecardRow,
    chart: SpcResult | None,
    outlook: Outlook | None,
    overdue: OverdueCounts,
    written: Written,
    behind: BehindFigures,
) -> Attention:
    """Return why a row needs a look, with its place in line.

    Unlikely to recover: a chance of meeting the target of less than 1 in 5; without a chance, limits that
    lie wholly on the wrong side of the target. No commentary: nothing is written for the month in which the
    latest figure ends, and words are waited for, since the measure was written about in the year before, is
    off target or is a concern.
    """
    if outlook is not None and outlook.chance is not None:
        is_unlikely = outlook.chance < UNLIKELY_BELOW
    else:
        is_unlikely = chart is not None and chart.assurance == "fail"
    late = overdue_now(row, overdue)
    is_off_target = row.rating.colour == "red"
    has_concern = bool(chart and chart.variation and chart.variation.startswith("concern"))
    kpi_id, end = row.kpi.id, row.latest_end
    return attention(
        AttentionSignals(
            is_off_target=is_off_target,
            is_unlikely_to_recover=is_unlikely,
            has_concern_signal=has_concern,
            against_where=against_where(row, behind),
            overdue_count=late.count if late else 0,
            overdue_where=late.mostly_in if late else "",
            has_doubtful_data=bool(row.latest and row.latest.is_doubtful)
            or (bool(row.figures) and row.kpi.holds_rating(row.org_unit_id)),
            could_be_rated_otherwise=could_be_rated_otherwise(row, behind),
            has_no_commentary=written.is_missing(kpi_id, end)
            and (written.is_habit(kpi_id, end) or is_off_target or has_concern),
        )
    )


def against_where(row: ScorecardRow, behind: BehindFigures) -> str:
    """Return where most of what counts against the latest figure is; '' for a part, or if in no one place."""
    found = behind.against.get(row.kpi.id)
    if found is None or row.part is not None or row.latest_end != found.on:
        return ""
    return found.mostly_in


def could_be_rated_otherwise(row: ScorecardRow, behind: BehindFigures) -> bool:
    """Return whether the rating would be another if every doubtful record told for it, or against it."""
    doubt, latest = behind.doubts.get(row.kpi.id), row.latest
    if doubt is None or latest is None or row.part is not None or row.rating.colour == "none":
        return False
    if doubt.period_end != latest.period.end or doubt.figure != latest.value:  # of another month or basis
        return False
    return any(
        rate_figure(row.kpi, replace(latest, value=value), row.step, row.coming_step, row.baseline).colour
        != row.rating.colour
        for value in (doubt.lowest, doubt.highest)
        if value is not None
    )


def in_unit(numbers: Sequence[float | None], times: float) -> tuple[float | None, ...]:
    """Return numbers of a chart in the unit of the KPI: `times` is 100 for proportions shown as per cent."""
    return tuple(None if number is None else times * number for number in numbers)
