"""The BRAG rating of one action of an improvement plan: blue, red, amber, green, or not rated.

Blue is complete and nothing else: a plan that prints "Blue" without a key, or "in place", has not
said that the action is finished. A blank is not green.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from metrics.periods import MONTH_NAMES

BragWord = Literal["complete", "on track", "at risk", "off track", "overdue", "not rated"]
BragColour = Literal["blue", "green", "amber", "red", "none"]

COLOUR_OF_WORD: dict[BragWord, BragColour] = {
    "complete": "blue",
    "on track": "green",
    "at risk": "amber",
    "off track": "red",
    "overdue": "red",
    "not rated": "none",
}
WORD_OF_PRINTED_RATING: dict[str, BragWord] = {
    "completed": "complete",
    "complete": "complete",
    "green": "on track",
    "g": "on track",
    "on track": "on track",
    "amber": "at risk",
    "yellow": "at risk",
    "a": "at risk",
    "at risk": "at risk",
    "red": "off track",
    "r": "off track",
    "off track": "off track",
}


@dataclass(frozen=True)
class BragRating:
    """The rating of one action: word, colour and the reason as a sentence."""

    word: BragWord
    colour: BragColour
    reason: str


def rate_action(
    printed_rating: str | None, *, is_complete: bool, due_on: date | None, as_at: date
) -> BragRating:
    """Return the rating of an action as at a day.

    Complete (recorded so, or reported as completed) is blue whatever the date. Otherwise an action
    is overdue, red, from the day after `due_on`, whatever was reported. Otherwise the reported
    colour or word counts, in any case; a blank, or a word outside WORD_OF_PRINTED_RATING, is not
    rated. Nothing is guessed.
    """
    printed = " ".join((printed_rating or "").split())
    reported = WORD_OF_PRINTED_RATING.get(printed.lower())
    if is_complete or reported == "complete":
        return rating("complete", "Recorded as complete.")
    if due_on is not None and due_on < as_at:
        return rating("overdue", f"Was due on {day_words(due_on)} and is not recorded as complete.")
    if reported is not None:
        return rating(reported, f"Reported as {printed}.")
    if printed:
        return rating("not rated", f"Reported as {printed!r}, which does not say whether it is on track.")
    return rating("not rated", "No rating was reported.")


def rating(word: BragWord, reason: str) -> BragRating:
    """Return the rating with the colour that belongs to its word."""
    return BragRating(word, COLOUR_OF_WORD[word], reason)


def day_words(day: date) -> str:
    """Return a date as people write it.

    >>> day_words(date(2024, 7, 1))
    '1 July 2024'
    """
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
