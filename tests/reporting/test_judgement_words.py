"""What readers are told of a judgement: words made from the figures, and nothing claimed beyond them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from metrics.definition import KpiDefinition, SpcChoices, SpcRestart
from metrics.vocabulary import BetterWhen, KpiKind, SpcChart, Unit
from reporting.judgement import words
from reporting.judgement.table import months_table, outlook_table
from tests.reporting.made_up_months import STEADY, judged, shares, step, values


def test_with_too_few_months_nothing_else_is_said(share: KpiDefinition) -> None:
    found = judged(share, shares(share, [(8, 10)] * 4), step(90))
    said = (
        words.chart_sentence(found),
        words.outlook_sentence(found),
        words.gap_sentence(found),
        words.variation_words(found),
        words.assurance_words(found),
        words.outlook_words(found),
        words.rules_line(found),
    )
    assert set(said) == {""}
    assert months_table(found) == []
    assert outlook_table(found) == []


def test_the_chart_in_words_by_hand(number: KpiDefinition) -> None:
    found = judged(number, values(number, STEADY))
    assert words.chart_sentence(found) == (
        "16 months from January 2024 to April 2025: mean 11.0, usual range 5.7 to 16.3 now. "
        "No month differs from the others by more than chance."
    )


def test_a_unit_is_written_once_in_a_range(number: KpiDefinition) -> None:
    kpi = replace(number, unit=Unit.DAYS)
    assert words.usual_range(judged(kpi, values(kpi, STEADY))) == "5.7 to 16.3 days"


def test_one_signal_is_named_with_its_kind_and_the_latest_month(number: KpiDefinition) -> None:
    found = judged(number, values(number, [*[10, 14] * 8, 40]))  # mean 13.6, upper limit 27.9
    said = words.chart_sentence(found)
    assert "One month is a signal, of concern. May 2025: concern, high." in said
    assert words.variation_note(found) == "May 2025: above the upper limit."


def test_a_restart_is_in_the_words(number: KpiDefinition) -> None:
    restart = SpcRestart(restart_from=date(2024, 9, 1), reason="A new team", decided_by="head_of_assessment")
    kpi = replace(number, spc=SpcChoices(restart_at=(restart,)))
    found = judged(kpi, values(kpi, [10, 12] * 4 + [20, 22] * 4))
    assert words.chart_sentence(found).endswith("The limits start afresh in September 2024.")
    table = months_table(found)
    assert [line["Month"] for line in table if line["Limits"]] == ["September 2024"]


def test_drawn_limits_are_cut_at_what_is_possible_and_tested_ones_are_not(share: KpiDefinition) -> None:
    kpi = replace(share, spc=SpcChoices(chart=SpcChart.XMR))
    found = judged(kpi, values(kpi, [99.0, 95.0] * 8))  # mean 97, average gap 4: 97 +/- 10.64
    assert found.upper[-1] == pytest.approx(107.64)
    assert words.possible_limits(found, -1) == pytest.approx((86.36, 100.0))
    low = judged(kpi, values(kpi, [1.0, 5.0] * 8))
    assert words.possible_limits(low, -1) == pytest.approx((0.0, 13.64))


def test_the_table_has_every_month_newest_first(number: KpiDefinition) -> None:
    table = months_table(judged(number, values(number, [*STEADY, None, 40])))
    assert len(table) == 18
    assert table[0] == {
        "Month": "June 2025",
        "Value": "40",
        "Mean": "12.7",
        "Lower limit": "3.1",
        "Upper limit": "22.3",
        "What it shows": "Concern, high",
        "Why": "Above the upper limit",
        "Limits": "",
    }
    assert table[1] == {
        "Month": "May 2025",
        "Value": "No figure",
        "Mean": "",
        "Lower limit": "",
        "Upper limit": "",
        "What it shows": "",
        "Why": "",
        "Limits": "",
    }


def test_a_run_chart_says_what_its_tests_say(share: KpiDefinition) -> None:
    drifting = judged(share, values(share, [50, 51, 52, 53, 54, 60, 61, 62, 63, 64]))  # two runs of five
    assert words.run_words(drifting).startswith("The months stay on one side of the median for longer")
    mixed = judged(share, values(share, [50, 64, 52, 63, 54, 60, 53, 62, 51, 61]))
    assert words.run_words(mixed) == "The months vary about the median as chance alone would make them."
    assert (
        words.rules_line(mixed)
        == "Rules used: run chart (median only), tests of long runs and few crossings."
    )


def test_the_outlook_has_its_date_its_chance_and_its_range(share: KpiDefinition) -> None:
    found = judged(share, shares(share, [(16, 20), (17, 20)] * 8), step(50, to_reach_by=date(2025, 7, 31)))
    said = words.outlook_sentence(found)
    assert said.startswith(
        "If nothing changes, more than 98% (very likely) to be at or above 50% in July 2025"
    )
    assert words.outlook_words(found) == "Very likely"
    assert words.outlook_note(found).startswith("more than 98% in Jul 2025; likely ")
    assert words.gap_sentence(found) == "The last 3 months together (83.3%) meet the target: hold."
    assert [line["Month"] for line in outlook_table(found)] == ["May 2025", "June 2025", "July 2025"]


def test_without_a_target_there_is_a_range_and_no_chance(share: KpiDefinition) -> None:
    found = judged(share, shares(share, [(16, 20), (17, 20)] * 8))
    assert words.outlook_words(found).startswith("Likely ")
    assert words.outlook_note(found) == "in Oct 2025"
    assert words.outlook_sentence(found).endswith("No target is set.")


def test_an_outlook_that_holds_everything_likely_says_so(share: KpiDefinition) -> None:
    one_a_month = judged(share, shares(share, [(1, 1), (0, 1), (1, 1), (0, 1)] * 4))
    assert words.outlook_words(one_a_month) == "Too few to tell"
    assert words.outlook_sentence(one_a_month) == (
        "So few are counted in a month that any percentage is likely in October 2025."
    )


def test_a_chance_is_refused_where_any_percentage_is_likely(share: KpiDefinition) -> None:
    found = judged(share, shares(share, [(1, 1), (0, 1), (1, 1), (0, 1)] * 4), step(50))
    assert found.outlook is not None
    assert found.outlook.likely_words == "0% to 100%"
    assert (found.outlook.chance, found.outlook.chance_of_last_3_months) == (None, None)
    assert words.outlook_words(found) == "Too few to tell"
    assert "too few are counted in a month" in (found.outlook.why_not or "")
    # twenty times as many of the same leave something out, and have a chance
    many = judged(share, shares(share, [(12, 20), (8, 20), (11, 20), (9, 20)] * 4), step(50))
    assert many.outlook is not None
    assert many.outlook.chance is not None


def test_too_far_ahead_is_said_once_and_a_seasonal_measure_is_warned_of(share: KpiDefinition) -> None:
    kpi = replace(share, seasonal=True)
    found = judged(kpi, shares(kpi, [(16, 20), (17, 20)] * 8), step(90, to_reach_by=date(2027, 3, 31)))
    said = words.outlook_sentence(found)
    assert said.count("too far ahead") == 1
    assert "This measure has seasons, which the outlook does not foresee." in said


def test_the_outlook_of_days_has_its_unit_once(number: KpiDefinition) -> None:
    kpi = replace(number, unit=Unit.DAYS, decimal_places=0)
    found = judged(kpi, values(kpi, [31, 34, 33, 30] * 4), step(40, operator="at_most"))
    assert found.outlook is not None
    assert found.outlook.likely is not None
    low, high = found.outlook.likely.low_80, found.outlook.likely.high_80
    assert words.outlook_sentence(found).startswith(
        "If nothing changes, more than 98% (very likely) to be at or below 40 days in October 2025; "
        f"likely range {low:.0f} to {high:.0f} days."
    )
    assert words.gap_sentence(found) == "The average of the last 3 months (32.3 days) meets the target: hold."


def test_the_gap_of_a_count_is_in_things_a_month(number: KpiDefinition) -> None:
    # the last three: 15 + 8 + 9 = 32, 10.67 a month; 6 are 4.67 fewer, 0.8 a month over 6 months
    found = judged(number, values(number, [9, 12, 15, 8] * 4 + [9]), step(6, operator="at_most"))
    assert words.gap_sentence(found).startswith(
        "Needs a fall of 0.8 a month from the average of the last 3 months (10.7); "
    )


def test_assurance_over_a_lasting_change_is_marked_as_such(number: KpiDefinition) -> None:
    found = judged(number, values(number, [10, 12] * 4 + [20, 22] * 4), step(100, operator="at_most"))
    assert found.assurance == "pass"
    assert words.assurance_note(found).endswith("span a lasting change: see below.")
    assert words.assurance_caution(found) == "Limits span a lasting change"
    steady = judged(number, values(number, STEADY), step(100, operator="at_most"))
    assert (steady.assurance, words.assurance_caution(steady)) == ("pass", "")


def test_assurance_that_the_latest_month_belies_says_so(number: KpiDefinition) -> None:
    # mean 11.1, limits about 5 either way: a target of at most 20 is always met, and 21 misses it
    found = judged(number, values(number, [*[10, 12] * 17, 10, 21]), step(20, operator="at_most"))
    assert found.assurance == "pass"
    assert words.assurance_caution(found) == "The latest month misses it"
    assert words.assurance_note(found).endswith("in almost every month. The latest month misses it.")


def test_no_assurance_says_why(number: KpiDefinition) -> None:
    figures = values(number, STEADY)
    assert words.assurance_note(judged(number, figures)) == "No target is set."
    activity = replace(number, kind=KpiKind.ACTIVITY, better_when=BetterWhen.NEUTRAL)
    assert "demand or context" in words.assurance_note(judged(activity, figures))
    unfit = judged(number, figures, step(20, operator="at_least"))
    assert words.assurance_note(unfit) == "A target of at least 20 does not fit this measure."


def test_the_rules_are_named_under_every_chart(share: KpiDefinition) -> None:
    found = judged(share, shares(share, [(16, 20), (17, 20)] * 8))
    assert words.rules_line(found) == (
        "Rules used: p prime chart (percentages with known numbers). "
        "Making Data Count rules: shift of 7 points, trend of 7 points, improvement before concern "
        "where a month is a signal of both."
    )
