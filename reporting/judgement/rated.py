"""Everything that is judged of one KPI, as plain data: for the command line and for other programs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from data.organisation import units_in_store
from data.store import Store
from journal.database import Journal
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from reporting.behind_figures import BehindFigures, behind_figures
from reporting.judgement.judging import judge_row
from reporting.judgement.result import Judgement
from reporting.judgement.words import (
    assurance_words,
    chart_sentence,
    gap_sentence,
    outlook_sentence,
    rules_line,
    variation_words,
)
from reporting.judgement.written import NOTHING_WRITTEN, Written, written_about
from reporting.overdue import OverdueCounts, overdue_counts
from reporting.scorecard import ScorecardRow, scorecard


def rated_kpi(
    store: Store,
    library: KpiLibrary,
    kpi: KpiDefinition,
    org_unit_id: str,
    until: date | None = None,
    *,
    journal: Journal | None = None,
) -> dict[str, Any]:
    """Return RAG, SPC, direction and outlook of one KPI and one part of the organisation.

    With `until`, as of the figures of periods that ended by then. A KPI that is only known in parts has
    them under `parts`, each with the same keys. Values, limits and ranges are in the KPI's unit, chances 0
    to 1; what is not known is None, and `spc.why_not` says why there are no limits. The journal has the
    restarts that were accepted since the definition was written, and what is written for the month.
    """
    card = scorecard(store, library, [kpi], org_unit_id, until)
    rows, written = card.rows, NOTHING_WRITTEN
    if journal is not None:
        written = written_about(journal, authority_of(store, org_unit_id), [kpi.id], org_unit_id)
    overdue = overdue_counts(store, [kpi.id], org_unit_id, until)
    behind = behind_figures(store, org_unit_id, card.newest_end if rows else None)
    about = {
        "kpi_id": kpi.id,
        "name": kpi.name,
        "org_unit_id": org_unit_id,
        "unit": kpi.unit.value,
        "better_when": kpi.better_when.value,
        "build_id": store.build_id,
    }
    if len(rows) == 1:
        return about | rated_row(rows[0], overdue, written, behind)
    return about | {"parts": [rated_row(row, overdue, written, behind) for row in rows]}


def authority_of(store: Store, org_unit_id: str) -> str:
    """Return the id of the authority that a part of the organisation belongs to."""
    units = units_in_store(store).units
    return next(unit.authority_id for unit in units if unit.org_unit_id == org_unit_id)


def rated_row(
    row: ScorecardRow, overdue: OverdueCounts, written: Written, behind: BehindFigures
) -> dict[str, Any]:
    """Return what is judged of one row."""
    judgement, latest = judge_row(row, overdue, written=written, behind=behind), row.latest
    return {
        "part": row.part,
        "period_kind": latest.period.kind if latest else None,
        "period_start": latest.period.start if latest else None,
        "period_end": latest.period.end if latest else None,
        "value": latest.value if latest else None,
        "numerator": latest.numerator if latest else None,
        "denominator": latest.denominator if latest else None,
        "state": latest.state if latest else None,
        "target": row.step.target if row.step else None,
        "floor": row.step.floor if row.step else None,
        "to_reach_by": row.step.to_reach_by if row.step else None,
        "rag": {
            "word": row.rating.word,
            "colour": row.rating.colour,
            "reason": row.rating.reason,
            "maintain": row.rating.maintain,
        },
        "spc": spc_data(judgement),
        "direction": asdict(judgement.direction) if judgement.direction else None,
        "outlook": outlook_data(judgement),
        "attention": list(judgement.attention.reasons),
    }


def spc_data(judgement: Judgement) -> dict[str, Any]:
    """Return the chart, its words and one object a month."""
    offer = judgement.suggested_restart
    return {
        "chart": judgement.chart.value if judgement.chart else None,
        "points": judgement.points_counted,
        "points_needed": judgement.points_needed,
        "why_not": judgement.not_enough_words or None,
        "variation": judgement.variation,
        "variation_words": variation_words(judgement) or None,
        "assurance": judgement.assurance,
        "assurance_words": assurance_words(judgement) or None,
        "run_signal": judgement.run_signal,
        "sentence": chart_sentence(judgement) or None,
        "rules": rules_line(judgement) or None,
        "warnings": list(judgement.warnings),
        "suggested_restart": {"month": offer.month, "words": offer.words} if offer else None,
        "restarts": [asdict(mark) for mark in judgement.restarts],
        "segment_starts": [judgement.months[place] for place in judgement.segment_starts],
        "months": [month_data(judgement, place) for place in range(len(judgement.months))],
    }


def month_data(judgement: Judgement, place: int) -> dict[str, Any]:
    """Return one month; limits as they are tested, not cut at what is possible."""
    month = {"month_end": judgement.months[place], "value": judgement.values[place]}
    if not judgement.is_judged:
        return month | {"median": judgement.median[place]}
    return month | {
        "mean": judgement.mean[place],
        "lower": judgement.lower[place],
        "upper": judgement.upper[place],
        "point": judgement.point_classes[place],
        "rules_broken": list(judgement.rules_broken[place]),
    }


def outlook_data(judgement: Judgement) -> dict[str, Any] | None:
    """Return the outlook with its ranges and sentences; None where there is none to speak of."""
    outlook = judgement.outlook
    if outlook is None:
        return None
    return {
        "month_end": judgement.outlook_month,
        "months_ahead": outlook.months_ahead,
        "target": outlook.target,
        "goal": outlook.goal,
        "unit": outlook.unit,
        "likely": asdict(outlook.likely) if outlook.likely else None,
        "likely_words": outlook.likely_words,
        "chance": outlook.chance,
        "chance_words": outlook.chance_words,
        "chance_of_last_3_months": outlook.chance_of_last_3_months,
        "sentence": outlook_sentence(judgement),
        "gap": asdict(outlook.gap) if outlook.gap else None,
        "gap_sentence": gap_sentence(judgement) or None,
        "why_not": outlook.why_not,
        "path": [asdict(ahead) for ahead in outlook.path],
    }
