"""The charts of numerators over denominators on series small enough to work out by hand."""

from __future__ import annotations

import pytest

from metrics.ratings.errors import RatingInputError
from metrics.ratings.spc import p, p_prime, u, xmr


def test_p_prime_limits_with_equal_denominators() -> None:
    # 80 % and 90 % of 100 in turn: mean 0.85; sigma cancels out: 3 x 0.1 / 1.128 = 0.265957 either way
    result = p_prime([80, 90, 80, 90], [100] * 4, better_when="higher", target=0.6)
    assert result.mean[0] == pytest.approx(0.85)
    assert result.lower[0] == pytest.approx(0.85 - 0.3 / 1.128)
    assert result.upper[0] == 1.0  # 1.116, cut at 1
    assert result.assurance == "inconsistent"


def test_a_target_of_100_per_cent_is_not_on_a_limit_that_was_cut_there() -> None:
    result = p_prime([98, 100, 99, 100] * 4, [100] * 16, better_when="higher", target=1.0)
    assert result.upper[-1] == 1.0
    assert result.assurance == "inconsistent"
    assert xmr([98, 100, 99, 100] * 4, better_when="higher", target=100).assurance == "inconsistent"


def test_p_limits_by_hand() -> None:
    # mean 0.8, n 25: sigma 0.08, limits 0.56 and 1.04 cut at 1
    result = p([20, 20], [25, 25], better_when="higher")
    assert (result.lower[0], result.upper[0]) == pytest.approx((0.56, 1.0))


def test_u_limits_by_hand() -> None:
    # 4 and 6 over 2 each: mean 2.5, sigma sqrt(1.25): 2.5 -/+ 3.3541, cut at 0
    result = u([4, 6], [2, 2], better_when="lower")
    assert (result.lower[0], result.upper[0]) == pytest.approx((0.0, 5.8541), abs=1e-4)


@pytest.mark.parametrize("share", [0, 1])
def test_every_month_0_or_100_per_cent_has_limits_on_the_mean_and_no_flags(share: int) -> None:
    result = p_prime([12 * share] * 20, [12] * 20, better_when="higher", target=1.0)
    assert result.lower == result.upper == result.mean == [float(share)] * 20
    assert set(result.point) == {"common_cause"}
    assert result.assurance == ("pass" if share else "fail")


def test_nothing_is_flagged_after_a_baseline_of_100_per_cent() -> None:
    result = p_prime([10] * 12 + [8], [10] * 13, better_when="higher", baseline_points=12)
    assert (result.upper[-1], result.variation) == (1.0, "common_cause")


def test_a_month_with_nothing_to_count_is_missing_and_left_out_of_the_mean() -> None:
    result = p_prime([8, 0, 9, None, 7], [10, 0, 10, 10, None], better_when="higher")
    assert result.mean == [0.85, None, 0.85, None, None]


@pytest.mark.parametrize(
    ("numerators", "denominators", "target", "message"),
    [
        ([11], [10], None, "a numerator larger than its denominator in series 0, month 0"),
        ([-1], [10], None, "a negative numerator"),
        ([1], [10], 85.0, r"the target is 85.0; it is a proportion here, from 0 to 1 \(85 % is 0.85\)"),
        ([1, 2], [10], None, "must match month by month"),
        ([float("inf")], [10], None, "infinite"),
    ],
)
def test_counts_that_cannot_be_are_refused(
    numerators: list[float], denominators: list[float], target: float | None, message: str
) -> None:
    with pytest.raises(RatingInputError, match=message):
        p_prime(numerators, denominators, better_when="higher", target=target)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(RatingInputError, match=r"a numerator larger .*; the target is 85"):
        p_prime([11], [10], better_when="higher", target=85)


def test_small_numbers_carry_a_warning() -> None:
    # 19 of 20 each month: 1 expected failure a month, fewer than 5
    result = p_prime([19] * 20, [20] * 20, better_when="higher")
    assert result.warnings == (
        "Small numbers: in 20 of 20 months the limits rest on fewer than 5 expected either way. "
        "Quarters or a run chart would be safer.",
    )
    assert p_prime([50] * 20, [100] * 20, better_when="higher").warnings == ()
