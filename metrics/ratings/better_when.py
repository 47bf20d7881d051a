"""Reads which way of moving is good, for one series or for many."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.ratings.errors import RatingInputError
from metrics.vocabulary import BetterWhen

DIRECTION_OF_WORD = {str(direction): direction for direction in BetterWhen}


def read_better_when(word: str) -> BetterWhen:
    """Return the direction that `word` names; raises RatingInputError if it names none."""
    direction = DIRECTION_OF_WORD.get(word)
    if direction is None:
        raise RatingInputError(f"better_when is {word!r}; it must be one of {', '.join(DIRECTION_OF_WORD)}.")
    return direction


def better_when_of_each(words: str | Sequence[str], series_count: int) -> list[BetterWhen]:
    """Return one direction for each of `series_count` series, from one word or one word each.

    Raises RatingInputError where the number of words is not the number of series.
    """
    each = [words] * series_count if isinstance(words, str) else list(words)
    if len(each) != series_count:
        raise RatingInputError(
            f"better_when has {len(each)} words for {series_count} series; "
            "give one word, or one for each series."
        )
    read = {word: read_better_when(word) for word in set(each)}
    return [read[word] for word in each]
