"""Direction of travel: the three comparisons by hand, and the words."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.ratings.direction import T_95, Change, direction_of_travel
from metrics.ratings.errors import RatingInputError

stats = pytest.importorskip("scipy.stats", reason="SciPy is the independent calculation here.")

RISING = [70.0, 71.0, 72.0, 73.0, 74.0, 75.0, 76.0, 77.0, 78.0, 79.0, 80.0, 81.0, 82.0]
FLAT = [80.0, 82.0] * 7


def test_the_three_comparisons_of_a_steady_rise() -> None:
    result = direction_of_travel(RISING, better_when="higher", variation="improvement_high")
    assert result.last_month == Change(81.0, 1.0, "better", "up 1.0 points on last month, better")
    assert result.same_month_last_year == Change(
        70.0, 12.0, "better", "up 12.0 points on the same month last year, better"
    )
    assert result.slope is not None
    assert (result.slope.per_month, result.slope.low, result.slope.high) == pytest.approx((1.0, 1.0, 1.0))
    assert result.slope.words == "rising over 12 months (+1.00 to +1.00 points a month)"
    assert result.words == "Improving over 12 months, with a signal of improvement"


def test_a_rise_is_worse_where_lower_is_better_and_neither_where_neutral() -> None:
    assert direction_of_travel(RISING, better_when="lower").words == "Getting worse over 12 months"
    neutral = direction_of_travel(RISING, better_when="neutral")
    assert neutral.words == "Rising over 12 months"
    assert neutral.last_month is not None
    assert neutral.last_month.words == "up 1.0 points on last month"


def test_months_that_only_go_up_and_down_have_no_clear_change() -> None:
    result = direction_of_travel(FLAT, better_when="higher", variation="common_cause")
    assert result.words == "No clear change over 12 months, within its usual range"
    assert result.slope is not None
    assert result.slope.low < 0.0 < result.slope.high
    assert result.slope.words.startswith("no clear change over 12 months (-0.")


def test_slope_and_its_uncertainty_are_those_of_ordinary_least_squares() -> None:
    values = [70.0, 74.0, 69.0, 75.0, 73.0, 78.0, 72.0, 79.0, 75.0, 80.0, 74.0, 81.0]
    slope = direction_of_travel(values, better_when="higher").slope
    reference = stats.linregress(np.arange(12), values)
    reach = stats.t.ppf(0.975, 10) * reference.stderr
    assert slope is not None
    assert slope.per_month == pytest.approx(reference.slope)
    assert (slope.low, slope.high) == pytest.approx(
        (reference.slope - reach, reference.slope + reach), abs=1e-3
    )


def test_the_t_points_are_the_published_ones() -> None:
    assert {degrees: pytest.approx(stats.t.ppf(0.975, degrees), abs=5e-4) for degrees in T_95} == T_95


def test_the_slope_counts_months_across_a_gap() -> None:
    gaps: list[float | None] = list(RISING)
    gaps[4] = gaps[5] = None
    slope = direction_of_travel(gaps, better_when="higher").slope
    assert slope is not None
    assert slope.months_counted == 10
    assert slope.per_month == pytest.approx(1.0)


def test_eight_months_make_a_slope_and_seven_do_not() -> None:
    assert direction_of_travel(RISING[:8], better_when="higher").slope is not None
    seven = direction_of_travel(RISING[:7], better_when="higher")
    assert (seven.slope, seven.words) == (None, "Improving on last month")


def test_only_the_last_twelve_months_make_the_slope() -> None:
    falling_then_rising = [100.0, 50.0, *RISING[1:]]
    slope = direction_of_travel(falling_then_rising, better_when="higher").slope
    assert slope is not None
    assert slope.per_month == pytest.approx(1.0)


def test_missing_months_leave_out_what_they_are_needed_for() -> None:
    gap: list[float | None] = [*RISING[:11], None, 82.0]
    assert direction_of_travel(gap, better_when="higher").last_month is None
    assert direction_of_travel([*RISING, None], better_when="higher").words == "No figure for this month"
    assert direction_of_travel([], better_when="higher").words == "No figure for this month"
    assert (
        direction_of_travel([80.0], better_when="higher").words
        == "Too few months to say which way it is going"
    )


def test_an_equal_month_is_unchanged_even_after_rounding_errors() -> None:
    result = direction_of_travel([0.3, 0.1 + 0.2], better_when="higher", unit="ratio")
    assert result.last_month is not None
    assert (result.last_month.judgement, result.last_month.words) == ("unchanged", "the same as last month")


@pytest.mark.parametrize(
    ("earlier", "now", "judgement"),
    [
        (15.0, 18.0, "better"),  # 5 below the band, then 2
        (35.0, 31.0, "better"),
        (25.0, 32.0, "worse"),
        (21.0, 29.0, "unchanged"),  # inside it both times
        (18.0, 32.0, "unchanged"),  # 2 outside it both times
    ],
)
def test_near_a_target_better_is_closer_to_the_band(earlier: float, now: float, judgement: str) -> None:
    result = direction_of_travel([earlier, now], better_when="near_target", band=(20.0, 30.0))
    assert result.last_month is not None
    assert result.last_month.judgement == judgement


def test_a_seasonal_kpi_goes_by_the_same_month_last_year() -> None:
    result = direction_of_travel(RISING, better_when="higher", is_seasonal=True)
    assert result.words == "Improving on the same month last year"


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("percent", "down 2.5 points on last month"),
        ("rate_per_10000", "down 2.5 per 10,000 on last month"),
        ("days", "down 2.5 days on last month"),
        ("pounds", "down £2.5 on last month"),
        ("count", "down 2.5 on last month"),
    ],
)
def test_amounts_carry_their_unit(unit: str, words: str) -> None:
    result = direction_of_travel([10.0, 7.5], better_when="neutral", unit=unit)
    assert result.last_month is not None
    assert result.last_month.words == words


def test_a_direction_outside_the_vocabulary_is_refused() -> None:
    with pytest.raises(RatingInputError, match="better_when is 'up'"):
        direction_of_travel([1.0], better_when="up")


def test_a_change_that_rounds_to_nothing_is_not_called_better() -> None:
    found = direction_of_travel([75.40, 75.43], better_when="higher", unit="percent", decimal_places=1)
    assert found.last_month is not None
    assert found.last_month.words == "almost the same as last month"


def test_a_small_change_of_a_rate_is_still_a_change() -> None:
    found = direction_of_travel([50.0, 50.5], better_when="higher", unit="rate_per_10000", decimal_places=1)
    assert found.last_month is not None
    assert found.last_month.words == "up 0.5 per 10,000 on last month, better"


def test_a_single_move_is_called_worse_only_where_the_chart_says_so_too() -> None:
    fall = [*FLAT[:-1], 60.0]
    judged = direction_of_travel(fall, better_when="higher", variation="common_cause")
    assert judged.last_month is not None
    assert judged.last_month.words == "down 20.0 points on last month"
    assert (judged.last_month.change, judged.last_month.judgement) == (-20.0, "worse")
    assert judged.same_month_last_year is not None
    assert judged.same_month_last_year.words == "down 22.0 points on the same month last year"
    after_a_rise = direction_of_travel(fall, better_when="higher", variation="improvement_high")
    assert after_a_rise.last_month is not None
    assert after_a_rise.last_month.words == "down 20.0 points on last month"
    signal = direction_of_travel(fall, better_when="higher", variation="concern_low")
    assert signal.last_month is not None
    assert signal.last_month.words == "down 20.0 points on last month, worse"
