"""What the months of a KPI are judged to say: charts, limits, targets, outlook; worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from metrics.definition import Doubt, KpiDefinition, SpcChoices, SpcRestart
from metrics.periods import Period, month_end
from metrics.ratings.spc import p_prime
from metrics.vocabulary import BetterWhen, DoubtAbout, KpiKind, SpcChart, Unit
from reporting.behind_figures import BehindFigures, CountingAgainst
from reporting.data_checks import KpiDoubt
from reporting.figures import Figure
from reporting.judgement import judge_row, judge_rows
from reporting.judgement.result import RestartMark
from reporting.judgement.series import Holds, month_after, monthly_series
from reporting.judgement.words import rules_line
from reporting.judgement.written import Written
from reporting.overdue import OverdueCount
from tests.reporting.made_up_months import FIRST, STEADY, figure, judged, row, shares, step, values

# Which chart


@pytest.mark.parametrize("months", [1, 4, 9])
def test_with_too_few_months_there_is_nothing_but_how_many_there_are(
    share: KpiDefinition, months: int
) -> None:
    found = judged(share, shares(share, [(8, 10)] * months), step(90))
    assert found.chart is None
    assert found.not_enough_words == f"not enough months: {months} of 15"
    nothing = (found.mean, found.lower, found.upper, found.median, found.months, found.point_classes)
    assert nothing == ((),) * 6
    assert (found.variation, found.assurance, found.direction, found.outlook) == (None,) * 4


@pytest.mark.parametrize(("months", "chart"), [(10, "run"), (14, "run"), (15, "p_prime")])
def test_ten_months_make_a_run_chart_and_fifteen_make_limits(
    share: KpiDefinition, months: int, chart: str
) -> None:
    assert judged(share, shares(share, [(8, 10), (9, 10)] * 8)[:months]).chart == chart


def test_a_run_chart_has_a_median_and_neither_limits_nor_icons(share: KpiDefinition) -> None:
    found = judged(share, values(share, [50, 60, 70, 80, 90, 100, 50, 60, 70, 80]), step(90))
    assert found.median == (70.0,) * 10  # 50 50 60 60 70 | 70 80 80 90 100
    assert (found.lower, found.upper, found.variation, found.assurance, found.outlook) == (
        (),
        (),
        None,
        None,
        None,
    )
    assert found.direction is not None
    assert found.not_enough_words == "not enough months: 10 of 15"


def test_numbers_that_are_not_all_known_give_an_xmr_chart(share: KpiDefinition) -> None:
    figures = shares(share, [(8, 10)] * 15)
    assert judged(share, figures).chart is SpcChart.P_PRIME
    figures[3] = replace(figures[3], numerator=None)
    assert judged(share, figures).chart is SpcChart.XMR


def test_a_percentage_that_is_not_its_own_numbers_gives_an_xmr_chart(share: KpiDefinition) -> None:
    figures = shares(share, [(2, 3)] * 15)
    rounded = [replace(figure, value=66.7) for figure in figures]
    wrong = [*rounded[:14], replace(rounded[14], value=60.0)]
    assert judged(share, rounded).chart is SpcChart.P_PRIME
    assert judged(share, wrong).chart is SpcChart.XMR


def test_a_count_gets_an_xmr_chart_and_an_outlook_in_whole_things(number: KpiDefinition) -> None:
    found = judged(number, values(number, [9, 12, 15, 8] * 5), step(14, operator="at_most"))
    assert found.chart is SpcChart.XMR
    assert found.outlook is not None
    assert found.outlook.goal == "at or below 14"
    assert found.outlook.likely is not None
    assert found.outlook.likely.low_95 >= 0
    assert found.outlook.chance is not None
    assert found.outlook.likely_words is not None
    assert "%" not in found.outlook.likely_words


def test_what_stands_at_a_month_end_is_no_number_of_events(number: KpiDefinition) -> None:
    standing = [300, 302, 299, 301, 303, 300, 298, 301] * 2
    month_ends = [month_after(FIRST, month) for month in range(16)]
    as_at = [
        figure(number, month, count, period=Period("as_at", day, day))
        for month, (day, count) in enumerate(zip(month_ends, standing, strict=True))
    ]
    assert monthly_series(number, as_at).holds is Holds.VALUES
    # the same counts supplied as months: they move too little to be 300 things that happened anew
    assert monthly_series(number, values(number, standing)).holds is Holds.VALUES
    assert monthly_series(number, values(number, [300, 330, 285, 310] * 4)).holds is Holds.EVENTS
    # events of about 300 a month vary by 17 either way; what stands moves by 2
    wide, narrow = (
        judged(number, given).outlook for given in (values(number, [300, 330, 285, 310] * 4), as_at)
    )
    assert wide is not None and wide.likely is not None
    assert narrow is not None and narrow.likely is not None
    assert wide.likely.high_80 - wide.likely.low_80 > 40
    assert narrow.likely.high_80 - narrow.likely.low_80 < 25


def test_a_rate_is_events_over_its_population_where_both_are_known(share: KpiDefinition) -> None:
    kpi = replace(share, unit=Unit.RATE_PER_10000)
    figures = [
        figure(kpi, month, 10_000 * top / 5_000, numerator=top, denominator=5_000)
        for month, top in enumerate([20, 31, 25, 22] * 4)
    ]
    series = monthly_series(kpi, figures)
    assert (series.holds, series.events) == (Holds.EVENTS, (20, 31, 25, 22) * 4)
    unlike = [replace(figures[0], numerator=None), *figures[1:]]
    assert monthly_series(kpi, unlike).holds is Holds.VALUES
    outlook = judged(kpi, figures).outlook
    assert outlook is not None
    assert outlook.likely is not None
    assert 30 < outlook.likely.low_80 < 49 < outlook.likely.high_80 < 70  # 98 of 20,000: 49 per 10,000


@pytest.mark.parametrize("unit", [Unit.DAYS, Unit.RATIO, Unit.SCORE, Unit.POUNDS])
def test_values_without_a_denominator_have_an_outlook_too(number: KpiDefinition, unit: Unit) -> None:
    kpi = replace(number, unit=unit, decimal_places=1)
    found = judged(kpi, values(kpi, [31.5, 34.0, 33.0, 30.5] * 4), step(40, operator="at_most"))
    assert found.outlook is not None
    assert found.outlook.chance_words == "very likely"


def test_a_percentage_whose_numbers_are_not_known_stays_within_0_and_100(share: KpiDefinition) -> None:
    outlook = judged(share, values(share, [99.0, 92.0, 100.0, 96.0] * 4)).outlook
    assert outlook is not None
    assert outlook.likely is not None
    assert outlook.likely.high_95 == 100.0


@pytest.mark.parametrize("asked", [SpcChart.XMR, SpcChart.RUN])
def test_the_definition_can_ask_for_another_chart(share: KpiDefinition, asked: SpcChart) -> None:
    kpi = replace(share, spc=SpcChoices(chart=asked))
    assert judged(kpi, shares(kpi, [(8, 10), (9, 10)] * 8)).chart is asked


def test_a_u_prime_chart_that_is_asked_for_has_limits_by_hand(share: KpiDefinition) -> None:
    # 20 and 30 in turn of 5,000 and 5,000: the mean is 25 of 5,000, 50 per 10,000; every move is 10 of 5,000,
    # sigma is 5 of 5,000, so z moves by 2 and sigma_z is 2 / 1.128: limits are 50 -/+ 3 x 10 x 2 / 1.128
    kpi = replace(share, unit=Unit.RATE_PER_10000, spc=SpcChoices(chart=SpcChart.U_PRIME))
    figures = [
        figure(kpi, month, 2 * top, numerator=top, denominator=5_000)
        for month, top in enumerate([20, 30] * 8)
    ]
    found = judged(kpi, figures, step(120))
    assert found.chart is SpcChart.U_PRIME
    assert found.is_judged
    assert found.mean[0] == pytest.approx(50.0)
    assert (found.lower[0], found.upper[0]) == pytest.approx((0.0, 50 + 60 / 1.128))
    assert found.assurance == "fail"  # 120 lies above the upper limit of 103.2
    assert "u prime chart" in rules_line(found)


def test_a_u_prime_chart_of_a_count_is_its_xmr_chart_but_for_the_cut_at_nought(number: KpiDefinition) -> None:
    counts = [30, 42, 35, 28, 51, 33, 40, 37] * 3
    plain = judged(number, values(number, counts))
    asked = judged(replace(number, spc=SpcChoices(chart=SpcChart.U_PRIME)), values(number, counts))
    assert plain.chart is SpcChart.XMR
    assert asked.chart is SpcChart.U_PRIME
    assert asked.mean == pytest.approx(plain.mean)
    reach = [(upper or 0) - (mean or 0) for upper, mean in zip(asked.upper, asked.mean, strict=True)]
    as_xmr = [(upper or 0) - (mean or 0) for upper, mean in zip(plain.upper, plain.mean, strict=True)]
    assert reach == pytest.approx([width * (3 / 1.128) / 2.66 for width in as_xmr])
    assert asked.point_classes == plain.point_classes


def test_a_u_prime_chart_cannot_be_made_of_what_does_not_happen(number: KpiDefinition) -> None:
    kpi = replace(number, spc=SpcChoices(chart=SpcChart.U_PRIME))
    assert judged(kpi, values(kpi, [30.5, 42.0] * 8)).chart is SpcChart.XMR


def test_a_p_prime_chart_cannot_be_made_without_numbers_even_if_asked_for(share: KpiDefinition) -> None:
    kpi = replace(share, spc=SpcChoices(chart=SpcChart.P_PRIME))
    assert judged(kpi, values(kpi, [80.0, 90.0] * 8)).chart is SpcChart.XMR


# Limits and classes


def test_xmr_limits_by_hand(number: KpiDefinition) -> None:
    found = judged(number, values(number, STEADY))
    assert found.mean[0] == pytest.approx(11.0)
    assert (found.lower[0], found.upper[0]) == pytest.approx((11 - 2.66 * 2, 11 + 2.66 * 2))
    assert found.variation == "common_cause"
    assert set(found.point_classes) == {"common_cause"}


def test_a_month_beyond_the_limits_is_a_signal_with_its_rule(number: KpiDefinition) -> None:
    found = judged(number, values(number, [*STEADY, 40]))
    # mean (176 + 40) / 17 = 12.71; gaps 15 x 2 and 28, so upper 12.71 + 2.66 x 58 / 16 = 22.35
    assert found.upper[-1] == pytest.approx(216 / 17 + 2.66 * 58 / 16)
    assert found.variation == "concern_high"
    assert found.rules_broken[-1] == ("above the upper limit",)
    assert found.attention.reasons == ("getting worse by more than chance",)


def test_p_prime_limits_are_per_cent_here_and_proportions_in_the_ratings(share: KpiDefinition) -> None:
    counts = [(16, 20), (30, 40), (19, 20), (33, 40)] * 5
    found = judged(share, shares(share, counts))
    of_ratings = p_prime([top for top, _ in counts], [bottom for _, bottom in counts], better_when="higher")
    assert found.mean[0] == pytest.approx(100 * (16 + 30 + 19 + 33) / 120)
    assert found.lower == pytest.approx([100 * limit for limit in of_ratings.lower if limit is not None])
    assert found.upper == pytest.approx([100 * limit for limit in of_ratings.upper if limit is not None])


def test_a_month_without_a_figure_stays_a_gap(number: KpiDefinition) -> None:
    found = judged(number, values(number, [*STEADY[:5], None, *STEADY[5:]]))
    assert found.points_counted == 16
    assert len(found.months) == 17
    assert (found.values[5], found.mean[5], found.point_classes[5]) == (None, None, None)


def test_a_newest_month_without_cases_leaves_the_month_before_judged(share: KpiDefinition) -> None:
    figures = shares(share, [(8, 10)] * 15)
    assert not judged(share, figures).is_of_an_earlier_month
    found = judged(share, [*figures, figure(share, 15, None, state="no_cases")])
    assert found.last_month == date(2025, 3, 31)
    assert found.is_of_an_earlier_month


def test_only_the_latest_36_months_are_judged(number: KpiDefinition) -> None:
    found = judged(number, values(number, [1000.0, *[11.0] * 36]))
    assert found.months[0] == date(2024, 2, 29)
    assert found.points_counted == 36
    assert found.mean[-1] == 11.0


# Which figures are months


def test_days_at_month_ends_are_months_and_other_days_and_longer_periods_are_not(
    number: KpiDefinition,
) -> None:
    def on(day: date, kind: str = "as_at") -> Figure:
        return figure(number, 0, 10.0, period=Period(kind, day if kind == "as_at" else FIRST, day))

    ends = [month_after(FIRST, month) for month in range(15)]
    assert judged(number, [on(day) for day in ends]).points_counted == 15
    assert judged(number, [on(day - timedelta(days=1)) for day in ends]).points_counted == 0
    assert judged(number, [on(day, "quarter") for day in ends]).points_counted == 0


def test_months_and_days_are_never_mixed(number: KpiDefinition) -> None:
    months = values(number, [10.0] * 8)
    days = [
        figure(
            number, month, 99.0, period=Period("as_at", month_after(FIRST, month), month_after(FIRST, month))
        )
        for month in range(8, 15)
    ]
    series = monthly_series(number, [*months, *days])
    assert series.points == 8
    assert set(series.values) == {10.0}


def test_a_figure_in_doubt_is_left_out_and_said_so(number: KpiDefinition) -> None:
    figures = values(number, STEADY)
    figures[4] = replace(figures[4], value=400.0, is_doubtful=True)
    found = judged(number, figures)
    assert found.values[4] is None
    assert found.points_counted == 15
    assert "Judged without 1 figure that is in doubt." in found.warnings


# Restarts


def test_limits_restart_in_the_month_that_a_restart_falls_in(number: KpiDefinition) -> None:
    restart = SpcRestart(restart_from=date(2024, 9, 10), reason="A new team", decided_by="head_of_assessment")
    kpi = replace(number, spc=SpcChoices(restart_at=(restart,)))
    found = judged(kpi, values(kpi, [10, 12] * 4 + [20, 22] * 4))
    assert found.segment_starts == (0, 8)
    assert (found.mean[7], found.mean[8]) == (11.0, 21.0)
    assert (found.upper[7], found.upper[8]) == pytest.approx((11 + 5.32, 21 + 5.32))
    assert [(mark.month, mark.reason) for mark in found.restarts] == [(date(2024, 9, 30), "A new team")]
    assert found.has_settling_limits


@pytest.mark.parametrize("day", [date(2023, 6, 1), date(2024, 1, 1), date(2027, 1, 1)])
def test_a_restart_outside_the_months_changes_nothing(number: KpiDefinition, day: date) -> None:
    restart = SpcRestart(restart_from=day, reason="A new team", decided_by="head_of_assessment")
    kpi = replace(number, spc=SpcChoices(restart_at=(restart,)))
    found = judged(kpi, values(kpi, STEADY))
    assert found.segment_starts == (0,)
    assert found.restarts == ()


def test_a_restart_is_offered_after_eight_months_and_not_made(number: KpiDefinition) -> None:
    found = judged(number, values(number, [10, 12] * 4 + [20, 22] * 4))
    assert found.suggested_restart is not None
    assert found.suggested_restart.month == date(2024, 9, 30)
    assert found.suggested_restart.points == 8
    assert found.segment_starts == (0,)


STEP_UP = [10, 12] * 4 + [20, 22] * 4


def test_an_accepted_restart_is_applied_to_its_measure_and_part_of_the_organisation_alone(
    number: KpiDefinition,
) -> None:
    mark = RestartMark(date(2024, 9, 30), "A new team", "head_of_assessment", "abc")
    given = row(number, values(number, STEP_UP))
    found = judge_row(given, written=Written(restarts={(number.id, "northmoor"): (mark,)}))
    assert found.segment_starts == (0, 8)
    assert (found.mean[7], found.mean[8]) == (11.0, 21.0)
    assert found.restarts == (mark,)
    assert found.suggested_restart is None
    for elsewhere in ((number.id, "southmoor"), ("another_measure", "northmoor")):
        assert judge_row(given, written=Written(restarts={elsewhere: (mark,)})).segment_starts == (0,)


def test_restarts_of_the_definition_and_accepted_ones_count_once_each_month(number: KpiDefinition) -> None:
    decided = SpcRestart(restart_from=date(2024, 9, 10), reason="Definition", decided_by="head_of_assessment")
    kpi = replace(number, spc=SpcChoices(restart_at=(decided,)))
    marks = tuple(
        RestartMark(day, "Journal", "head_of_assessment", "abc")
        for day in (date(2024, 9, 30), date(2024, 5, 31))
    )
    found = judge_row(
        row(kpi, values(kpi, STEP_UP)), written=Written(restarts={(kpi.id, "northmoor"): marks})
    )
    assert found.segment_starts == (0, 4, 8)
    assert [(mark.month, mark.reason) for mark in found.restarts] == [
        (date(2024, 5, 31), "Journal"),
        (date(2024, 9, 30), "Definition"),
        (date(2024, 9, 30), "Journal"),
    ]


def test_missing_commentary_is_a_reason_only_where_words_are_waited_for(share: KpiDefinition) -> None:
    on_target = row(share, shares(share, [(180, 200), (184, 200)] * 8), step(80))
    off_target = row(share, shares(share, [(160, 200), (164, 200)] * 8), step(81))
    missing = Written(is_waited_for=True)
    assert on_target.latest_end is not None
    month_before = month_after(on_target.latest_end, -1)
    expected = Written(months={share.id: (month_before,)}, is_waited_for=True)
    written = Written(months={share.id: (month_before, on_target.latest_end)}, is_waited_for=True)
    assert judge_row(on_target, written=written).attention.reasons == ()
    assert judge_row(on_target, written=missing).attention.reasons == ()
    assert judge_row(on_target, written=expected).attention.reasons == ("no commentary yet",)
    assert off_target.rating.colour == "green"  # 164 of 200 is 82 %
    missed = row(share, shares(share, [(160, 200), (164, 200)] * 8 + [(158, 200)]), step(81))
    assert judge_row(missed, written=missing).attention.reasons == ("off target", "no commentary yet")
    assert judge_row(missed).attention.reasons == ("off target",)


@pytest.mark.parametrize(
    ("in_team", "words"),
    [
        (65, ", 65 of the 67 that count against it in Assessment West"),
        (67, ", all 67 that count against it in Assessment West"),
        (33, ""),  # less than half
    ],
)
def test_the_team_that_most_of_what_misses_the_target_is_in_is_named(
    share: KpiDefinition, in_team: int, words: str
) -> None:
    missed = row(share, shares(share, [(160, 200), (164, 200)] * 8 + [(133, 200)]), step(81))
    assert missed.latest_end is not None
    found = CountingAgainst(67, "Assessment West", in_team, missed.latest_end)
    reasons = judge_row(missed, behind=BehindFigures(against={share.id: found})).attention.reasons
    assert reasons[0].startswith("off target")
    assert reasons[0].endswith(words)
    assert ("Assessment West" in " ".join(reasons)) == bool(words)
    earlier = replace(found, on=FIRST)
    assert "West" not in " ".join(
        judge_row(missed, behind=BehindFigures(against={share.id: earlier})).attention.reasons
    )


@pytest.mark.parametrize(
    ("lowest", "highest", "is_said"),
    [
        (79.0, 82.0, True),  # 164 of 200 is 82 %: at 79 % it would miss its target of 81
        (81.0, 83.0, False),  # whatever the doubtful records are, it meets it
    ],
)
def test_doubtful_records_are_a_reason_where_the_rating_could_be_another(
    share: KpiDefinition, lowest: float, highest: float, is_said: bool
) -> None:
    given = row(share, shares(share, [(160, 200), (164, 200)] * 8), step(81))
    doubt = KpiDoubt(
        check_id="any",
        kpi_id=share.id,
        kpi_name=share.name,
        unit="percent",
        decimal_places=1,
        org_unit_id="northmoor",
        period_end=given.latest_end,
        touches="figure",
        records_doubtful=6,
        records=200,
        figure=82.0,
        lowest=lowest,
        highest=highest,
        swing=3.0,
        why_no_swing=None,
    )
    said = ("doubtful records could change its rating",) if is_said else ()
    assert judge_row(given, behind=BehindFigures({share.id: doubt})).attention.reasons == said
    of_another_month = replace(doubt, period_end=FIRST)
    assert judge_row(given, behind=BehindFigures({share.id: of_another_month})).attention.reasons == ()


# Targets, assurance and outlook


def test_a_constant_that_is_its_target_passes(share: KpiDefinition) -> None:
    found = judged(share, shares(share, [(8, 10)] * 15), step(80))
    assert (found.lower[-1], found.upper[-1]) == pytest.approx((80.0, 80.0))
    assert found.assurance == "pass"


@pytest.mark.parametrize(("target", "assurance"), [(20, "pass"), (11, "inconsistent"), (2, "fail")])
def test_assurance_where_lower_is_better(number: KpiDefinition, target: float, assurance: str) -> None:
    found = judged(number, values(number, STEADY), step(target, operator="at_most"))
    assert found.assurance == assurance


def test_a_target_that_is_queried_or_held_judges_nothing(share: KpiDefinition) -> None:
    figures = shares(share, [(8, 10), (9, 10)] * 8)
    doubt = Doubt(about=DoubtAbout.TARGET, question="Which?", holds_rating=True)
    held = replace(share, doubts=(doubt,))
    for kpi, target in ((share, step(50, is_doubtful=True)), (held, step(50))):
        found = judged(kpi, figures, target)
        assert found.assurance is None
        assert found.outlook is not None
        assert found.outlook.chance is None
        assert found.target is not None
        assert found.target.why_not == "The target is in doubt, so nothing is judged against it."


def test_an_activity_measure_has_variation_and_no_assurance(number: KpiDefinition) -> None:
    kpi = replace(number, kind=KpiKind.ACTIVITY, better_when=BetterWhen.NEUTRAL)
    found = judged(kpi, values(kpi, [*STEADY, 40]), step(11, operator="equals"))
    assert found.variation == "neutral_high"
    assert found.assurance is None


@pytest.mark.parametrize(
    ("to_reach_by", "months_ahead", "words"),
    [
        (date(2025, 9, 30), 4, ""),
        (None, 6, "No date is set for the target: 6 months ahead."),
        (date(2025, 5, 31), 6, "The date for the target has passed: 6 months ahead."),
    ],
)
def test_the_outlook_looks_to_the_date_of_the_target(
    share: KpiDefinition, to_reach_by: date | None, months_ahead: int, words: str
) -> None:
    figures = shares(share, [(16, 20), (17, 20)] * 8 + [(16, 20)])  # 17 months, to May 2025
    found = judged(share, figures, step(50, to_reach_by=to_reach_by))
    assert found.outlook is not None
    assert found.outlook.months_ahead == months_ahead
    assert found.outlook_month == month_after(date(2025, 5, 31), months_ahead)
    assert len(found.outlook.path) == months_ahead
    assert found.outlook.chance_words == "very likely"
    assert found.target is not None
    assert found.target.date_words == words


def test_a_target_more_than_a_year_off_has_a_range_and_no_chance(share: KpiDefinition) -> None:
    figures = shares(share, [(16, 20), (17, 20)] * 8)
    found = judged(share, figures, step(90, to_reach_by=date(2027, 3, 31)))
    assert found.outlook is not None
    assert found.outlook.likely is not None
    assert found.outlook.chance is None


def test_off_target_and_unlikely_to_recover_comes_first(share: KpiDefinition) -> None:
    found = judged(share, shares(share, [(80, 200), (84, 200)] * 8), step(90))
    assert found.attention.reasons == ("off target and unlikely to recover by the target date",)
    on_target = judged(share, shares(share, [(180, 200), (184, 200)] * 8), step(80))
    assert on_target.attention.reasons == ()
    assert found.attention.order < on_target.attention.order


def test_open_and_overdue_is_a_reason_unless_the_count_is_older_than_the_figure(share: KpiDefinition) -> None:
    given = row(share, shares(share, [(180, 200)] * 15))  # to March 2025
    for day, reasons in ((date(2025, 3, 31), ("7 open and overdue",)), (date(2025, 2, 28), ())):
        found = judge_row(given, {share.id: OverdueCount(7, day)})
        assert found.attention.reasons == reasons


def test_many_rows_at_once_are_judged_as_each_alone(share: KpiDefinition, number: KpiDefinition) -> None:
    restart = SpcRestart(restart_from=date(2024, 9, 1), reason="A new team", decided_by="head_of_assessment")
    rows = [
        row(
            share, shares(share, [(16, 20), (18, 20), (13, 20)] * 7), step(90, to_reach_by=date(2026, 3, 31))
        ),
        row(number, values(number, [*STEADY, None, 30]), step(11, operator="at_most")),
        row(share, shares(share, [(8, 10)] * 4), step(90)),
        row(replace(share, spc=SpcChoices(restart_at=(restart,))), shares(share, [(30, 40), (35, 40)] * 12)),
        row(share, values(share, [50.0, 60.0] * 6), step(90)),
        row(number, values(number, [5.0] * 36)),
        row(share, []),
    ]
    for together, given in zip(judge_rows(rows), rows, strict=True):
        alone = judge_row(given)
        if alone.outlook is None:
            assert together == alone
            continue
        assert together.outlook is not None
        less = replace(alone.outlook, path=(), chance_of_last_3_months=None)
        assert replace(together, outlook=None) == replace(alone, outlook=None)
        assert together.outlook == less


def test_month_ends_follow_each_other() -> None:
    assert month_after(date(2024, 1, 31), 1) == month_end(date(2024, 2, 1))
    assert month_after(date(2024, 11, 30), 2) == date(2025, 1, 31)
