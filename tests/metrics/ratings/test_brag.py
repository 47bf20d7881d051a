"""The BRAG rating of one action: the printed word, the date, and what is not guessed."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.ratings.brag import rate_action

TODAY = date(2024, 10, 31)


@pytest.mark.parametrize(
    ("printed", "word", "colour"),
    [
        ("Green", "on track", "green"),
        ("green ", "on track", "green"),
        ("On  track", "on track", "green"),
        ("Amber", "at risk", "amber"),
        ("Yellow", "at risk", "amber"),
        ("RED", "off track", "red"),
        ("Completed", "complete", "blue"),
        ("", "not rated", "none"),
        (None, "not rated", "none"),
        ("Blue", "not rated", "none"),
        ("In place", "not rated", "none"),
    ],
)
def test_a_printed_rating(printed: str | None, word: str, colour: str) -> None:
    rating = rate_action(printed, is_complete=False, due_on=None, as_at=TODAY)
    assert (rating.word, rating.colour) == (word, colour)


def test_complete_is_blue_whatever_was_printed_and_however_late() -> None:
    rating = rate_action("Red", is_complete=True, due_on=date(2024, 1, 1), as_at=TODAY)
    assert (rating.word, rating.colour) == ("complete", "blue")


def test_an_action_is_overdue_from_the_day_after_it_is_due() -> None:
    on_the_day = rate_action("Green", is_complete=False, due_on=TODAY, as_at=TODAY)
    assert on_the_day.word == "on track"
    day_after = rate_action("Green", is_complete=False, due_on=date(2024, 10, 30), as_at=TODAY)
    assert (day_after.word, day_after.colour) == ("overdue", "red")
    assert day_after.reason == "Was due on 30 October 2024 and is not recorded as complete."


def test_a_word_that_says_nothing_is_quoted() -> None:
    rating = rate_action("In place", is_complete=False, due_on=None, as_at=TODAY)
    assert rating.reason == "Reported as 'In place', which does not say whether it is on track."
