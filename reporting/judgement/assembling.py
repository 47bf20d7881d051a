"""The smaller answers that a judgement is put together from: restarts, attention, units."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.definition import KpiDefinition
from metrics.ratings.attention import Attention, AttentionSignals, attention
from metrics.ratings.outlook import Outlook
from metrics.ratings.outlook_words import WORDS_UP_TO
from metrics.ratings.spc import SpcResult, suggest_restart
from reporting.judgement.result import RestartMark, RestartOffer
from reporting.judgement.series import MonthlySeries
from reporting.overdue import OverdueCounts
from reporting.scorecard import ScorecardRow

UNLIKELY_BELOW = next(end for end, words in WORDS_UP_TO if words == "unlikely")  # a chance, 0 to 1


def restart_positions(kpi: KpiDefinition, series: MonthlySeries) -> tuple[int, ...]:
    """Return the places at which new limits start, in order: the month that each restart falls in."""
    decided = kpi.spc.restart_at if kpi.spc else ()
    places = {series.position(restart.restart_from) for restart in decided}
    return tuple(sorted(place for place in places if place is not None))


def restart_marks(kpi: KpiDefinition, series: MonthlySeries) -> tuple[RestartMark, ...]:
    """Return the restarts inside the series, each with its reason and the post that decided it."""
    decided = sorted(kpi.spc.restart_at if kpi.spc else (), key=lambda restart: restart.restart_from)
    return tuple(
        RestartMark(series.months[place], restart.reason, restart.decided_by)
        for restart in decided
        if (place := series.position(restart.restart_from)) is not None
    )


def restart_offer(chart: SpcResult, series: MonthlySeries, padding: int) -> RestartOffer | None:
    """Return the restart that might be made; `padding` is how many places come before the series."""
    offer = suggest_restart(chart)
    if offer is None:
        return None
    return RestartOffer(series.months[offer.position - padding], offer.points, offer.words)


def overdue_now(row: ScorecardRow, overdue: OverdueCounts) -> int:
    """Return how many of a whole measure are open and overdue; 0 for a part, or a count from before its month."""
    found, latest = overdue.get(row.kpi.id), row.latest
    if found is None or row.part is not None or latest is None or latest.period.end is None:
        return 0
    return found.count if found.counted_on >= latest.period.end.replace(day=1) else 0


def needs_attention(
    row: ScorecardRow, chart: SpcResult | None, outlook: Outlook | None, overdue: OverdueCounts
) -> Attention:
    """Return why a row needs a look, with its place in line.

    Unlikely to recover: a chance of meeting the target of less than 1 in 5; without a chance, limits that
    lie wholly on the wrong side of the target.
    """
    if outlook is not None and outlook.chance is not None:
        is_unlikely = outlook.chance < UNLIKELY_BELOW
    else:
        is_unlikely = chart is not None and chart.assurance == "fail"
    return attention(
        AttentionSignals(
            is_off_target=row.rating.colour == "red",
            is_unlikely_to_recover=is_unlikely,
            has_concern_signal=bool(chart and chart.variation and chart.variation.startswith("concern")),
            overdue_count=overdue_now(row, overdue),
            has_doubtful_data=bool(row.latest and row.latest.is_doubtful)
            or (bool(row.figures) and row.kpi.holds_rating(row.org_unit_id)),
        )
    )


def in_unit(numbers: Sequence[float | None], times: float) -> tuple[float | None, ...]:
    """Return numbers of a chart in the unit of the KPI: `times` is 100 for proportions shown as per cent."""
    return tuple(None if number is None else times * number for number in numbers)
