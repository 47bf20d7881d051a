"""Workers: caseloads and hours, limits, posts, leaving and sickness."""

from __future__ import annotations

from datetime import date

import pytest

from tests.queries.casework import LONG_AGO, add_child, add_worker, allocate, october
from tests.queries.staged_tables import StagedTables

WORKERS, CASES = "workers_at_month_end", "open_cases_at_month_end"


def test_a_child_on_two_routes_is_one_case(staged: StagedTables) -> None:
    add_worker(staged)
    add_child(staged)
    add_child(staged, plan="cp_plans")
    staged.add("referrals", referral_id="R", child_id="C1", referral_received_on=LONG_AGO)
    allocate(staged)
    allocate(staged, involvement_id="second", involvement_started_on=date(2025, 2, 1))
    assert october(staged, WORKERS, "cases") == 1
    assert october(staged, CASES, "case_status", "worker_id") == ("Child protection plan", "W1")


def test_a_worker_without_cases_is_there_with_none(staged: StagedTables) -> None:
    add_worker(staged)
    assert october(staged, WORKERS, "cases", "is_in_post", "is_social_worker") == (0, True, True)


def test_a_closed_child_is_no_case_even_if_still_allocated(staged: StagedTables) -> None:
    add_worker(staged)
    add_child(staged, plan_ended_on=date(2026, 9, 30))
    allocate(staged)
    cases = staged.months(WORKERS, "cases")
    assert (cases["2026-08"], cases["2026-09"], cases["2026-10"]) == (1, 0, 0)


@pytest.mark.parametrize(
    ("role", "fte", "children", "limit", "is_over"),
    [
        pytest.param("social_worker", 1.0, 18, 18, False, id="at the limit"),
        pytest.param("social_worker", 1.0, 19, 18, True, id="one more"),
        pytest.param("social_worker", 0.5, 9, 9, False, id="half-time, at half the limit"),
        pytest.param("social_worker", 0.5, 10, 9, True, id="half-time, one more"),
        pytest.param("asye", 1.0, 13, 12, True, id="newly qualified"),
        pytest.param("advanced_practitioner", 0.8, 12, 12, False, id="15 for four days a week"),
        pytest.param("team_manager", 1.0, 3, None, None, id="no limit for managers"),
    ],
)
def test_the_limit_is_that_of_the_role_in_proportion_to_hours(
    staged: StagedTables, role: str, fte: float, children: int, limit: float | None, is_over: bool | None
) -> None:
    add_worker(staged, role=role, fte=fte)
    for number in range(children):
        add_child(staged, f"C{number}")
        allocate(staged, f"C{number}")
    found = october(staged, WORKERS, "cases", "caseload_limit", "is_over_limit", "full_time_equivalent")
    assert found == (children, limit, is_over, fte)


def test_without_the_feed_hours_and_role_are_those_of_the_dataset(staged: StagedTables) -> None:
    staged.add(
        "workers", worker_id="W1", job_title="Senior Social Worker", full_time_equivalent=0.6, is_agency=True
    )
    add_child(staged)
    allocate(staged)
    columns = ("role", "full_time_equivalent", "is_agency", "is_in_post", "is_social_worker", "cases")
    assert october(staged, WORKERS, *columns) == ("advanced_practitioner", 0.6, True, False, True, 1)


def test_without_any_hours_heads_are_counted(staged: StagedTables) -> None:
    add_child(staged)
    allocate(staged)
    assert october(staged, WORKERS, "full_time_equivalent", "is_social_worker", "role") == (1, True, None)


def test_hours_that_are_not_known_for_one_worker_stay_unknown(staged: StagedTables) -> None:
    add_worker(staged, "W2", fte=1.0)
    add_child(staged)
    allocate(staged)
    assert october(staged, WORKERS, "full_time_equivalent", worker_id="W1") is None


def test_the_last_day_in_post_is_in_post(staged: StagedTables) -> None:
    add_worker(staged, left_on=date(2026, 9, 30))
    assert list(staged.months(WORKERS, "is_in_post"))[-1] == "2026-09"


def test_a_worker_who_moved_team_stands_once_in_the_new_one(staged: StagedTables) -> None:
    add_worker(staged, in_team_to=date(2026, 9, 14))
    add_worker(staged, team_id="T2", in_team_from=date(2026, 9, 15))
    assert [row["team_id"] for row in staged.events(WORKERS) if row["month_end"] >= date(2026, 8, 31)] == [
        "T1",
        "T2",
        "T2",
    ]


def test_weights_add_up_and_an_unweighed_child_counts_one(staged: StagedTables) -> None:
    add_worker(staged)
    for child in ("C1", "C2"):
        add_child(staged, child)
        allocate(staged, child)
    staged.add(
        "caseload_weights", child_id="C1", weight=1.6, valid_from=LONG_AGO, valid_to=date(2026, 10, 31)
    )
    assert october(staged, WORKERS, "cases", "weighted_cases") == (2, 2.6)


