"""Words for chances and ranges: enough for a decision, and no more exact than what is known."""

from __future__ import annotations

from fractions import Fraction

from metrics.value_words import range_words
from metrics.vocabulary import Unit

# The upper end of each word, as a chance; the end belongs to the next word, except the last one's.
WORDS_UP_TO = (
    (0.05, "very unlikely"),
    (0.20, "unlikely"),
    (0.40, "less likely than not"),
    (0.60, "about even"),
    (0.80, "more likely than not"),
)
NEAR_CERTAIN = 0.95
LEAST_SHOWN, MOST_SHOWN = 0.02, 0.98
EVERYDAY_FRACTIONS = tuple(
    Fraction(top, bottom)
    for top, bottom in (
        (1, 40), (1, 20), (1, 10), (1, 7), (1, 5), (1, 4), (1, 3), (2, 5), (1, 2),
        (3, 5), (2, 3), (3, 4), (4, 5), (6, 7), (9, 10), (19, 20), (39, 40),
    )
)  # fmt: skip


def chance_words(chance: float) -> str:
    """Return the words for a chance (0 to 1).

    >>> [chance_words(c) for c in (0.049, 0.05, 0.4, 0.95, 0.951)]
    ['very unlikely', 'unlikely', 'about even', 'likely', 'very likely']
    """
    for end, words in WORDS_UP_TO:
        if chance < end:
            return words
    return "likely" if chance <= NEAR_CERTAIN else "very likely"


def chance_text(chance: float) -> str:
    """Return a chance as people say it; the models cannot tell less than 2 % from none.

    >>> [chance_text(c) for c in (0.001, 0.19, 0.62, 1.0)]
    ['less than 2%', 'about 1 in 5', 'about 3 in 5', 'more than 98%']
    """
    if chance < LEAST_SHOWN:
        return "less than 2%"
    if chance > MOST_SHOWN:
        return "more than 98%"
    nearest = min(EVERYDAY_FRACTIONS, key=lambda fraction: abs(float(fraction) - chance))
    return f"about {nearest.numerator} in {nearest.denominator}"


def outlook_sentence(
    chance: float | None,
    goal: str | None,
    likely_range: tuple[float, float],
    when: str,
    unit: str = Unit.PERCENT,
    decimal_places: int = 1,
) -> str:
    """Return the outlook in one sentence; without a chance, the likely range alone, in the unit given.

    >>> outlook_sentence(0.19, "at or above 90%", (78.2, 91.4), "in May")
    'If nothing changes, about 1 in 5 (unlikely) to be at or above 90% in May; likely range 78% to 91%.'
    >>> outlook_sentence(None, None, (28.0, 35.7), "in May", "days", 1)
    'If nothing changes, likely between 28.0 and 35.7 days in May.'
    """
    if chance is None or goal is None:
        ends = range_words(*likely_range, unit, decimal_places, joint="and")
        between = "between " if " and " in ends else ""
        return f"If nothing changes, likely {between}{ends} {when}."
    return (
        f"If nothing changes, {chance_text(chance)} ({chance_words(chance)}) to be {goal} {when}; "
        f"likely range {range_words(*likely_range, unit, decimal_places)}."
    )
