"""Made-up figures and targets of an invented authority, for the tests of what is judged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from metrics.definition import KpiDefinition
from metrics.periods import Period
from reporting.figures import Figure, TargetStep
from reporting.judgement import Judgement, judge_row
from reporting.judgement.series import month_after
from reporting.scorecard import ScorecardRow, scorecard_row

FIRST = date(2024, 1, 31)
STEADY = [10, 12] * 8  # every gap is 2, so the average gap is 2 whatever the length


def figure(kpi: KpiDefinition, month: int, value: float | None, **fields: Any) -> Figure:
    """Return the figure of one month, counted from January 2024."""
    end = month_after(FIRST, month)
    known = {
        "kpi": kpi,
        "org_unit_id": "northmoor",
        "breakdown": None,
        "part": None,
        "period": Period("month", end.replace(day=1), end),
        "value": value,
        "numerator": None,
        "denominator": None,
        "state": "counted" if value is not None else "not_supplied",
        "awaiting": None,
        "role": "actual",
        "origin": "supplied",
        "period_as_printed": None,
        "period_is_assumed": False,
        "is_inferred_from_words": False,
        "is_doubtful": False,
        "source": "Made-up figures",
        "plan_reference": None,
        "note": None,
        "known_from": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return Figure(**(known | fields))


def values(kpi: KpiDefinition, numbers: Sequence[float | None]) -> list[Figure]:
    return [figure(kpi, month, number) for month, number in enumerate(numbers)]


def shares(kpi: KpiDefinition, counts: Sequence[tuple[int, int]]) -> list[Figure]:
    return [
        figure(kpi, month, 100 * top / bottom, numerator=top, denominator=bottom)
        for month, (top, bottom) in enumerate(counts)
    ]


def step(target: float | None, **fields: Any) -> TargetStep:
    known: dict[str, Any] = dict.fromkeys(TargetStep.__dataclass_fields__)
    known |= {"kind": "goal", "state": "set", "operator": "at_least", "target": target}
    known |= {"in_force_from": date(2024, 1, 1), "source": "Made-up targets"}
    known |= {"is_inferred_from_words": False, "is_doubtful": False}
    return TargetStep(**(known | fields))


def row(kpi: KpiDefinition, figures: Sequence[Figure], *steps: TargetStep) -> ScorecardRow:
    return scorecard_row(kpi, None, None, figures, steps, "northmoor")


def judged(kpi: KpiDefinition, figures: Sequence[Figure], *steps: TargetStep) -> Judgement:
    return judge_row(row(kpi, figures, *steps))
