"""The SPC rules on series small enough to work out by hand.

ALTERNATING is 10, 12, 10, 12 ...: mean 11, every gap 2, so limits 11 +/- 2.66 x 2 = 5.68 and 16.32, and
two-sigma lines 11 +/- 3.5467 = 7.4533 and 14.5467. As a baseline of 12 its limits hold for what follows.
"""

from __future__ import annotations

import pytest

from metrics.ratings.errors import RatingInputError
from metrics.ratings.spc import SpcResult, SpcSettings, xmr, xmr_many

ALTERNATING = [10.0, 12.0] * 6
FLAGS = ("outside", "shift", "trend", "two_of_three")


def after_baseline(*latest: float | None, better_when: str = "higher", **options: object) -> SpcResult:
    """Judge `latest` against the limits of ALTERNATING."""
    given: list[float | None] = [*ALTERNATING, *latest]
    return xmr(given, better_when=better_when, baseline_points=12, **options)  # type: ignore[arg-type]


def latest_flags(result: SpcResult, name: str, count: int) -> list[str | None]:
    flags: list[str | None] = getattr(result, name)[-count:]
    return flags


def test_limits_are_the_mean_and_two_point_six_six_times_the_average_gap() -> None:
    result = xmr(ALTERNATING, better_when="higher")
    assert (result.mean[0], result.lower[0], result.upper[0]) == pytest.approx((11.0, 5.68, 16.32))


def test_limits_of_counts_near_zero_are_not_clipped() -> None:
    # mean 0.5, gap 1: 0.5 - 2.66
    assert xmr([0, 1] * 8, better_when="lower").lower[0] == pytest.approx(-2.16)


def test_a_point_on_the_limit_is_inside_and_one_over_it_is_outside() -> None:
    assert latest_flags(after_baseline(16.32), "outside", 1) == [None]
    assert latest_flags(after_baseline(16.33), "outside", 1) == ["high"]
    assert latest_flags(after_baseline(5.68), "outside", 1) == [None]
    assert latest_flags(after_baseline(5.67), "outside", 1) == ["low"]


def test_seven_above_the_mean_are_a_shift_and_six_are_not() -> None:
    seven = after_baseline(*[11.5] * 7, 10.5)
    assert latest_flags(seven, "shift", 9) == [None] + ["high"] * 7 + [None]
    assert latest_flags(after_baseline(*[11.5] * 6, 10.5), "shift", 7) == [None] * 7


def test_a_point_on_the_mean_breaks_a_shift() -> None:
    broken = after_baseline(11.5, 11.5, 11.5, 11.0, 11.5, 11.5, 11.5, 11.5)
    assert latest_flags(broken, "shift", 8) == [None] * 8


def test_a_missing_month_does_not_break_a_shift() -> None:
    bridged = after_baseline(11.5, 11.5, 11.5, None, 11.5, 11.5, 11.5, 11.5)
    assert latest_flags(bridged, "shift", 8) == ["high"] * 3 + [None] + ["high"] * 4


def test_seven_rising_points_are_a_trend_and_six_are_not() -> None:
    # 10, 10.3, 10.6, 10.9, 11.2, 11.5, 11.8: seven points after the 12 of the baseline
    seven = after_baseline(*[10 + 0.3 * step for step in range(7)])
    assert latest_flags(seven, "trend", 8) == [None] + ["high"] * 7
    six = after_baseline(*[10 + 0.3 * step for step in range(6)])
    assert latest_flags(six, "trend", 6) == [None] * 6


def test_an_equal_value_breaks_a_trend() -> None:
    assert (
        latest_flags(after_baseline(10, 10.3, 10.6, 10.6, 10.9, 11.2, 11.5, 11.8), "trend", 8) == [None] * 8
    )


