"""Missing children: 72 hours by the clock on the wall, who is asked at all, and who is missing at month ends."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables

RETURNED_AT = datetime(2026, 9, 4, 18, 30)  # a Friday


def add_episode(staged: StagedTables, name: str = "M", child: str = "C1", **values: Any) -> None:
    dates = {"episode_started_on": date(2026, 9, 3), "episode_ended_on": date(2026, 9, 4)}
    staged.add(
        "missing_episodes",
        **{"missing_episode_id": name, "child_id": child, "episode_type": "Missing", **dates, **values},
    )


def add_interview(staged: StagedTables, name: str = "M", child: str = "C1", **values: Any) -> None:
    row = {"missing_id": name, "child_id": child, "setting": "home", "returned_at": RETURNED_AT, **values}
    staged.add("return_home_interviews", **row)


def add_care(staged: StagedTables, child: str = "C1", **values: Any) -> None:
    staged.add("people", child_id=child, born_on=date(2012, 1, 1))
    staged.add(
        "care_episodes",
        **{
            "care_episode_id": f"E-{child}",
            "child_id": child,
            "episode_started_on": date(2024, 1, 1),
            "start_reason_code": "S",
            **values,
        },
    )


@pytest.mark.parametrize(
    ("returned_at", "held_at", "is_in_time"),
    [
        pytest.param(RETURNED_AT, datetime(2026, 9, 7, 18, 30), True, id="72 hours over a weekend"),
        pytest.param(RETURNED_AT, datetime(2026, 9, 7, 18, 31), False, id="a minute more"),
        pytest.param(
            datetime(2026, 10, 24, 12),
            datetime(2026, 10, 27, 12),
            True,
            id="the wall clock when clocks go back",
        ),
        pytest.param(
            datetime(2026, 8, 28, 9), datetime(2026, 9, 1, 8), False, id="a bank holiday counts too"
        ),
        pytest.param(
            datetime(2026, 9, 4), datetime(2026, 9, 7, 15), True, id="day three, return without a time"
        ),
        pytest.param(datetime(2026, 9, 4), datetime(2026, 9, 8), False, id="day four, no times"),
        pytest.param(RETURNED_AT, datetime(2026, 9, 7), True, id="day three, interview without a time"),
        pytest.param(RETURNED_AT, None, False, id="never held"),
    ],
)
def test_an_interview_is_on_time_within_72_hours(
    staged: StagedTables, returned_at: datetime, held_at: datetime | None, is_in_time: bool
) -> None:
    add_episode(staged)
    add_interview(staged, returned_at=returned_at, held_at=held_at)
    assert staged.event("missing_episodes")["is_interviewed_in_72_hours"] is is_in_time


def test_an_offer_has_its_own_72_hours(staged: StagedTables) -> None:
    add_episode(staged)
    add_interview(staged, offered_at=datetime(2026, 9, 7, 18, 30), held_at=datetime(2026, 9, 9, 10))
    row = staged.event("missing_episodes")
    assert (row["is_offered_in_72_hours"], row["is_interviewed_in_72_hours"]) == (True, False)
    assert row["hours_to_offer"] == 72


def test_a_refused_interview_stays_applicable_and_is_marked(staged: StagedTables) -> None:
    add_episode(staged, interview_offered_code="Y", interview_accepted_code="N")
    add_interview(staged, offered_at=datetime(2026, 9, 5), accepted="N")
    row = staged.event("missing_episodes")
    assert (row["is_interview_applicable"], row["is_interview_refused"]) == (True, True)
    assert (row["is_interview_accepted"], row["is_interviewed_in_72_hours"]) == (False, False)


def test_an_interview_that_was_held_was_not_refused(staged: StagedTables) -> None:
    add_episode(staged, interview_accepted_code="N")
    add_interview(staged, accepted="N", held_at=datetime(2026, 9, 5, 9))
    row = staged.event("missing_episodes")
    assert (row["is_interview_refused"], row["is_interview_accepted"], row["is_interview_offered"]) == (
        False,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("values", "is_applicable"),
    [
        pytest.param({}, True, id="missing and back"),
        pytest.param({"interview_offered_code": "N"}, True, id="not offered stays in"),
        pytest.param({"interview_offered_code": "NA"}, False, id="NA is out"),
        pytest.param({"episode_ended_on": None}, False, id="still missing"),
        pytest.param({"episode_type": "Away"}, False, id="Away is not Missing"),
        pytest.param({"episode_type": "A"}, False, id="the code of Away"),
        pytest.param({"episode_type": "M"}, True, id="the code of Missing"),
        pytest.param({"episode_type": None}, True, id="without a type"),
    ],
)
def test_who_is_due_an_interview(staged: StagedTables, values: dict[str, Any], is_applicable: bool) -> None:
    add_episode(staged, **values)
    assert staged.event("missing_episodes")["is_interview_applicable"] is is_applicable


def test_without_a_row_in_the_feed_only_the_letters_are_known(staged: StagedTables) -> None:
    add_episode(staged, interview_offered_code="Y", interview_accepted_code="Y")
    row = staged.event("missing_episodes")
    assert (row["is_interview_offered"], row["is_interview_accepted"]) == (True, True)
    assert (row["has_interview_record"], row["is_interviewed_in_72_hours"]) == (False, False)
    assert row["is_interview_known"] is False


def test_once_the_feed_has_begun_no_row_means_not_done(staged: StagedTables) -> None:
    for name, ended_on in {"A": date(2026, 9, 2), "B": date(2026, 9, 3), "C": date(2026, 10, 29)}.items():
        add_episode(staged, name, episode_started_on=date(2026, 9, 1), episode_ended_on=ended_on)
    add_episode(staged, "D", episode_started_on=date(2026, 10, 30), episode_ended_on=date(2026, 10, 30))
    add_episode(staged, "first")
    add_interview(staged, "first", returned_at=datetime(2026, 9, 3, 9), held_at=datetime(2026, 9, 4, 9))
    # a row of an episode that the case system does not have begins nothing
    add_interview(staged, "elsewhere", "C9", returned_at=datetime(2026, 1, 1, 9))
    rows = {row["event_id"].split(":")[-1]: row for row in staged.events("missing_episodes")}
    assert {name: rows[name]["is_interview_known"] for name in ("A", "B", "C", "D", "first")} == {
        "A": False,
        "B": True,
        "C": True,
        "D": True,
        "first": True,
    }
    # 29 October and three days is 1 November, before the extract of the 2nd; the 30th is too recent
    assert [rows[name]["is_too_recent_for_interview"] for name in ("B", "C", "D")] == [False, False, True]
    assert [rows[name]["is_interviewed_in_72_hours"] for name in ("B", "first")] == [False, True]


def test_72_hours_that_are_not_over_at_the_extract_are_too_recent(staged: StagedTables) -> None:
    """The extract is of 2 November, and that day itself is not over."""
    for name, returned_at in {"A": datetime(2026, 10, 29, 10), "B": datetime(2026, 10, 30, 10)}.items():
        add_episode(staged, name, episode_ended_on=returned_at.date())
        add_interview(staged, name, returned_at=returned_at)
    early, late = staged.events("missing_episodes")
    assert (early["is_too_recent_for_interview"], late["is_too_recent_for_interview"]) == (False, True)
    assert (early["is_too_recent_for_offer"], late["is_too_recent_for_offer"]) == (False, True)


def test_an_interview_dated_before_the_return_is_marked(staged: StagedTables) -> None:
    add_episode(staged)
    add_interview(staged, held_at=datetime(2026, 9, 1, 9))
    assert staged.event("missing_episodes")["is_interviewed_before_return"]


def test_an_episode_only_the_feed_knows_keeps_its_row_without_a_start(staged: StagedTables) -> None:
    add_interview(staged, setting="care")
    row = staged.event("missing_episodes")
    assert (row["episode_started_on"], row["episode_ended_on"]) == (None, date(2026, 9, 4))
    assert (row["is_from_care"], row["landed_table"]) == (True, "return_home_interviews")


def test_a_child_in_care_on_the_day_went_missing_from_care(staged: StagedTables) -> None:
    add_care(staged)
    add_care(staged, "C2", episode_ceased_on=date(2026, 9, 3), ceased_reason_code="E4A")
    add_episode(staged, "A", "C1")
    add_episode(staged, "B", "C2")
    assert [row["is_from_care"] for row in staged.events("missing_episodes")] == [True, False]


def test_three_starts_in_90_days_are_often(staged: StagedTables) -> None:
    """90 days up to 31 October begin with 3 August."""
    for day in (date(2026, 8, 3), date(2026, 9, 3), date(2026, 10, 31)):
        add_episode(staged, f"A{day}", "C1", episode_started_on=day, episode_ended_on=day)
    for day in (date(2026, 8, 2), date(2026, 9, 3), date(2026, 10, 31)):
        add_episode(staged, f"B{day}", "C2", episode_started_on=day, episode_ended_on=day)
    columns = ("missing_episodes_in_90_days", "is_missing_3_times_in_90_days")
    table = "children_missing_at_month_end"
    assert staged.months(table, *columns, child_id="C1")["2026-10"] == (3, True)
    assert staged.months(table, *columns, child_id="C2")["2026-10"] == (2, False)


def test_away_never_makes_a_child_missing(staged: StagedTables) -> None:
    add_episode(staged, episode_type="Away", episode_ended_on=None)
    assert staged.events("children_missing_at_month_end") == []


def test_a_child_is_missing_until_the_day_of_return(staged: StagedTables) -> None:
    add_episode(staged, episode_started_on=date(2026, 7, 20), episode_ended_on=date(2026, 9, 30))
    months = staged.months("children_missing_at_month_end", "is_missing_now", "days_missing")
    assert (months["2026-07"], months["2026-08"], months["2026-09"]) == (
        (True, 11),
        (True, 42),
        (False, None),
    )


def test_12_months_look_back_to_the_same_day_of_the_year_before(staged: StagedTables) -> None:
    add_care(staged)
    add_care(staged, "C2")
    add_episode(staged, "A", "C1", episode_started_on=date(2025, 10, 30), episode_ended_on=date(2025, 10, 31))
    add_episode(staged, "B", "C2", episode_started_on=date(2025, 10, 30), episode_ended_on=date(2025, 11, 1))
    table, column = "children_missing_at_month_end", "is_missing_from_care_in_12_months"
    assert staged.months(table, column, child_id="C1")["2026-10"] is False
    assert staged.months(table, column, child_id="C2")["2026-10"] is True


def test_children_in_care_who_never_went_missing_are_there_too(staged: StagedTables) -> None:
    add_care(staged)
    months = staged.months("children_missing_at_month_end", "is_in_care", "missing_episodes_in_12_months")
    assert months["2026-10"] == (True, 0)


def test_missing_from_home_before_care_is_not_missing_from_care(staged: StagedTables) -> None:
    add_care(staged, episode_started_on=date(2026, 9, 10))
    add_episode(staged)
    row = staged.months(
        "children_missing_at_month_end",
        "is_in_care",
        "is_missing_from_care_in_12_months",
        "is_missing_from_home_in_12_months",
    )["2026-10"]
    assert row == (True, False, True)


# What Annex A gives: how often each child in care went missing in the 12 months up to a workbook


def missing_from_care(staged: StagedTables, child: str = "C1") -> dict[str, Any]:
    return staged.months("children_missing_at_month_end", "is_missing_from_care_in_12_months", child_id=child)


def supply(staged: StagedTables, known_on: date, times: int | None, child: str = "C1") -> None:
    staged.add(
        "annex_a_counts", child_id=child, list_number=8, known_on=known_on, missing_last_12_months=times
    )


def test_a_number_of_times_missing_counts_for_the_month_end_of_its_workbook_only(
    staged: StagedTables,
) -> None:
    add_care(staged)
    add_care(staged, "C2")
    supply(staged, date(2026, 6, 30), 2)
    supply(staged, date(2026, 7, 31), 0)
    supply(staged, date(2026, 9, 14), 5)  # the nearest that is known of the end of August
    supply(staged, date(2026, 6, 30), None, "C2")
    months = missing_from_care(staged)
    assert [months[month] for month in ("2026-05", "2026-06", "2026-07", "2026-08", "2026-09")] == [
        None,
        True,
        False,
        True,
        None,
    ]
    assert missing_from_care(staged, "C2")["2026-06"] is None  # a blank is not none
    row = staged.months(
        "children_missing_at_month_end",
        "missing_episodes_in_12_months",
        "is_missing_from_home_in_12_months",
        "is_missing_now",
        child_id="C1",
    )["2026-06"]
    assert row == (2, False, False)


def test_the_first_workbook_after_a_month_end_counts_and_not_the_highest_number(staged: StagedTables) -> None:
    add_care(staged)
    for known_on, times in ((date(2026, 6, 30), 0), (date(2026, 7, 10), 3), (date(2026, 7, 20), 1)):
        supply(staged, known_on, times)
    assert missing_from_care(staged)["2026-06"] is False


def test_a_child_who_was_missing_and_has_left_care_is_there_and_not_in_care(staged: StagedTables) -> None:
    add_care(staged, episode_ceased_on=date(2026, 6, 12))
    supply(staged, date(2026, 6, 30), 1)
    table, columns = "children_missing_at_month_end", ("is_in_care", "is_missing_from_care_in_12_months")
    assert staged.months(table, *columns) == {
        **dict.fromkeys((m for m in staged.months(table, "is_in_care") if m < "2026-06"), (True, None)),
        "2026-06": (False, True),
    }


def test_where_episodes_are_recorded_they_win_over_the_number(staged: StagedTables) -> None:
    add_care(staged)
    add_episode(staged)
    supply(staged, date(2026, 9, 30), 4)
    months = staged.months("children_missing_at_month_end", "missing_episodes_in_12_months", child_id="C1")
    assert months["2026-09"] == 1
