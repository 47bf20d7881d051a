"""Three small Annex A workbooks, a month apart, and what stitching must make of them, worked out by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from data.landing import landed_loads
from data.paths import StorePaths
from data.sources.annex_a_load import load_annex_a
from data.staging.stage import stage_records
from tests.data.sources.record_files import COUNCIL, TODAY, Rows, write_lists
from tests.data.staging.annex_a_rows import (
    ASSESSMENT,
    AUGUST,
    CARE,
    CHILD,
    ENQUIRY,
    NEED,
    OCTOBER,
    OTHER,
    PLAN,
    REFERRAL,
    SEPTEMBER,
)
from tests.independent.small_rows import Answers

STITCHED = "stitched"
OTHERS_PLAN = {**PLAN, **OTHER, "plan_started_on": date(2026, 7, 1)}
POLICE_AND_SCHOOL = [
    {**CHILD, "contact_received_on": date(2026, 8, 1), "contact_source_code": source}
    for source in ("q) 6: Police", "e) 2A: Schools")
]
# What each list says at the ends of August, September and October; a list that says nothing new stays as it was.
WORKBOOKS: Mapping[date, Mapping[int, Rows]] = {
    AUGUST: {
        1: POLICE_AND_SCHOOL,
        3: [
            {**REFERRAL, "referral_received_on": date(2026, 4, 13)},  # its episode gave way to the one below
            REFERRAL,
            {**REFERRAL, **OTHER, "no_further_action_answer": "a) Yes"},
        ],
        4: [{**ASSESSMENT, "support_needed_answer": "b) No"}],
        5: [ENQUIRY, {**ENQUIRY, **OTHER, "initial_conference_held_on": date(2026, 9, 3)}],  # only booked
        6: [NEED],
        7: [
            {
                **PLAN,
                "last_statutory_visit_on": date(2026, 8, 20),
                "emergency_protection_in_last_6_months_answer": "b) No",
            },
            {**OTHERS_PLAN, "emergency_protection_in_last_6_months_answer": "c) Unknown"},
        ],
        8: [
            {**CARE, "placements_in_last_12_months": 2, "last_social_work_visit_on": date(2026, 8, 7)},
            {**CARE, **OTHER, "last_social_work_visit_on": date(2026, 9, 7)},  # only booked
        ],
    },
    SEPTEMBER: {
        1: POLICE_AND_SCHOOL[::-1],
        3: [REFERRAL],
        4: [
            {**ASSESSMENT, "assessment_authorised_on": date(2026, 9, 20), "support_needed_answer": "a) Yes"},
            {**ASSESSMENT, **OTHER, "support_needed_answer": "b) No"},  # filled in before it is authorised
        ],
        5: [{**ENQUIRY, "conference_unnecessary_answer": "a) Yes"}],
        6: [{**NEED, "child_last_seen_on": date(2026, 9, 2)}],
        7: [{**PLAN, "last_statutory_visit_on": date(2026, 9, 17)}],  # the other child's plan is gone
        8: [
            {
                **CARE,
                "placement_started_on": date(2026, 9, 10),
                "placement_type_code": "p) K2: Children's Homes",
                "placements_in_last_12_months": 3,
                "last_social_work_visit_on": date(2026, 9, 14),
                "allocated_worker": "Worker Two",
            },
            {**CARE, **OTHER},
        ],
    },
    OCTOBER: {
        5: [{**ENQUIRY, "conference_unnecessary_answer": "a) Yes"}],
        6: [
            {**NEED, "case_status_code": "b) Child Protection plan", "child_last_seen_on": date(2026, 10, 6)}
        ],
        7: [PLAN],
        8: [{**CARE, "care_ended_on": date(2026, 10, 9), "placement_started_on": date(2026, 9, 10)}],
    },
}
ANSWERS: Answers = {
    # each extract adds the visits it knows; one after its day is only booked
    "visits to children on plans": [date(2026, 8, 20), date(2026, 9, 17)],
    "visits to children in care": [date(2026, 8, 7), date(2026, 9, 14)],
    # a day on which the child was seen is a visit of a plan in force
    "visits to children in need": [date(2026, 9, 2)],
    # the newest extract counts, and the answer about support only with the authorisation
    "assessments": [(None, None), (date(2026, 9, 20), False)],
    # gone from the list without an end: ended by the extract without it
    "plans": [(date(2026, 6, 1), None), (date(2026, 7, 1), SEPTEMBER)],
    "contacts": ["2A", "6"],
    "referrals": [
        (date(2026, 4, 13), date(2026, 8, 3)),
        (date(2026, 8, 3), None),
        (date(2026, 8, 3), date(2026, 8, 3)),
    ],
    # over by the first extract that says there was no need of a conference; a booked conference ends nothing
    "enquiries": [(None, None), (SEPTEMBER, True)],
    "plans for children in need": [(date(2026, 8, 3), OCTOBER)],
    # a placement ends with the next one, and with the period of care; a child who is gone from the list left care
    "placements": [
        (date(2026, 5, 4), date(2026, 9, 10)),
        (date(2026, 5, 4), OCTOBER),
        (date(2026, 9, 10), date(2026, 10, 9)),
    ],
    # the number of each extract stands for itself
    "numbers of placements": [
        (AUGUST, None),
        (AUGUST, 2),
        (SEPTEMBER, None),
        (SEPTEMBER, 3),
        (OCTOBER, None),
    ],
    # an answer that is not known is not no
    "answers about emergencies": [(AUGUST, None), (AUGUST, False), (SEPTEMBER, None), (OCTOBER, None)],
    # a worker of a later extract has been there since the one before; after care, the worker of the plan
    "workers": [
        (date(2026, 5, 4), SEPTEMBER),
        (date(2026, 5, 4), OCTOBER),
        (date(2026, 9, 1), OCTOBER),
        (date(2026, 10, 1), None),
    ],
}
QUESTIONS: Mapping[str, str] = {
    "visits to children on plans": "SELECT visited_on FROM staged.cp_visits",
    "visits to children in care": "SELECT visited_on FROM staged.care_visits",
    "visits to children in need": "SELECT visited_on FROM staged.cin_visits",
    "assessments": "SELECT assessment_authorised_on, is_no_further_action FROM staged.assessments",
    "plans": "SELECT plan_started_on, plan_ended_on FROM staged.cp_plans",
    "contacts": "SELECT source_code FROM staged.contacts",
    "referrals": "SELECT referral_received_on, closed_on FROM staged.referrals",
    "enquiries": "SELECT enquiry_ended_on, is_no_further_action FROM staged.section_47_enquiries",
    "plans for children in need": "SELECT plan_started_on, plan_ended_on FROM staged.cin_plans",
    "placements": "SELECT placement_started_on, placement_ended_on FROM staged.placements",
    "numbers of placements": "SELECT known_on, placements_last_12_months FROM staged.annex_a_counts"
    " WHERE list_number = 8",
    "answers about emergencies": "SELECT known_on, has_emergency_protection_in_6_months"
    " FROM staged.annex_a_counts WHERE list_number = 7",
    "workers": "SELECT involvement_started_on, involvement_ended_on FROM staged.involvements",
}


def stitched_answers() -> Answers:
    """Return what the program makes of the workbooks."""
    with duckdb.connect() as connection:
        paths = _loaded()
        stage_records(connection, paths, landed_loads(paths))
        return {name: _rows(connection, question) for name, question in QUESTIONS.items()}


def _rows(connection: duckdb.DuckDBPyConnection, question: str) -> list[Any]:
    found = connection.execute(f"{question} ORDER BY ALL NULLS FIRST").fetchall()
    return [row[0] if len(row) == 1 else row for row in found]


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


@cache
def _loaded() -> StorePaths:
    folder = Path(_folder().name)
    paths = StorePaths(folder / "store")
    for as_at, lists in WORKBOOKS.items():
        load_annex_a(paths, write_lists(folder / f"{as_at}.xlsx", lists), COUNCIL, as_at, today=TODAY)
    return paths
