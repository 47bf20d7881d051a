"""Periods of care: what is one period, who is in care on a day, who left, who came back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables


def add_episode(
    staged: StagedTables, start: date, end: date | None = None, reason: str | None = None, **values: Any
) -> None:
    row = {"care_episode_id": f"E-{start}", "child_id": "C1", "ceased_reason_code": reason, **values}
    staged.add("care_episodes", episode_started_on=start, episode_ceased_on=end, **row)


def add_legal_status(
    staged: StagedTables, code: str, start: date, end: date | None = None, **values: Any
) -> None:
    row = {"legal_status_id": f"L-{code}-{start}", "child_id": "C1", "legal_status_code": code, **values}
    staged.add("legal_statuses", status_started_on=start, status_ended_on=end, **row)


def periods(staged: StagedTables, *columns: str) -> list[Any]:
    rows = staged.events("care_periods")
    return [tuple(row[column] for column in columns) for row in rows]


def months_in_care(staged: StagedTables) -> list[str]:
    return list(staged.months("care_at_month_end", "child_id"))


# What is one period


def test_episodes_that_follow_each_other_are_one_period(staged: StagedTables) -> None:
    add_episode(staged, date(2025, 1, 6), date(2025, 6, 2), "X1")
    add_episode(staged, date(2025, 6, 2), date(2025, 9, 1), "E4A")
    assert periods(staged, "care_started_on", "care_ended_on", "leaving_reason_code") == [
        (date(2025, 1, 6), date(2025, 9, 1), "E4A")
    ]
    assert len(staged.events("care_periods_ended")) == 1


@pytest.mark.parametrize(
    ("again", "entries"),
    [
        pytest.param(date(2025, 6, 2), 1, id="the same day"),
        pytest.param(date(2025, 6, 3), 1, id="the next day"),
        pytest.param(date(2025, 6, 4), 2, id="a day between"),
    ],
)
def test_coming_back_the_next_day_is_no_new_entry(staged: StagedTables, again: date, entries: int) -> None:
    add_episode(staged, date(2025, 1, 6), date(2025, 6, 2), "E8")
    add_episode(staged, again)
    assert len(staged.events("care_periods")) == entries
    assert len(staged.events("care_periods_ended")) == entries - 1


def test_x1_is_no_leaving_even_where_nothing_follows(staged: StagedTables) -> None:
    add_episode(staged, date(2025, 1, 6), date(2025, 6, 2), "X1")
    assert periods(staged, "care_ended_on", "left_care_on") == [(date(2025, 6, 2), None)]
    assert staged.events("care_periods_ended") == []
    assert months_in_care(staged)[-1] == "2025-05"


def test_the_entry_date_reaches_back_before_the_first_episode_on_record(staged: StagedTables) -> None:
    add_episode(staged, date(2021, 1, 6), entered_care_on=date(2017, 3, 1))
    assert periods(staged, "care_started_on") == [(date(2017, 3, 1),)]


def test_an_entry_date_from_an_earlier_period_is_not_taken_for_this_one(staged: StagedTables) -> None:
    add_episode(staged, date(2021, 1, 6), date(2021, 6, 1), "E4A", entered_care_on=date(2021, 1, 6))
    add_episode(staged, date(2025, 1, 6), entered_care_on=date(2021, 1, 6))
    assert periods(staged, "care_started_on") == [(date(2021, 1, 6),), (date(2025, 1, 6),)]


def test_an_episode_left_open_ends_when_the_next_one_starts(staged: StagedTables) -> None:
    add_episode(staged, date(2025, 1, 6))
    add_episode(staged, date(2025, 3, 3), date(2025, 6, 2), "E4A")
    assert periods(staged, "care_started_on", "left_care_on") == [(date(2025, 1, 6), date(2025, 6, 2))]


# Who is in care at a month's end


def test_a_child_is_in_care_from_the_first_day_up_to_but_not_on_the_last(staged: StagedTables) -> None:
    add_episode(staged, date(2025, 1, 31), date(2025, 3, 31), "E4A")
    assert months_in_care(staged) == ["2025-01", "2025-02"]


@pytest.mark.parametrize("code", ["V1", "V3", "V4"])
def test_short_breaks_are_marked_and_in_no_other_table(staged: StagedTables, code: str) -> None:
    add_episode(staged, date(2025, 1, 6), date(2025, 6, 2), "E8")
    add_legal_status(staged, code, date(2025, 1, 6), date(2025, 6, 2))
    staged.add("placements", placement_id="P", child_id="C1", placement_started_on=date(2025, 1, 6))
    staged.add("care_visits", visit_id="V", child_id="C1", visited_on=date(2025, 1, 9), is_child_seen=True)
    staged.add("care_reviews", review_id="R", child_id="C1", review_held_on=date(2025, 1, 20))
    assert periods(staged, "is_short_break") == [(True,)]
    for table in ("care_periods_ended", "care_at_month_end", "care_placements", "care_visits"):
        assert staged.events(table) == [], table
    for table in ("care_visits_due", "care_reviews", "care_reviews_due", "children_in_care_at_month_end"):
        assert staged.events(table) == [], table


def test_a_period_that_only_began_with_short_breaks_is_care(staged: StagedTables) -> None:
    add_episode(staged, date(2025, 1, 6))
    add_legal_status(staged, "V4", date(2025, 1, 6), date(2025, 6, 2))
    add_legal_status(staged, "C1", date(2025, 6, 2))
    assert periods(staged, "is_short_break") == [(False,)]


def test_an_open_episode_does_not_keep_an_18_year_old_in_care(staged: StagedTables) -> None:
    staged.add("people", child_id="C1", born_on=date(2008, 4, 30))
    add_episode(staged, date(2025, 1, 6))
    assert months_in_care(staged)[-1] == "2026-03"
    assert periods(staged, "in_care_until", "left_care_on") == [(date(2026, 4, 30), None)]


def test_a_period_that_starts_after_the_18th_birthday_is_left_out(staged: StagedTables) -> None:
    staged.add("people", child_id="C1", born_on=date(2008, 4, 30))
    add_episode(staged, date(2026, 4, 30))
    assert staged.events("care_periods") == []


def test_legal_status_is_the_one_of_the_day(staged: StagedTables) -> None:
    add_episode(staged, date(2026, 1, 5))
    add_legal_status(staged, "V2", date(2026, 1, 5), date(2026, 3, 31))
    add_legal_status(staged, "C1", date(2026, 3, 31))
    months = staged.months("care_at_month_end", "legal_status_code", "legal_status_started_on")
    assert months["2026-02"] == ("V2", date(2026, 1, 5))
    assert months["2026-03"] == ("C1", date(2026, 3, 31))


def test_an_unaccompanied_child_is_marked(staged: StagedTables) -> None:
    staged.add("people", child_id="C1", born_on=date(2010, 1, 1))
    staged.add("immigration_statuses", immigration_status_id="I", child_id="C1", immigration_status="UASC")
    add_episode(staged, date(2026, 1, 5))
    assert staged.months("children_in_care_at_month_end", "is_uasc")["2026-01"] is True


# Leaving and coming back


@pytest.mark.parametrize(
    ("again", "is_back"), [(date(2026, 3, 2), True), (date(2026, 3, 3), False), (None, False)]
)
def test_back_in_care_within_12_months_is_up_to_the_same_day(
    staged: StagedTables, again: date | None, is_back: bool
) -> None:
    add_episode(staged, date(2024, 1, 8), date(2025, 3, 2), "E4A")
    if again:
        add_episode(staged, again)
        assert periods(staged, "is_back_within_12_months")[1] == (is_back,)
    row = staged.event("care_periods_ended")
    assert (row["is_back_within_12_months"], row["is_return_home"]) == (is_back, True)


def test_a_short_break_in_between_is_no_return_to_care(staged: StagedTables) -> None:
    add_episode(staged, date(2024, 1, 8), date(2025, 3, 2), "E4A")
    add_legal_status(staged, "V2", date(2024, 1, 8), date(2025, 3, 2))
    add_episode(staged, date(2025, 6, 2), date(2025, 6, 5), "E8")
    add_legal_status(staged, "V4", date(2025, 6, 2), date(2025, 6, 5))
    assert staged.event("care_periods_ended")["is_back_within_12_months"] is False


@pytest.mark.parametrize(("left", "is_known"), [(date(2025, 11, 1), True), (date(2025, 11, 2), False)])
def test_whether_a_child_came_back_is_known_after_12_months(
    staged: StagedTables, left: date, is_known: bool
) -> None:
    add_episode(staged, date(2024, 1, 8), left, "E4B")
    assert staged.event("care_periods_ended")["is_12_months_ago"] is is_known


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("E11", "Adopted"),
        ("E48", "Special guardianship"),
        ("E4B", "Returned home"),
        ("E17", "Stayed with carers at 18"),
    ],
)
def test_reasons_for_leaving_have_words(staged: StagedTables, code: str, words: str) -> None:
    add_episode(staged, date(2024, 1, 8), date(2025, 3, 2), code)
    assert staged.event("care_periods_ended")["leaving_reason"] == words


def test_only_the_last_leaving_of_a_financial_year_is_the_one_of_the_year(staged: StagedTables) -> None:
    spells = [
        (date(2024, 1, 8), date(2025, 3, 31)),  # the last of 2024-25
        (date(2025, 4, 7), date(2025, 6, 2)),
        (date(2025, 8, 4), date(2026, 3, 31)),  # the last of 2025-26
        (date(2026, 4, 6), date(2026, 5, 31)),
    ]
    for number, (started_on, ceased_on) in enumerate(spells):
        staged.add(
            "care_episodes",
            care_episode_id=f"E{number}",
            child_id="C1",
            episode_started_on=started_on,
            episode_ceased_on=ceased_on,
            ceased_reason_code="E4A",
        )
    left = {row["left_care_on"]: row["is_last_in_year"] for row in staged.events("care_periods_ended")}
    assert list(left.values()) == [True, False, True, True]


def test_team_and_worker_of_a_leaving_are_those_of_its_day(staged: StagedTables) -> None:
    add_episode(staged, date(2026, 1, 5), date(2026, 5, 5), "E4A")
    for worker, start in (("W1", date(2026, 1, 5)), ("W2", date(2026, 5, 1))):
        staged.add(
            "involvements",
            involvement_id=worker,
            child_id="C1",
            worker_id=worker,
            team_id=f"T-{worker}",
            role_code="CW",
            involvement_started_on=start,
        )
    assert staged.event("care_periods")["worker_id"] == "W1"
    assert staged.event("care_periods_ended")["team_id"] == "T-W2"
    assert staged.months("children_in_care_at_month_end", "worker_id")["2026-04"] == "W1"


# Back within 12 months, and when that is known


def answer(staged: StagedTables, known_on: date, is_second: bool | None) -> None:
    staged.add(
        "annex_a_counts",
        child_id="C1",
        list_number=8,
        known_on=known_on,
        has_second_care_period_in_12_months=is_second,
    )


def test_coming_back_is_known_once_the_extracts_reach_back_12_months(staged: StagedTables) -> None:
    staged.cover(date(2025, 4, 1), date(2026, 11, 2))
    add_episode(staged, date(2025, 5, 6), date(2025, 6, 2), "E4A")
    add_episode(staged, date(2025, 7, 7), date(2026, 3, 2), "E4A")
    add_episode(staged, date(2026, 4, 1))
    assert periods(staged, "is_back_within_12_months", "is_back_known") == [
        (False, False),
        (True, False),
        (True, True),
    ]


@pytest.mark.parametrize(
    ("is_second", "expected"), [(True, (True, True)), (False, (False, True)), (None, (False, False))]
)
def test_annex_a_answers_whether_a_period_is_a_second_one(
    staged: StagedTables, is_second: bool | None, expected: tuple[bool, bool]
) -> None:
    staged.cover(date(2026, 3, 31), date(2026, 11, 2))
    add_episode(staged, date(2026, 6, 2))
    answer(staged, date(2026, 6, 30), is_second)
    assert periods(staged, "is_back_within_12_months", "is_back_known") == [expected]


def test_an_answer_is_about_the_period_of_its_day_and_a_yes_is_not_taken_back(staged: StagedTables) -> None:
    staged.cover(date(2026, 3, 31), date(2026, 11, 2))
    add_episode(staged, date(2026, 4, 7), date(2026, 5, 5), "E4A")
    add_episode(staged, date(2026, 6, 2))
    answer(staged, date(2026, 4, 30), False)
    answer(staged, date(2026, 6, 30), True)
    answer(staged, date(2026, 10, 31), False)
    assert periods(staged, "is_back_within_12_months", "is_back_known") == [(False, True), (True, True)]
