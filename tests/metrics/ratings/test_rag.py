"""The RAG rating of one figure: on the line, over it, and every reason for no colour."""

from __future__ import annotations

from typing import Any

import pytest

from metrics.ratings.errors import RatingInputError
from metrics.ratings.rag import ComparableTarget, RagRating, rate

AT_LEAST_85 = ComparableTarget("at_least", 85.0)
AT_LEAST_85_FLOOR_75 = ComparableTarget("at_least", 85.0, floor=75.0)
AT_MOST_10_FLOOR_12 = ComparableTarget("at_most", 10.0, floor=12.0)
BETWEEN_20_AND_30 = ComparableTarget("band", low=20.0, high=30.0)


def rated(
    value: float | None, target: ComparableTarget | None, better_when: str = "higher", **more: Any
) -> RagRating:
    given = {"state": "counted", "kind": "performance", "denominator": 40, **more}
    return rate(value, target=target, better_when=better_when, **given)


@pytest.mark.parametrize(
    ("value", "word", "colour"),
    [
        (85.0, "on target", "green"),
        (84.9999999999, "on target", "green"),  # 85 less a rounding error
        (84.99, "near target", "amber"),
        (75.0, "near target", "amber"),
        (74.99, "off target", "red"),
    ],
)
def test_higher_is_better_with_a_floor(value: float, word: str, colour: str) -> None:
    rating = rated(value, AT_LEAST_85_FLOOR_75)
    assert (rating.word, rating.colour) == (word, colour)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (10.0, "on target"),
        (10.01, "near target"),
        (12.0, "near target"),
        (12.01, "off target"),
        (0.0, "on target"),
    ],
)
def test_lower_is_better_with_a_floor(value: float, word: str) -> None:
    assert rated(value, AT_MOST_10_FLOOR_12, "lower").word == word


def test_without_a_floor_there_is_no_amber() -> None:
    assert rated(84.99, AT_LEAST_85).word == "off target"


@pytest.mark.parametrize(
    ("value", "word"), [(14.99, "on target"), (15.0, "off target"), (15.0000000001, "off target")]
)
def test_below_is_strict(value: float, word: str) -> None:
    assert rated(value, ComparableTarget("below", 15.0), "lower").word == word


def test_a_floor_of_a_strict_target_is_included() -> None:
    assert rated(15.0, ComparableTarget("below", 15.0, floor=15.0), "lower").word == "near target"


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (19.9, "off target"),
        (20.0, "on target"),
        (25.0, "on target"),
        (30.0, "on target"),
        (30.1, "off target"),
    ],
)
def test_a_band_includes_its_ends_and_has_no_amber(value: float, word: str) -> None:
    assert rated(value, BETWEEN_20_AND_30, "near_target").word == word


@pytest.mark.parametrize(
    ("value", "word"), [(100.0, "on target"), (99.9, "near target"), (94.9, "off target")]
)
def test_exactly_with_a_floor(value: float, word: str) -> None:
    assert rated(value, ComparableTarget("equals", 100.0, floor=95.0)).word == word


def test_exactly_is_missed_from_above_too() -> None:
    assert rated(3.0, ComparableTarget("equals", 2.0)).word == "off target"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "activity"}, "This figure shows demand or context; it has no target to meet."),
        (
            {"better_when": "neutral"},
            "Neither higher nor lower is better in itself, so there is nothing to rate.",
        ),
        ({"state": "no_cases", "value": None}, "No figure to rate: nothing to count."),
        ({"state": "not_supplied", "value": None}, "No figure to rate: not supplied."),
        ({"state": "incomplete"}, "No figure to rate: the extracts do not cover the period."),
        ({"state": "low_reliability"}, "No figure to rate: use with care."),
        ({"value": None}, "No figure to rate: no value."),
        ({"value_is_doubtful": True}, "The figure is queried; no colour until its owner has answered."),
        ({"target": None}, "No target set."),
        (
            {"target": ComparableTarget("at_least", reason="to be confirmed")},
            "No target set: to be confirmed.",
        ),
        (
            {"target": ComparableTarget("at_least", 85.0, is_doubtful=True, reason="the baseline is better")},
            "The target is queried: the baseline is better; no colour until it is settled.",
        ),
        (
            {"target": ComparableTarget("at_most", 85.0)},
            "The target of at most 85 does not fit this KPI (higher is better); ask its owner.",
        ),
        ({"denominator": 9, "numerator": 8}, "Too few to rate: 8 of 9."),
        ({"denominator": 9}, "Too few to rate: 9."),
        ({"denominator": 19, "minimum_denominator": 20, "numerator": 19}, "Too few to rate: 19 of 19."),
    ],
)
def test_no_colour_on_doubt(change: dict[str, Any], reason: str) -> None:
    given: dict[str, Any] = {
        "value": 90.0,
        "state": "counted",
        "target": AT_LEAST_85,
        "better_when": "higher",
        "kind": "performance",
        "denominator": 40,
    } | change
    value = given.pop("value")
    assert rate(value, **given) == RagRating("no rating", "none", reason)


def test_ten_are_enough_and_a_kpi_without_denominator_needs_none() -> None:
    assert rated(90.0, AT_LEAST_85, denominator=10).word == "on target"
    assert rated(90.0, AT_LEAST_85, denominator=None).word == "on target"


def test_the_first_reason_counts() -> None:
    rating = rated(None, None, state="suppressed", denominator=3)
    assert rating.reason == "No figure to rate: hidden because the number is small."


def test_a_target_met_at_the_start_asks_to_maintain() -> None:
    rating = rated(88.0, AT_LEAST_85, baseline=92.0)
    assert rating.maintain
    assert (
        rating.reason == "Meets the target of at least 85. The target was already met at the start: maintain."
    )
    assert not rated(88.0, AT_LEAST_85, baseline=80.0).maintain
    assert not rated(88.0, AT_LEAST_85).maintain


def test_maintain_is_told_without_a_figure_but_never_of_a_queried_target() -> None:
    assert rated(None, AT_LEAST_85, baseline=92.0).maintain
    queried = ComparableTarget("at_least", 85.0, is_doubtful=True)
    assert not rated(88.0, queried, baseline=92.0).maintain


def test_the_reason_says_the_target_and_the_floor() -> None:
    near = rated(80.0, AT_LEAST_85_FLOOR_75)
    assert near.reason == "Misses the target of at least 85, but meets its floor of 75."
    assert rated(31.0, BETWEEN_20_AND_30, "near_target").reason == "Misses the target of between 20 and 30."


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"operator": "about", "target": 3.0}, "operator is 'about'"),
        ({"operator": "band", "low": 3.0}, "a band needs both low and high"),
        ({"operator": "band", "low": 3.0, "high": 2.0}, "low must not be above high"),
        ({"operator": "at_least", "target": 3.0, "low": 1.0, "high": 2.0}, "belong to a band"),
        ({"operator": "band", "low": 1.0, "high": 2.0, "floor": 3.0}, "a band has no floor"),
    ],
)
def test_a_target_that_cannot_be_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(RatingInputError, match=message):
        ComparableTarget(**options)


@pytest.mark.parametrize(
    ("change", "message"),
    [({"state": "fine"}, "state is 'fine'"), ({"better_when": "up"}, "better_when is 'up'")],
)
def test_words_outside_the_vocabulary_are_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(RatingInputError, match=message):
        rated(90.0, AT_LEAST_85, **change)
