"""The three planted stories, as the judgement tells them: a step, noise, and a team that hides late work.

The months are counted here from the made-up records with pandas alone; what is said of them is what screens
say, from the same objects.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from metrics.definition import KpiDefinition
from metrics.library import load_library
from reporting.judgement import Judgement, judge_row
from reporting.judgement.result import RestartMark
from reporting.judgement.words import (
    assurance_words,
    chart_sentence,
    outlook_sentence,
    variation_note,
    variation_words,
)
from reporting.judgement.written import Written
from reporting.overdue import OverdueCount
from reporting.scorecard import ScorecardRow
from tests.reporting.made_up_months import figure, row, step

Read = Callable[[str], pd.DataFrame]
WorkingDays = Callable[[pd.Series, pd.Series], pd.Series]
LAST = pd.Period("2026-10")


def kpi_of(kpi_id: str) -> KpiDefinition:
    """Return a definition without restarts of its own."""
    return replace(load_library().by_id(kpi_id), spc=None, doubts=())


def row_of(kpi: KpiDefinition, months: pd.DataFrame, target: float) -> ScorecardRow:
    """Return the scorecard row of monthly counts (columns top and bottom), with a target in force throughout."""
    january = pd.Period("2024-01")
    figures = [
        figure(
            kpi,
            (month - january).n,
            100 * known.top / known.bottom,
            numerator=int(known.top),
            denominator=int(known.bottom),
        )
        for month, known in months.sort_index().iterrows()
        if known.bottom
    ]
    return row(kpi, figures, step(target, in_force_from=date(2020, 1, 1), to_reach_by=date(2027, 3, 31)))


def counted(dates: pd.Series, good: pd.Series) -> pd.DataFrame:
    """Return how many were good, of how many, in each month of the dates."""
    found = good.groupby(dates.dt.to_period("M")).agg(["sum", "size"])
    return pd.DataFrame({"top": found["sum"], "bottom": found["size"]})


def everything_said(judged: Judgement) -> str:
    """Return all that screens say of the months, in one text."""
    direction = judged.direction
    assert direction is not None
    changes = [direction.last_month, direction.same_month_last_year, direction.slope]
    said = [
        direction.words,
        *(change.words for change in changes if change),
        chart_sentence(judged),
        variation_words(judged),
        variation_note(judged),
        assurance_words(judged),
        outlook_sentence(judged),
        "; ".join(judged.attention.reasons),
    ]
    return " ".join(said).lower()


def place_of(judged: Judgement, month: date) -> int:
    return judged.months.index(month)


@pytest.fixture(scope="module")
def visits(ssd: Read, working_days: WorkingDays) -> ScorecardRow:
    """Visits to children on a plan that were made within 10 working days of the one before, by their month."""
    made = ssd("ssd_cp_visits").sort_values(["cppv_cp_plan_id", "cppv_cp_visit_date"])
    before = made.groupby("cppv_cp_plan_id")["cppv_cp_visit_date"].shift()
    made = made[before.notna()]
    days = working_days(before[before.notna()], made["cppv_cp_visit_date"])
    months = counted(made["cppv_cp_visit_date"], days <= 10)
    return row_of(kpi_of("child_protection_visits_on_time"), months.loc[:LAST], 92)


@pytest.fixture(scope="module")
def conferences(ssd: Read, working_days: WorkingDays) -> pd.DataFrame:
    """Initial conferences held within 15 working days of the enquiry, by the month they were held in."""
    rows = ssd("ssd_initial_cp_conference").merge(
        ssd("ssd_s47_enquiry"), left_on="icpc_s47_enquiry_id", right_on="s47e_s47_enquiry_id"
    )
    days = working_days(rows["s47e_s47_start_date"], rows["icpc_icpc_date"])
    return counted(rows["icpc_icpc_date"], days <= 15)


@pytest.fixture(scope="module")
def assessments(ssd: Read, working_days: WorkingDays, bank_holidays: list[str]) -> pd.DataFrame:
    """Assessments with their team, the day they were due and authorised, and whether that was in time."""
    rows = ssd("ssd_cin_assessments").merge(
        ssd("ssd_department"), left_on="cina_assessment_team", right_on="dept_team_id"
    )
    on = rows["cina_assessment_auth_date"].where(rows["cina_assessment_auth_date"] > pd.Timestamp(1950, 1, 1))
    started = rows["cina_assessment_start_date"]
    due = np.busday_offset(
        started.to_numpy().astype("datetime64[D]"),
        45,
        roll="backward",
        holidays=np.array(bank_holidays, dtype="datetime64[D]"),
    )
    in_time = on.notna() & (working_days(started, on.fillna(pd.Timestamp(2026, 10, 31))) <= 45)
    return pd.DataFrame(
        {"team": rows["dept_team_name"], "due": pd.to_datetime(due), "on": on, "in_time": in_time}
    )


def test_the_step_up_is_an_improvement_and_a_restart_is_offered_not_made(visits: ScorecardRow) -> None:
    judged = judge_row(visits)
    assert judged.variation == "improvement_high"
    assert variation_words(judged) == "Improvement, high"
    offer = judged.suggested_restart
    assert offer is not None
    assert offer.month == date(2025, 3, 31)
    assert judged.segment_starts == (0,)
    assert "signal of improvement" in everything_said(judged)
    since = judged.point_classes[place_of(judged, date(2025, 3, 31)) :]
    assert all(point == "improvement_high" for point in since)


def test_with_the_restart_accepted_the_new_level_is_how_things_are(visits: ScorecardRow) -> None:
    mark = RestartMark(date(2025, 3, 31), "Visits are planned a week ahead", "head_of_safeguarding", "a")
    written = Written(restarts={(visits.kpi.id, visits.org_unit_id): (mark,)})
    judged = judge_row(visits, written=written)
    start = place_of(judged, date(2025, 3, 31))
    assert judged.segment_starts == (0, start)
    before, after = judged.mean[start - 1], judged.mean[start]
    assert before is not None
    assert after is not None
    assert before < 84 < 90 < after
    assert judged.variation == "common_cause"
    assert judged.suggested_restart is None
    assert chart_sentence(judged).endswith("The limits start afresh in March 2025.")


def test_the_month_of_noise_is_no_signal_when_it_is_new(conferences: pd.DataFrame) -> None:
    months = conferences.loc["2024-10":"2026-06"]  # type: ignore[misc]
    judged = judge_row(row_of(kpi_of("icpc_within_15_days"), months, 90))
    fall = (judged.values[-2] or 0) - (judged.values[-1] or 0)
    assert fall > 3  # it looks like one
    assert judged.variation == "common_cause"
    assert judged.direction is not None
    assert judged.direction.words == "No clear change over 12 months, within its usual range"
    said = everything_said(judged)
    assert "worse" not in said
    assert "signal" not in said
    assert "concern" not in said
    assert "getting worse by more than chance" not in judged.attention.reasons


def test_the_month_of_noise_is_no_signal_when_looked_back_on(conferences: pd.DataFrame) -> None:
    judged = judge_row(row_of(kpi_of("icpc_within_15_days"), conferences.loc[:LAST], 90))
    assert not (judged.point_classes[place_of(judged, date(2026, 6, 30))] or "").startswith("concern")
    assert judged.variation is not None
    assert not judged.variation.startswith("concern")
    assert "worse" not in everything_said(judged)


def test_the_hiding_team_looks_good_on_what_is_completed_and_bad_on_what_falls_due(
    assessments: pd.DataFrame,
) -> None:
    kpi = kpi_of("assessments_within_45_working_days")
    of_team = assessments[assessments["team"] == "Assessment West"]
    done = of_team[of_team["on"].notna()]
    completed = judge_row(row_of(kpi, counted(done["on"], done["in_time"]).loc["2024-07":LAST], 90))
    fell_due = of_team[of_team["due"] <= pd.Timestamp(2026, 10, 30)]
    due = judge_row(row_of(kpi, counted(fell_due["due"], fell_due["in_time"]).loc["2024-07":LAST], 90))

    assert (completed.values[-1] or 0) > 95
    assert completed.variation in ("common_cause", "improvement_high")
    assert completed.attention.reasons == ()
    assert "worse" not in everything_said(completed)

    assert (due.values[-1] or 100) < 90
    assert due.variation == "concern_low"
    assert due.direction is not None
    assert due.direction.words == "Getting worse over 12 months, with a signal of concern"
    assert "getting worse by more than chance" in due.attention.reasons


def test_the_reasons_to_look_name_the_team_that_hides_its_late_work(assessments: pd.DataFrame) -> None:
    kpi = kpi_of("assessments_within_45_working_days")
    ours = assessments[assessments["team"].str.startswith("Assessment ")]
    late = ours[ours["on"].isna() & (ours["due"] < pd.Timestamp(2026, 10, 31))].groupby("team").size()
    done = ours[ours["on"].notna()]
    council = row_of(kpi, counted(done["on"], done["in_time"]).loc["2024-07":LAST], 90)
    worst = str(late.idxmax())
    overdue = OverdueCount(int(late.sum()), date(2026, 10, 31), worst, int(late.max()))
    judged = judge_row(council, {kpi.id: overdue})
    (reason,) = judged.attention.reasons
    assert council.rating.colour == "green"  # the published figure is on target
    assert reason == f"{late.sum()} open and overdue, {late.max()} of them in Assessment West"
