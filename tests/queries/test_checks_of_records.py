"""What each check of records doubts, and what right beside it is in no doubt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from data.data_checks.registry import Severity, data_checks
from data.sql import QUERIES, read_sql
from data.staging.tables import OWN_TABLES
from tests.queries.casework import add_child, add_worker, allocate
from tests.queries.staged_tables import AS_AT_ON, COUNCIL, StagedTables, staged_columns

COLUMNS = [
    "authority_id",
    "team_id",
    "child_id",
    "source_table",
    "source_columns",
    "load_id",
    "landed_row",
    "rows_concerned",
    "doubt",
]
OF_LOADS = ("record_loads", "row_counts", "values_not_read", "rejected_rows", "disappeared")
DAY = timedelta(days=1)
Doubts = Callable[[str], list[tuple[str, str | None, str]]]


@pytest.fixture
def records(staged: StagedTables) -> StagedTables:
    """The staged tables with those about loads; the one load is about 2 November 2026."""
    for table in OF_LOADS:
        if table not in staged_columns():
            staged.connection.execute(f"DROP TABLE IF EXISTS staged.{table}")
            staged.connection.from_arrow(OWN_TABLES[table].empty_table()).create(f"staged.{table}")
    _insert(staged, "record_loads", load_id="load_1", as_at_on=AS_AT_ON, is_staged=True, source_kind="ssd")
    return staged


def _insert(staged: StagedTables, table: str, **values: Any) -> None:
    row = {"authority_id": COUNCIL, **values} if table in ("record_loads", "disappeared") else values
    marks = ", ".join("?" for _ in row)
    staged.connection.execute(
        f"INSERT INTO staged.{table} ({', '.join(row)}) VALUES ({marks})", list(row.values())
    )


@pytest.fixture
def doubts(records: StagedTables) -> Doubts:
    """What a check doubts: table, child and words of each doubtful row."""

    def found(check_id: str) -> list[tuple[str, str | None, str]]:
        records.make("children", "open_cases_at_month_end")
        relation = records.connection.sql(read_sql(f"checks/records/{check_id}"))
        assert relation.columns == COLUMNS
        doubtful = [row for row in relation.fetchall() if row[-1] is not None]
        return sorted((row[3], row[2], row[-1]) for row in doubtful)

    return found


def test_every_check_has_a_query_and_every_query_is_a_check() -> None:
    files = {file.stem for file in (QUERIES / "checks" / "records").glob("*.sql")}
    assert {check.id for check in data_checks()} == files
    assert {check.severity for check in data_checks()} == set(Severity)


@pytest.mark.parametrize("check", data_checks(), ids=lambda check: str(check.id))
def test_a_council_without_records_has_no_doubt(doubts: Doubts, check: Any) -> None:
    assert doubts(check.id) == []


def test_a_visit_of_a_plan_that_is_not_there(records: StagedTables, doubts: Doubts) -> None:
    records.add("cp_plans", cp_plan_id="P1", child_id="C1", plan_started_on=date(2026, 1, 5))
    records.add("cp_visits", visit_id="V1", cp_plan_id="P1", child_id="C1", visited_on=date(2026, 1, 9))
    records.add("cp_visits", visit_id="V2", cp_plan_id="P2", child_id="C1", visited_on=date(2026, 1, 9))
    records.add("cp_visits", visit_id="V3", child_id="C1", visited_on=date(2026, 1, 9))
    assert doubts("parent_record_missing") == [
        ("cp_visits", "C1", "The child protection plan that it names is not in the extract.")
    ]


def test_nothing_is_missing_from_a_table_that_nobody_loaded(records: StagedTables, doubts: Doubts) -> None:
    records.add("assessments", assessment_id="A1", referral_id="R1", child_id="C1")
    assert doubts("parent_record_missing") == []
    records.add("referrals", referral_id="R2", child_id="C1")
    assert doubts("parent_record_missing") == [
        ("assessments", "C1", "The referral that it names is not in the extract.")
    ]


def test_a_record_of_a_child_who_is_not_in_the_list(records: StagedTables, doubts: Doubts) -> None:
    records.add("people", child_id="C1", born_on=date(2015, 1, 1))
    records.add("contacts", contact_id="K1", child_id="C1")
    records.add("contacts", contact_id="K2", child_id="C2")
    assert doubts("child_missing") == [
        ("contacts", "C2", "The child that it names is not in the list of children.")
    ]


def test_a_record_without_its_day(records: StagedTables, doubts: Doubts) -> None:
    records.add("referrals", referral_id="R1", child_id="C1")
    records.add("referrals", referral_id="R2", child_id="C2", referral_received_on=date(2026, 1, 5))
    records.add("initial_conferences", initial_conference_id="I1", child_id="C3")
    records.add("initial_conferences", initial_conference_id="I2", child_id="C4", is_plan_outcome=True)
    assert doubts("key_dates_missing") == [
        ("initial_conferences", "C4", "The day of the conference is blank."),
        ("referrals", "C1", "The day of the referral is blank."),
    ]


def test_the_same_day_is_in_order_and_the_day_before_is_not(records: StagedTables, doubts: Doubts) -> None:
    start = date(2026, 3, 10)
    for child, end in (("C1", start), ("C2", start - DAY), ("C3", None)):
        records.add(
            "assessments",
            assessment_id=child,
            child_id=child,
            assessment_started_on=start,
            assessment_authorised_on=end,
        )
    assert doubts("dates_out_of_order") == [("assessments", "C2", "It was authorised before it started.")]


def test_a_conference_before_its_enquiry_is_out_of_order(records: StagedTables, doubts: Doubts) -> None:
    records.add(
        "section_47_enquiries",
        section_47_enquiry_id="S1",
        child_id="C1",
        enquiry_started_on=date(2026, 3, 10),
    )
    for conference, held in (("I1", date(2026, 3, 10)), ("I2", date(2026, 3, 9))):
        records.add(
            "initial_conferences",
            initial_conference_id=conference,
            child_id="C1",
            section_47_enquiry_id="S1",
            conference_held_on=held,
        )
    assert len(doubts("dates_out_of_order")) == 1


def test_the_day_of_the_extract_is_not_in_the_future(records: StagedTables, doubts: Doubts) -> None:
    records.add("cp_visits", visit_id="V1", child_id="C1", visited_on=AS_AT_ON)
    records.add("cp_visits", visit_id="V2", child_id="C2", visited_on=AS_AT_ON + DAY)
    assert doubts("dates_in_the_future") == [
        ("cp_visits", "C2", "The date visited_on is after the day of the extract.")
    ]


@pytest.mark.parametrize(
    ("ended_on", "words"),
    [
        (date(2026, 5, 1), None),  # the 18th birthday itself
        (date(2026, 5, 2), "The care episode went on after the 18th birthday."),
        (None, "The care episode is still open after the 18th birthday."),
    ],
)
def test_care_ends_with_the_18th_birthday(
    records: StagedTables, doubts: Doubts, ended_on: date | None, words: str | None
) -> None:
    records.add("people", child_id="C1", born_on=date(2008, 5, 1))
    records.add(
        "care_episodes",
        care_episode_id="E1",
        child_id="C1",
        episode_started_on=date(2020, 1, 1),
        episode_ceased_on=ended_on,
    )
    assert [said for _, _, said in doubts("impossible_ages")] == ([words] if words else [])


@pytest.mark.parametrize(
    ("received_on", "is_doubtful"), [(date(2026, 1, 1), False), (date(2025, 12, 31), True)]
)
def test_a_referral_40_weeks_before_birth_may_be(
    records: StagedTables, doubts: Doubts, received_on: date, is_doubtful: bool
) -> None:
    """Born on 8 October 2026; 280 days before is 1 January 2026."""
    records.add("people", child_id="C1", born_on=date(2026, 10, 8))
    records.add("referrals", referral_id="R1", child_id="C1", referral_received_on=received_on)
    assert bool(doubts("impossible_ages")) is is_doubtful


@pytest.mark.parametrize(
    ("born_on", "words"),
    [
        (date(2000, 11, 3), None),  # 26 on the day after the extract
        (date(2000, 11, 2), "The care leaver is over 25."),
        (date(2012, 11, 3), "The care leaver is under 14."),
        (date(2012, 11, 2), None),
    ],
)
def test_care_leavers_are_from_14_to_25(
    records: StagedTables, doubts: Doubts, born_on: date, words: str | None
) -> None:
    records.add("people", child_id="C1", born_on=born_on)
    records.add("care_leavers", care_leaver_id="L1", child_id="C1")
    assert [said for _, _, said in doubts("impossible_ages")] == ([words] if words else [])


def test_nobody_goes_missing_before_birth(records: StagedTables, doubts: Doubts) -> None:
    records.add("people", child_id="C1", born_on=date(2020, 1, 2))
    for episode, day in (("M1", date(2020, 1, 1)), ("M2", date(2020, 1, 2))):
        records.add("missing_episodes", missing_episode_id=episode, child_id="C1", episode_started_on=day)
    assert doubts("impossible_ages") == [
        ("missing_episodes", "C1", "The missing episode started before the child was born.")
    ]


def test_the_second_record_of_one_day_is_in_doubt_and_the_first_stands(
    records: StagedTables, doubts: Doubts
) -> None:
    for referral, child, day in (("R1", "C1", 5), ("R2", "C1", 5), ("R3", "C1", 6), ("R4", "C2", 5)):
        records.add(
            "referrals", referral_id=referral, child_id=child, referral_received_on=date(2026, 1, day)
        )
    assert doubts("same_thing_twice") == [
        ("referrals", "C1", "The child has another referral from the same day.")
    ]


def test_of_two_open_plans_the_older_is_in_doubt(records: StagedTables, doubts: Doubts) -> None:
    for plan, child, start, end in (
        ("P1", "C1", date(2025, 1, 1), None),
        ("P2", "C1", date(2026, 1, 1), None),
        ("P3", "C2", date(2025, 1, 1), date(2025, 6, 1)),
        ("P4", "C2", date(2026, 1, 1), None),
    ):
        records.add("cp_plans", cp_plan_id=plan, child_id=child, plan_started_on=start, plan_ended_on=end)
    assert doubts("open_twice") == [
        ("cp_plans", "C1", "The child has a newer child protection plan that is open as well.")
    ]


def test_what_is_missing_from_the_next_workbook(records: StagedTables, doubts: Doubts) -> None:
    _insert(records, "disappeared", child_id="C1", list_number=7, last_seen_on=date(2026, 9, 30))
    assert doubts("gone_without_an_end") == [
        ("cp_plans", "C1", "In list 7 of one workbook as open, and not in the next.")
    ]


def test_a_visit_on_the_last_day_of_its_plan_is_inside(records: StagedTables, doubts: Doubts) -> None:
    records.add(
        "cp_plans",
        cp_plan_id="P1",
        child_id="C1",
        plan_started_on=date(2026, 1, 5),
        plan_ended_on=date(2026, 6, 1),
    )
    for number, day in enumerate((date(2026, 1, 4), date(2026, 1, 5), date(2026, 6, 1), date(2026, 6, 2))):
        records.add("cp_visits", visit_id=f"V{number}", cp_plan_id="P1", child_id="C1", visited_on=day)
    assert [said for _, _, said in doubts("visits_outside_plan")] == [
        "The visit was after its child protection plan ended.",
        "The visit was before its child protection plan started.",
    ]


def test_a_visit_to_a_child_without_a_plan_or_outside_care(records: StagedTables, doubts: Doubts) -> None:
    records.add("cin_plans", cin_plan_id="N1", child_id="C1", plan_started_on=date(2026, 1, 5))
    records.add("cin_visits", visit_id="V1", child_id="C1", visited_on=date(2026, 1, 5))
    records.add("cin_visits", visit_id="V2", child_id="C2", visited_on=date(2026, 1, 5))
    records.add("care_visits", visit_id="V3", child_id="C3", visited_on=date(2026, 1, 5))
    assert doubts("visits_outside_plan") == [
        ("care_visits", "C3", "The child was not in care on the day of the visit."),
        ("cin_visits", "C2", "The child had no child in need plan on the day of the visit."),
    ]


def test_open_work_that_nobody_is_allocated_to(records: StagedTables, doubts: Doubts) -> None:
    add_worker(records)
    for child in ("C1", "C2", "C3"):
        records.add("people", child_id=child, born_on=date(2015, 1, 1))
        add_child(records, child)
    allocate(records, "C1")
    allocate(records, "C2", team_id=None)
    assert doubts("nobody_allocated") == [
        ("involvements", "C2", "A worker is allocated, and no team."),
        ("involvements", "C3", "Open work, and nobody is allocated."),
    ]


def test_facts_about_a_child_that_are_not_known(records: StagedTables, doubts: Doubts) -> None:
    records.add("people", child_id="C1", born_on=date(2015, 1, 1), sex_code="F", ethnicity_code="WBRI")
    records.add("disabilities", disability_id="D1", child_id="C1", disability_code="NONE")
    records.add("people", child_id="C2", born_on=date(2015, 1, 1), ethnicity_code="REFU")
    records.add("people", child_id="C3")  # no open work
    add_child(records, "C1")
    add_child(records, "C2")
    assert doubts("facts_about_child_missing") == [
        ("disabilities", "C2", "It is not known whether the child is disabled."),
        ("people", "C2", "The ethnicity is not known."),
        ("people", "C2", "The sex is not known."),
    ]


def test_five_working_days_are_in_time_to_write_it_down(records: StagedTables, doubts: Doubts) -> None:
    """Monday 5 October 2026 to Monday 12 October is five working days, to Tuesday six."""
    for visit, recorded in (("V1", datetime(2026, 10, 12, 18)), ("V2", datetime(2026, 10, 13, 9))):
        records.add("cp_visits", visit_id=visit, child_id=visit, visited_on=date(2026, 10, 5))
        records.add(
            "recording_times",
            record_id=visit,
            kind="protection_visit",
            child_id=visit,
            happened_at=datetime(2026, 10, 5, 10),
            recorded_at=recorded,
        )
    assert doubts("recorded_late") == [
        ("cp_visits", "V2", "It was written down more than five working days after it happened.")
    ]


def _contacts(records: StagedTables, *monthly: int) -> None:
    """Add so many contacts in each of the months before, the last number in October 2026."""
    month = date(2026, 10, 15)
    for number in reversed(monthly):
        for _ in range(number):
            records.add("contacts", child_id="C1", contact_received_on=month)
        month = (month.replace(day=1) - DAY).replace(day=15)


@pytest.mark.parametrize(
    ("october", "is_doubtful"),
    [(20, False), (25, False), (26, True), (15, False), (14, True)],
)
def test_a_month_outside_the_usual_steps_is_in_doubt(
    records: StagedTables, doubts: Doubts, october: int, is_doubtful: bool
) -> None:
    """Months of 19 and 21 in turn: mean 20, usual step 2, so the limits are 20 - 5.32 and 20 + 5.32."""
    _contacts(records, *(19, 21) * 6, october)
    found = doubts("sudden_change_of_volume")
    words = f"{october} rows in the newest month; usually about 20 a month."
    assert found == ([("contacts", None, words)] if is_doubtful else [])


def test_fewer_than_six_months_are_no_guide(records: StagedTables, doubts: Doubts) -> None:
    _contacts(records, 20, 20, 20, 20, 20, 90)
    assert doubts("sudden_change_of_volume") == []


def test_values_that_could_not_be_read_are_counted_and_not_repeated(
    records: StagedTables, doubts: Doubts
) -> None:
    _insert(
        records, "row_counts",
        load_id="load_1", landed_table="ssd_person", staged_table="people",
        rows_landed=10, rows_staged=9, rows_rejected=1, rows_left_out=0,
    )  # fmt: skip
    for written, reason, rows in (
        ("Zebedee", "is not in the code list", 2),
        ("Dougal", "is not in the code list", 1),
        ("1900-01-01", "holds a placeholder such as 1900-01-01, read as empty", 4),
    ):
        _insert(
            records, "values_not_read",
            load_id="load_1", landed_table="ssd_person", column_name="ethnicity_code",
            written=written, reason=reason, rows=rows,
        )  # fmt: skip
    _insert(records, "rejected_rows", load_id="load_1", landed_table="ssd_person", landed_row=7, reasons="x")
    assert doubts("values_not_read") == [
        ("people", None, "In 3 rows ethnicity_code is not in the code list.")
    ]
    assert doubts("rows_not_taken_in") == [("people", None, "Not taken in: x.")]
    looked_at = records.connection.sql(read_sql("checks/records/values_not_read")).aggregate(
        "sum(rows_concerned)"
    )
    assert looked_at.fetchall() == [(9,)]
