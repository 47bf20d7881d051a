"""From the rows of a scorecard to judgements: many series at once, with one set of rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from data.chart_rules import chart_rules
from metrics.ratings.direction import DirectionOfTravel, direction_of_travel
from metrics.ratings.outlook import Outlook
from metrics.ratings.spc import (
    SpcResult,
    SpcResultOfMany,
    SpcSettings,
    p_prime_many,
    run_chart,
    u_prime_many,
    xmr_many,
)
from metrics.vocabulary import SpcChart
from reporting.behind_figures import NOTHING_KNOWN, BehindFigures
from reporting.judgement.assembling import in_unit, needs_attention, restart_offer
from reporting.judgement.matter import Matter, matter_of
from reporting.judgement.outlooks import outlooks_of
from reporting.judgement.result import Judgement
from reporting.judgement.series import MonthlySeries, month_after, padded
from reporting.judgement.written import NOTHING_WRITTEN, Written
from reporting.overdue import OverdueCounts
from reporting.scorecard import ScorecardRow

NONE_OVERDUE: OverdueCounts = MappingProxyType({})


def judge_rows(
    rows: Sequence[ScorecardRow],
    overdue: OverdueCounts = NONE_OVERDUE,
    *,
    written: Written = NOTHING_WRITTEN,
    behind: BehindFigures = NOTHING_KNOWN,
    settings: SpcSettings | None = None,
    with_path: bool = False,
) -> list[Judgement]:
    """Return one judgement for each row, in their order.

    All charts of one kind are worked out at once, and so are the outlooks of one length. With
    `with_path` every outlook has the months on the way, for the band of a chart; the rest is the same.
    `overdue` and `behind` only tell which measures need a look; `written` also where limits start afresh. settings: by
    default those of the organisation.
    """
    settings = settings or chart_rules()
    matters = [matter_of(row, settings, written) for row in rows]
    charts = charts_of(matters, settings)
    outlooks = outlooks_of(matters, settings, with_path)
    return [
        judgement_of(matter, charts.get(place), outlooks.get(place), overdue, written, behind, settings)
        for place, matter in enumerate(matters)
    ]


def judge_row(
    row: ScorecardRow,
    overdue: OverdueCounts = NONE_OVERDUE,
    *,
    written: Written = NOTHING_WRITTEN,
    behind: BehindFigures = NOTHING_KNOWN,
    settings: SpcSettings | None = None,
) -> Judgement:
    """Return the judgement of one row, with the path of its outlook."""
    return judge_rows([row], overdue, written=written, behind=behind, settings=settings, with_path=True)[0]


def charts_of(matters: Sequence[Matter], settings: SpcSettings) -> dict[int, SpcResult]:
    """Return the chart of each matter that has limits, by its place, from one calculation a kind.

    p' charts are in proportions, 0 to 1, u' charts per 1, XmR charts in the unit of the KPI.
    """
    found: dict[int, SpcResult] = {}
    for chart in (SpcChart.P_PRIME, SpcChart.XMR, SpcChart.U_PRIME):
        places = [place for place, matter in enumerate(matters) if matter.chart is chart]
        if places:
            many = charts_of_kind(chart, [matters[place] for place in places], settings)
            found |= {place: many.of(number) for number, place in enumerate(places)}
    return found


def charts_of_kind(chart: SpcChart, chosen: Sequence[Matter], settings: SpcSettings) -> SpcResultOfMany:
    """Return the charts of matters that all get the same kind."""
    targets = [matter.target.in_force for matter in chosen]
    asked: dict[str, Any] = {
        "better_when": [matter.row.kpi.better_when for matter in chosen],
        "target": [
            None if target is None else target / matter.times
            for target, matter in zip(targets, chosen, strict=True)
        ],
        "restart_at": [matter.padded_starts for matter in chosen],
        "settings": settings,
    }
    if chart is SpcChart.XMR:
        return xmr_many([padded(matter.series.values) for matter in chosen], **asked)
    if chart is SpcChart.U_PRIME:
        return u_prime_many(
            [padded(matter.series.events or ()) for matter in chosen],
            [padded(matter.exposures) for matter in chosen],
            **asked,
        )
    return p_prime_many(
        [padded(matter.series.numerators) for matter in chosen],
        [padded(matter.series.denominators) for matter in chosen],
        **asked,
    )


def judgement_of(
    matter: Matter,
    chart: SpcResult | None,
    outlook: Outlook | None,
    overdue: OverdueCounts,
    written: Written,
    behind: BehindFigures,
    settings: SpcSettings,
) -> Judgement:
    """Return the judgement of one matter from its chart and outlook, where it has them."""
    series, kpi, last_month = matter.series, matter.row.kpi, matter.series.last_month
    short = Judgement(
        kpi=kpi,
        org_unit_id=matter.row.org_unit_id,
        part=matter.row.part,
        chart=None,
        points_counted=series.points,
        points_needed=settings.minimum_points,
        rule_set=settings.rule_set,
        newest_end=matter.row.latest_end,
        attention=needs_attention(matter.row, chart, outlook, overdue, written, behind),
    )
    if matter.chart is None or last_month is None:
        return short
    known = replace(
        short,
        chart=matter.chart,
        months=series.months,
        values=series.values,
        restarts=matter.restarts,
        direction=direction(matter, chart),
        outlook=outlook,
        outlook_month=month_after(last_month, outlook.months_ahead) if outlook else None,
        target=matter.target,
        warnings=doubt_warnings(series),
    )
    if chart is None:
        runs = run_chart(series.values, restart_at=matter.starts)
        return replace(known, median=tuple(runs.median), run_signal=runs.signal)
    padding = len(chart.value) - len(series.values)
    times = matter.times
    starts = [place - padding for place in chart.segment_starts]
    since_restart = sum(value is not None for value in series.values[starts[-1] :])
    return replace(
        known,
        mean=in_unit(chart.mean[padding:], times),
        lower=in_unit(chart.lower[padding:], times),
        upper=in_unit(chart.upper[padding:], times),
        point_classes=tuple(chart.point[padding:]),
        rules_broken=tuple(chart.rules_broken_at(place) for place in range(padding, len(chart.value))),
        segment_starts=tuple(starts),
        has_settling_limits=len(starts) > 1 and since_restart < settings.minimum_segment_points,
        variation=chart.variation,
        assurance=chart.assurance,
        suggested_restart=restart_offer(chart, series, padding),
        warnings=(*chart.warnings, *known.warnings),
    )


def direction(matter: Matter, chart: SpcResult | None) -> DirectionOfTravel:
    """Return which way the months are going, in words and numbers."""
    kpi, goal = matter.row.kpi, matter.target.to_meet
    return direction_of_travel(
        matter.series.values,
        better_when=kpi.better_when,
        unit=kpi.unit,
        decimal_places=kpi.decimal_places,
        variation=chart.variation if chart else None,
        band=goal if isinstance(goal, tuple) else None,
        is_seasonal=kpi.seasonal,
    )


def doubt_warnings(series: MonthlySeries) -> tuple[str, ...]:
    """Return what to say of figures that were left out because they are queried."""
    if not series.in_doubt:
        return ()
    figures = "1 figure that is" if series.in_doubt == 1 else f"{series.in_doubt} figures that are"
    return (f"Judged without {figures} in doubt.",)
