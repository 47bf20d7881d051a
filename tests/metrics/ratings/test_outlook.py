"""The outlook: what it says, when it refuses, and whether it is as sure as it should be."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from metrics.ratings.errors import RatingInputError
from metrics.ratings.outlook import Outlook, last_3_months, outlook, outlook_many

SIZES = [40.0] * 24
# 32, 31, 33 ... of 40 in turn: about 80 %, steadier than chance.
STEADY = [32.0, 31.0, 33.0, 32.0] * 6


def looked_ahead(
    tops: list[float | None] | list[float] = STEADY,
    sizes: list[float | None] | list[float] = SIZES,
    **options: Any,
) -> Outlook:
    given: dict[str, Any] = {"months_ahead": 6, "target": 85.0, "better_when": "higher"} | options
    return outlook(tops, sizes, **given)


def simulated(share: float, size: int, random: np.random.Generator, months: int = 36) -> np.ndarray[Any, Any]:
    return random.binomial(size, share, (500, months)).astype(float)


def test_the_eighty_per_cent_range_of_a_stable_series_holds_eight_in_ten() -> None:
    # Shares away from 100 %: at the ceiling one count is a large part of the range and it must hold more.
    random = np.random.default_rng(2024)
    inside_80, inside_95 = [], []
    for size in (30, 60, 150):
        for share in (0.6, 0.7, 0.8):
            tops = simulated(share, size, random)
            later = 100.0 * random.binomial(size, share, 500) / size
            looks = outlook_many(
                tops, np.full_like(tops, size), months_ahead=6, target=85, better_when="higher"
            )
            for look, value in zip(looks, later.tolist(), strict=True):
                if look.likely is not None:
                    inside_80.append(look.likely.low_80 <= value <= look.likely.high_80)
                    inside_95.append(look.likely.low_95 <= value <= look.likely.high_95)
    assert np.mean(inside_80) == pytest.approx(0.80, abs=0.03)
    assert np.mean(inside_95) == pytest.approx(0.95, abs=0.03)


def test_the_chance_comes_true_as_often_as_it_says() -> None:
    random = np.random.default_rng(7)
    tops = simulated(0.8, 60, random)
    for target in (75.0, 80.0, 85.0):
        met = 100.0 * random.binomial(60, 0.8, 20_000) / 60 >= target - 1e-9
        looks = outlook_many(
            tops, np.full_like(tops, 60), months_ahead=6, target=target, better_when="higher"
        )
        said = np.mean([look.chance for look in looks if look.chance is not None])
        assert said == pytest.approx(met.mean(), abs=0.05)


def test_a_series_that_varies_more_than_chance_has_a_wider_range() -> None:
    wild = [24.0, 40.0, 30.0, 36.0] * 6
    steady, wilder = looked_ahead().likely, looked_ahead(wild).likely
    assert steady is not None
    assert wilder is not None
    assert wilder.high_80 - wilder.low_80 > 1.3 * (steady.high_80 - steady.low_80)


@pytest.mark.parametrize("share", [0, 1])
def test_ranges_stay_within_0_and_100_at_the_ends(share: int) -> None:
    look = looked_ahead([12.0 * share] * 24, [12.0] * 24, months_ahead=12)
    for point in look.path:
        ends = [point.low_95, point.low_80, point.median, point.high_80, point.high_95]
        assert ends == sorted(ends)
        assert ends[0] >= 0.0
        assert ends[-1] <= 100.0
    assert look.chance == pytest.approx(share, abs=0.1)


def test_the_same_seed_gives_the_same_answer_and_another_seed_nearly() -> None:
    one, again, other = looked_ahead(seed=3), looked_ahead(seed=3), looked_ahead(seed=4)
    assert one == again
    assert one != other
    assert one.likely is not None
    assert other.likely is not None
    assert one.likely.median == pytest.approx(other.likely.median, abs=1.5)


def test_the_chance_rises_as_the_target_gets_easier() -> None:
    upwards = [looked_ahead(target=target).chance or 0.0 for target in (95.0, 90.0, 85.0, 80.0, 75.0, 70.0)]
    assert all(harder <= easier for harder, easier in pairwise(upwards))
    assert upwards[0] < 0.05 < 0.9 < upwards[-1]
    downwards = [
        looked_ahead(target=target, better_when="lower").chance or 0.0 for target in (70.0, 75.0, 80.0, 85.0)
    ]
    assert all(harder <= easier for harder, easier in pairwise(downwards))
    assert downwards[0] < 0.2 < 0.8 < downwards[-1]


def test_below_a_target_is_less_likely_than_at_or_below_it() -> None:
    at_or_below = looked_ahead(target=80.0, better_when="lower")
    below = looked_ahead(target=80.0, better_when="lower", strictly_below=True)
    assert (at_or_below.goal, below.goal) == ("at or below 80%", "below 80%")
    assert at_or_below.chance is not None
    assert below.chance is not None
    assert at_or_below.chance - below.chance > 0.05  # 32 of 40 is exactly 80 %


def test_a_band_is_met_from_inside() -> None:
    look = looked_ahead(target=(75.0, 85.0), better_when="near_target")
    above, under = looked_ahead(target=75.0), looked_ahead(target=85.0, better_when="lower")
    assert look.goal == "between 75% and 85%"
    assert look.chance is not None
    assert above.chance is not None
    assert under.chance is not None
    assert look.chance == pytest.approx(above.chance + under.chance - 1.0)


def test_the_whole_path_widens_and_ends_at_the_outlook() -> None:
    drifting = [22.0, 25.0, 28.0, 30.0, 33.0, 36.0, 38.0, 36.0, 33.0, 30.0, 28.0, 25.0] * 2
    look = looked_ahead(drifting, months_ahead=12)
    assert [point.months_ahead for point in look.path] == list(range(1, 13))
    assert look.path[-1] == look.likely
    first, last = look.path[0], look.path[-1]
    assert last.high_95 - last.low_95 > first.high_95 - first.low_95


def test_many_series_give_the_same_as_one_by_one() -> None:
    random = np.random.default_rng(11)
    sizes = random.integers(0, 60, (40, 30)).astype(float)
    tops = random.binomial(sizes.astype(int), 0.7).astype(float)
    tops[random.random(tops.shape) < 0.1] = np.nan
    restarts = [[int(random.integers(0, 20))] for _ in range(40)]
    targets: list[float | tuple[float, float] | None] = [70.0, 80.0, None, 60.0] * 10
    ways = ["higher", "lower", "higher", "neutral"] * 10
    many = outlook_many(
        tops, sizes, months_ahead=4, target=targets, better_when=ways, restart_at=restarts, seed=5
    )
    for row, look in enumerate(many):
        one = outlook(
            tops[row].tolist(),
            sizes[row].tolist(),
            months_ahead=4,
            target=targets[row],
            better_when=ways[row],
            restart_at=restarts[row],
            seed=5,
        )
        assert (one.likely, one.chance, one.gap, one.why_not, one.goal) == (
            look.likely,
            look.chance,
            look.gap,
            look.why_not,
            look.goal,
        )
    assert len({look.why_not for look in many}) > 2


def test_eleven_months_are_too_few_and_twelve_enough() -> None:
    eleven = looked_ahead(STEADY[:11], SIZES[:11])
    assert eleven.likely is None
    assert eleven.chance is None
    assert eleven.sentence() == "No outlook: not enough months: 11 of 12 with a figure."
    assert looked_ahead(STEADY[:12], SIZES[:12]).chance is not None


def test_missing_months_and_months_with_nothing_to_count_do_not_count() -> None:
    tops: list[float | None] = [*STEADY[:11], None, 0.0]
    sizes: list[float | None] = [*SIZES[:11], 40.0, 0.0]
    assert looked_ahead(tops, sizes).why_not == "not enough months: 11 of 12 with a figure."


def test_only_what_follows_the_last_restart_counts() -> None:
    other_start = [10.0, 12.0] * 6
    one = looked_ahead([*STEADY[:12], *STEADY[:12]], restart_at=[12])
    other = looked_ahead([*other_start, *STEADY[:12]], restart_at=[3, 12])
    assert (one.likely, one.chance) == (other.likely, other.chance)
    late = looked_ahead(restart_at=[20])
    assert late.why_not == "not enough months: 4 of 12 with a figure since the last restart."


def test_only_the_last_36_months_count() -> None:
    long_ago = [5.0] * 12
    one = looked_ahead([*long_ago, *STEADY, *STEADY[:12]], [40.0] * 48)
    other = looked_ahead([*STEADY, *STEADY[:12]], [40.0] * 36)
    assert (one.likely, one.chance) == (other.likely, other.chance)


def test_a_process_that_has_just_changed_has_no_outlook() -> None:
    eight_lower = [*STEADY[:16], *[22.0, 23.0] * 4]
    look = looked_ahead(eight_lower)
    assert look.likely is None
    assert look.why_not == (
        "the process has just changed: the last 8 months with a figure are all below the mean. Wait, or "
        "restart the limits with a reason."
    )
    assert look.gap is not None


def test_a_change_that_has_lasted_fifteen_months_is_how_things_are() -> None:
    tops = [*[32.0] * 15, *[22.0, 23.0] * 7, 22.0]
    assert looked_ahead(tops, [40.0] * 30).likely is not None


def test_beyond_twelve_months_there_is_a_range_and_no_chance() -> None:
    look = looked_ahead(months_ahead=13)
    assert look.likely is not None
    assert (look.chance, look.chance_words, look.chance_text, look.chance_of_last_3_months) == (None,) * 4
    assert look.why_not == "more than 12 months ahead: a likely range, but too far for a chance."
    assert look.sentence("in May 2026").startswith("If nothing changes, likely between 7")


@pytest.mark.parametrize(
    "options", [{"target": None}, {"better_when": "neutral"}, {"better_when": "near_target", "target": 80.0}]
)
def test_with_nothing_to_meet_there_is_a_range_and_no_chance(options: dict[str, Any]) -> None:
    look = looked_ahead(**options)
    assert look.likely is not None
    assert look.chance is None
    assert look.why_not == "no target, or no direction, to meet: a likely range, but no chance."


def test_the_sentence_says_chance_word_goal_date_and_range() -> None:
    look = looked_ahead(target=90.0)
    assert look.likely is not None
    assert look.sentence("in March 2027") == (
        f"If nothing changes, {look.chance_text} ({look.chance_words}) to be at or above 90% in March 2027; "
        f"likely range {look.likely.low_80:.0f}% to {look.likely.high_80:.0f}%."
    )
    assert "in 6 months" in look.sentence()


def test_three_months_together_swing_less_than_one() -> None:
    look = looked_ahead(target=85.0)
    assert look.chance_of_last_3_months is not None
    assert look.chance is not None
    assert look.chance_of_last_3_months < look.chance


def test_three_months_to_a_near_date_include_the_months_already_known() -> None:
    # one month ahead, drawn at 50 % and 100 % of 10; known are 8 of 10 and 6 of 20
    paths = np.array([[0.5, 1.0]])
    together = last_3_months(paths, 10, np.array([9.0, 8.0, 6.0]), np.array([9.0, 10.0, 20.0]))
    assert together == pytest.approx([100 * 19 / 40, 100 * 24 / 40])
    # three ahead: only what is drawn
    three = last_3_months(np.array([[0.1], [0.5], [0.6], [0.7]]), 10, np.array([1.0]), np.array([2.0]))
    assert three == pytest.approx([60.0])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"months_ahead": 0}, "months_ahead is 0"),
        ({"seed": -1}, "seed -1"),
        ({"target": 185.0}, "it is per cent here, from 0 to 100"),
        ({"target": (20.0, 30.0)}, "a band goes with near_target"),
        ({"target": (30.0, 20.0), "better_when": "near_target"}, "the low end must come first"),
        ({"better_when": "up"}, "better_when is 'up'"),
        ({"tops": [41.0] * 24}, "a numerator larger than its denominator"),
    ],
)
def test_requests_that_cannot_be_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(RatingInputError, match=message):
        looked_ahead(**options)


def test_one_target_for_each_series_or_one_for_all() -> None:
    with pytest.raises(RatingInputError, match="target has 3 entries for 2 series"):
        outlook_many([STEADY] * 2, [SIZES] * 2, months_ahead=3, target=[80.0] * 3, better_when="higher")
    assert outlook_many([], [], months_ahead=3, target=80.0, better_when="higher") == []
