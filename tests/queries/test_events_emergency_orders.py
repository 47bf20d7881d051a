"""Children on plans who had to be protected in an emergency: legal statuses, and the answers of Annex A."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.queries.staged_tables import StagedTables


def add_plan(staged: StagedTables, start: date) -> None:
    staged.add("cp_plans", cp_plan_id="P1", child_id="C1", plan_started_on=start)


def open_months(staged: StagedTables, column: str, year: int) -> dict[str, Any]:
    found = staged.months("cp_plans_at_month_end", column)
    return {month: value for month, value in found.items() if month.startswith(str(year))}


def test_an_emergency_order_counts_for_six_calendar_months(staged: StagedTables) -> None:
    add_plan(staged, date(2026, 1, 5))
    staged.add(
        "legal_statuses",
        legal_status_id="L",
        child_id="C1",
        legal_status_code="L1",
        status_started_on=date(2026, 3, 2),
        status_ended_on=date(2026, 3, 4),
    )
    months = open_months(staged, "is_under_emergency_order_in_6_months", 2026)
    assert [month for month, value in months.items() if value] == [
        f"2026-{month:02d}" for month in range(3, 9)
    ]


def test_annex_a_answers_for_the_month_whether_there_was_an_emergency_order(staged: StagedTables) -> None:
    add_plan(staged, date(2026, 1, 5))
    staged.add(
        "legal_statuses",
        legal_status_id="L",
        child_id="C1",
        legal_status_code="L2",
        status_started_on=date(2026, 1, 5),
        status_ended_on=date(2026, 1, 6),
    )
    answers = {date(2026, 5, 31): False, date(2026, 8, 31): False, date(2026, 9, 12): True}
    for known_on, answer in (answers | {date(2026, 10, 30): None}).items():
        staged.add(
            "annex_a_counts",
            child_id="C1",
            list_number=7,
            known_on=known_on,
            has_emergency_protection_in_6_months=answer,
        )
    months = open_months(staged, "is_under_emergency_order_in_6_months", 2026)
    # a legal status shows one up to July, whatever is answered; an answer counts for the month's end before it
    assert {month: months[month] for month in ("2026-05", "2026-07", "2026-08", "2026-09", "2026-10")} == {
        "2026-05": True,
        "2026-07": None,
        "2026-08": False,
        "2026-09": None,
        "2026-10": None,
    }
