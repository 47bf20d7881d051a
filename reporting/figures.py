"""One figure as a reader sees it, and the target steps beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from metrics.definition import KpiDefinition
from metrics.periods import Period, period_label, short_period_label
from reporting import words

# Parts that set a figure beside the authority's own are shown on the KPI page, never as its value.
NOT_THE_AUTHORITYS_OWN = ("comparator", "projection", "printed_range")


@dataclass(frozen=True)
class Figure:
    """One figure of one KPI, part of the organisation and period, with where it comes from."""

    kpi: KpiDefinition
    org_unit_id: str
    breakdown: str | None
    part: str | None
    period: Period
    value: float | None
    numerator: float | None
    denominator: float | None
    state: str
    awaiting: str | None
    role: str
    origin: str
    period_as_printed: str | None
    period_is_assumed: bool
    is_inferred_from_words: bool
    is_doubtful: bool
    source: str
    plan_reference: str | None
    note: str | None
    known_from: datetime

    @property
    def value_words(self) -> str:
        """The value as people read it, or why there is none."""
        if self.value is None:
            return words.absent_words(self.state, self.awaiting)
        return words.value_words(self.value, self.kpi.unit, self.kpi.decimal_places)

    @property
    def why_absent(self) -> str:
        """What is missing, in a sentence, where a figure calculated from records has no value; '' otherwise."""
        return (self.note or "") if self.value is None and self.origin == "calculated" else ""

    @property
    def fraction_words(self) -> str:
        """'23 of 32', or what of it is not known; empty where the unit has none."""
        if self.kpi.counted is None or self.kpi.counted.denominator is None:
            return ""
        return words.fraction_words(self.numerator, self.denominator, self.kpi.unit)

    @property
    def period_words(self) -> str:
        """The period as read."""
        return period_label(self.period)

    @property
    def short_period_words(self) -> str:
        """The period as read, for a table cell."""
        return short_period_label(self.period)

    @property
    def is_comparable_over_time(self) -> bool:
        """Whether the figure stands for the authority itself in a dated period."""
        return self.value is not None and self.period.end is not None

    @property
    def marks(self) -> tuple[str, ...]:
        """What a careful reader should know, in words; empty when nothing."""
        found = []
        if self.role == "baseline":
            found.append("Start point of the plan")
        if self.is_inferred_from_words:
            found.append("Printed as a word, read as a number")
        if self.period_is_assumed:
            found.append("Period partly assumed")
        if self.is_doubtful:
            found.append("Doubtful")
        return tuple(found)


def figure_of(row: dict[str, Any], kpi: KpiDefinition) -> Figure:
    """Return the figure in a row of a reporting query."""
    return Figure(
        kpi=kpi,
        org_unit_id=row["org_unit_id"],
        breakdown=row["breakdown"],
        part=row["part"],
        period=Period(row["period_kind"], row["period_start"], row["period_end"]),
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        state=row["state"],
        awaiting=row["awaiting"],
        role=row["role"],
        origin=row["origin"],
        period_as_printed=row["period_as_printed"],
        period_is_assumed=row["period_is_assumed"],
        is_inferred_from_words=row["is_inferred_from_words"],
        is_doubtful=row["is_doubtful"],
        source=row["source"],
        plan_reference=row["plan_reference"],
        note=row["note"],
        known_from=row["known_from"],
    )


@dataclass(frozen=True)
class TargetStep:
    """One target as set: in force from a day until the next step, None until changed."""

    breakdown: str | None
    part: str | None
    kind: str
    state: str
    operator: str
    target: float | None
    floor: float | None
    band_low: float | None
    band_high: float | None
    in_force_from: date
    in_force_until: date | None
    to_reach_by: date | None
    label_as_printed: str | None
    set_by: str | None
    is_inferred_from_words: bool
    is_doubtful: bool
    source: str
    plan_reference: str | None
    note: str | None

    def is_in_force(self, day: date | None) -> bool:
        """Whether the step is the one in force on `day`."""
        if day is None or self.state != "set" or self.kind != "goal":
            return False
        return self.in_force_from <= day and (self.in_force_until is None or day < self.in_force_until)


def target_step_of(row: dict[str, Any]) -> TargetStep:
    """Return the step in a row of queries/reporting/target_steps."""
    return TargetStep(**{name: row[name] for name in TargetStep.__dataclass_fields__})
