"""The generator's own tools: working days, regular events, teams before and after the reorganisation."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from data.errors import StoreError
from data.sources.feeds.spec import feed_spec
from data.synthetic.arrays import Dates, Numbers, Shares, birthday, years_old
from data.synthetic.feed_check import feed_problems
from data.synthetic.randomness import sibling_draws
from data.synthetic.regular_events import Rhythm, Stretches, regular_events
from data.synthetic.teams import POSITION, SERVICE_AREAS, TEAMS, team_changes, team_of
from data.synthetic.trajectories import CURVES, share_on
from data.synthetic.working_days import add_working_days, calendar, is_working_day, working_days_between

Read = Callable[[str], pd.DataFrame]


def days(*texts: str) -> Dates:
    return np.array(texts, dtype="datetime64[D]")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-03-25", "2024-03-25", 0),  # the same day
        ("2024-03-25", "2024-03-26", 1),
        ("2024-03-28", "2024-04-02", 1),  # over Easter
        ("2024-03-22", "2024-03-23", 0),  # Friday to Saturday
        ("2024-03-23", "2024-03-25", 1),  # Saturday to Monday
        ("2024-03-23", "2024-03-24", 0),
        ("2023-12-22", "2024-01-02", 4),  # over Christmas
        ("2024-05-03", "2024-05-07", 1),  # early May
    ],
)
def test_working_days_are_counted_after_the_start_up_to_the_end(start: str, end: str, expected: int) -> None:
    assert working_days_between(days(start), days(end)).tolist() == [expected]


@pytest.mark.parametrize(
    ("start", "number", "due"),
    [
        ("2024-03-28", 15, "2024-04-22"),
        ("2024-03-22", 45, "2024-05-30"),
        ("2024-03-23", 45, "2024-05-30"),  # a Saturday is due with the Friday before
        ("2023-12-15", 15, "2024-01-10"),
        ("2024-04-02", 20, "2024-04-30"),
        ("2025-04-14", 10, "2025-04-30"),
    ],
)
def test_due_dates_are_the_worked_examples(start: str, number: int, due: str) -> None:
    assert add_working_days(days(start), number) == days(due)


def test_bank_holidays_are_those_of_the_government(bank_holidays: list[str]) -> None:
    known = calendar().holidays
    inside = known[(known >= np.datetime64("2021-12-27")) & (known <= np.datetime64("2026-12-31"))]
    weekdays = inside[np.is_busday(inside)]
    assert weekdays.tolist() == days(*bank_holidays).tolist()


def test_a_date_that_has_not_come_about_stays_so() -> None:
    assert np.isnat(add_working_days(days("NaT"), 3)).all()
    assert not is_working_day(days("NaT")).any()


def test_ages_and_birthdays_of_a_leap_day() -> None:
    born = days("2004-02-29", "2004-03-01")
    assert birthday(born, 18).tolist() == days("2022-03-01", "2022-03-01").tolist()
    assert years_old(born, days("2022-02-28", "2022-03-01")).tolist() == [17, 18]
    assert years_old(born, days("2003-12-31", "2004-03-01")).tolist() == [-1, 0]


def everything(share: float) -> Callable[[Dates, Numbers], Shares]:
    return lambda due_on, stretch: np.full(len(due_on), share)


STRETCHES = Stretches(
    days("2025-01-06", "2025-03-29", "2020-01-01"), days("2026-01-05", "2025-12-31", "2025-12-31")
)
FROM = np.datetime64("2024-01-01")


@pytest.mark.parametrize(
    "rhythm", [Rhythm(28, 28), Rhythm(10, 10, in_working_days=True, first_in_working_days=True)]
)
def test_events_that_are_all_on_time_fall_on_working_days_within_the_interval(rhythm: Rhythm) -> None:
    events = regular_events(np.random.default_rng(1), STRETCHES, rhythm, everything(1.0), not_before=FROM)
    held = ~np.isnat(events.held_on)
    assert (events.held_on[held] <= events.due_on[held]).all()
    assert is_working_day(events.held_on[held]).all()
    first = np.flatnonzero((events.stretch == 0) & (events.number == 1))[0]
    due = add_working_days(days("2025-01-06"), 10) if rhythm.in_working_days else days("2025-02-03")
    assert events.due_on[first] == due[0]
    following = (events.stretch[1:] == events.stretch[:-1]) & held[:-1]
    gap = np.diff(events.held_on)[following & held[1:]].astype(int)
    assert gap.min() >= 1 and gap.max() <= 28
    assert (np.diff(events.number)[events.stretch[1:] == events.stretch[:-1]] == 1).all()


def test_events_that_are_all_late_come_after_the_due_day_and_the_next_clock_starts_then() -> None:
    events = regular_events(
        np.random.default_rng(1), STRETCHES, Rhythm(28, 28), everything(0.0), not_before=FROM
    )
    held = ~np.isnat(events.held_on)
    assert (events.held_on[held] > events.due_on[held]).all()
    inside = held[:-1] & (events.stretch[1:] == events.stretch[:-1])
    assert ((events.due_on[1:] - events.held_on[:-1])[inside].astype(int) == 28).all()


def test_something_due_that_did_not_happen_before_the_end_is_kept_without_a_date() -> None:
    one = Stretches(days("2025-01-06"), days("2025-02-03"))
    events = regular_events(np.random.default_rng(1), one, Rhythm(28, 28), everything(0.0), not_before=FROM)
    assert events.due_on.tolist() == days("2025-02-03").tolist()
    assert np.isnat(events.held_on).all()


def test_brothers_and_sisters_share_most_draws() -> None:
    family = np.repeat(np.arange(4_000), 2)
    draws = sibling_draws(np.random.default_rng(1), family).reshape(-1, 2)
    alike = (draws[:, 0] == draws[:, 1]).mean()
    assert alike == pytest.approx(0.85**2, abs=0.02)
    assert draws.mean() == pytest.approx(0.5, abs=0.02)


def test_curves_are_joined_by_straight_lines_and_flat_at_the_ends() -> None:
    assert CURVES["dental_check"][0] == ("2021-11", 72)
    assert share_on("dental_check", days("2019-05-01"))[0] == pytest.approx(0.72)
    halfway = np.datetime64("2021-11-01") + (np.datetime64("2022-12-01") - np.datetime64("2021-11-01")) // 2
    assert share_on("dental_check", np.array([halfway]))[0] == pytest.approx(0.75, abs=0.001)
    assert share_on("dental_check", days("2026-10-31"))[0] == pytest.approx(0.88)
    assert (
        share_on("dental_check", days("2022-12-31"), 30)[0] == share_on("dental_check", days("2022-12-01"))[0]
    )


def test_a_desk_belongs_to_the_old_team_until_the_day_before_the_reorganisation() -> None:
    desk = np.array([POSITION["Safeguarding West"]] * 2)
    found = team_of(desk, days("2024-06-30", "2024-07-01"))
    assert [TEAMS[team].name for team in found] == ["Family Support and Protection 3", "Safeguarding West"]
    merged = np.array([POSITION["Placements and Kinship"]] * 2)
    found = team_of(merged, days("2024-06-30", "2024-06-30"), np.array([4, 5]))
    assert {TEAMS[team].name for team in found} == {"Placements", "Connected Carers"}


def test_every_old_team_has_an_heir_and_every_new_one_a_service(feed: Read) -> None:
    teams = feed("teams")
    assert 28 <= teams["valid_to"].isna().sum() <= 32
    assert set(teams["service_area"]) == set(SERVICE_AREAS)
    ended = set(teams.loc[teams["valid_to"].notna(), "team_id"])
    changes = feed("team_changes")
    assert set(changes["old_team_id"]) == ended
    assert set(changes["kind"]) == {"renamed", "moved", "split", "merged"}
    assert {change.kind for change in team_changes()} == set(changes["kind"])
    assert (changes["changed_on"] == pd.Timestamp(2024, 7, 1)).all()


def test_a_feed_that_is_not_as_written_is_refused_with_every_problem() -> None:
    name = "cin_reviews"
    columns = [column.received for column in feed_spec(name).table.columns]
    good = pa.table({column: pa.array(["Y"]) for column in columns})
    assert feed_problems(name, good) == []
    blank = good.set_column(0, columns[0], pa.nulls(1, pa.string()))
    wrong = blank.set_column(5, "plan_updated", pa.array(["perhaps"]))
    assert feed_problems(name, wrong) == [
        "cin_reviews: cin_review_id is required, but 1 rows have none.",
        "cin_reviews: plan_updated has codes that are not allowed: ['perhaps'].",
    ]
    assert "its file says" in feed_problems(name, good.drop_columns(["due_on"]))[0]
    with pytest.raises(StoreError, match="there is no feed 'weather'"):
        feed_problems("weather", good)
