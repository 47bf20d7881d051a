"""The chart as a table: every month with its limits and what it shows."""

from __future__ import annotations

from metrics.periods import month_label
from reporting.judgement.result import Judgement
from reporting.judgement.series import month_after
from reporting.judgement.words import VARIATION_WORDS, number, possible_limits
from reporting.words import sentence_case, value_words


def months_table(judgement: Judgement) -> list[dict[str, str]]:
    """Return one row a month, newest first; without limits a median, without either no rows."""
    return [month_row(judgement, place) for place in reversed(range(len(judgement.months)))]


def month_row(judgement: Judgement, place: int) -> dict[str, str]:
    """Return one month: value, mean and limits (or median), and what it shows."""
    kpi, value = judgement.kpi, judgement.values[place]
    row = {
        "Month": month_label(judgement.months[place]),
        "Value": "No figure" if value is None else value_words(value, kpi.unit, kpi.decimal_places),
    }
    if not judgement.is_judged:
        return row | {"Median": number(judgement, judgement.median[place]) if value is not None else ""}
    lower, upper = possible_limits(judgement, place)
    point, rules = judgement.point_classes[place], judgement.rules_broken[place]
    return row | {
        "Mean": "" if value is None else number(judgement, judgement.mean[place]),
        "Lower limit": "" if lower is None else number(judgement, lower),
        "Upper limit": "" if upper is None else number(judgement, upper),
        "What it shows": "" if point is None else VARIATION_WORDS[point],
        "Why": sentence_case("; ".join(rules)),
        "Limits": "Start afresh" if is_restart(judgement, place) else "",
    }


def is_restart(judgement: Judgement, place: int) -> bool:
    """Return whether new limits start in the month at a place."""
    return place in judgement.segment_starts[1:]


def outlook_table(judgement: Judgement) -> list[dict[str, str]]:
    """Return one row for each month of the outlook: the middle and both ranges; no rows without one."""
    path = judgement.outlook.path if judgement.outlook else ()
    last = judgement.last_month
    if last is None:
        return []
    return [
        {
            "Month": month_label(month_after(last, ahead.months_ahead)),
            "Middle": number(judgement, ahead.median),
            "8 in 10 months": f"{number(judgement, ahead.low_80)} to {number(judgement, ahead.high_80)}",
            "19 in 20 months": f"{number(judgement, ahead.low_95)} to {number(judgement, ahead.high_95)}",
        }
        for ahead in path
    ]
