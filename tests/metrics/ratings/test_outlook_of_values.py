"""The outlook of values without a denominator: how sure it is, what it can be, and the filter by another way."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from metrics.ratings.outlook_history import History
from metrics.ratings.outlook_of_values import LevelModels, outlook_of_values, outlook_of_values_many
from metrics.ratings.outlook_result import Outlook
from metrics.ratings.outlook_value_model import (
    DRIFT_SHARES,
    ValueModels,
    draw_values,
    fit_drifting_level,
    fit_values,
)

STEADY = [32.0, 35.0, 33.0, 30.0, 34.0, 31.0] * 4


def looked_ahead(values: list[float | None] | list[float] = STEADY, **options: Any) -> Outlook:
    given: dict[str, Any] = {"months_ahead": 6, "target": 36.0, "better_when": "lower", "unit": "days"}
    return outlook_of_values(values, **(given | options))


def coverage(series: np.ndarray[Any, Any], months_ahead: int) -> tuple[float, float]:
    """Return how many values after the first 36 months lie in the 80 % and 95 % ranges, as shares."""
    looks = outlook_of_values_many(
        series[:, :36], months_ahead=months_ahead, target=None, better_when="neutral", unit="days"
    )
    inside = [
        (
            look.likely.low_80 <= value <= look.likely.high_80,
            look.likely.low_95 <= value <= look.likely.high_95,
        )
        for look, value in zip(looks, series[:, 35 + months_ahead].tolist(), strict=True)
        if look.likely is not None
    ]
    return float(np.mean([in_80 for in_80, _ in inside])), float(np.mean([in_95 for _, in_95 in inside]))


def test_the_eighty_per_cent_range_of_a_stable_series_holds_eight_in_ten() -> None:
    random = np.random.default_rng(31)
    stable = 100.0 + 5.0 * random.standard_normal((2000, 48))
    in_80, in_95 = coverage(stable, 6)
    assert in_80 == pytest.approx(0.80, abs=0.03)
    assert in_95 == pytest.approx(0.95, abs=0.03)


def test_a_level_that_wanders_is_not_told_to_stay() -> None:
    random = np.random.default_rng(32)
    wandering = 300.0 + np.cumsum(3.0 * random.standard_normal((500, 48)), axis=1)
    wandering += 4.0 * random.standard_normal(wandering.shape)
    in_80, in_95 = coverage(wandering, 6)
    assert 0.72 < in_80 < 0.9
    assert in_95 > 0.9


def test_the_same_seed_gives_the_same_answer_and_another_seed_nearly() -> None:
    one, again, other = looked_ahead(seed=3), looked_ahead(seed=3), looked_ahead(seed=4)
    assert one == again
    assert one != other
    assert one.likely is not None
    assert other.likely is not None
    assert one.likely.median == pytest.approx(other.likely.median, abs=0.5)


def test_the_chance_rises_as_the_target_gets_easier() -> None:
    downwards = [looked_ahead(target=target).chance or 0.0 for target in (25.0, 30.0, 32.0, 34.0, 40.0)]
    assert all(harder <= easier for harder, easier in pairwise(downwards))
    assert downwards[0] < 0.05 < 0.95 < downwards[-1]


def test_nothing_goes_below_0_that_never_did_and_no_percentage_above_100() -> None:
    near_nothing = looked_ahead([0.4, 2.0, 0.1, 1.2] * 6, months_ahead=12)
    assert min(point.low_95 for point in near_nothing.path) >= 0.0
    overspend = looked_ahead([-4.0, 3.0, -2.0, 5.0] * 6, unit="pounds")
    assert overspend.likely is not None
    assert overspend.likely.low_95 < 0.0
    share = looked_ahead([99.0, 95.0, 100.0, 97.0] * 6, unit="percent", target=90.0, better_when="higher")
    assert share.likely is not None
    assert share.likely.high_95 == 100.0


def test_a_count_to_come_is_a_whole_number() -> None:
    models = LevelModels.of(_history([300.0, 303.0, 299.0] * 8), [0], ["count"])
    draws = models.draw(0, np.array([1, 2]), np.random.default_rng(0))
    assert draws.shape == (2, 2000)
    assert (draws == np.rint(draws)).all()
    spread = models.spread(0, draws, np.random.default_rng(0))
    assert np.abs(spread - draws).max() <= 0.5


def test_a_series_that_never_moved_stays_where_it_is() -> None:
    look = looked_ahead([12.0] * 24, unit="ratio", target=12.0)
    assert look.likely is not None
    assert (look.likely.low_95, look.likely.high_95) == pytest.approx((12.0, 12.0), abs=1e-6)
    assert look.likely_words == "12.0"
    assert look.sentence("in May").startswith("If nothing changes, more than 98% (very likely)")


def test_three_months_to_a_near_date_include_the_months_already_known() -> None:
    models = LevelModels.of(_history([*[5.0] * 21, 9.0, 7.0, 9.0]), [0], ["days"])
    together = models.last_3_months(0, np.array([[2.0, 11.0]]))
    assert together == pytest.approx([6.0, 9.0])


@pytest.mark.parametrize("missing", [[], [0, 5, 6]])
def test_the_filter_agrees_with_the_joint_normal_distribution(missing: list[int]) -> None:
    """Level, variance, size and weights from one big normal distribution instead of month by month."""
    random = np.random.default_rng(3)
    values = 50.0 + np.cumsum(random.standard_normal(14)) + 2.0 * random.standard_normal(14)
    values[missing] = np.nan
    months = np.flatnonzero(~np.isnan(values))
    seen, elapsed = values[months], months - months[0]
    level, variance, size, weight = fit_drifting_level(values[None, :])
    log_likelihood = []
    for place, share in enumerate(DRIFT_SHARES):
        noise = 1.0 - share
        walk = noise + share * np.minimum.outer(elapsed, elapsed)
        observed = walk[1:, 1:] + noise * np.eye(len(seen) - 1)
        to_now = noise + share * np.minimum(elapsed[1:], 13 - months[0])
        misses = seen[1:] - seen[0]
        solved = np.linalg.solve(observed, np.stack((misses, to_now), axis=1))
        assert level[0, place] == pytest.approx(seen[0] + to_now @ solved[:, 0])
        now = noise + share * (13 - months[0])
        assert variance[0, place] == pytest.approx(now - to_now @ solved[:, 1], abs=1e-9)
        steps = len(seen) - 1
        found = misses @ solved[:, 0] / steps
        assert size[0, place] == pytest.approx(found)
        log_likelihood.append(-0.5 * (np.linalg.slogdet(observed)[1] + steps * np.log(found)))
    weights = np.exp(np.array(log_likelihood) - max(log_likelihood))
    assert weight[0] == pytest.approx(weights / weights.sum())


def test_fewer_draws_come_from_the_mean_of_a_year_the_more_the_level_drifts() -> None:
    random = np.random.default_rng(4)
    stable = 100.0 + random.standard_normal((1, 36))
    walking = 100.0 + np.cumsum(random.standard_normal((1, 36)), axis=1)
    assert fit_values(stable).steady_draws[0] == 1000
    assert fit_values(walking).steady_draws[0] < 200


def test_draws_of_the_local_level_vary_by_level_drift_and_noise() -> None:
    # All weight on drift share 0.5, size 4, level variance 0.3 sizes, many months: Student's t is normal.
    # 1 month: 4 x (0.3 + 0.5 + 0.5); 4 months: 4 x (0.3 + 4 x 0.5 + 0.5); shared: 4 x (0.3 + 0.5)
    place = int(np.flatnonzero(DRIFT_SHARES == 0.5)[0])
    row = np.zeros((1, len(DRIFT_SHARES)))
    models = ValueModels(
        mean=np.array([0.0]),
        deviation=np.array([1.0]),
        months=np.array([100_001]),
        steady_draws=np.array([0]),
        level=row,
        level_variance=row + 0.3,
        size=row + 4.0,
        weight_so_far=(np.arange(len(DRIFT_SHARES)) >= place).astype(float)[None, :],
    )
    random = np.random.default_rng(5)
    draws = np.concatenate([draw_values(models, 0, np.array([1, 4]), random) for _ in range(60)], axis=1)
    spread = np.cov(draws)
    assert spread[0, 0] == pytest.approx(4 * 1.3, rel=0.05)
    assert spread[1, 1] == pytest.approx(4 * 2.8, rel=0.05)
    assert spread[0, 1] == pytest.approx(4 * 0.8, rel=0.05)


def test_draws_of_the_process_mean_by_hand() -> None:
    # 10 and 14 in turn: mean 12, deviation sqrt(48 / 11) = 2.0889; Student's t with 11 degrees, variance
    # 11 / 9; with the mean's own doubt 13 / 12: 4.3636 x 11 / 9 x 13 / 12 = 5.778
    models = fit_values(np.array([[10.0, 14.0] * 9]))
    assert (models.mean[0], models.deviation[0]) == pytest.approx((12.0, 2.0889), abs=1e-4)
    random = np.random.default_rng(6)
    steady = np.concatenate(
        [draw_values(models, 0, np.array([1]), random)[0, : int(models.steady_draws[0])] for _ in range(100)]
    )
    assert steady.mean() == pytest.approx(12.0, abs=0.05)
    assert steady.var() == pytest.approx(5.778, rel=0.04)


def test_many_series_give_the_same_as_one_by_one() -> None:
    random = np.random.default_rng(13)
    values = 40.0 + 4.0 * random.standard_normal((20, 30))
    values[random.random(values.shape) < 0.1] = np.nan
    units = ["days", "count", "percent", "ratio"] * 5
    many = outlook_of_values_many(
        values, months_ahead=4, target=42.0, better_when="lower", unit=units, restart_at=[6]
    )
    for row, look in enumerate(many):
        one = outlook_of_values(
            values[row].tolist(),
            months_ahead=4,
            target=42.0,
            better_when="lower",
            unit=units[row],
            restart_at=[6],
        )
        assert (one.likely, one.chance, one.gap) == (look.likely, look.chance, look.gap)


def test_refusals_are_those_of_percentages() -> None:
    assert looked_ahead(STEADY[:11]).why_not == "not enough months: 11 of 12 with a figure."
    changed = looked_ahead([*STEADY[:16], *[60.0, 58.0] * 4])
    assert changed.why_not is not None
    assert changed.why_not.startswith("the process has just changed")


def _history(values: list[float]) -> History:
    known = np.array([values])
    return History(known, np.ones_like(known), (None,))
