"""The RAG rating of one figure against the target in force in its period.

A rating is a word and a colour, and always a reason. No colour is ever given on doubt: without a
target, with a target or value that is queried, on too few, or for demand and context figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from metrics.ratings.better_when import read_better_when
from metrics.ratings.comparisons import is_above, is_at_least, is_at_most, is_below, is_equal
from metrics.ratings.errors import RatingInputError
from metrics.vocabulary import BetterWhen, KpiKind, State

Operator = Literal["at_least", "at_most", "below", "equals", "band"]
RagWord = Literal["on target", "near target", "off target", "no rating"]
RagColour = Literal["green", "amber", "red", "none"]

COLOUR_OF_WORD: dict[RagWord, RagColour] = {
    "on target": "green",
    "near target": "amber",
    "off target": "red",
    "no rating": "none",
}
OPERATOR_WORDS: dict[Operator, str] = {
    "at_least": "at least",
    "at_most": "at most",
    "below": "below",
    "equals": "exactly",
    "band": "between",
}
OPERATORS_THAT_FIT: dict[BetterWhen, tuple[Operator, ...]] = {
    BetterWhen.HIGHER: ("at_least", "equals"),
    BetterWhen.LOWER: ("at_most", "below", "equals"),
    BetterWhen.NEAR_TARGET: ("band", "equals"),
    BetterWhen.NEUTRAL: (),
}
MINIMUM_DENOMINATOR = 10
WORDS_OF_STATE = {str(state): state.label.lower() for state in State}


@dataclass(frozen=True)
class ComparableTarget:
    """A target as it stands in one period, in the unit of the value.

    target: the number to reach; None while it is to be confirmed, and for a band.
    floor: the worst value that is still near the target, included; None means there is no amber.
    low, high: the good range of the operator `band`, ends included.
    is_doubtful, reason: whether the target is queried, and why it is queried or has no number.
    Raises RatingInputError, with all problems at once.
    """

    operator: Operator
    target: float | None = None
    floor: float | None = None
    low: float | None = None
    high: float | None = None
    is_doubtful: bool = False
    reason: str | None = None

    def __post_init__(self) -> None:
        problems = []
        if self.operator not in OPERATOR_WORDS:
            problems.append(f"operator is {self.operator!r}; it must be one of {', '.join(OPERATOR_WORDS)}.")
        if (self.low is None) != (self.high is None):
            problems.append("a band needs both low and high.")
        elif self.low is not None and self.high is not None and self.low > self.high:
            problems.append(f"low is {self.low:g} and high is {self.high:g}; low must not be above high.")
        if self.operator != "band" and self.low is not None:
            problems.append(f"low and high belong to a band, not to {OPERATOR_WORDS.get(self.operator)}.")
        if self.operator == "band" and self.floor is not None:
            problems.append("a band has no floor; inside is on target and outside is off target.")
        if problems:
            raise RatingInputError("Target: " + " ".join(problems))

    @property
    def is_set(self) -> bool:
        """Return whether there is a number, or a band, to compare with."""
        return self.low is not None if self.operator == "band" else self.target is not None

    @property
    def words(self) -> str:
        """Return the target in words, numbers as given, like "at least 85"; "not set" without a number."""
        if not self.is_set:
            return "not set"
        if self.operator == "band":
            return f"between {self.low:g} and {self.high:g}"
        return f"{OPERATOR_WORDS[self.operator]} {self.target:g}"

    def is_met_by(self, value: float) -> bool:
        """Return whether the value meets the target, with the tolerance of `comparisons`.

        "below 15" is strict: 15 does not meet it. False while the target is not set.
        """
        if self.low is not None and self.high is not None:
            return is_at_least(value, self.low) and is_at_most(value, self.high)
        if self.target is None:
            return False
        if self.operator == "at_least":
            return is_at_least(value, self.target)
        if self.operator == "at_most":
            return is_at_most(value, self.target)
        if self.operator == "below":
            return is_below(value, self.target)
        return is_equal(value, self.target)

    def is_floor_met_by(self, value: float, better_when: BetterWhen) -> bool:
        """Return whether the value is on the good side of the floor, the floor itself included."""
        if self.floor is None:
            return False
        if better_when is BetterWhen.LOWER:
            return not is_above(value, self.floor)
        return better_when is BetterWhen.HIGHER and not is_below(value, self.floor)


@dataclass(frozen=True)
class RagRating:
    """The rating of one figure: word, colour, the reason as a sentence.

    `maintain` is True where the target was already met at the baseline: the target asks for no
    improvement, only to hold. The reason may hold small numbers; public screens hide them first.
    """

    word: RagWord
    colour: RagColour
    reason: str
    maintain: bool = False


def rate(
    value: float | None,
    *,
    state: str,
    target: ComparableTarget | None,
    better_when: str,
    kind: str,
    denominator: float | None = None,
    numerator: float | None = None,
    baseline: float | None = None,
    minimum_denominator: int = MINIMUM_DENOMINATOR,
    value_is_doubtful: bool = False,
) -> RagRating:
    """Return the RAG rating of `value`, in the unit of the target.

    on target: meets the target. near target: misses it but meets its floor. off target: neither.
    no rating, with the first reason that applies: an activity KPI, a neutral direction, no counted
    value, a queried value, no target, a queried target, a target that contradicts the direction,
    or a denominator under `minimum_denominator` ("too few to rate: 3 of 7"; KPIs without a
    denominator give None). `baseline` is the value when the target was set. Raises RatingInputError.
    """
    direction = read_better_when(better_when)
    why_not = reason_for_no_rating(
        value, state, target, direction, kind, denominator, numerator, minimum_denominator, value_is_doubtful
    )
    comparable = target is not None and target.is_set and not target.is_doubtful
    maintain = (
        comparable
        and target is not None
        and baseline is not None
        and target.is_met_by(baseline)
        and target.operator in OPERATORS_THAT_FIT[direction]
        and kind != KpiKind.ACTIVITY
    )
    if why_not is not None or value is None or target is None:
        return RagRating("no rating", "none", why_not or "There is no figure.", maintain)
    word: RagWord
    if target.is_met_by(value):
        word, reason = "on target", f"Meets the target of {target.words}."
    elif target.is_floor_met_by(value, direction):
        word, reason = (
            "near target",
            f"Misses the target of {target.words}, but meets its floor of {target.floor:g}.",
        )
    else:
        word, reason = "off target", f"Misses the target of {target.words}."
    if maintain:
        reason += " The target was already met at the start: maintain."
    return RagRating(word, COLOUR_OF_WORD[word], reason, maintain)


def reason_for_no_rating(
    value: float | None,
    state: str,
    target: ComparableTarget | None,
    better_when: BetterWhen,
    kind: str,
    denominator: float | None,
    numerator: float | None,
    minimum_denominator: int,
    value_is_doubtful: bool,
) -> str | None:
    """Return why the figure gets no colour, the first reason that applies; None if it can be rated."""
    if kind == KpiKind.ACTIVITY:
        return "This figure shows demand or context; it has no target to meet."
    if better_when is BetterWhen.NEUTRAL:
        return "Neither higher nor lower is better in itself, so there is nothing to rate."
    if state not in WORDS_OF_STATE:
        raise RatingInputError(f"state is {state!r}; it must be one of {', '.join(WORDS_OF_STATE)}.")
    if state != State.COUNTED or value is None:
        return f"No figure to rate: {WORDS_OF_STATE[state] if state != State.COUNTED else 'no value'}."
    if value_is_doubtful:
        return "The figure is queried; no colour until its owner has answered."
    if target is None or not target.is_set:
        why = f": {target.reason}" if target is not None and target.reason else ""
        return f"No target set{why}."
    if target.is_doubtful:
        why = f": {target.reason}" if target.reason else ""
        return f"The target is queried{why}; no colour until it is settled."
    if target.operator not in OPERATORS_THAT_FIT[better_when]:
        return (
            f"The target of {target.words} does not fit this KPI ({better_when.label.lower()}); "
            "ask its owner."
        )
    if denominator is not None and denominator < minimum_denominator:
        counted = f"{denominator:g}" if numerator is None else f"{numerator:g} of {denominator:g}"
        return f"Too few to rate: {counted}."
    return None
