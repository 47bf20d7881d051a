"""A child's journey: the first step is the measure's, every contact is followed once, what is too recent is apart."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from data.store import Store
from metrics.library import KpiLibrary
from metrics.periods import Period, read_period
from metrics.vocabulary import Basis, PeriodKind
from reporting.figure_sets import figure_set
from reporting.journey.assessment_bands import BANDS, bands_by_month, bands_sentence
from reporting.journey.attendance import (
    CONFERENCE,
    STRATEGY,
    Attendance,
    Attended,
    attendance,
    attendance_sentence,
)
from reporting.journey.child import childs_record, record_sentence
from reporting.journey.cohort import Cohort, cohort
from reporting.journey.early_help import (
    FamilyWaiting,
    bands_of,
    families_waiting,
    waiting_sentence,
    waits_by_month,
)
from reporting.journey.moves import MoveMatrix, moves, moves_sentence, steps_by_month
from reporting.journey.period_counts import MEASURES, period_counts
from reporting.journey.periods import KINDS, journey_period
from reporting.journey.plans import (
    ENDED_EARLY,
    IN_NEED,
    PROTECTION,
    SECOND_PLAN,
    open_plans,
    plans_by_band,
    plans_sentence,
    plans_to_look_at,
)
from reporting.journey.repeat_contacts import repeat_contacts
from reporting.journey.response_times import late_red_contacts, response_times
from reporting.journey.sources import sources
from reporting.journey.steps import STEP_OF_KEY, STEPS, step_of, step_sentence
from reporting.records_behind import RecordsError

NORTHMERE = "northmere"
LAST = date(2026, 10, 31)
YEAR = read_period("12 months to 2026-10")


def figure(store: Store, kpi_id: str, period: Period, **more: object) -> dict[str, Any]:
    found = figure_set(
        store,
        [kpi_id],
        [NORTHMERE],
        period_kinds=(PeriodKind(period.kind),),
        since=period.end,
        until=period.end,
    ).to_pylist()
    assert len(found) == 1
    return dict(found[0])


@pytest.mark.parametrize(
    ("kind", "last", "start", "end"),
    [
        (PeriodKind.MONTH, date(2026, 2, 28), date(2026, 2, 1), date(2026, 2, 28)),
        (PeriodKind.QUARTER, date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 31)),
        (PeriodKind.QUARTER, date(2026, 5, 31), date(2026, 1, 1), date(2026, 3, 31)),
        (PeriodKind.FINANCIAL_YEAR_TO_DATE, date(2026, 3, 31), date(2025, 4, 1), date(2026, 3, 31)),
        (PeriodKind.ROLLING_12_MONTHS, date(2026, 2, 28), date(2025, 3, 1), date(2026, 2, 28)),
    ],
)
def test_periods_end_with_the_month_and_a_quarter_is_a_full_one(
    kind: PeriodKind, last: date, start: date, end: date
) -> None:
    assert journey_period(kind, last) == Period(kind.value, start, end)


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_step_of_contacts_is_the_measure_of_the_same_period(
    northmere: Store, kind: PeriodKind
) -> None:
    period = journey_period(kind, LAST)
    step = cohort(northmere, NORTHMERE, period, "contact").step("referral")
    measure = figure(northmere, "contacts_progressing_to_referral", period)
    assert (step.went_on, step.decided) == (measure["numerator"], measure["denominator"])
    assert step.total == figure(northmere, "contacts_received", period)["value"]
    assert step.share == pytest.approx(measure["value"])


def test_the_first_step_of_referrals_is_the_measure_of_the_same_period(northmere: Store) -> None:
    for period in (journey_period(kind, LAST) for kind in KINDS):
        step = cohort(northmere, NORTHMERE, period, "referral").step("assessment")
        measure = figure(northmere, "referrals_progressing_to_assessment", period)
        assert (step.went_on, step.decided) == (measure["numerator"], measure["denominator"])


def test_what_goes_on_at_one_step_is_what_comes_to_the_next(northmere: Store) -> None:
    for starts_with in ("contact", "referral"):
        followed = cohort(northmere, NORTHMERE, YEAR, starts_with)
        assert followed.total == sum(way["things"] for way in followed.ways)
        for step in followed.steps:
            after = step.kind.after
            if after is not None and (starts_with == "contact" or after != "referral"):
                came = followed.step(after).went_on
                lost = 0 if step.kind.key == "assessment" else followed.step("assessment").count("not_found")
                assert step.total == came - (lost if after == "referral" else 0)


def test_sources_and_services_add_up_to_the_whole(northmere: Store) -> None:
    whole = cohort(northmere, NORTHMERE, YEAR, "referral")
    for key in STEP_OF_KEY:
        if key != "referral":
            parts = [whole.of_source(source).step(key) for source in whole.sources]
            assert sum(part.went_on for part in parts) == whole.step(key).went_on
    services = {way["service_unit_id"] for way in whole.ways}
    assert sum(whole.of_service(service).total for service in services) == whole.total
    assert whole.sources[0] == max(whole.sources, key=lambda name: whole.of_source(name).total)


def test_nothing_is_followed_before_its_time(northmere: Store) -> None:
    """All that a contact of the last week led to is too recent to say, whatever has happened since."""
    week = Period("month", date(2026, 10, 26), LAST)
    followed = cohort(northmere, NORTHMERE, week, "contact")
    step = followed.step("referral")
    assert step.total > 0
    assert step.decided == 0
    assert all(not other.total for other in followed.steps[1:])


def way(things: int, **states: str | None) -> dict[str, object]:
    blank = dict.fromkeys(["source_group", "service_unit_id", *STEP_OF_KEY])
    return {**blank, **states, "things": things}


HAND = Cohort(
    "contact",
    YEAR,
    (
        way(50, source_group="Police", referral="no_further_action"),
        way(6, source_group="Police", referral="went_on", assessment="went_on", enquiry="no", care="no"),
        way(3, referral="went_on", assessment="too_recent", enquiry="too_recent", care="too_recent"),
        way(
            1,
            referral="went_on",
            assessment="went_on",
            enquiry="went_on",
            conference="went_on",
            plan="no",
            care="went_on",
        ),
        way(10, referral="too_recent"),
    ),
)


def test_a_cohort_worked_by_hand() -> None:
    referral, assessment, enquiry, conference, plan, care = HAND.steps
    assert (referral.went_on, referral.decided, referral.too_recent, referral.share) == (
        10,
        60,
        10,
        100 * 10 / 60,
    )
    assert (assessment.went_on, assessment.decided, assessment.too_recent) == (7, 7, 3)
    assert (enquiry.went_on, enquiry.decided, enquiry.too_recent) == (1, 7, 3)
    assert (conference.went_on, conference.decided) == (1, 1)
    assert (plan.went_on, plan.decided) == (0, 1)
    assert (care.went_on, care.decided, care.too_recent) == (1, 7, 3)
    assert HAND.sources == ("Police", "Not known")
    assert HAND.of_source("Not known").total == 14
    assert step_sentence(referral) == (
        "10 of 60 contacts led to a referral in the council's own time (16.7%). 10 more are too recent to say."
    )
    assert step_sentence(plan) == "0 of 1 initial conferences led to a child protection plan (0.0%)."


def test_a_step_of_which_all_is_too_recent_has_no_share() -> None:
    step = step_of(STEPS[1], Counter(too_recent=4))
    assert step.share is None
    assert step_sentence(step) == "All 4 referrals are too recent to say."
    assert step_sentence(step_of(STEPS[1], Counter())) == "No referrals came this far."
    assert step.share_words(step.outcomes[0]) == ""


def test_the_measures_beside_the_flow_are_the_figures(northmere: Store, library: KpiLibrary) -> None:
    counts = period_counts(northmere, library, NORTHMERE, YEAR)
    assert [count.kpi.id for count in counts] == list(MEASURES)
    for count in counts:
        assert count.value == figure(northmere, count.kpi.id, YEAR)["value"]
    month = journey_period(PeriodKind.MONTH, LAST)
    recent = {count.kpi.id: count.too_recent for count in period_counts(northmere, library, NORTHMERE, month)}
    row = figure_set(
        northmere,
        ["contacts_progressing_to_referral"],
        [NORTHMERE],
        bases=(Basis.TOO_RECENT,),
        since=LAST,
        until=LAST,
    ).to_pylist()
    assert recent["contacts_progressing_to_referral"] == row[0]["value"] > 0


def test_sources_are_the_measures_of_contacts_and_referrals(northmere: Store) -> None:
    found = sources(northmere, NORTHMERE, YEAR, date(2023, 11, 1))
    assert (
        sum(source.counts.contacts for source in found)
        == figure(northmere, "contacts_received", YEAR)["value"]
    )
    referrals = figure(northmere, "referrals_received", YEAR)["value"]
    assert sum(source.counts.referrals for source in found) == referrals
    police = next(source for source in found if source.name == "Police")
    assert police.counts.referrals == figure(northmere, "referrals_from_police", YEAR)["numerator"]
    re_referrals = figure(northmere, "re_referrals_within_12_months", YEAR)
    assert sum(source.counts.re_referrals for source in found) == re_referrals["numerator"]
    assert sum(source.counts.re_referrals_known for source in found) == re_referrals["denominator"]
    year_before = sources(northmere, NORTHMERE, read_period("12 months to 2025-10"), date(2023, 11, 1))
    for source in found:
        before = next((other.counts for other in year_before if other.name == source.name), None)
        if before is not None:
            assert source.year_before == before
    assert sources(northmere, NORTHMERE, YEAR, date(2025, 6, 1))[0].year_before is None


def test_repeat_contacts_are_the_children_of_the_measure(northmere: Store) -> None:
    children = repeat_contacts(northmere, NORTHMERE, LAST, at_least=2, role="bi")
    row = figure_set(
        northmere, ["children_with_multiple_contacts_6m"], [NORTHMERE], since=LAST, until=LAST
    ).to_pylist()
    assert len(children) == row[0]["value"] > 0
    assert all(len(child.received_on) == child.in_6_months for child in children)
    fewer = repeat_contacts(northmere, NORTHMERE, LAST, at_least=3, role="bi")
    assert fewer == tuple(child for child in children if child.in_6_months >= 3)
    with pytest.raises(RecordsError):
        repeat_contacts(northmere, NORTHMERE, LAST, at_least=2, role="scrutiny")


def test_response_times_count_open_contacts_as_not_in_time(northmere: Store) -> None:
    times = response_times(northmere, NORTHMERE, YEAR)
    assert [found.rating for found in times] == ["Red", "Amber", "Green"]
    for found in times:
        assert found.within_4_hours <= found.within_24_hours <= found.within_72_hours <= found.decided
    red = times[0]
    late = late_red_contacts(northmere, NORTHMERE, YEAR, role="bi")
    assert len(late) == red.contacts - red.within_4_hours
    assert all(contact.hours_taken is None or contact.hours_taken > 4 for contact in late)
    assert late_red_contacts(northmere, NORTHMERE, YEAR, role="scrutiny") == ()


def test_the_last_month_of_the_waiting_list_is_its_list_of_families(northmere: Store) -> None:
    months = waits_by_month(northmere, NORTHMERE, date(2025, 11, 1), LAST)
    families = families_waiting(northmere, NORTHMERE, LAST, role="bi")
    assert len(months) == 12
    assert months[-1].waiting == len(families)
    assert months[-1].waiting_over_4_weeks == sum(family.days_waited > 28 for family in families)
    hidden = families_waiting(northmere, NORTHMERE, LAST, role="scrutiny")
    assert [family.days_waited for family in hidden] == [family.days_waited for family in families]
    assert all(family.child_id is None for family in hidden)


def test_day_28_of_a_wait_is_within_the_limit() -> None:
    families = [FamilyWaiting("c", "T", LAST, days) for days in (7, 8, 28, 29, 56, 57)]
    assert bands_of(families) == {
        "Up to 1 week": 1,
        "1 to 2 weeks": 1,
        "2 to 3 weeks": 0,
        "3 to 4 weeks": 1,
        "4 to 8 weeks": 2,
        "More than 8 weeks": 1,
    }
    assert waiting_sentence(families, "today") == (
        "6 families were waiting for early help today, 4.4 weeks on average; "
        "3 had waited longer than the limit of four weeks."
    )


def test_steps_up_and_down_are_the_measure(northmere: Store) -> None:
    months = steps_by_month(northmere, NORTHMERE, date(2025, 11, 1), LAST)
    total = figure(northmere, "children_stepped_between_early_help_and_statutory", YEAR)["value"]
    assert sum(month.up + month.down for month in months) == total
    found = moves(northmere, NORTHMERE, YEAR)
    up_and_down = sum(count for pair, count in found.counts.items() if "Early help" in pair)
    assert up_and_down == total


def test_moves_in_words() -> None:
    found = MoveMatrix(
        {
            ("Early help", "Assessment"): 4,
            ("Assessment", "Early help"): 9,
            ("Assessment", "Children in care"): 2,
        }
    )
    assert found.left == ("Early help", "Assessment")
    assert found.joined == ("Early help", "Assessment", "Children in care")
    assert moves_sentence(found, "October 2026") == (
        "In October 2026 4 children stepped up from early help and 9 stepped down to it. "
        "The busiest way between services was from Assessment to Children in care: 2 moves."
    )


@pytest.mark.parametrize("disability", [None, "Disabled"])
def test_assessment_bands_are_the_measure_of_each_month(northmere: Store, disability: str | None) -> None:
    months = bands_by_month(northmere, NORTHMERE, date(2025, 11, 1), LAST, disability=disability)
    rows = figure_set(
        northmere,
        ["assessments_within_45_working_days"],
        [NORTHMERE],
        period_kinds=(PeriodKind.MONTH,),
        breakdowns=("disability",) if disability else (),
        since=date(2025, 11, 1),
        until=LAST,
    ).to_pylist()
    expected = {
        row["period_end"]: (row["numerator"], row["denominator"])
        for row in rows
        if row["denominator"] and row["part"] == disability
    }
    assert {month.month_end: (month.within_45, month.total) for month in months if month.total} == expected
    assert all(tuple(month.counts) == BANDS for month in months)


def test_the_bands_of_the_services_add_up(northmere: Store) -> None:
    whole = bands_by_month(northmere, NORTHMERE, date(2026, 10, 1), LAST)
    with northmere.connection.cursor() as cursor:
        units = cursor.sql(
            "SELECT org_unit_id FROM org_units WHERE level = 'service_area' AND authority_id = 'northmere'"
        ).fetchall()
    parts = [
        bands_by_month(northmere, NORTHMERE, date(2026, 10, 1), LAST, service_unit_id=unit)
        for (unit,) in units
    ]
    assert sum(month.total for part in parts for month in part) == whole[0].total
    assert "line of 45 working days" in bands_sentence(whole)
    assert bands_sentence(()) == "No assessments were authorised in these months."


def test_a_meeting_of_brothers_and_sisters_counts_once(northmere: Store) -> None:
    grids = attendance(northmere, NORTHMERE, date(2025, 11, 1), LAST)
    assert [grid.meeting_kind for grid in grids] == [STRATEGY, CONFERENCE]
    with northmere.connection.cursor() as cursor:
        ((meetings,),) = cursor.sql(
            "SELECT count(DISTINCT meeting_id) FROM events.meeting_attendance"
            " WHERE meeting_kind = 'Child protection conference' AND agency = 'Police'"
            " AND held_on BETWEEN DATE '2025-11-01' AND DATE '2026-10-31'"
        ).fetchall()
    assert grids[1].of_agency("Police").asked == meetings


def test_below_half_is_marked_only_of_enough_meetings() -> None:
    assert Attended(asked=5, attended=2).is_below_trigger
    assert not Attended(asked=4, attended=1).is_below_trigger
    assert not Attended(asked=6, attended=3).is_below_trigger
    assert Attended().share is None
    grid = Attendance(
        STRATEGY,
        ("Health", "Police"),
        (LAST,),
        {("Health", LAST): Attended(10, 4), ("Police", LAST): Attended(10, 9)},
    )
    assert attendance_sentence(grid) == (
        "Health came to the fewest: 4 of 10 (40%) in 1 month. Below half in at least one month: Health."
    )


def test_one_childs_record_is_in_order_and_only_for_those_allowed(northmere: Store) -> None:
    with northmere.connection.cursor() as cursor:
        ((child_id,),) = cursor.sql(
            "SELECT child_id FROM events.care_periods WHERE care_ended_on IS NULL ORDER BY child_id LIMIT 1"
        ).fetchall()
    record = childs_record(northmere, NORTHMERE, child_id, role="bi")
    assert record is not None
    days = [event.from_on for event in record.events if event.from_on is not None]
    assert days == sorted(days)
    assert max(days) <= record.as_at_on
    assert any(event.what == "In care" and event.is_open for event in record.events)
    assert "in care" in record_sentence(record)
    assert dict(record.facts)["Case status"] != ""
    assert childs_record(northmere, NORTHMERE, "no such child", role="bi") is None
    assert childs_record(northmere, "havering", child_id, role="bi") is None
    with pytest.raises(RecordsError):
        childs_record(northmere, NORTHMERE, child_id, role="scrutiny")


def stock(store: Store, kpi_id: str) -> dict[str, Any]:
    (row,) = figure_set(store, [kpi_id], [NORTHMERE], since=LAST, until=LAST).to_pylist()
    return dict(row)


def test_open_plans_are_the_children_of_the_measures(northmere: Store) -> None:
    plans = open_plans(northmere, NORTHMERE, LAST, role="bi")
    protection = [plan for plan in plans if plan.plan_kind == PROTECTION]
    in_need = [plan for plan in plans if plan.plan_kind == IN_NEED]
    assert len(protection) == stock(northmere, "children_on_a_child_protection_plan")["value"] > 0
    assert len(in_need) == stock(northmere, "cin_plans_number")["value"] > 0
    for kind, months, kpi_id in (
        (protection, 24, "child_protection_plans_open_two_years_or_more"),
        (protection, 12, "cp_plans_open_over_12_months"),
        (in_need, 9, "cin_plans_open_over_9_months"),
        (in_need, 24, "cin_plans_open_two_years_or_more"),
    ):
        assert sum(plan.from_months >= months for plan in kind) == stock(northmere, kpi_id)["numerator"], (
            kpi_id
        )
    assert sum(map(sum, plans_by_band(plans).values())) == len(plans)
    assert f"{len(protection):,} children were on a child protection plan today" in plans_sentence(
        plans, "today"
    )
    with pytest.raises(RecordsError):
        open_plans(northmere, NORTHMERE, LAST, role="scrutiny")


def test_plans_to_look_at_are_the_numbers_of_the_measures(northmere: Store) -> None:
    long = Period("financial_year", date(2024, 4, 1), date(2025, 3, 31))
    found = plans_to_look_at(northmere, NORTHMERE, long, role="bi")
    early = [plan for plan in found if plan.reason == ENDED_EARLY]
    second = [plan for plan in found if plan.reason == SECOND_PLAN]
    assert len(early) == figure(northmere, "cp_plans_closed_within_3_months", long)["numerator"]
    assert len(second) == figure(northmere, "cp_second_plan_within_two_years_number", long)["value"]
    assert all((plan.earlier_plan_ended_on or date.max) <= plan.plan_started_on for plan in second)
    with pytest.raises(RecordsError):
        plans_to_look_at(northmere, NORTHMERE, long, role="scrutiny")
