"""The outlook of counts and rates: as sure as it should be, never below 0, by hand where it can be."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from metrics.ratings.errors import RatingInputError
from metrics.ratings.outlook_count_model import fit_counts, fit_log_level, fit_pooled_rate
from metrics.ratings.outlook_model import fit_local_level
from metrics.ratings.outlook_of_counts import RateModels, outlook_of_counts, outlook_of_counts_many
from metrics.ratings.outlook_result import Outlook

STEADY = [30.0, 34.0, 26.0, 31.0, 29.0, 33.0] * 4


def looked_ahead(counts: list[float | None] | list[float] = STEADY, **options: Any) -> Outlook:
    given: dict[str, Any] = {"months_ahead": 6, "target": 35.0, "better_when": "lower"} | options
    return outlook_of_counts(counts, **given)


def test_the_eighty_per_cent_range_of_stable_counts_holds_eight_in_ten() -> None:
    # Counts of 5 and more: of counts about 1 a month, one thing is most of the range and it must hold more.
    random = np.random.default_rng(2026)
    inside_80, inside_95 = [], []
    for average in (5, 15, 60, 150):
        counts = random.poisson(average, (500, 36)).astype(float)
        later = random.poisson(average, 500).astype(float)
        looks = outlook_of_counts_many(counts, months_ahead=6, target=None, better_when="lower")
        for look, value in zip(looks, later.tolist(), strict=True):
            if look.likely is not None:
                inside_80.append(look.likely.low_80 <= value <= look.likely.high_80)
                inside_95.append(look.likely.low_95 <= value <= look.likely.high_95)
    assert len(inside_80) > 1900  # a process that has just changed by chance has none
    assert np.mean(inside_80) == pytest.approx(0.80, abs=0.03)
    assert np.mean(inside_95) == pytest.approx(0.95, abs=0.03)


def test_the_chance_comes_true_as_often_as_it_says() -> None:
    random = np.random.default_rng(8)
    counts = random.poisson(40, (500, 36)).astype(float)
    for target in (34, 40, 46):
        met = (random.poisson(40, 20_000) <= target).mean()
        looks = outlook_of_counts_many(counts, months_ahead=6, target=target, better_when="lower")
        said = np.mean([look.chance for look in looks if look.chance is not None])
        assert said == pytest.approx(met, abs=0.05)


@pytest.mark.parametrize("counts", [[0.0] * 24, [0.0, 1.0, 0.0, 0.0] * 6, [2.0, 0.0, 9.0] * 8])
def test_nothing_is_ever_below_0(counts: list[float]) -> None:
    look = looked_ahead(counts, months_ahead=12)
    assert len(look.path) == 12
    for point in look.path:
        ends = [point.low_95, point.low_80, point.median, point.high_80, point.high_95]
        assert ends == sorted(ends)
        assert ends[0] >= 0.0


def test_the_same_seed_gives_the_same_answer_and_another_seed_nearly() -> None:
    one, again, other = looked_ahead(seed=3), looked_ahead(seed=3), looked_ahead(seed=4)
    assert one == again
    assert one != other
    assert one.likely is not None
    assert other.likely is not None
    assert one.likely.median == pytest.approx(other.likely.median, abs=1.0)


def test_the_chance_rises_as_the_target_gets_easier() -> None:
    downwards = [looked_ahead(target=target).chance or 0.0 for target in (15.0, 20.0, 25.0, 30.0, 35.0, 50.0)]
    assert all(harder <= easier for harder, easier in pairwise(downwards))
    assert downwards[0] < 0.05 < 0.95 < downwards[-1]
    upwards = [
        looked_ahead(target=target, better_when="higher").chance or 0.0 for target in (45.0, 35.0, 30.0, 20.0)
    ]
    assert all(harder <= easier for harder, easier in pairwise(upwards))


def test_counts_that_vary_more_than_chance_have_a_wider_range() -> None:
    wild = [10.0, 52.0, 20.0, 45.0, 15.0, 41.0] * 4
    steady, wilder = looked_ahead().likely, looked_ahead(wild).likely
    assert steady is not None
    assert wilder is not None
    assert wilder.high_80 - wilder.low_80 > 1.5 * (steady.high_80 - steady.low_80)


def test_a_rate_is_its_count_over_its_population() -> None:
    counts = looked_ahead(target=None).likely
    rate = looked_ahead(
        target=None, exposures=[6_000.0] * 24, times=10_000.0, unit="rate_per_10000", decimal_places=1
    )
    assert counts is not None
    assert rate.likely is not None
    # one thing in 6,000 is 1.67 per 10,000
    assert rate.likely.median == pytest.approx(counts.median * 10 / 6, rel=0.05)
    assert rate.likely_words is not None
    assert rate.likely_words.endswith(" per 10,000")


def test_the_words_are_in_whole_things() -> None:
    look = looked_ahead(target=40.0)
    assert look.likely is not None
    low, high = look.likely.low_80, look.likely.high_80
    assert look.goal == "at or below 40"
    assert look.sentence("in March 2027") == (
        f"If nothing changes, {look.chance_text} ({look.chance_words}) to be at or below 40 in March 2027; "
        f"likely range {low:.0f} to {high:.0f}."
    )


def test_refusals_are_those_of_percentages() -> None:
    assert looked_ahead(STEADY[:11]).why_not == "not enough months: 11 of 12 with a figure."
    changed = looked_ahead([*STEADY[:16], *[60.0, 58.0] * 4])
    assert changed.why_not is not None
    assert changed.why_not.startswith("the process has just changed: the last 8 months")
    far = looked_ahead(months_ahead=13)
    assert far.chance is None
    assert far.why_not == "more than 12 months ahead: a likely range, but too far for a chance."
    aimless = looked_ahead(better_when="neutral")
    assert aimless.why_not == "no target, or no direction, to meet: a likely range, but no chance."


def test_the_gap_by_hand() -> None:
    # the last three: 31 + 29 + 33 = 93, so 31 a month; to 25 in 6 months 1 fewer each month. Threes of months
    # 12 apart are alike (the same six months come round), so nothing ever fell.
    gap = looked_ahead(target=25.0).gap
    assert gap is not None
    assert (gap.now, gap.needed_per_month, gap.fastest_12_months) == pytest.approx((31.0, -1.0, 0.0))
    assert gap.words == (
        "Needs a fall of 1.0 a month from the average of the last 3 months (31.0); "
        "it has not moved that way over any 12 months so far."
    )


def test_the_pooled_rate_by_hand() -> None:
    # 6 and 14 in turn over an exposure of 2: (120 + 1/2) / 24 = 5.0208; expected 10.0417; squared misses
    # 16.3351 and 15.6684 over it, six of each: 19.1222, over 11: 1.73838; shape 10.0417 / 0.73838 = 13.5996
    counts, exposures = np.array([[6.0, 14.0] * 6]), np.full((1, 12), 2.0)
    rate, shape = fit_pooled_rate(counts, exposures)
    assert rate[0] == pytest.approx(5.020833, abs=1e-6)
    assert shape[0] == pytest.approx(13.5996, abs=2e-3)
    _, no_more_than_chance = fit_pooled_rate(np.full((1, 12), 9.0), np.ones((1, 12)))
    assert no_more_than_chance[0] > 1e6


def test_months_are_filtered_as_for_percentages_of_very_many() -> None:
    # 40 of 10 million is as good as a count: log and logit, Poisson and binomial are the same there
    counts = np.array([[40.0, 35.0, np.nan, 44.0, 38.0, 41.0, 52.0, 37.0, 40.0, 39.0, 43.0, 36.0, 45.0]])
    sizes = np.where(np.isnan(counts), np.nan, 1e7)
    level, variance, weight = fit_log_level(counts, sizes)
    as_share, share_variance, share_weight = fit_local_level(counts, sizes)
    assert level == pytest.approx(as_share, abs=1e-4)
    assert variance == pytest.approx(share_variance, rel=0.02)
    assert weight == pytest.approx(share_weight, abs=0.01)


def test_three_months_to_a_near_date_include_the_months_already_known() -> None:
    counts = np.array([[*[5.0] * 10, 7.0, 9.0]])
    models = RateModels(
        fit_counts(counts, np.ones_like(counts)), counts, np.ones_like(counts), np.array([1.0])
    )
    # one month ahead, drawn at 2 and 11; known are 7 and 9: (7 + 9 + 2) / 3 and (7 + 9 + 11) / 3
    together = models.last_3_months(0, np.array([[2.0, 11.0]]))
    assert together == pytest.approx([6.0, 9.0])


def test_many_series_give_the_same_as_one_by_one() -> None:
    random = np.random.default_rng(12)
    counts = random.poisson(random.uniform(0.5, 80, (30, 1)), (30, 30)).astype(float)
    counts[random.random(counts.shape) < 0.1] = np.nan
    restarts = [[int(random.integers(0, 20))] for _ in range(30)]
    many = outlook_of_counts_many(
        counts, months_ahead=4, target=20.0, better_when="lower", restart_at=restarts, seed=5
    )
    for row, look in enumerate(many):
        one = outlook_of_counts(
            counts[row].tolist(),
            months_ahead=4,
            target=20.0,
            better_when="lower",
            restart_at=restarts[row],
            seed=5,
        )
        assert (one.likely, one.chance, one.gap, one.why_not) == (
            look.likely,
            look.chance,
            look.gap,
            look.why_not,
        )
    assert len({look.why_not for look in many}) > 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"counts": [-1.0] * 24}, "a negative count in series 0, month 0"),
        ({"exposures": [-5.0] * 24}, "a negative exposure"),
        ({"exposures": [5.0] * 23}, "they must match month by month"),
        ({"target": float("nan")}, "it must be a number"),
        ({"months_ahead": 0}, "months_ahead is 0"),
    ],
)
def test_requests_that_cannot_be_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(RatingInputError, match=message):
        looked_ahead(**options)


def test_a_count_may_be_above_100() -> None:
    assert looked_ahead([1200.0, 1150.0] * 12, target=1300.0).chance is not None
