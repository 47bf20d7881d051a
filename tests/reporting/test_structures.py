"""Which teams of today carry the history of which older ones: the rules, one by one."""

from __future__ import annotations

from datetime import date

from reporting.structures import SharedHistory, TeamChange, todays_structure

JULY = date(2024, 7, 1)


def change(old: str, new: str, on: date = JULY) -> TeamChange:
    return TeamChange(on, old, new)


def test_a_renamed_team_carries_its_old_self() -> None:
    assert todays_structure(["old", "new"], [change("old", "new")]) == (
        SharedHistory(("new",), ("new", "old")),
    )


def test_a_team_that_did_not_change_carries_itself() -> None:
    assert todays_structure(["one", "two"], []) == (
        SharedHistory(("one",), ("one",)),
        SharedHistory(("two",), ("two",)),
    )


def test_a_merged_team_carries_all_it_came_from() -> None:
    found = todays_structure(["a", "b", "both"], [change("a", "both"), change("b", "both")])
    assert found == (SharedHistory(("both",), ("a", "b", "both")),)


def test_the_teams_of_a_split_carry_its_history_together() -> None:
    found = todays_structure(["old", "east", "west"], [change("old", "east"), change("old", "west")])
    assert found == (SharedHistory(("east", "west"), ("east", "old", "west")),)


def test_what_one_of_the_teams_of_a_split_took_over_beside_belongs_to_both() -> None:
    changes = [change("old", "east"), change("old", "west"), change("other", "west")]
    (history,) = todays_structure([], changes)
    assert history == SharedHistory(("east", "west"), ("east", "old", "other", "west"))


def test_two_changes_one_after_the_other_lead_to_the_last() -> None:
    changes = [change("second", "third"), change("first", "second", date(2022, 4, 1))]
    assert todays_structure([], changes) == (SharedHistory(("third",), ("first", "second", "third")),)


def test_a_team_that_gave_work_away_and_goes_on_is_one_of_todays() -> None:
    found = todays_structure([], [change("big", "big"), change("big", "small")])
    assert found == (SharedHistory(("big", "small"), ("big", "small")),)


def test_a_name_that_came_back_is_one_of_todays_again() -> None:
    changes = [change("a", "b", date(2022, 4, 1)), change("b", "a")]
    assert todays_structure([], changes) == (SharedHistory(("a",), ("a", "b")),)


def test_a_team_without_a_follower_keeps_its_history() -> None:
    found = todays_structure(["closed", "old", "new"], [change("old", "new")])
    assert SharedHistory(("closed",), ("closed",)) in found


def test_every_team_is_in_exactly_one_history() -> None:
    changes = [change("a", "x"), change("a", "y"), change("b", "y"), change("c", "z")]
    found = todays_structure(["a", "b", "c", "d", "x", "y", "z"], changes)
    carried = [team for history in found for team in history.carried_teams]
    assert sorted(carried) == ["a", "b", "c", "d", "x", "y", "z"]
