"""Mistakes that other tools make with the same extracts: each by its name, and the tests that we do not make it.

The first half counts one small workbook, in which every mistake would give another figure than the one
worked out by hand here. The table at the end names, for each mistake, every test that would catch it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.calculation.event_tables import create_event_tables
from data.calculation.observations import calculate
from data.landing import landed_loads
from data.paths import StorePaths
from data.sources.annex_a_load import load_annex_a
from data.sql import read_sql
from data.staging.stage import stage_records
from metrics.library import load_library
from tests.data.sources.record_files import COUNCIL, TODAY, Rows, write_lists
from tests.named_tests import is_there

AS_AT = date(2026, 10, 31)
Figure = tuple[float | None, float | None, float | None]


def child(number: int, born_on: date = date(2014, 5, 5), **values: object) -> dict[str, object]:
    person = {"child_id": str(number), "gender_code": "b) Female", "ethnicity_code": "a) WBRI"}
    return {**person, "born_on": born_on, "allocated_team": "North", "allocated_worker": "Worker 1", **values}


def in_care(number: int, **values: object) -> dict[str, object]:
    """Return a child in care for six years in one home, who has had a health assessment lately."""
    since = date(2020, 9, 1)
    usual = {
        "care_started_on": since,
        "legal_status_code": "C2: FCO",
        "legal_status_started_on": since,
        "placement_started_on": since,
        "placement_type_code": "f) U6: Foster placement - not FFA",
        "placements_in_last_12_months": 1,
        "last_health_assessment_on": date(2026, 9, 1),
    }
    return child(number, **{**usual, **values})


def leaver(number: int, age: int, activity: str, home: str = "a) Suitable") -> dict[str, object]:
    return child(
        number,
        date(2026 - age, 1, 1),
        eligibility_code="b) Former relevant child",
        in_touch_code="a) Yes",
        accommodation_code="U: Independent living",
        accommodation_suitability_code=home,
        activity_code=activity,
    )


def assessment(
    number: int, started: date, authorised: date | None, seen: str = "a) Yes"
) -> dict[str, object]:
    return child(
        number,
        assessment_started_on=started,
        assessment_authorised_on=authorised,
        child_seen_answer=seen,
        support_needed_answer="a) Yes" if authorised else None,
    )


def referral(number: int, received: date, earlier: int) -> dict[str, object]:
    return child(
        number,
        referral_received_on=received,
        referrals_in_last_12_months=earlier,
        no_further_action_answer="b) No",
    )


# 45 working days from Wednesday 5 August 2026 are over on Thursday 8 October: 31 August is a bank holiday.
LISTS: Mapping[int, Rows] = {
    1: [child(1, contact_received_on=date(2026, 5, 1)), child(2, contact_received_on=date(2026, 10, 30))],
    3: [
        referral(11, date(2026, 10, 1), 0),
        referral(11, date(2026, 10, 20), 1),
        referral(12, date(2026, 10, 8), 1),  # the earlier one was nine months ago, in no list
        referral(13, date(2026, 10, 9), 0),
    ],
    4: [
        assessment(21, date(2026, 8, 5), date(2026, 10, 8)),  # day 45
        assessment(22, date(2026, 8, 5), date(2026, 10, 9), "Not known"),  # day 46
        assessment(23, date(2026, 10, 20), None),
        assessment(24, date(2026, 7, 1), None),
    ],
    8: [
        in_care(31, last_health_assessment_on=date(2025, 10, 20)),  # 376 days ago; 346 on 1 October
        in_care(32, last_health_assessment_on=date(2026, 1, 15)),  # 289 days ago: over five, so in date
        in_care(33, last_health_assessment_on=None),
        in_care(34, placement_started_on=date(2026, 8, 1), placements_in_last_12_months=3),
        in_care(
            35,
            placements_in_last_12_months=5,
            care_ended_on=date(2026, 9, 15),
            care_ended_reason_code="d) E4A",
        ),
    ],
    9: [
        leaver(41, 19, "F2: Full time in education other than higher"),
        leaver(42, 20, "d1) G5: Not in education, employment or training - other"),
        leaver(43, 17, "G5: NEET - other", "b) Unsuitable"),
        leaver(44, 23, "F5: Full time in training or employment"),
    ],
    10: [child(31, adoption_decided_on=date(2026, 10, 1), care_started_on=date(2020, 9, 1))],
}
KPIS = (
    "contacts_received",
    "re_referrals_within_12_months",
    "assessments_within_45_working_days",
    "children_seen_during_assessment",
    "cic_health_assessments_up_to_date",
    "cic_three_or_more_placements",
    "cic_long_term_placement_stability",
    "care_leavers_19_21_in_eet",
    "care_leavers_neet",
    "care_leavers_in_suitable_accommodation",
)


@dataclass(frozen=True)
class Counted:
    """The council of the workbook, counted by the program."""

    connection: duckdb.DuckDBPyConnection

    def figure(self, kpi_id: str, basis: str = "completed") -> Figure:
        """Return numerator, denominator and how many could not be counted of October 2026."""
        rows = self.connection.execute(
            "SELECT numerator, denominator, not_counted FROM calculated_observations WHERE kpi_id = ? "
            "AND basis = ? AND period_end = DATE '2026-10-31' AND period_kind IN ('month', 'as_at') "
            "AND org_unit_id = 'northmere' AND breakdown IS NULL",
            [kpi_id, basis],
        ).fetchall()
        assert len(rows) == 1, rows
        found: Figure = rows[0]
        return found

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(question).fetchall()


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counted]:
    folder = tmp_path_factory.mktemp("defects")
    names = {number: f"List_{number}" for number in LISTS}
    file = write_lists(folder / "workbook.xlsx", LISTS, names)
    paths = StorePaths(folder / "store")
    load = load_annex_a(paths, file, COUNCIL, AS_AT, today=TODAY)
    assert (load.rows_landed, load.rows_rejected) == (sum(map(len, LISTS.values())), 0)
    connection = duckdb.connect()
    stage_records(connection, paths, landed_loads(paths))
    connection.execute(read_sql("calculation/create_load_quality"))
    create_event_tables(connection)
    library = load_library()
    calculate(connection, [library.by_id(kpi_id) for kpi_id in KPIS], lambda _message: None)
    yield Counted(connection)
    connection.close()


def test_the_reference_date_is_the_day_of_the_extract_and_not_the_first_of_its_month(
    counted: Counted,
) -> None:
    # 31 was assessed 376 days before the extract but 346 before the first of the month: that would give 3 of 4
    assert counted.figure("cic_health_assessments_up_to_date") == (2, 4, 0)


def test_an_open_assessment_is_not_taken_to_end_on_the_day_of_the_extract(counted: Counted) -> None:
    assert counted.figure("assessments_within_45_working_days") == (1, 2, 0)
    assert counted.figure("assessments_within_45_working_days", "open_overdue")[0] == 1
    assert counted.figure("assessments_within_45_working_days", "too_recent")[0] == 1


def test_bank_holidays_are_no_working_days(counted: Counted) -> None:
    # without them, day 45 is 7 October and no assessment was in time
    found = counted.ask(
        "SELECT assessment_authorised_on, working_days_from_start FROM events.assessments "
        "WHERE assessment_authorised_on IS NOT NULL ORDER BY ALL"
    )
    assert found == [(date(2026, 10, 8), 45), (date(2026, 10, 9), 46)]


def test_stability_is_asked_of_children_still_in_care_and_of_their_own_dates(counted: Counted) -> None:
    # 35, who left in September, had five placements: with all rows it would be 2 of 5
    assert counted.figure("cic_three_or_more_placements") == (1, 4, 0)
    # 34 moved in August: a column compared with itself would call nobody, or everybody, settled
    assert counted.figure("cic_long_term_placement_stability") == (3, 4, 0)


def test_19_to_21_is_between_both_ages(counted: Counted) -> None:
    assert counted.figure("care_leavers_19_21_in_eet") == (1, 2, 0)


def test_health_over_five_holds_for_a_year_and_children_without_any_assessment_stay_in(
    counted: Counted,
) -> None:
    # with a window of six months it would be 1, and joined on to those who had one, of 3
    assert counted.figure("cic_health_assessments_up_to_date") == (2, 4, 0)


def test_a_young_person_out_of_work_is_not_taken_for_one_in_work_whatever_the_form(counted: Counted) -> None:
    assert counted.figure("care_leavers_neet") == (2, 3, 0)  # 42 by an old form, 43 by a new one; not 41


def test_suitable_is_the_answer_suitable(counted: Counted) -> None:
    assert counted.figure("care_leavers_in_suitable_accommodation") == (2, 3, 0)  # 41 and 42; 44 is 23


def test_re_referrals_are_within_12_months_and_not_repeated_rows_of_6_months(counted: Counted) -> None:
    # the second of 11 and that of 12; the first of 11 cannot be told from one extract
    assert counted.figure("re_referrals_within_12_months") == (2, 3, 1)


def test_list_1_is_not_list_10(counted: Counted) -> None:
    assert counted.figure("contacts_received")[0] == 1
    assert counted.ask("SELECT count(*) FROM staged.contacts") == [(2,)]


def test_no_is_not_in_not_known(counted: Counted) -> None:
    assert counted.figure("children_seen_during_assessment") == (1, 1, 1)


def test_a_workload_is_of_every_kind_of_case(counted: Counted) -> None:
    # 23 and 24 by an open assessment, 31 to 34 in care, 41 to 44 as care leavers; 35 and the others are closed
    found = counted.ask(
        "SELECT child_id, case_status FROM events.open_cases_at_month_end "
        "WHERE month_end = DATE '2026-10-31' AND worker_id IS NOT NULL"
    )
    assert len({child_id for child_id, _ in found}) == len(found)
    assert sorted(status for _, status in found) == ["Assessment"] * 2 + ["Care leaver"] * 4 + ["In care"] * 4


MISTAKES = "tests/data/sources/annex_a/test_mistakes_of_other_tools.py"
HERE = "tests/test_peer_defects.py"
QUERIES, NUMBERS = "tests/queries", "tests/data/calculation/test_numbers.py"
# Each mistake, in the order of the list of what was found in other tools: the tests that would catch it.
CAUGHT_BY: Mapping[str, tuple[str, ...]] = {
    "the reference date is forced to the first of the month": (
        f"{HERE}::test_the_reference_date_is_the_day_of_the_extract_and_not_the_first_of_its_month",
        f"{MISTAKES}::test_the_reference_date_is_not_the_first_of_the_month",
    ),
    "open assessments are given the day of the extract as their end": (
        f"{HERE}::test_an_open_assessment_is_not_taken_to_end_on_the_day_of_the_extract",
        f"{MISTAKES}::test_an_open_assessment_has_no_end",
        f"{NUMBERS}::test_open_work_is_never_on_time_and_late_open_work_fails_the_month_it_was_due",
    ),
    "working days are counted without bank holidays": (
        f"{HERE}::test_bank_holidays_are_no_working_days",
        "tests/metrics/test_clocks.py::test_a_bank_holiday_on_a_weekday_is_no_working_day",
        "tests/metrics/test_clocks.py::test_bank_holidays_are_those_of_gov_uk",
    ),
    "short-term stability is worked out over children who have left": (
        f"{HERE}::test_stability_is_asked_of_children_still_in_care_and_of_their_own_dates",
        f"{QUERIES}/test_events_care_placements.py::test_placements_count_by_child_over_two_periods_of_care",
    ),
    "long-term stability compares a column with itself": (
        f"{HERE}::test_stability_is_asked_of_children_still_in_care_and_of_their_own_dates",
        f"{QUERIES}/test_events_care_placements.py::test_two_years_in_a_placement_are_730_days",
        f"{QUERIES}/test_events_care_placements.py::test_only_children_still_in_care_are_asked",
    ),
    "young people of 19 to 21 are selected with OR": (
        f"{HERE}::test_19_to_21_is_between_both_ages",
        f"{QUERIES}/test_events_leavers.py::test_the_age_group_needs_both_ends",
    ),
    "health over five has a window of six months": (
        f"{HERE}::test_health_over_five_holds_for_a_year_and_children_without_any_assessment_stay_in",
        f"{QUERIES}/test_events_care_health.py::test_the_age_at_the_assessment_says_how_long_it_holds",
    ),
    "an inner join makes health always 100 per cent": (
        f"{HERE}::test_health_over_five_holds_for_a_year_and_children_without_any_assessment_stay_in",
        f"{QUERIES}/test_events_care_health.py"
        "::test_refused_cancelled_planned_undated_and_later_ones_are_not_up_to_date",
    ),
    "activity is tested against the letters of an old form": (
        f"{HERE}::test_a_young_person_out_of_work_is_not_taken_for_one_in_work_whatever_the_form",
        f"{MISTAKES}::test_activity_is_read_by_its_code_and_words_and_not_by_the_letter_of_an_old_form",
        f"{QUERIES}/test_events_leavers.py::test_activity_is_judged_by_its_code_not_by_its_words",
    ),
    "suitability is tested as yes where the answer is suitable": (
        f"{HERE}::test_suitable_is_the_answer_suitable",
        f"{MISTAKES}::test_suitable_accommodation_is_not_only_what_says_yes",
        f"{QUERIES}/test_events_leavers.py::test_suitable_and_yes_are_the_same_and_blank_is_unknown",
    ),
    "re-referrals are repeated rows of a six-month list": (
        f"{HERE}::test_re_referrals_are_within_12_months_and_not_repeated_rows_of_6_months",
        f"{MISTAKES}::test_a_child_who_is_referred_twice_has_two_rows_and_the_count_that_was_given",
        f"{QUERIES}/test_events_front_door.py::test_a_re_referral_is_within_12_calendar_months",
        f"{QUERIES}/test_events_front_door.py"
        "::test_whether_it_is_a_re_referral_is_not_known_without_12_months_of_history",
    ),
    "a sheet name that holds list_1 is also list_10 and list_11": (
        f"{HERE}::test_list_1_is_not_list_10",
        f"{MISTAKES}::test_list_1_is_not_taken_from_list_10_or_list_11",
    ),
    "no is found inside not known": (
        f"{HERE}::test_no_is_not_in_not_known",
        f"{MISTAKES}::test_no_is_not_found_inside_not_known",
        f"{NUMBERS}::test_unknown_is_not_yes",
    ),
    "absent episodes are taken for missing ones": (
        f"{MISTAKES}::test_missing_and_absent_are_two_columns_and_empty_is_not_0",
        f"{QUERIES}/test_events_missing.py::test_away_never_makes_a_child_missing",
    ),
    "a workload joins only periods of care": (
        f"{HERE}::test_a_workload_is_of_every_kind_of_case",
        f"{QUERIES}/test_events_workforce.py::test_a_child_on_two_routes_is_one_case",
    ),
    "dates written as text are read month first": (
        "tests/data/sources/test_dates_and_numbers.py::test_a_date_with_the_month_first_is_never_read",
        "tests/data/sources/test_dates_and_numbers.py::test_both_ways_round_possible_means_day_first",
    ),
    "columns are known by their position": (
        "tests/data/sources/annex_a/test_read.py"
        "::test_a_list_is_known_by_its_headings_whatever_the_sheet_is_called",
    ),
}


@pytest.mark.parametrize("defect", CAUGHT_BY)
def test_each_mistake_has_a_test_that_we_do_not_make_it(defect: str) -> None:
    assert CAUGHT_BY[defect]
    gone = [proof for proof in CAUGHT_BY[defect] if not is_there(proof)]
    assert not gone, "these are not there any more: name the tests that took their place"


def test_a_proof_that_is_gone_or_never_runs_is_noticed(tmp_path: Path) -> None:
    assert not is_there(f"{HERE}::test_that_nobody_wrote")
    assert not is_there(HERE)
    file = tmp_path / "test_file.py"
    file.write_text("@pytest.mark.skip('later')\ndef test_a(): ...\n\n\ndef test_b(): ...\n")
    assert [is_there(f"{file}::test_{letter}") for letter in "ab"] == [False, True]