def test_a_council_without_weights_has_no_weighted_cases(staged: StagedTables) -> None:
    add_worker(staged)
    add_child(staged)
    allocate(staged)
    assert october(staged, WORKERS, "weighted_cases") is None


def test_a_duty_worker_is_no_allocated_worker(staged: StagedTables) -> None:
    add_child(staged)
    allocate(staged, role_code="Duty Worker")
    assert october(staged, CASES, "has_allocated_worker", "team_id") == (False, None)


def test_a_care_leaver_s_worker_is_the_adviser(staged: StagedTables) -> None:
    staged.add("people", child_id="C1", born_on=date(2006, 5, 5))
    staged.add("care_leavers", care_leaver_id="L", child_id="C1", personal_adviser_id="W9", team_id="T9")
    found = october(staged, CASES, "case_status", "worker_id", "team_id", "has_allocated_worker")
    assert found == ("Care leaver", "W9", "T9", True)


def test_a_young_person_with_a_worker_and_an_adviser_is_a_case_of_each(staged: StagedTables) -> None:
    staged.add("people", child_id="C1", born_on=date(2009, 5, 5))
    staged.add("care_leavers", care_leaver_id="L", child_id="C1", personal_adviser_id="W9")
    add_child(staged)
    allocate(staged)
    assert october(staged, CASES, "case_status", "worker_id") == ("Child in need plan", "W1")
    assert october(staged, WORKERS, "cases", worker_id="W1") == 1
    assert october(staged, WORKERS, "cases", worker_id="W9") == 1


def test_the_vacancy_rate_counts_vacant_and_filled_posts_and_agency_is_not_in_post(
    staged: StagedTables,
) -> None:
    staged.add(
        "posts",
        month_end=date(2026, 10, 31),
        team_id="T1",
        role="social_worker",
        established_fte=20.0,
        permanent_fte=17.0,
        agency_fte=2.0,
        vacant_fte=3.0,
    )
    row = staged.event("posts_at_month_end")
    assert (row["vacant_full_time_equivalent"], row["posts_full_time_equivalent"]) == (3, 20)


def turnover(staged: StagedTables, month: str) -> tuple[float, float]:
    rows = [
        row for row in staged.events("turnover_at_month_end") if row["month_end"].strftime("%Y-%m") == month
    ]
    return (
        sum(row["left_full_time_equivalent"] for row in rows),
        sum(row["in_post_full_time_equivalent"] for row in rows),
    )


def test_turnover_looks_back_12_months_and_leaves_agency_and_moves_out(staged: StagedTables) -> None:
    add_worker(staged, "stays", fte=0.8)
    add_worker(staged, "moved", in_team_to=date(2026, 3, 1))
    add_worker(staged, "moved", team_id="T2", in_team_from=date(2026, 3, 2))
    add_worker(staged, "left", fte=0.5, left_on=date(2025, 11, 1), in_team_to=date(2025, 11, 1))
    add_worker(staged, "left long ago", left_on=date(2025, 10, 31))
    add_worker(staged, "agency", contract="agency", left_on=date(2026, 8, 1))
    add_worker(staged, "manager", role="team_manager", left_on=date(2026, 8, 1))
    assert turnover(staged, "2026-10") == pytest.approx((0.5, 1.8))


def test_the_last_day_is_both_in_post_and_gone(staged: StagedTables) -> None:
    add_worker(staged, left_on=date(2026, 9, 30))
    assert turnover(staged, "2026-09") == (1, 1)
    assert turnover(staged, "2026-10") == (1, 0)


def test_turnover_needs_12_months_of_records(staged: StagedTables) -> None:
    add_worker(staged)
    covered = staged.months("turnover_at_month_end", "is_year_covered")
    staged.cover(date(2025, 4, 1), date(2026, 11, 2))
    later = staged.months("turnover_at_month_end", "is_year_covered")
    assert covered["2024-01"] is True
    assert (later["2026-02"], later["2026-03"]) == (False, True)


def test_sickness_counts_working_days_within_the_year_in_proportion_to_hours(staged: StagedTables) -> None:
    """Monday 2 to Friday 13 March 2026 is 10 working days; September 2025 is out of the year to October 2026."""
    add_worker(
        staged, fte=0.5, in_team_from=date(2026, 3, 1), started_on=date(2026, 3, 1), left_on=date(2026, 3, 31)
    )
    for name, reason, start, end in (
        ("A", "sickness", date(2026, 3, 2), date(2026, 3, 13)),
        ("B", "other", date(2026, 3, 16), date(2026, 3, 20)),
        ("C", "sickness", date(2026, 3, 28), date(2026, 4, 10)),
    ):
        staged.add("absence", absence_id=name, worker_id="W1", reason=reason, started_on=start, ended_on=end)
    # March 2026 has 22 working days; of the second illness the 30th and 31st were in post
    row = october(staged, "absence_at_month_end", "days_lost_in_12_months", "days_available_in_12_months")
    assert row == (6, 11)


def test_a_council_without_the_feed_has_no_sickness_figure(staged: StagedTables) -> None:
    add_worker(staged)
    assert staged.events("absence_at_month_end") == []
