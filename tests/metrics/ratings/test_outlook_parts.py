"""The parts of the outlook: both models, the gap and the words, by hand and by another method."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.ratings.outlook_gap import gap_to_target
from metrics.ratings.outlook_goal import Goal
from metrics.ratings.outlook_model import (
    DRAWS_PER_MODEL,
    DRIFT,
    EXTRA_NOISE,
    GRID,
    FittedModels,
    between_counts,
    draw_path,
    fit,
    fit_local_level,
    fit_process_mean,
)
from metrics.ratings.outlook_words import chance_text, chance_words
from metrics.vocabulary import BetterWhen

TEN = np.full((1, 12), 10.0)


def test_the_process_mean_of_a_steady_series_by_hand() -> None:
    # 96 of 120: (96 + 1/2) / 121; no variation at all counts as chance
    share, correlation = fit_process_mean(np.full((1, 12), 8.0), TEN)
    assert share[0] == pytest.approx(96.5 / 121)
    assert correlation[0] == 1e-6


def test_the_process_mean_of_a_wild_series_by_hand() -> None:
    # 5 and 10 of 10 in turn: p = 90.5 / 121 = 0.747934, p (1 - p) / 10 = 0.0188529; squared misses 0.0614712
    # and 0.0635373, six of each: phi = 0.750051 / 0.0188529 / 11 = 3.61675; (phi - 1) / 9 = 0.290750
    share, correlation = fit_process_mean(np.array([[5.0, 10.0] * 6]), TEN)
    assert share[0] == pytest.approx(0.747934, abs=1e-6)
    assert correlation[0] == pytest.approx(0.290750, abs=1e-5)


def test_one_event_a_month_cannot_be_alike() -> None:
    _, correlation = fit_process_mean(np.array([[0.0, 1.0] * 6]), np.ones((1, 12)))
    assert correlation[0] == 1e-6


def test_the_grid_is_the_published_range_in_54_pairs() -> None:
    assert len(GRID) == 54
    assert (DRIFT.min(), DRIFT.max(), EXTRA_NOISE.min(), EXTRA_NOISE.max()) == (0.0, 0.1, 0.0, 0.2)


@pytest.mark.parametrize("missing", [[], [0, 5, 6]])
def test_the_filter_agrees_with_the_joint_normal_distribution(missing: list[int]) -> None:
    """Level, variance and weights from one big normal distribution instead of month by month."""
    random = np.random.default_rng(3)
    sizes = random.integers(20, 60, 14).astype(float)
    tops = random.binomial(sizes.astype(int), 0.75).astype(float)
    tops[missing] = sizes[missing] = np.nan
    months = np.flatnonzero(~np.isnan(sizes))
    x, n = tops[months], sizes[months]
    share = (x + 0.5) / (n + 1)
    halfway = (share + (x.sum() + 0.5) / (n.sum() + 1)) / 2
    seen, noise = np.log(share / (1 - share)), 1 / (n * halfway * (1 - halfway))

    level, variance, weight_so_far = fit_local_level(tops[None, :], sizes[None, :])
    elapsed = months - months[0]
    log_likelihood = []
    for pair, (drift, extra) in enumerate(GRID):
        first = noise[0] + extra  # variance of the level after the first month, whose level is seen[0]
        walk = first + drift * np.minimum.outer(elapsed, elapsed)
        observed = walk[1:, 1:] + np.diag(noise[1:] + extra)
        to_now = first + drift * np.minimum(elapsed[1:], 13 - months[0])
        misses = seen[1:] - seen[0]
        solved = np.linalg.solve(observed, np.stack((misses, to_now), axis=1))
        assert level[0, pair] == pytest.approx(seen[0] + to_now @ solved[:, 0])
        now = first + drift * (13 - months[0])
        assert variance[0, pair] == pytest.approx(now - to_now @ solved[:, 1])
        log_likelihood.append(-0.5 * (np.linalg.slogdet(observed)[1] + misses @ solved[:, 0]))
    weights = np.exp(np.array(log_likelihood) - max(log_likelihood))
    assert np.diff(weight_so_far[0], prepend=0.0) == pytest.approx(
        weights / weights.sum(), rel=1e-6, abs=1e-12
    )


def test_the_usual_denominator_is_the_median_of_the_last_twelve_months_with_figures() -> None:
    sizes = np.array([[500.0] * 6 + [10.0] * 5 + [np.nan] + [30.0] * 4 + [np.nan] + [20.0] * 3])
    tops = np.where(np.isnan(sizes), np.nan, 5.0)
    assert fit(tops, sizes).denominator.tolist() == [20]


def test_draws_are_shares_of_whole_counts_and_spread_by_half_a_count() -> None:
    models = fit(np.full((1, 12), 8.0), TEN)
    random = np.random.default_rng(0)
    draws = draw_path(models, 0, np.array([1, 3]), random)
    assert draws.shape == (2, 2000)
    assert 10 * draws == pytest.approx(np.rint(10 * draws))
    spread = between_counts(draws, 10, random)
    assert np.abs(spread - draws).max() <= 0.05
    assert spread.min() >= 0.0
    assert spread.max() <= 1.0
    assert draws.mean() == pytest.approx(0.8, abs=0.02)


def test_draws_of_the_local_level_vary_by_level_drift_and_extra_noise() -> None:
    # All weight on drift 0.005 and extra noise 0.02; level 0 with variance 0.03; a count so large that the
    # binomial adds nothing. On the logit scale: 0.03 + 0.005 + 0.02 after 1 month, 0.03 + 4 x 0.005 + 0.02
    # after 4, and what both months share: 0.03 + 0.005.
    pair = int(np.flatnonzero((DRIFT == 0.005) & (EXTRA_NOISE == 0.02))[0])
    row = np.zeros((1, len(GRID)))
    models = FittedModels(
        share=np.array([0.5]),
        correlation=np.array([1e-6]),
        level=row,
        level_variance=row + 0.03,
        weight_so_far=(np.arange(len(GRID)) >= pair).astype(float)[None, :],
        denominator=np.array([10**8]),
        totals=np.array([[1, 2]]),
    )
    random = np.random.default_rng(5)
    batches = [draw_path(models, 0, np.array([1, 4]), random)[:, DRAWS_PER_MODEL:] for _ in range(60)]
    shares = np.concatenate(batches, axis=1)
    spread = np.cov(np.log(shares / (1.0 - shares)))
    assert spread[0, 0] == pytest.approx(0.055, rel=0.05)
    assert spread[1, 1] == pytest.approx(0.070, rel=0.05)
    assert spread[0, 1] == pytest.approx(0.035, rel=0.05)


def test_the_gap_by_hand() -> None:
    # 60 % a month for a year, then 66 %; 3-month figures 12 months apart differ by 6 points at most
    tops, sizes = [60.0] * 12 + [66.0] * 12, [100.0] * 24
    gap = gap_to_target(tops, sizes, Goal(78.0, BetterWhen.HIGHER), months_ahead=8)
    assert gap is not None
    assert gap.now == pytest.approx(66.0)
    assert gap.needed_per_month == pytest.approx(1.5)
    assert gap.fastest_12_months == pytest.approx(6.0)
    assert gap.words == (
        "Needs a rise of 1.5 points a month from the last 3 months together (66.0%); "
        "the most over any 12 months so far was 6.0 points, 0.5 a month."
    )


def test_a_gap_the_other_way_and_a_history_that_never_went_there() -> None:
    tops, sizes = [60.0] * 12 + [66.0] * 12, [100.0] * 24
    gap = gap_to_target(tops, sizes, Goal(60.0, BetterWhen.LOWER), months_ahead=6)
    assert gap is not None
    assert gap.needed_per_month == pytest.approx(-1.0)
    assert gap.words == (
        "Needs a fall of 1.0 points a month from the last 3 months together (66.0%); "
        "it has not moved that way over any 12 months so far."
    )


def test_a_target_that_is_met_asks_to_hold() -> None:
    gap = gap_to_target([90.0] * 3, [100.0] * 3, Goal(85.0, BetterWhen.HIGHER), months_ahead=6)
    assert gap is not None
    assert (gap.needed_per_month, gap.fastest_12_months) == (0.0, None)
    assert gap.words == "The last 3 months together (90.0%) meet the target: hold."


def test_what_stands_at_a_month_end_is_measured_from_the_latest_one() -> None:
    # 30, 25 and 20.7 overdue: the last is 10.7 above the target, 2.14 a month over 5; the three together 25.2
    goal = Goal(10.0, BetterWhen.LOWER, stands_at_month_end=True)
    gap = gap_to_target([30.0, 25.0, 20.7], [100.0] * 3, goal, months_ahead=5)
    assert gap is not None
    assert gap.now == pytest.approx(20.7)
    assert gap.words.startswith("Needs a fall of 2.1 points a month from the latest month end (20.7%); ")
    # 8.0 and 8.5 met "at most 9", 9.1 does not: no averaging away
    gap = gap_to_target([8.0, 8.5, 9.1], [100.0] * 3, replace(goal, target=9.0), months_ahead=1)
    assert gap is not None
    assert gap.words.startswith("Needs a fall of 0.1 points a month from the latest month end (9.1%)")


def test_the_fastest_year_of_what_stands_is_between_two_month_ends() -> None:
    # 40 a year long, then 40, 40, 30: the largest fall between two month ends 12 months apart is 10
    goal = Goal(20.0, BetterWhen.LOWER, stands_at_month_end=True)
    gap = gap_to_target([40.0] * 14 + [30.0], [100.0] * 15, goal, months_ahead=5)
    assert gap is not None
    assert gap.fastest_12_months == pytest.approx(10.0)


def test_nobody_is_told_to_hold_where_the_latest_month_misses() -> None:
    # 92, 93 and 89.6 are 91.5 together; the target is 90
    gap = gap_to_target([92.0, 93.0, 89.6], [100.0] * 3, Goal(90.0, BetterWhen.HIGHER), months_ahead=6)
    assert gap is not None
    assert gap.words == (
        "The last 3 months together (91.5%) meet the target, but the latest month (89.6%) does not."
    )


def test_at_a_target_to_be_below_nothing_is_held() -> None:
    below = Goal(9.0, BetterWhen.LOWER, strictly_below=True, stands_at_month_end=True)
    gap = gap_to_target([9.0], [100.0], below, months_ahead=6)
    assert gap is not None
    assert gap.words.startswith(
        "Needs a fall of less than 0.1 points a month from the latest month end (9.0%)"
    )
    at = gap_to_target([9.0], [100.0], replace(below, strictly_below=False), months_ahead=6)
    assert at is not None
    assert at.words == "The latest month end (9.0%) meets the target: hold."


def test_the_gap_to_a_band_is_to_its_nearer_end() -> None:
    for now, needed in ((15.0, 5.0), (25.0, 0.0), (36.0, -6.0)):
        gap = gap_to_target(
            [now] * 3, [100.0] * 3, Goal((20.0, 30.0), BetterWhen.NEAR_TARGET), months_ahead=1
        )
        assert gap is not None
        assert gap.needed_per_month == pytest.approx(needed)


def test_a_short_history_says_so_and_gaps_in_it_are_bridged() -> None:
    gap = gap_to_target(
        [None, 50.0, None, 50.0, 60.0],
        [10.0, 100.0, 0.0, 100.0, 100.0],
        Goal(80.0, BetterWhen.HIGHER),
        months_ahead=4,
    )
    assert gap is not None
    assert gap.now == pytest.approx(160 / 3)
    assert gap.words.endswith("the history is too short to say whether that has been done before.")


def test_no_target_no_direction_or_no_figures_have_no_gap() -> None:
    for tops, target, way in (
        ([5.0], None, BetterWhen.HIGHER),
        ([5.0], 50.0, BetterWhen.NEUTRAL),
        ([None], 50.0, BetterWhen.HIGHER),
    ):
        assert gap_to_target(tops, [10.0], Goal(target, way), months_ahead=1) is None


@given(chance=st.floats(0.0, 1.0))
def test_no_chance_is_told_closer_than_two_per_cent(chance: float) -> None:
    text = chance_text(chance)
    if chance < 0.02:
        assert text == "less than 2%"
    elif chance > 0.98:
        assert text == "more than 98%"
    else:
        top, bottom = text.removeprefix("about ").split(" in ")
        assert int(top) / int(bottom) == pytest.approx(chance, abs=0.051)


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "very unlikely"),
        (0.05, "unlikely"),
        (0.1999, "unlikely"),
        (0.2, "less likely than not"),
        (0.4, "about even"),
        (0.6, "more likely than not"),
        (0.8, "likely"),
        (0.95, "likely"),
        (0.96, "very likely"),
    ],
)
def test_words_for_chances(chance: float, words: str) -> None:
    assert chance_words(chance) == words


def test_a_need_that_rounds_to_nothing_is_not_written_as_nothing() -> None:
    found = gap_to_target([899.0], [1000.0], Goal(90.0, BetterWhen.HIGHER), months_ahead=5)
    assert found is not None
    assert found.needed_per_month == pytest.approx(0.02)
    assert found.words.startswith("Needs a rise of less than 0.1 points a month")