@pytest.mark.parametrize(
    ("latest", "flags"),
    [
        ((15.0, 11.5, 15.0), ["high", None, "high"]),
        ((15.0, 15.0, 10.5), [None, None, None]),  # the third is on the other side of the mean
        ((15.0, 11.0, 15.0), [None, None, None]),  # the third is on the mean
        ((17.0, 11.5, 15.0), ["high", None, "high"]),  # beyond the limit counts too, since 2023
        ((14.54, 11.5, 15.0), [None, None, None]),  # 14.54 is within two sigma (14.5467)
        ((7.0, 10.5, 7.0), ["low", None, "low"]),
    ],
)
def test_two_of_three_beyond_two_sigma(latest: tuple[float, ...], flags: list[str | None]) -> None:
    # 10.9 first: the last of the baseline is 12, above the mean, and would be a third point
    assert latest_flags(after_baseline(11.0, *latest), "two_of_three", 3) == flags


def test_direction_decides_what_a_high_point_is_called() -> None:
    names = {way: after_baseline(17, better_when=way).variation for way in ("higher", "lower", "neutral")}
    assert names == {"higher": "improvement_high", "lower": "concern_high", "neutral": "neutral_high"}


def test_near_target_signals_are_neutral_and_have_no_assurance() -> None:
    result = after_baseline(5, better_when="near_target", target=11)
    assert (result.variation, result.assurance) == ("neutral_low", None)


def test_the_icon_is_the_last_points_so_an_ended_shift_does_not_show() -> None:
    assert after_baseline(*[11.5] * 7, 10.5).variation == "common_cause"
    assert after_baseline(*[11.5] * 7, 10.5, None).variation == "common_cause"


def rising_but_low(conflict_rule: str, better_when: str = "higher") -> SpcResult:
    """A rise of 7 points that ends under the lower limit of 5.68."""
    rise = [2 + 0.5 * step for step in range(7)]
    settings = SpcSettings(conflict_rule=conflict_rule)  # type: ignore[arg-type]
    return after_baseline(*rise, better_when=better_when, settings=settings)


def test_a_point_with_both_signals_goes_by_the_conflict_rule() -> None:
    assert rising_but_low("improvement").variation == "improvement_high"
    assert rising_but_low("concern").variation == "concern_low"
    assert rising_but_low("improvement", "lower").variation == "improvement_low"
    assert rising_but_low("concern", "lower").variation == "concern_high"
    assert rising_but_low("concern", "neutral").variation == "neutral_high"


def test_every_rule_is_named_where_two_signals_meet() -> None:
    result = rising_but_low("improvement")
    assert result.has_both_signals[-1]
    assert result.rules_broken_at(len(result.value) - 1) == (
        "below the lower limit",
        "7 or more months in a row below the mean",
        "7 or more months in a row rising",
        "two of three months in a row near or beyond the lower limit",
        "signals of both kinds at once, one high and one low",
    )


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [
        (5.0, "pass", "fail"),
        (5.68, "pass", "fail"),  # on the limit decides
        (5.69, "inconsistent", "inconsistent"),
        (16.31, "inconsistent", "inconsistent"),
        (16.32, "fail", "pass"),
        (17.0, "fail", "pass"),
    ],
)
def test_assurance_compares_the_target_with_the_last_limits(target: float, higher: str, lower: str) -> None:
    assert xmr(ALTERNATING, better_when="higher", target=target).assurance == higher
    assert xmr(ALTERNATING, better_when="lower", target=target).assurance == lower


def test_no_target_or_no_direction_has_no_assurance() -> None:
    assert xmr(ALTERNATING, better_when="higher").assurance is None
    assert xmr(ALTERNATING, better_when="higher", target=float("nan")).assurance is None
    assert xmr(ALTERNATING, better_when="neutral", target=11).assurance is None


@pytest.mark.parametrize(("better_when", "target"), [("higher", 80.0), ("lower", 80.0)])
def test_a_constant_series_on_its_target_passes(better_when: str, target: float) -> None:
    assert xmr([80.0] * 20, better_when=better_when, target=target).assurance == "pass"


@pytest.mark.parametrize(("value", "months"), [(0.1, 13), (0.7, 17), (33.3, 23), (1 / 3, 19), (95.1, 36)])
def test_nothing_is_flagged_in_a_constant_series(value: float, months: int) -> None:
    result = xmr([value] * months, better_when="higher")
    assert set(result.point) == {"common_cause"}
    assert result.lower[0] == pytest.approx(value)


