"""The funnel: limits and exact tails by hand and by SciPy, and against three published tools."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.ratings.errors import RatingInputError
from metrics.ratings.funnel import binomial_tails, funnel, funnel_limits

stats = pytest.importorskip("scipy.stats", reason="SciPy is the independent calculation here.")

LIMITS = ("lower_95", "upper_95", "lower_998", "upper_998")


def test_limits_by_hand() -> None:
    # centre 0.8, n 100: sigma 0.04; 0.8 -/+ 1.96 x 0.04 and 3.0902 x 0.04
    limits = funnel_limits(0.8, 100)
    assert (limits.lower_95, limits.upper_95) == pytest.approx((0.7216, 0.8784), abs=1e-5)
    assert (limits.lower_998, limits.upper_998) == pytest.approx((0.676391, 0.923609), abs=1e-6)
    assert funnel_limits(0.95, 10).upper_998 == 1.0


def test_exact_tails_by_hand() -> None:
    # three tosses: P(X <= 1) = 4/8, P(X >= 1) = 7/8; none: 1/8 and 1
    assert binomial_tails(1, 3, 0.5) == pytest.approx((0.5, 0.875))
    assert binomial_tails(0, 3, 0.5) == pytest.approx((0.125, 1.0))
    assert binomial_tails(0, 10, 0.0) == (1.0, 1.0)
    assert binomial_tails(1, 10, 0.0) == (1.0, 0.0)
    assert binomial_tails(10, 10, 1.0) == (1.0, 1.0)
    assert binomial_tails(9, 10, 1.0) == (0.0, 1.0)


@settings(max_examples=200, deadline=None)
@given(trials=st.integers(1, 5000), share=st.floats(0.0, 1.0), chance=st.floats(0.001, 0.999))
def test_exact_tails_are_those_of_scipy(trials: int, share: float, chance: float) -> None:
    successes = round(share * trials)
    fewer, more = binomial_tails(successes, trials, chance)
    assert fewer == pytest.approx(stats.binom.cdf(successes, trials, chance), rel=1e-9, abs=1e-11)
    assert more == pytest.approx(stats.binom.sf(successes - 1, trials, chance), rel=1e-9, abs=1e-11)


def test_an_area_is_flagged_by_its_exact_tail() -> None:
    # 10 of 10 where half are expected: 1 in 1,024, under 0.001; 9 or more of 10: 11 in 1,024, under 0.025
    result = funnel([10, 9, 5], [10, 10, 10], centre=0.5)
    assert [area.flag_998 for area in result.areas] == ["high", None, None]
    assert [area.flag_95 for area in result.areas] == ["high", "high", None]
    assert result.areas[0].chance_of_more == pytest.approx(1 / 1024)


def test_full_marks_are_no_outlier_where_nearly_everyone_has_them() -> None:
    # 60 of 60 at a centre of 98.5 %: 0.985 to the power of 60 is 0.40
    area = funnel([60], [60], centre=0.985).areas[0]
    assert area.flag_95 is None
    assert area.chance_of_more == pytest.approx(0.985**60)


def test_no_flag_below_five() -> None:
    result = funnel([4, 5], [4, 5], centre=0.01)
    assert [area.flag_998 for area in result.areas] == [None, "high"]


def test_the_centre_is_that_of_the_areas_together_and_gaps_stay_in_place() -> None:
    result = funnel([30, None, 10, 0], [40, 20, 40, 0])
    assert result.centre == 0.5
    assert [area.proportion for area in result.areas] == [0.75, None, 0.25, None]
    assert result.areas[1].limits is None


def test_areas_that_all_agree_need_no_adjustment() -> None:
    result = funnel([50] * 12, [100] * 12)
    assert (result.phi, result.is_adjusted, result.tau_squared) == (0.0, False, 0.0)
    assert result.words == "Limits allow for chance alone."


def test_adjustment_is_on_above_phi_one_and_can_be_turned_off() -> None:
    spread = [60, 140] * 6
    result = funnel(spread, [200] * 12)
    assert result.is_adjusted
    assert result.phi > 1.0
    assert {area.flag_998 for area in result.areas} == {None}
    plain = funnel(spread, [200] * 12, adjust=False)
    assert [area.flag_998 for area in plain.areas] == ["low", "high"] * 6


def test_phi_and_tau_squared_by_hand() -> None:
    # p 0.3 and 0.7, n 200. The angle of 0.7 is arccos(-0.4) / 2 = 0.991157, that of 0.5 pi / 4 = 0.785398;
    # z = 0.205758 x 2 sqrt 200 = 5.81973 either way, so phi = 33.8692. Weights 800:
    # tau squared = (12 x 33.8692 - 11) / (9600 - 12 x 800^2 / 9600) = 395.431 / 8800
    result = funnel([60, 140] * 6, [200] * 12)
    assert result.phi == pytest.approx(33.8692, abs=1e-4)
    assert result.tau_squared == pytest.approx(0.0449353, abs=1e-6)


def test_fewer_than_ten_areas_cannot_be_adjusted_and_eleven_are_indicative() -> None:
    nine = funnel([60, 140, 60, 140, 60, 140, 60, 140, 60], [200] * 9)
    assert not nine.is_adjusted
    assert "with fewer than 10 areas it cannot be allowed for" in nine.words
    eleven = funnel([60, 140] * 5 + [100], [200] * 11)
    assert eleven.is_indicative
    assert eleven.words.endswith("With only 11 areas this is indicative.")
    assert not funnel([60, 140] * 6, [200] * 12).is_indicative


def test_counts_that_cannot_be_are_refused_all_at_once() -> None:
    with pytest.raises(RatingInputError, match=r"not so at places \[1\] \(from 0\); the centre is 85"):
        funnel([1, 11], [10, 10], centre=85)
    with pytest.raises(RatingInputError, match="at least one area"):
        funnel([None], [10])
    with pytest.raises(RatingInputError, match="1 numerators and 2 denominators"):
        funnel([1], [10, 10])


def test_limits_agree_with_the_public_health_standard(funnels: list[dict[str, Any]]) -> None:
    for data in funnels:
        ours = funnel(data["num"], data["den"], adjust=False)
        assert ours.centre == pytest.approx(data["p0"])
        for name, column in zip(LIMITS, ("lcl95", "ucl95", "lcl998", "ucl998"), strict=True):
            theirs = data["ukhsa"][column]
            assert [getattr(area.limits, name) for area in ours.areas] == pytest.approx(theirs, abs=1e-9)


def test_exact_tails_agree_with_r(funnels: list[dict[str, Any]]) -> None:
    for data in funnels:
        ours = funnel(data["num"], data["den"], adjust=False).areas
        exact = data["exact_binomial"]
        assert [area.chance_of_fewer for area in ours] == pytest.approx(exact["p_lower_tail"], abs=1e-9)
        assert [area.chance_of_more for area in ours] == pytest.approx(exact["p_upper_tail"], abs=1e-9)
        for area, fewer, more, n in zip(
            ours, exact["p_lower_tail"], exact["p_upper_tail"], data["den"], strict=True
        ):
            expected = None if n < 5 else "high" if more < 0.001 else "low" if fewer < 0.001 else None
            assert area.flag_998 == expected


def test_adjusted_limits_agree_with_funnelplotr(funnels: list[dict[str, Any]]) -> None:
    for data in funnels:
        theirs = data["funnelplotr_arcsine"]
        ours = funnel(data["num"], data["den"], adjust=True)
        assert ours.phi == pytest.approx(theirs["phi"])
        assert ours.tau_squared == pytest.approx(theirs["tau2"])
        for name, column in zip(LIMITS, ("od_lcl95", "od_ucl95", "od_lcl998", "od_ucl998"), strict=True):
            # they round z to 1.96 and 3.0902
            lines = [getattr(area.limits, name) for area in ours.areas]
            assert lines == pytest.approx(theirs[column], abs=1e-7)
        if min(data["den"]) >= 5:
            outliers = [int(area.flag_998 is not None) for area in ours.areas]
            assert outliers == [int(flag) for flag in theirs["od_outlier998"]]


def test_the_default_adjusts_where_phi_is_above_one(funnels: list[dict[str, Any]]) -> None:
    for data in funnels:
        ours = funnel(data["num"], data["den"])
        assert ours.is_adjusted == (data["funnelplotr_arcsine"]["phi"] > 1.0)
