"""Each method's numbers on a handful of events, worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from data.calculation.records import RecordsWanted, open_work, records
from metrics.definition import Calculation, KpiDefinition, Limit
from metrics.vocabulary import MeasuredIn, Method, Statistic, Unit

from .conftest import Council

MakeKpi = Callable[..., KpiDefinition]
IN_45_DAYS = Calculation(
    method=Method.TIMELINESS,
    events="assessments",
    clock_starts="started_on",
    clock_stops="finished_on",
    lapses_on="lapsed_on",
    limit=Limit(working_days=45),
    cannot_be_counted="started_on IS NULL OR finished_on < started_on",
)
COUNT = Calculation(method=Method.COUNT_OF_EVENTS, events="assessments", counted_on="started_on")
SEEN = Calculation(
    method=Method.PERCENTAGE_OF_EVENTS, events="assessments", counted_on="finished_on", numerator="is_seen"
)
VISITED = Calculation(
    method=Method.PERCENTAGE_AT_MONTH_END, events="plans_at_month_end", numerator="is_visited"
)


def test_day_45_is_on_time_and_day_46_is_late(council: Council, kpi: MakeKpi) -> None:
    council.assessment("2024-03-22", "2024-05-30")  # day 45, over Easter and two May bank holidays
    council.assessment("2024-03-22", "2024-05-31")  # day 46
    timely = kpi(IN_45_DAYS)
    council.calculate(timely)
    assert council.figure(timely, "2024-05-31") == (1, 2, 50.0, "counted")


def test_a_saturday_after_a_friday_that_was_day_45_is_on_time(council: Council, kpi: MakeKpi) -> None:
    council.assessment("2024-04-03", "2024-06-08")  # day 45 is Friday 7 June; no working day has passed since
    council.assessment("2024-04-03", "2024-06-10")  # the Monday is day 46
    timely = kpi(IN_45_DAYS)
    council.calculate(timely)
    assert council.figure(timely, "2024-06-30") == (1, 2, 50.0, "counted")


def test_open_work_is_never_on_time_and_late_open_work_fails_the_month_it_was_due(
    council: Council, kpi: MakeKpi
) -> None:
    council.assessment("2024-05-01", None)  # due on 5 July 2024
    council.assessment("2024-05-01", "2024-06-03")
    timely = kpi(IN_45_DAYS)
    council.calculate(timely)
    assert council.figure(timely, "2024-06-30") == (1, 1, 100.0, "counted")
    assert council.figure(timely, "2024-07-31", basis="due") == (1, 2, 50.0, "counted")
    assert council.figure(timely, "2024-06-30", kind="as_at", basis="too_recent") == (1, None, 1, "counted")
    assert council.figure(timely, "2024-07-31", kind="as_at", basis="open_overdue") == (1, None, 1, "counted")


def test_what_lapsed_before_it_was_due_is_in_no_percentage(council: Council, kpi: MakeKpi) -> None:
    council.assessment("2024-05-01", None, lapsed_on="2024-06-10")
    timely = kpi(IN_45_DAYS)
    council.calculate(timely)
    due = council.figure(timely, "2024-07-31", basis="due")
    assert due is None or due[:2] == (0, 0)
    assert council.figure(timely, "2024-07-31", kind="as_at", basis="open_overdue") is None


def test_a_row_with_an_error_is_set_apart_and_not_counted_late(council: Council, kpi: MakeKpi) -> None:
    council.assessment(None, "2024-05-31")
    council.assessment("2024-05-01", "2024-05-31")
    timely = kpi(IN_45_DAYS)
    council.calculate(timely)
    assert council.figure(timely, "2024-05-31") == (1, 1, 100.0, "counted")
    (not_counted,) = council.connection.execute(
        "SELECT not_counted FROM calculated_observations WHERE org_unit_id = 'mill' AND basis = 'completed' "
        "AND period_kind = 'month' AND period_end = DATE '2024-05-31'"
    ).fetchone() or (None,)
    assert not_counted == 1


def test_no_cases_is_not_nought_per_cent(council: Council, kpi: MakeKpi) -> None:
    timely = kpi(IN_45_DAYS)
    council.calculate(timely)
    assert council.figure(timely, "2024-05-31") == (0, 0, None, "no_cases")


def test_where_no_event_can_be_counted_the_extracts_are_incomplete(council: Council, kpi: MakeKpi) -> None:
    council.assessment(None, "2024-05-31")  # nobody knows how long it took
    council.assessment(None, "2024-06-28")
    council.assessment("2024-06-03", "2024-06-28")
    timely = kpi(IN_45_DAYS)
    council.calculate(timely)
    assert council.figure(timely, "2024-05-31") == (0, 0, None, "incomplete")
    assert council.figure(timely, "2024-06-30") == (1, 1, 100.0, "counted")
    assert council.figure(timely, "2024-07-31") == (0, 0, None, "no_cases")
    assert council.figure(timely, "2024-05-31", unit="mill:T1") == (0, 0, None, "incomplete")


def test_no_events_is_a_count_of_nought(council: Council, kpi: MakeKpi) -> None:
    counted = kpi(COUNT, Unit.COUNT)
    council.calculate(counted)
    assert council.figure(counted, "2024-05-31") == (0, None, 0, "counted")


def test_unknown_is_not_yes(council: Council, kpi: MakeKpi) -> None:
    council.assessment("2024-05-01", "2024-05-20", is_seen=True)
    council.assessment("2024-05-01", "2024-05-20", is_seen=None)
    seen = kpi(SEEN)
    council.calculate(seen)
    assert council.figure(seen, "2024-05-31") == (1, 2, 50.0, "counted")


def test_teams_add_up_to_the_council_with_those_of_no_known_team(council: Council, kpi: MakeKpi) -> None:
    for team, times in (("T1", 3), ("T2", 2), (None, 1), ("T9", 1)):
        for _ in range(times):
            council.assessment("2024-05-01", "2024-05-20", team)
    counted = kpi(COUNT, Unit.COUNT)
    council.calculate(counted)
    values = {
        unit: council.figure(counted, "2024-05-31", unit=unit)
        for unit in ("mill", "mill:social_work", "mill:T1", "mill:T2", "mill:not_allocated")
    }
    assert {unit: found[2] if found else None for unit, found in values.items()} == {
        "mill": 7,
        "mill:social_work": 5,
        "mill:T1": 3,
        "mill:T2": 2,
        "mill:not_allocated": 2,
    }


def test_parts_of_a_breakdown_add_up_with_the_part_not_known(council: Council, kpi: MakeKpi) -> None:
    for sex in ("Female", "Female", "Male", None):
        council.assessment("2024-05-01", "2024-05-20", sex=sex)
    counted = kpi(COUNT, Unit.COUNT, breakdowns=("sex",))
    council.calculate(counted)
    parts = [council.figure(counted, "2024-05-31", part=part) for part in ("Female", "Male", "Not known")]
    assert [found[2] if found else None for found in parts] == [2, 1, 1]


def test_longer_periods_are_made_of_sums_and_never_of_averages(council: Council, kpi: MakeKpi) -> None:
    for _ in range(9):
        council.assessment("2024-04-02", "2024-04-10", is_seen=True)  # April: 9 of 9
    council.assessment("2024-05-01", "2024-05-20", is_seen=False)  # May: 0 of 1; June: no cases
    seen = kpi(SEEN)
    council.calculate(seen)
    assert council.figure(seen, "2024-06-30", kind="quarter") == (9, 10, 90.0, "counted")
    assert council.figure(seen, "2024-05-31", kind="financial_year_to_date") == (9, 10, 90.0, "counted")
    assert council.figure(seen, "2025-03-31", kind="financial_year") == (9, 10, 90.0, "counted")
    assert council.figure(seen, "2025-04-30", kind="rolling_12_months") == (0, 1, 0.0, "counted")


def test_twelve_months_that_the_extracts_do_not_cover_have_no_figure(council: Council, kpi: MakeKpi) -> None:
    council.assessment("2024-05-01", "2024-05-20", is_seen=True)
    seen = kpi(SEEN)
    council.calculate(seen)
    assert council.figure(seen, "2025-02-28", kind="rolling_12_months") is None
    assert council.figure(seen, "2025-03-31", kind="rolling_12_months") == (1, 1, 100.0, "counted")


def test_what_stands_at_a_month_end_is_never_added_over_months(council: Council, kpi: MakeKpi) -> None:
    for month_end in ("2024-04-30", "2024-05-31", "2024-06-30"):
        council.add("plans_at_month_end", month_end=month_end, is_visited=True, team_id="T1")
    visited = kpi(VISITED)
    council.calculate(visited)
    assert council.figure(visited, "2024-06-30", kind="as_at") == (1, 1, 100.0, "counted")
    assert council.figure(visited, "2024-06-30", kind="quarter") is None


def test_the_median_of_a_quarter_is_of_its_events_and_not_of_its_months(
    council: Council, kpi: MakeKpi
) -> None:
    for finished in ("2024-04-02", "2024-04-02", "2024-04-02"):  # April: 1 day each
        council.assessment("2024-04-01", finished)
    council.assessment("2024-05-01", "2024-05-22")  # May: 21 days
    took = kpi(
        Calculation(
            method=Method.DURATION,
            events="assessments",
            clock_starts="started_on",
            clock_stops="finished_on",
            measured_in=MeasuredIn.CALENDAR_DAYS,
        ),
        Unit.DAYS,
    )
    council.calculate(took)
    assert council.figure(took, "2024-05-31") == (None, 1, 21.0, "counted")
    assert council.figure(took, "2024-06-30", kind="quarter") == (None, 4, 1.0, "counted")


def test_a_rate_counts_a_twelfth_of_the_population_in_a_month(council: Council, kpi: MakeKpi) -> None:
    for _ in range(5):
        council.assessment("2024-05-01", None)
    rate = kpi(
        Calculation(
            method=Method.RATE_PER_10000,
            events="assessments",
            counted_on="started_on",
            population="children_under_18",
        ),
        Unit.RATE_PER_10000,
    )
    council.calculate(rate)
    assert council.figure(rate, "2024-05-31") == (5, 5000, 10.0, "counted")  # 5 of 60,000 / 12
    assert council.figure(rate, "2025-03-31", kind="financial_year") == (
        5,
        60000,
        pytest.approx(5 / 6),
        "counted",
    )


def test_average_and_highest_of_workers(council: Council, kpi: MakeKpi) -> None:
    for worker, children, share in (("w1", 20, 1.0), ("w2", 10, 0.5)):
        council.add(
            "plans_at_month_end",
            month_end="2024-04-30",
            team_id="T1",
            worker_id=worker,
            children=children,
            full_time_equivalent=share,
        )
    share = {"events": "plans_at_month_end", "amount": "children"}
    average = kpi(
        Calculation(
            method=Method.PER_WORKER, statistic=Statistic.AVERAGE, capacity="full_time_equivalent", **share
        ),
        Unit.RATIO,
        "average",
    )
    highest = kpi(
        Calculation(method=Method.PER_WORKER, statistic=Statistic.MAXIMUM, **share), Unit.COUNT, "highest"
    )
    council.calculate(average, highest)
    assert council.figure(average, "2024-04-30", kind="as_at") == (30, 1.5, 20.0, "counted")
    assert council.figure(highest, "2024-04-30", kind="as_at") == (None, 2, 20.0, "counted")
    assert council.figure(average, "2024-04-30", kind="as_at", unit="mill:worker:w2") == (
        10,
        0.5,
        20.0,
        "counted",
    )


def test_a_percentage_of_amounts_is_all_of_the_one_out_of_all_of_the_other(
    council: Council, kpi: MakeKpi
) -> None:
    """3 vacant of 20 posts and 1 of 4: 4 of 24, not the mean of 15% and 25%; a team without posts has no cases."""
    for team, vacant, posts in (("T1", 3, 20.0), ("T2", 1, 4.0), (None, 0, 0.0)):
        council.add(
            "plans_at_month_end",
            month_end="2024-04-30",
            team_id=team,
            children=vacant,
            full_time_equivalent=posts,
        )
    vacancies = kpi(
        Calculation(
            method=Method.PER_WORKER,
            events="plans_at_month_end",
            statistic=Statistic.AVERAGE,
            amount="children",
            capacity="full_time_equivalent",
        ),
        Unit.PERCENT,
    )
    council.calculate(vacancies)
    month = {"kind": "as_at"}
    assert council.figure(vacancies, "2024-04-30", **month) == (4, 24, pytest.approx(100 / 6), "counted")
    assert council.figure(vacancies, "2024-04-30", unit="mill:T1", **month) == (3, 20, 15.0, "counted")
    assert council.figure(vacancies, "2024-05-31", **month) == (0, 0, None, "no_cases")


@pytest.mark.parametrize("basis", ["completed", "due"])
def test_the_records_behind_a_number_are_the_number(council: Council, kpi: MakeKpi, basis: str) -> None:
    council.assessment("2024-05-01", "2024-06-03", "T1")
    council.assessment("2024-04-02", "2024-06-20", "T2")
    council.assessment("2024-05-01", None, "T2")
    timely = kpi(IN_45_DAYS)
    council.calculate(timely)
    for month_end in ("2024-06-30", "2024-07-31"):
        number = council.figure(timely, month_end, basis=basis)
        last = date.fromisoformat(month_end)
        rows = records(
            council.connection, timely, RecordsWanted("mill", last.replace(day=1), last, basis)
        ).to_pylist()
        assert number is not None
        assert sum(row["in_numerator"] for row in rows) == number[0]
        assert sum(row["in_denominator"] for row in rows) == number[1]


def test_what_is_due_tomorrow_is_listed_with_its_day(council: Council, kpi: MakeKpi) -> None:
    council.assessment("2024-03-22", None)  # due on 30 May 2024
    council.assessment("2024-03-22", "2024-05-01")
    wanted = RecordsWanted("mill", date(2024, 5, 1), date(2024, 6, 30))
    rows = open_work(council.connection, kpi(IN_45_DAYS), wanted, looked_at_on=date(2024, 5, 29)).to_pylist()
    assert [row["due_on"] for row in rows] == [date(2024, 5, 30)]
