"""The improvement journey: the share of work that is on time (or good), by the date it is due.

Each curve is a few dated points, in percent, joined by straight lines and flat at both ends. The
story: a slow decline to an inspection in early 2024, a fast recovery in the autumn of 2024, then
steady work. The level a reader sees also depends on the teams (teams.py) and on the stories
planted in stories.py, so a curve is the aim for an ordinary team and not the published figure.
"""

from __future__ import annotations

import numpy as np

from data.synthetic.arrays import Dates, Numbers, Shares, months_of

Curve = tuple[tuple[str, float], ...]

# fmt: off
CURVES: dict[str, Curve] = {
    # front door and early help
    "contact_decision_in_1_working_day": (("2022-01", 90), ("2024-02", 82), ("2024-10", 95), ("2026-01", 97)),
    "red_contact_in_4_hours": (("2022-01", 80), ("2024-03", 71), ("2024-12", 93)),
    "early_help_assessment_in_25_working_days": (("2022-01", 84), ("2024-02", 88), ("2025-03", 95)),
    "early_help_waiting_weeks": (("2022-01", 6), ("2024-03", 11), ("2025-06", 4), ("2026-06", 3)),
    "referral_comes_back": (("2021-11", 49), ("2024-04", 47), ("2025-06", 38)),
    # assessment
    "assessment_in_45_working_days": (
        ("2021-11", 83), ("2022-12", 80), ("2023-08", 75), ("2024-03", 69), ("2024-05", 73), ("2024-07", 93),
        ("2024-08", 97), ("2024-09", 97.8),
    ),
    "child_seen_in_assessment": (("2022-01", 93), ("2024-03", 92), ("2025-01", 98)),
    # child protection and children in need
    "section_47_in_15_working_days": (("2022-01", 76), ("2024-03", 68), ("2025-01", 92)),
    "icpc_in_15_working_days": (
        ("2021-11", 76), ("2023-02", 70), ("2024-01", 64), ("2024-05", 57), ("2024-07", 74), ("2024-09", 90),
        ("2024-10", 94.5),
    ),
    "cp_visit": (("2021-11", 72), ("2024-04", 58), ("2024-12", 79), ("2025-02", 80)),
    "cp_review": (("2021-11", 93), ("2024-03", 88), ("2024-11", 97)),
    "core_group": (("2021-11", 74), ("2024-03", 65), ("2025-02", 92), ("2026-06", 94)),
    "conference_minutes_in_21_days": (("2021-11", 62), ("2024-03", 48), ("2025-03", 90)),
    "cin_visit": (("2021-11", 72), ("2024-03", 54), ("2024-12", 88), ("2025-06", 93)),
    "cin_review": (("2021-11", 72), ("2024-03", 61), ("2025-02", 88)),
    "pre_proceedings_in_12_weeks": (("2021-11", 45), ("2024-03", 38), ("2025-06", 76)),
    # children in care
    "cla_visit": (("2021-11", 76), ("2024-03", 54), ("2024-12", 90), ("2025-06", 96)),
    "cla_review": (("2021-11", 93), ("2024-03", 88), ("2025-01", 97)),
    "initial_health_assessment": (("2021-11", 66), ("2024-03", 58), ("2025-03", 86)),
    "review_health_assessment": (("2021-11", 87), ("2024-03", 84), ("2025-01", 92)),
    "dental_check": (("2021-11", 72), ("2022-12", 78), ("2024-03", 76), ("2025-06", 88)),
    "sdq": (("2021-11", 74), ("2025-01", 86)),
    "immunised": (("2021-11", 84), ("2026-10", 90)),
    "education_plan_each_term": (("2021-11", 88), ("2024-03", 82), ("2025-01", 96)),
    "initial_education_plan": (("2021-11", 70), ("2024-03", 62), ("2025-03", 88)),
    "permanence_recorded_by_second_review": (("2021-11", 70), ("2024-03", 62), ("2025-06", 90)),
    # missing and care leavers
    "return_interview_offered": (("2021-11", 72), ("2024-02", 60), ("2024-12", 92)),
    "return_interview_in_72_hours": (("2021-11", 52), ("2024-02", 34), ("2024-12", 82), ("2026-06", 86)),
    "pathway_plan": (("2021-11", 74), ("2024-03", 58), ("2025-02", 92)),
    "care_leaver_contact": (("2021-11", 88), ("2024-03", 82), ("2025-03", 95)),
    # management and recording
    "supervision": (("2021-11", 62), ("2024-02", 40), ("2024-12", 84), ("2025-09", 91)),
    "personal_supervision": (("2021-11", 76), ("2024-02", 62), ("2025-01", 90)),
    "recorded_in_72_hours": (("2021-11", 72), ("2024-03", 63), ("2025-01", 88)),
    "decision_recorded_in_24_hours": (("2021-11", 76), ("2024-03", 68), ("2025-01", 91)),
    "audit_good_or_better": (("2021-11", 44), ("2024-03", 34), ("2025-01", 52), ("2026-10", 70)),
    "agency_share": (("2021-11", 22), ("2024-03", 34), ("2025-06", 18), ("2026-10", 12)),
    "leaves_in_a_year": (("2021-11", 20), ("2024-03", 27), ("2025-06", 14), ("2026-10", 12)),
    "workforce_satisfied": (("2021-11", 58), ("2024-03", 47), ("2025-06", 68), ("2026-10", 74)),
    "complaint_in_time": (("2021-11", 70), ("2024-03", 58), ("2025-03", 86)),
    "agency_attends_strategy_meeting": (("2021-11", 84), ("2024-03", 80), ("2025-03", 93)),
}
# fmt: on

# Share of the usual on-time level kept for health assessments due in each month, January to
# December: clinics close in summer and catch up in the last quarter of the financial year.
HEALTH_BY_MONTH = np.array([1.07, 1.08, 1.08, 1.02, 1.0, 0.92, 0.66, 0.5, 0.76, 0.97, 1.0, 0.98])


def share_on(curve: str, dates: Dates, later_by_days: Numbers | int = 0) -> Shares:
    """Return the value of a curve for each date, as a share (percent / 100; weeks / 100 for waits).

    `later_by_days` moves the whole journey later, for a team or an authority that lags.
    """
    points = CURVES[curve]
    days = [np.datetime64(month + "-01", "D").astype(np.int64) for month, _ in points]
    on = dates.astype("datetime64[D]").astype(np.int64) - later_by_days
    share: Shares = np.interp(on, days, [value / 100 for _, value in points])
    return share


def health_season(dates: Dates) -> Shares:
    """Return the factor by which the season changes the on-time share of health assessments."""
    factor: Shares = HEALTH_BY_MONTH[months_of(dates) - 1]
    return factor
