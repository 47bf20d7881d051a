"""A few hand-made staged rows, and what the event queries must make of them, worked out by hand.

3 and 6 April (Easter), 4 and 25 May and 31 August 2026 are bank holidays.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.queries.staged_tables import StagedTables

Answers = dict[str, Any]
DAY = date.fromisoformat


def stage_small_council(staged: StagedTables) -> None:
    """Stage one child for every question below, of a council that visits within 10 working days."""
    staged.set_rule("cp_visit_interval", 10, "working_days", DAY("2024-04-01"))
    flags = '{"NFA_FLAG": ""}'
    staged.add("people", child_id="C1", born_on=DAY("2015-06-15"), sex_code="F")
    add = staged.add
    for name, worker, role, begins, ends in (
        ("I1", "w1", "ALLOCATED CASE WORKER", "2026-01-01", None),
        ("I2", "w2", "DUTY", "2026-03-10", None),
    ):
        add("involvements", involvement_id=name, child_id="C1", worker_id=worker, team_id="T1", role_code=role,
            involvement_started_on=DAY(begins), involvement_ended_on=ends)  # fmt: skip
    for name, day in (("R1", "2025-03-09"), ("R2", "2026-03-09"), ("R3", "2026-03-09")):
        add("referrals", referral_id=name, child_id="C1", referral_received_on=DAY(day), outcome_flags=flags,
            closed_on=DAY("2025-04-01") if name == "R1" else None, is_no_further_action=name == "R3" or None)  # fmt: skip
    for name, referral, day, done in (
        ("A1", "R2", "2026-03-10", None),
        ("A2", "R2", "2026-05-01", "2026-06-01"),
        ("A3", None, "2026-03-20", "2026-03-19"),
    ):
        add("assessments", assessment_id=name, child_id="C1", referral_id=referral, is_child_seen=True,
            assessment_started_on=DAY(day), assessment_authorised_on=DAY(done) if done else None)  # fmt: skip
    add("cp_plans", cp_plan_id="P1", child_id="C1", plan_started_on=DAY("2026-06-01"))
    add("cp_plans", cp_plan_id="P2", child_id="C1", plan_started_on=DAY("2026-01-05"),
        plan_ended_on=DAY("2026-02-02"), is_from_other_authority=True)  # fmt: skip
    for day, seen in (
        ("2026-06-12", False),
        ("2026-06-15", True),
        ("2026-06-15", True),
        ("2026-05-20", True),
    ):
        add(
            "cp_visits",
            visit_id=f"V{day}{seen}{staged._rows}",
            child_id="C1",
            visited_on=DAY(day),
            is_child_seen=seen,
        )
    for name, day, ends in (("S1", "2026-04-02", "2026-04-24"), ("S2", "2026-09-01", None)):
        add("section_47_enquiries", section_47_enquiry_id=name, child_id="C1", enquiry_started_on=DAY(day),
            enquiry_ended_on=DAY(ends) if ends else None)  # fmt: skip


EVENT_ANSWERS: Answers = {
    # The clock of a referral runs for its first assessment only; what ended before it began has no clock.
    "assessments": [
        ("A1", DAY("2026-03-09"), True, True, None, DAY("2026-05-15")),
        ("A2", None, False, True, True, DAY("2026-07-07")),
        ("A3", None, False, False, True, DAY("2026-05-28")),
    ],
    # 12 months to the day still count; two on one day are one; a blank outcome is no answer.
    "referrals": [("R1", False, None, True), ("R2", True, None, True)],
    # The duty worker is not allocated.
    "allocations": [("I1", "w1")],
    # The visit of another plan, the second of the day and the one without the child are no visits.
    "cp_visits_due": [
        (DAY("2026-06-01"), DAY("2026-06-15"), DAY("2026-06-15")),
        (DAY("2026-06-15"), DAY("2026-06-29"), None),
    ],
    "cp_plans": [("P1", False)],
    # 15 working days from Thursday 2 April 2026, over Easter; the second within 12 months is a repeat.
    "section_47_enquiries": [("S1", DAY("2026-04-27"), False), ("S2", DAY("2026-09-22"), True)],
}
EVENT_COLUMNS = {
    "assessments": (
        "referral_clock_started_on",
        "has_referral_clock",
        "has_valid_start_clock",
        "is_child_seen",
        "due_from_start_on",
    ),
    "referrals": ("is_re_referral", "is_no_further_action", "is_re_referral_known"),
    "allocations": ("worker_id",),
    "cp_visits_due": ("due_from", "due_on", "done_on"),
    "cp_plans": ("is_second_or_later_plan",),
    "section_47_enquiries": ("due_on", "is_repeat"),
}


def event_answers(staged: StagedTables, table: str) -> Answers:
    """Return what an event query makes of the rows: the source's id, then EVENT_COLUMNS."""
    rows = staged.events(table)
    ids = [] if table == "cp_visits_due" else ["event_id"]
    return {
        table: [
            tuple(
                str(row[name]).split(":")[-1] if name == "event_id" else row[name]
                for name in (*ids, *EVENT_COLUMNS[table])
            )
            for row in rows
        ]
    }
