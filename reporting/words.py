"""Figures in words: the one place that rounds, and that says why there is no figure.

Missing, to be confirmed, new and zero are four different things, and stay four different texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrics.definition import KpiDefinition
from metrics.value_words import value_words as value_words
from metrics.vocabulary import State, Unit

if TYPE_CHECKING:
    from reporting.figures import TargetStep

NO_VALUE = {
    "not_printed": "Not printed",
    "missing": "Missing",
    "to_be_confirmed": "To be confirmed",
    "new_measure": "New measure, no value yet",
}
UNSET_WORDS = {
    "to_be_confirmed": "to be confirmed",
    "left_blank": "left blank in the plan",
    "time_rule_only": "only a time rule, no share to reach",
    "no_number": "a milestone without a number",
}
OPERATOR_WORDS = {"at_least": "at least", "at_most": "at most", "below": "below", "equals": "exactly"}
STATE_WORDS = {
    State.NO_CASES: "No cases",
    State.NOT_SUPPLIED: "Not supplied",
    State.INCOMPLETE: "Extracts incomplete",
    State.SUPPRESSED: "Hidden: small number",
    State.UNAVAILABLE: "Not available",
    State.NOT_APPLICABLE: "Does not apply",
    State.LOW_RELIABILITY: "Use with care",
}


def change_words(change: float, unit: str, decimal_places: int) -> str:
    """Return a difference with its sign: '+26.3 points', '-4', 'no change'.

    A difference that rounds to nothing is no change. Percentages differ by points, not per cent.
    """
    rounded = f"{abs(change):,.{decimal_places}f}"
    if float(rounded.replace(",", "")) == 0:
        return "no change"
    sign = "+" if change > 0 else "−"
    match unit:
        case Unit.PERCENT:
            return f"{sign}{rounded} points"
        case Unit.POUNDS:
            return f"{sign}£{rounded}"
        case _:
            return f"{sign}{rounded}"


def absent_words(state: str, awaiting: str | None) -> str:
    """Return why there is no value."""
    if awaiting:
        return NO_VALUE[awaiting]
    return STATE_WORDS[State(state)]


def fraction_words(numerator: float | None, denominator: float | None, unit: Unit = Unit.PERCENT) -> str:
    """Return '23 of 32', or what of it is not known; of an average '1,338 for 82.8', since it is no part."""
    if numerator is None and denominator is None:
        return "Numerator and denominator not given"
    top, bottom = ("not given" if part is None else count_words(part) for part in (numerator, denominator))
    return f"{top} {'for' if unit in (Unit.RATIO, Unit.SCORE) else 'of'} {bottom}"


def count_words(count: float) -> str:
    """Return a number of cases, hours or posts: whole ones as they are, others with as much as can be read.

    >>> count_words(1234.0), count_words(4618.333333), count_words(0.962)
    ('1,234', '4,618.3', '0.96')
    """
    places = 0 if count == int(count) else 1 if abs(count) >= 10 else 2
    return f"{count:,.{places}f}"


def target_words(step: TargetStep, kpi: KpiDefinition, *, with_operator: bool = False) -> str:
    """Return a target step as people read it, or why it has no number. Whole targets lose their '.0'."""

    def words(value: float) -> str:
        places = 0 if value == int(value) else kpi.decimal_places
        return value_words(value, kpi.unit, places)

    if step.state != "set":
        return sentence_case(UNSET_WORDS[step.state])
    if step.band_low is not None and step.band_high is not None:
        return f"{words(step.band_low)} to {words(step.band_high)}"
    if step.target is None:
        return "Not set"
    return f"{OPERATOR_WORDS[step.operator]} {words(step.target)}" if with_operator else words(step.target)


def sentence_case(text: str) -> str:
    """Return text with its first letter as a capital and the rest as it is."""
    return text[:1].upper() + text[1:]
