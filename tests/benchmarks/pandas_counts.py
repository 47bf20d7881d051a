"""Some KPIs counted the plain way with pandas: filter the events, then group them by month, unit and part.

The basis 'completed' only, and no medians: less than the store has of the same KPIs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import pandas as pd

from data.sql import read_sql

UNITS = {
    "authority_id": "authority_id",
    "service_area_unit": "coalesce(teams.service_area_unit, concat(events.authority_id, ':not_allocated_service'))",
    "team_unit": "coalesce(teams.team_unit, concat(events.authority_id, ':not_allocated'))",
    "worker_unit": "events.authority_id || ':worker:' || events.worker_id",
}
SPLIT_UNITS = ("service_area_unit", "authority_id")
PEOPLE = ("sex", "age_band", "ethnicity_group", "disability")
Condition = Callable[[pd.DataFrame], pd.Series]


def always(events: pd.DataFrame) -> pd.Series:
    """Return yes for every event."""
    return pd.Series(True, index=events.index)


def is_yes(column: str) -> Condition:
    """Return the condition that a yes/no column says yes; unknown is no."""
    return lambda events: events[column].eq(True)


def is_known(column: str) -> Condition:
    """Return the condition that a column is not blank."""
    return lambda events: events[column].notna()


def is_not(column: str) -> Condition:
    """Return the condition that a yes/no column does not say yes."""
    return lambda events: ~events[column].eq(True)


def is_one_of(column: str, *values: str) -> Condition:
    """Return the condition that a column has one of some values."""
    return lambda events: events[column].isin(values)


@dataclass(frozen=True)
class PlainKpi:
    """A KPI in pandas: which events count, on which day, and which of them are in the numerator."""

    kpi_id: str
    events: str
    day: str
    breakdowns: tuple[str, ...]
    numerator: Condition = always
    kept: Condition = always


OF_CONTACTS = ("source_group", *PEOPLE)
OF_CARE = (*PEOPLE, "placement_type")
PLAIN_KPIS = (
    PlainKpi("contacts_received", "contacts", "contact_received_on", ("open_case_group", *OF_CONTACTS)),
    PlainKpi(
        "contacts_progressing_to_referral",
        "contacts",
        "contact_received_on",
        ("open_case_group", *OF_CONTACTS),
        is_yes("is_referral"),
        is_not("is_too_recent"),
    ),
    PlainKpi(
        "contacts_with_no_further_action",
        "contacts",
        "contact_received_on",
        OF_CONTACTS,
        is_yes("is_no_further_action"),
        is_known("is_no_further_action"),
    ),
    PlainKpi("referrals_received", "referrals", "referral_received_on", OF_CONTACTS),
    PlainKpi(
        "referrals_from_police",
        "referrals",
        "referral_received_on",
        PEOPLE,
        is_one_of("source_group", "Police"),
    ),
    PlainKpi(
        "re_referrals_within_12_months",
        "referrals",
        "referral_received_on",
        OF_CONTACTS,
        is_yes("is_re_referral"),
        is_yes("is_re_referral_known"),
    ),
    PlainKpi("assessments_completed_number", "assessments", "assessment_authorised_on", PEOPLE),
    PlainKpi(
        "assessments_with_no_further_action",
        "assessments",
        "assessment_authorised_on",
        PEOPLE,
        is_yes("is_no_further_action"),
        is_known("is_no_further_action"),
    ),
    PlainKpi("children_in_care", "children_in_care_at_month_end", "month_end", OF_CARE),
    PlainKpi(
        "children_in_care_in_childrens_homes",
        "children_in_care_at_month_end",
        "month_end",
        PEOPLE,
        is_one_of("placement_type_code", "K1", "K2"),
    ),
    PlainKpi(
        "children_in_care_with_review_in_date",
        "children_in_care_at_month_end",
        "month_end",
        OF_CARE,
        is_yes("is_review_in_date"),
    ),
    PlainKpi(
        "open_cases_with_recent_management_oversight",
        "case_supervision_at_month_end",
        "month_end",
        ("case_status", *PEOPLE),
        is_yes("has_recent_oversight"),
        is_yes("is_oversight_known"),
    ),
)


def events_of(con: duckdb.DuckDBPyConnection, table: str) -> pd.DataFrame:
    """Return an event table of a build with the units of each event as columns more."""
    con.execute(read_sql("calculation/prepare_structure"))
    units = ", ".join(f"{unit} AS {name}" for name, unit in UNITS.items() if name != "authority_id")
    return con.sql(
        f"SELECT events.*, {units} FROM events.{table} AS events"
        " LEFT JOIN team_structure AS teams USING (authority_id, team_id)"
    ).df()


def counted(
    kpi: PlainKpi, events: pd.DataFrame, first_month: pd.Period, last_month: pd.Period
) -> pd.DataFrame:
    """Return unit, breakdown, part, month, numerator and denominator of one KPI in the months covered."""
    rows = events[kpi.kept(events) & events[kpi.day].notna()].copy()
    rows["month"] = pd.to_datetime(rows[kpi.day]).dt.to_period("M")
    rows = rows[rows["month"].between(first_month, last_month)]
    rows["in_numerator"] = kpi.numerator(rows)
    groups = [_grouped(rows, unit, None) for unit in UNITS]
    for breakdown in kpi.breakdowns:
        rows[breakdown] = rows[breakdown].fillna("Not known")
        groups += [_grouped(rows, unit, breakdown) for unit in SPLIT_UNITS]
    return pd.concat(groups, ignore_index=True)


def periods_of(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return each month of each longer period than a month: month, period_kind, period_end."""
    return (
        con.sql(
            "SELECT month_end AS month, period_kind, period_end FROM periods INNER JOIN month_ends"
            " USING (authority_id) WHERE calendar = 'months_added_up' AND period_kind <> 'month'"
            " AND month_end BETWEEN period_start AND period_end"
        )
        .df()
        .assign(month=lambda rows: pd.to_datetime(rows["month"]).dt.to_period("M"))
    )


def longer_periods(kpi: PlainKpi, months: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """Return the months of a KPI added up to longer periods; of what stands at a month's end there are none."""
    if kpi.day == "month_end":
        return months.head(0)
    by = ["org_unit_id", "breakdown", "part", "period_kind", "period_end"]
    return months.merge(periods, on="month").groupby(by, dropna=False)[["numerator", "denominator"]].sum()


def _grouped(rows: pd.DataFrame, unit: str, breakdown: str | None) -> pd.DataFrame:
    by = [unit, "month"] if breakdown is None else [unit, breakdown, "month"]
    found = rows.groupby(by)["in_numerator"].agg(numerator="sum", denominator="count").reset_index()
    found = found.rename(columns={unit: "org_unit_id", breakdown: "part"})
    found["breakdown"] = breakdown
    return found
