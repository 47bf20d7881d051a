"""Health and permanence of children in care, as a month's end sees them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables

MONTH = "2026-03"  # its last day is a Tuesday


def enter_care(staged: StagedTables, on: date = date(2024, 1, 8), left: date | None = None) -> None:
    staged.add(
        "care_episodes",
        care_episode_id=f"E-{on}",
        child_id="C1",
        episode_started_on=on,
        episode_ceased_on=left,
        ceased_reason_code="E4A" if left else None,
    )


def check(
    staged: StagedTables, kind: str, on: date | None, status: str | None = "Completed", **values: Any
) -> None:
    row = {"health_check_id": f"H-{kind}-{on}-{status}", "child_id": "C1", **values}
    staged.add("health_checks", check_type=kind, checked_on=on, check_status=status, **row)


def at_month_end(staged: StagedTables, *columns: str, month: str = MONTH) -> Any:
    return staged.months("children_in_care_at_month_end", *columns)[month]


# Health assessments and dental checks


@pytest.mark.parametrize(
    ("born", "assessed", "up_to_date"),
    [
        pytest.param(date(2023, 1, 1), date(2025, 9, 29), True, id="under five: 183 days ago"),
        pytest.param(date(2023, 1, 1), date(2025, 9, 28), False, id="under five: 184 days ago"),
        pytest.param(date(2015, 1, 1), date(2025, 3, 31), True, id="over five: 365 days ago"),
        pytest.param(date(2015, 1, 1), date(2025, 3, 30), False, id="over five: 366 days ago"),
        pytest.param(date(2020, 9, 1), date(2025, 8, 31), False, id="the day before the fifth birthday"),
        pytest.param(date(2020, 9, 1), date(2025, 9, 1), True, id="on the fifth birthday"),
        pytest.param(date(2020, 9, 1), date(2025, 3, 31), False, id="five today, four at the assessment"),
    ],
)
def test_the_age_at_the_assessment_says_how_long_it_holds(
    staged: StagedTables, born: date, assessed: date, up_to_date: bool
) -> None:
    staged.add("people", child_id="C1", born_on=born)
    enter_care(staged)
    check(staged, "Review Health Assessment", assessed)
    assert at_month_end(staged, "is_health_assessment_up_to_date") is up_to_date


@pytest.mark.parametrize(("checked", "up_to_date"), [(date(2025, 3, 31), True), (date(2025, 3, 30), False)])
def test_a_dental_check_holds_for_365_days(staged: StagedTables, checked: date, up_to_date: bool) -> None:
    enter_care(staged)
    check(staged, "Dental Check", checked)
    assert at_month_end(staged, "is_dental_check_up_to_date") is up_to_date


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2026, 3, 2), "Refused"),
        (date(2026, 3, 2), "Cancelled"),
        (date(2026, 3, 2), "Planned"),
        (None, "Completed"),
        (date(2026, 4, 1), "Completed"),
    ],
)
def test_refused_cancelled_planned_undated_and_later_ones_are_not_up_to_date(
    staged: StagedTables, on: date | None, status: str
) -> None:
    enter_care(staged)
    check(staged, "Dental Check", on, status)
    check(staged, "Health Assessment", on, status)
    for kind in ("Dental Check", "Health Assessment"):  # another child: the council does record them
        check(staged, kind, date(2026, 1, 5), child_id="C9", health_check_id=f"H9-{kind}")
    columns = ("is_health_assessment_up_to_date", "is_dental_check_up_to_date")
    assert at_month_end(staged, *columns) == (False, False)


def test_what_the_council_never_records_is_not_known(staged: StagedTables) -> None:
    enter_care(staged)
    columns = (
        "is_health_assessment_up_to_date",
        "is_dental_check_up_to_date",
        "is_immunised",
        "is_sdq_completed",
        "is_convicted_in_12_months",
        "has_permanence_plan",
        "has_iro_contact_since_review",
    )
    assert set(at_month_end(staged, *columns)) == {None}


@pytest.mark.parametrize(("entered", "is_long"), [(date(2025, 3, 31), True), (date(2025, 4, 1), False)])
def test_in_care_for_12_months_is_up_to_the_same_day(
    staged: StagedTables, entered: date, is_long: bool
) -> None:
    enter_care(staged, entered)
    assert at_month_end(staged, "is_in_care_12_months") is is_long


# Immunisations, questionnaires, development checks, offences


def test_an_immunisation_status_is_known_from_the_day_it_was_written(staged: StagedTables) -> None:
    enter_care(staged)
    staged.add("immunisations", child_id="C1", is_up_to_date=True, status_on=date(2026, 3, 2))
    months = staged.months("children_in_care_at_month_end", "is_immunised")
    assert (months["2026-02"], months["2026-03"]) == (None, True)


def test_without_an_immunisation_record_a_child_is_not_immunised_in_the_last_year(
    staged: StagedTables,
) -> None:
    enter_care(staged)
    staged.add("immunisations", child_id="C9", is_up_to_date=True, status_on=date(2026, 3, 2))
    months = staged.months("children_in_care_at_month_end", "is_immunised")
    assert (months["2025-10"], months["2025-11"]) == (None, False)  # the extract is of 2 November 2026


def test_the_latest_score_of_the_12_months_counts(staged: StagedTables) -> None:
    enter_care(staged)
    for name, on, score in (
        ("S1", date(2025, 4, 1), 21.0),
        ("S2", date(2025, 9, 1), 12.0),
        ("S3", date(2026, 1, 5), None),
    ):
        staged.add("sdq_scores", sdq_id=name, child_id="C1", completed_on=on, score=score)
    months = staged.months("children_in_care_at_month_end", "is_sdq_completed", "sdq_score")
    assert (months["2025-08"], months["2026-03"]) == ((True, 21.0), (True, 12.0))
    assert (months["2025-03"], months["2026-09"]) == ((False, None), (False, None))


def test_every_development_check_that_was_due_must_be_done(staged: StagedTables) -> None:
    enter_care(staged)
    for name, due, done in (("D1", date(2026, 1, 30), date(2026, 2, 2)), ("D2", date(2026, 3, 31), None)):
        staged.add(
            "health_checks_under_5", health_check_id=name, child_id="C1", due_on=due, completed_on=done
        )
    months = staged.months("children_in_care_at_month_end", "is_development_check_up_to_date")
    assert [months[month] for month in ("2026-01", "2026-02", "2026-03", "2026-04")] == [
        False,
        True,
        True,
        False,
    ]
    assert months["2025-12"] is None


def test_offences_and_substance_misuse_count_for_12_months(staged: StagedTables) -> None:
    enter_care(staged)
    staged.add("convictions", conviction_id="K", child_id="C1", offended_on=date(2025, 3, 31))
    staged.add("substance_misuse", substance_misuse_id="S", child_id="C1", identified_on=date(2025, 4, 1))
    columns = ("is_convicted_in_12_months", "is_misusing_substances_in_12_months")
    assert at_month_end(staged, *columns) == (False, True)
    assert at_month_end(staged, *columns, month="2026-02") == (True, True)


# Permanence


@pytest.mark.parametrize(
    ("flags", "has_plan"),
    [
        ('{"RETURN1M": "N", "LTFOST18": "Y"}', True),
        ('{"RETURN1M": "N", "LTFOST18": "N"}', False),
        (None, False),
    ],
)
def test_a_plan_with_no_choice_in_it_is_no_permanence_plan(
    staged: StagedTables, flags: str | None, has_plan: bool
) -> None:
    enter_care(staged)
    staged.add(
        "care_plans",
        care_plan_id="K",
        child_id="C1",
        plan_started_on=date(2026, 3, 31),
        permanence_plan=flags,
    )
    months = staged.months("children_in_care_at_month_end", "has_permanence_plan")
    assert (months["2026-02"], months["2026-03"]) == (False, has_plan)


def test_a_plan_of_an_earlier_period_of_care_does_not_count(staged: StagedTables) -> None:
    enter_care(staged)
    staged.add(
        "care_plans",
        care_plan_id="K",
        child_id="C1",
        plan_started_on=date(2022, 3, 1),
        plan_ended_on=date(2022, 9, 1),
        permanence_plan='{"ADOPTION": "Y"}',
    )
    assert at_month_end(staged, "has_permanence_plan") is False
