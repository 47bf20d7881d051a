"""Run charts and the offer of a restart, by hand."""

from __future__ import annotations

from metrics.ratings.spc import SpcSettings, run_chart, suggest_restart, xmr

ALTERNATING = [10.0, 12.0] * 6


def test_points_on_the_median_are_not_counted() -> None:
    # median 3; useful 1, 2, 4, 5, one crossing
    segment = run_chart([1, 2, 3, 4, 5]).segments[0]
    assert (segment.median, segment.useful_points, segment.longest_run, segment.crossings) == (3.0, 4, 2, 1)


def test_a_long_run_or_few_crossings_are_a_signal() -> None:
    # 20 points: a run of 10 against at most 7, one crossing against at least 6
    segment = run_chart([1, 2] * 5 + [8, 9] * 5).segments[0]
    assert (segment.longest_run, segment.longest_run_limit) == (10, 7)
    assert (segment.crossings, segment.crossings_limit) == (1, 6)
    assert segment.signal is True


def test_chance_like_points_are_no_signal_and_too_few_say_nothing() -> None:
    assert run_chart([1, 9] * 6).signal is False
    assert run_chart([1, 9] * 4).signal is None


def test_too_few_crossings_are_a_signal_without_a_long_run() -> None:
    # 24 points: runs of 5, 5, 5, 7 and 2; the longest may be 8, but 4 crossings are fewer than 8
    segment = run_chart([1] * 5 + [9] * 5 + [1] * 5 + [9] * 7 + [1] * 2).segments[0]
    assert (segment.longest_run, segment.longest_run_limit) == (7, 8)
    assert (segment.crossings, segment.crossings_limit, segment.signal) == (4, 8, True)


def test_a_series_all_on_the_median_has_no_runs() -> None:
    segment = run_chart([5, 5, 5]).segments[0]
    assert (segment.useful_points, segment.longest_run, segment.crossings, segment.signal) == (
        0,
        None,
        None,
        None,
    )


def test_each_segment_has_its_own_median_and_missing_months_stay_empty() -> None:
    chart = run_chart([1, 3, None, 10, 20, 30], restart_at=[3])
    assert chart.median == [2.0, 2.0, None, 20.0, 20.0, 20.0]
    assert [segment.first_position for segment in chart.segments] == [0, 3]


def test_no_figures_make_an_empty_run_chart() -> None:
    assert (run_chart([None]).median, run_chart([]).signal) == ([None], None)


def test_eight_points_of_a_lasting_shift_offer_a_restart_and_seven_do_not() -> None:
    eight = suggest_restart(xmr([*ALTERNATING, *[14.0, 15.0] * 4], better_when="higher"))
    assert eight is not None
    assert (eight.position, eight.points, eight.side) == (12, 8, "high")
    assert suggest_restart(xmr([*ALTERNATING, *[14.0, 15.0] * 3, 14.0], better_when="higher")) is None


def test_a_shift_that_has_ended_offers_nothing() -> None:
    assert suggest_restart(xmr([*ALTERNATING, *[14.0, 15.0] * 4, 10.0], better_when="higher")) is None


def test_a_point_on_the_mean_ends_the_shift() -> None:
    # mean of the baseline 11: four above, one on it, seven above
    values = [*ALTERNATING, *[12.0] * 4, 11.0, *[12.0] * 7]
    assert suggest_restart(xmr(values, better_when="higher", baseline_points=12)) is None
    without = [*ALTERNATING, *[12.0] * 4, *[12.0] * 7]
    assert suggest_restart(xmr(without, better_when="higher", baseline_points=12)) is not None


def test_the_offer_counts_figures_and_points_at_months() -> None:
    values = [*ALTERNATING, 14.0, None, *[15.0, 14.0] * 4]
    offer = suggest_restart(xmr(values, better_when="higher"))
    assert offer is not None
    assert (offer.position, offer.points) == (12, 9)


def test_the_offer_does_not_look_back_over_a_restart() -> None:
    # after the restart: 20 ... 21, half on each side of its own mean
    values = [*ALTERNATING, *[20.0, 21.0] * 5]
    assert suggest_restart(xmr(values, better_when="higher", restart_at=[12])) is None


def test_the_length_that_offers_a_restart_is_a_setting() -> None:
    settings = SpcSettings(suggest_restart_after=10)
    assert suggest_restart(xmr([*ALTERNATING, *[14.0] * 9], better_when="lower", settings=settings)) is None


def test_nothing_is_offered_without_figures() -> None:
    assert suggest_restart(xmr([], better_when="higher")) is None