def test_a_restart_has_its_own_mean_and_limits_and_a_shift_stops_at_it() -> None:
    # 10, 12 ... then 20, 22 ...: each half has gaps of 2 about its own mean
    result = xmr([*ALTERNATING, *[20.0, 22.0] * 6], better_when="higher", restart_at=[12])
    assert (result.mean[11], result.mean[12]) == (11.0, 21.0)
    assert (result.lower[12], result.upper[12]) == pytest.approx((15.68, 26.32))
    assert set(result.shift) == {None}
    assert result.segment_starts == (0, 12)


def test_a_trend_is_seen_across_a_restart() -> None:
    rise = [10.0, 10.5, 11.0, 11.5, 12.0, 12.5, 13.0]
    result = xmr([*ALTERNATING, *rise, *[10.0, 12.0] * 6], better_when="higher", restart_at=[16])
    assert result.trend[12:19] == ["high"] * 7


def test_a_restart_on_a_missing_month_starts_at_the_next_figure() -> None:
    result = xmr([*ALTERNATING, None, 20.0, 22.0], better_when="higher", restart_at=[12])
    assert result.segment_starts == (0, 13)
    assert result.mean[12:] == [None, 21.0, 21.0]


def test_a_baseline_holds_until_the_next_restart() -> None:
    result = xmr(
        [*ALTERNATING, 30.0, 30.0, 20.0, 22.0], better_when="higher", baseline_points=12, restart_at=[14]
    )
    assert result.mean == [11.0] * 14 + [21.0] * 2


@pytest.mark.parametrize("first", [0, 1])
def test_a_restart_at_or_before_the_first_figure_changes_nothing(first: int) -> None:
    values = [None, *ALTERNATING, 30.0]
    plain = xmr(values, better_when="higher", baseline_points=12)
    assert xmr(values, better_when="higher", baseline_points=12, restart_at=[first]) == plain
    assert plain.mean[-1] == 11.0


def test_a_segment_of_one_point_has_a_mean_and_no_limits() -> None:
    result = xmr([*ALTERNATING, 30.0], better_when="higher", restart_at=[12], target=5)
    assert (result.mean[12], result.lower[12], result.upper[12], result.outside[12]) == (
        30.0,
        None,
        None,
        None,
    )
    assert (result.variation, result.assurance) == ("common_cause", None)


def test_no_figures_have_no_icons() -> None:
    for given in ([], [None, None]):
        result = xmr(given, better_when="higher", target=5)
        assert (result.variation, result.assurance, result.mean) == (None, None, [None] * len(given))


def test_series_judged_at_once_must_be_as_long_as_each_other() -> None:
    with pytest.raises(RatingInputError, match="fill missing months with None"):
        xmr_many([[1, 2, 3], [1, 2]], better_when="higher")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"better_when": "up"}, "better_when is 'up'; it must be one of higher, lower, near_target, neutral"),
        ({"better_when": "higher", "restart_at": [12]}, r"restart_at holds \[12\]"),
        ({"better_when": "higher", "restart_at": [-1]}, r"restart_at holds \[-1\]"),
        ({"better_when": "higher", "baseline_points": 1}, "a baseline needs 2 points or more"),
    ],
)
def test_options_that_cannot_be_are_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(RatingInputError, match=message):
        xmr(ALTERNATING, **options)  # type: ignore[arg-type]


def test_settings_outside_their_range_are_refused_all_at_once() -> None:
    with pytest.raises(RatingInputError, match=r"shift_points is 5.*trend_points is 9.*minimum_points is 3"):
        SpcSettings(shift_points=5, trend_points=9, minimum_points=3, minimum_segment_points=12)


def test_short_series_and_short_segments_carry_a_warning() -> None:
    short = xmr([10, 12] * 7, better_when="higher")
    assert (short.has_enough_points, short.points_counted) == (False, 14)
    assert short.warnings == ("14 of 15 points: too few for limits and icons.",)
    assert xmr([*ALTERNATING, 10, 12, 10], better_when="higher").has_enough_points
    restarted = xmr([*ALTERNATING, 20, 22, 20], better_when="higher", restart_at=[12])
    assert restarted.warnings == (
        "A stretch between restarts has 3 points, fewer than 12: its limits will still move.",
    )
