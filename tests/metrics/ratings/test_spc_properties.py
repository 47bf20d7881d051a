"""What must hold for every SPC series, tried on many: against plain loops, under shift, scale and flip."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.ratings.spc import SpcResult, SpcSettings, p_prime, p_prime_many, xmr, xmr_many
from tests.metrics.ratings.plain_spc import plain_p_prime, plain_xmr

FLAGS = ("outside", "shift", "trend", "two_of_three")
DIRECTIONS = ("higher", "lower", "near_target", "neutral")
SWAPPED = {
    "improvement_high": "concern_high",
    "concern_high": "improvement_high",
    "improvement_low": "concern_low",
    "concern_low": "improvement_low",
}

whole_numbers = st.integers(min_value=0, max_value=12).map(float)
# Long stretches on one level with jumps, so that shifts, trends and outliers are common.
months = st.lists(st.one_of(st.none(), whole_numbers, st.just(5.0), st.just(6.0)), min_size=1, max_size=40)
figures = st.lists(whole_numbers, min_size=1, max_size=40)
ways = st.sampled_from(DIRECTIONS)


@st.composite
def counts(draw: st.DrawFn) -> tuple[list[float | None], list[float | None]]:
    bottoms = draw(st.lists(st.one_of(st.none(), st.integers(0, 30)), min_size=1, max_size=36))
    tops = [None if n is None else float(draw(st.integers(0, n))) for n in bottoms]
    return tops, [None if n is None else float(n) for n in bottoms]


def positions(draw: st.DataObject, size: int) -> list[int]:
    return draw.draw(st.lists(st.integers(0, size - 1), max_size=3))


def numbers_in(entries: list[float | None]) -> list[float]:
    return [entry for entry in entries if entry is not None]


def flags_of(result: SpcResult) -> list[Any]:
    return [getattr(result, name) for name in FLAGS]


@settings(max_examples=250, deadline=None)
@given(values=months, better_when=ways, data=st.data())
def test_xmr_is_what_plain_loops_give(
    values: list[float | None], better_when: str, data: st.DataObject
) -> None:
    restart_at = positions(data, len(values))
    ours = xmr(values, better_when=better_when, restart_at=restart_at)
    theirs = plain_xmr(values, better_when, restart_at)
    assert [*flags_of(ours), ours.point] == [*(theirs[name] for name in FLAGS), theirs["point"]]
    assert numbers_in(ours.mean) == pytest.approx(numbers_in(theirs["mean"]), rel=1e-12)


@settings(max_examples=250, deadline=None)
@given(series=counts(), better_when=ways, data=st.data())
def test_p_prime_is_what_plain_loops_give(
    series: tuple[list[float | None], list[float | None]], better_when: str, data: st.DataObject
) -> None:
    restart_at = positions(data, len(series[0]))
    ours = p_prime(*series, better_when=better_when, restart_at=restart_at)
    theirs = plain_p_prime(*series, better_when, restart_at)
    is_flat = [mean in (0.0, 1.0) for mean in ours.mean]  # nothing is flagged there, not even a trend
    for name in (*FLAGS, "point"):
        expected = [
            (None if name != "point" else "common_cause") if flat else entry
            for entry, flat in zip(theirs[name], is_flat, strict=True)
        ]
        assert getattr(ours, name) == expected
    assert numbers_in(ours.mean) == pytest.approx(numbers_in(theirs["mean"]), rel=1e-12)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), month_count=st.integers(1, 30), series_count=st.integers(1, 6))
def test_many_series_at_once_give_the_same_as_one_by_one(
    data: st.DataObject, month_count: int, series_count: int
) -> None:
    table = [
        data.draw(st.lists(st.one_of(st.none(), whole_numbers), min_size=month_count, max_size=month_count))
        for _ in range(series_count)
    ]
    better_when = [data.draw(ways) for _ in table]
    targets = [data.draw(st.one_of(st.none(), whole_numbers)) for _ in table]
    restarts = [positions(data, month_count) for _ in table]
    many = xmr_many(table, better_when=better_when, target=targets, restart_at=restarts)
    for row, values in enumerate(table):
        one = xmr(values, better_when=better_when[row], target=targets[row], restart_at=restarts[row])
        assert many.of(row) == one


def test_many_p_prime_series_give_the_same_as_one_by_one() -> None:
    random = np.random.default_rng(7)
    bottoms = random.integers(0, 60, (200, 36)).astype(float)
    tops = random.binomial(bottoms.astype(int), 0.8).astype(float)
    tops[random.random(tops.shape) < 0.05] = np.nan
    many = p_prime_many(tops, bottoms, better_when="higher", target=0.85, restart_at=[18])
    for row in range(len(tops)):
        assert many.of(row) == p_prime(
            tops[row], bottoms[row], better_when="higher", target=0.85, restart_at=[18]
        )


@settings(max_examples=150, deadline=None)
@given(
    values=months,
    moved_by=st.integers(-500, 500),
    scaled_by=st.sampled_from([0.25, 0.5, 2.0, 8.0]),
    better_when=ways,
)
def test_moving_and_scaling_a_series_changes_no_flag(
    values: list[float | None], moved_by: int, scaled_by: float, better_when: str
) -> None:
    moved = [None if v is None else v * scaled_by + moved_by for v in values]
    before, after = (xmr(v, better_when=better_when) for v in (values, moved))
    assert flags_of(after) == flags_of(before)
    assert after.point == before.point


@settings(max_examples=150, deadline=None)
@given(values=months)
def test_turning_the_good_direction_swaps_improvement_and_concern(values: list[float | None]) -> None:
    higher = xmr(values, better_when="higher", settings=SpcSettings(conflict_rule="improvement"))
    lower = xmr(values, better_when="lower", settings=SpcSettings(conflict_rule="concern"))
    assert flags_of(lower) == flags_of(higher)
    assert lower.point == [None if name is None else SWAPPED.get(name, name) for name in higher.point]


@settings(max_examples=150, deadline=None)
@given(values=months, target=whole_numbers)
def test_a_series_upside_down_has_the_same_story(values: list[float | None], target: float) -> None:
    upside_down = [None if v is None else -v for v in values]
    one = xmr(values, better_when="higher", target=target)
    other = xmr(upside_down, better_when="lower", target=-target)
    turned = {"improvement_high": "improvement_low", "concern_low": "concern_high"}
    assert other.point == [None if name is None else turned.get(name, name) for name in one.point]
    assert other.assurance == one.assurance


@settings(max_examples=100, deadline=None)
@given(value=st.floats(-1e6, 1e6), size=st.integers(1, 40))
def test_a_constant_series_has_no_signal(value: float, size: int) -> None:
    assert set(xmr([value] * size, better_when="higher").point) == {"common_cause"}


@settings(max_examples=100, deadline=None)
@given(top=st.integers(0, 40), bottom=st.integers(40, 400), size=st.integers(1, 40))
def test_a_constant_share_has_no_signal(top: int, bottom: int, size: int) -> None:
    assert set(p_prime([top] * size, [bottom] * size, better_when="lower").point) == {"common_cause"}


@settings(max_examples=150, deadline=None)
@given(before=figures, other_before=figures, after=figures)
def test_limits_shift_and_two_of_three_never_look_back_over_a_restart(
    before: list[float], other_before: list[float], after: list[float]
) -> None:
    one = xmr([*before, *after], better_when="higher", restart_at=[len(before)])
    other = xmr([*other_before, *after], better_when="higher", restart_at=[len(other_before)])
    for name in ("mean", "lower", "upper", "outside", "shift", "two_of_three"):
        assert getattr(one, name)[len(before) :] == getattr(other, name)[len(other_before) :], name


@settings(max_examples=150, deadline=None)
@given(values=figures, gaps=st.lists(st.integers(0, 40), max_size=5))
def test_months_without_a_figure_change_nothing_elsewhere(values: list[float], gaps: list[int]) -> None:
    with_gaps: list[float | None] = list(values)
    for place in gaps:
        with_gaps.insert(min(place, len(with_gaps)), None)
    without, with_ = (xmr(v, better_when="lower") for v in (values, with_gaps))
    for name in ("mean", "lower", "upper", *FLAGS, "point"):
        kept = [entry for entry, v in zip(getattr(with_, name), with_gaps, strict=True) if v is not None]
        assert kept == getattr(without, name), name


@settings(max_examples=150, deadline=None)
@given(values=months)
def test_a_point_on_the_mean_is_in_no_shift(values: list[float | None]) -> None:
    result = xmr(values, better_when="higher")
    for value, mean, shift in zip(result.value, result.mean, result.shift, strict=True):
        if value is not None and value == pytest.approx(mean, rel=1e-9, abs=1e-9):
            assert shift is None


def test_a_table_of_numbers_may_be_an_array_with_gaps_as_nan() -> None:
    table = np.array([[10.0, np.nan, 12.0], [1.0, 2.0, 3.0]])
    many = xmr_many(table, better_when="higher", target=np.array([11.0, np.nan]))
    assert many.of(0) == xmr([10, None, 12], better_when="higher", target=11)
    assert many.assurance == ("inconsistent", None)
