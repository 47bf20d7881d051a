"""Which KPIs an authority's extracts can give, said again by hand: no query is read for it.

For every event table that a KPI counts: the tables of records whose rows become its rows, any one of which
makes some. And what each list, table of the dataset and feed brings. A KPI that lacks what its rows come from,
or something its definition also needs, or whose only source is refused by its definition, is not supplied.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from metrics.definition import KpiDefinition

CASES = {"referrals", "assessments", "cin_plans", "cp_plans", "care_episodes"}
LEAVERS = {"care_episodes", "care_leavers", "care_leaver_contacts", "pathway_plans"}
MISSING = {"missing_episodes", "return_home_interviews"}
ROWS_COME_FROM: Mapping[str, set[str]] = {
    "absence_at_month_end": {"workers"},
    "adopter_stages": {"adopters"},
    "adoption_at_month_end": {"permanence"},
    "adoptions": {"permanence"},
    "assessments": {"assessments"},
    "audits": {"audits"},
    "care_leavers_at_month_end": LEAVERS,
    "care_periods": {"care_episodes"},
    "care_periods_ended": {"care_episodes"},
    "care_proceedings": {"pre_proceedings"},
    "care_reviews": {"care_reviews"},
    "care_reviews_due": {"care_episodes"},
    "care_visits": {"care_visits"},
    "care_visits_due": {"care_episodes"},
    "case_supervision_at_month_end": CASES | LEAVERS,
    "case_supervision_due": {"involvements"},
    "children_in_care_at_month_end": {"care_episodes"},
    "children_missing_at_month_end": {"care_episodes", "annex_a_counts"} | MISSING,
    "cin_episodes_at_month_end": {"referrals"},
    "cin_plans_at_month_end": {"cin_plans"},
    "cin_reviews_due": {"cin_reviews"},
    "cin_visits": {"cin_visits"},
    "cin_visits_due": CASES,
    "closures": {"referrals"},
    "complaints": {"complaints"},
    "contacts": {"contacts"},
    "contacts_by_child_at_month_end": {"contacts"},
    "core_groups_due": {"core_groups"},
    "cp_plans": {"cp_plans"},
    "cp_plans_at_month_end": {"cp_plans"},
    "cp_plans_ended": {"cp_plans"},
    "cp_reviews": {"cp_reviews"},
    "cp_reviews_due": {"cp_plans"},
    "cp_visits": {"cp_visits"},
    "cp_visits_due": {"cp_plans", "cp_visits"},
    "data_quality_at_month_end": set(),  # counts the rows of whatever was received
    "early_help_assessments": {"early_help_assessments"},
    "early_help_episodes": {"early_help_episodes"},
    "early_help_episodes_at_month_end": {"early_help_episodes"},
    "education_plans_due": {"education_plans"},
    "initial_conferences": {"initial_conferences"},
    "initial_education_plans": {"care_episodes"},
    "initial_health_assessments": {"care_episodes"},
    "missing_episodes": MISSING,
    "open_assessments_at_month_end": {"assessments"},
    "open_cases_at_month_end": CASES | LEAVERS,
    "open_section_47_enquiries_at_month_end": {"section_47_enquiries"},
    "posts_at_month_end": {"posts"},
    "pre_proceedings": {"pre_proceedings"},
    "pre_proceedings_at_month_end": {"pre_proceedings"},
    "referrals": {"referrals"},
    "referred_children_at_month_end": {"referrals"},
    "section_47_enquiries": {"section_47_enquiries"},
    "social_worker_changes_at_month_end": CASES,
    "step_changes": {"early_help_episodes", "referrals"},
    "turnover_at_month_end": CASES | LEAVERS | {"workers"},
    "workers_at_month_end": CASES | LEAVERS | {"workers"},
}
OF_CHILDREN = "people disabilities immigration_statuses involvements teams"
LISTS: Mapping[int, str] = {
    1: f"{OF_CHILDREN} contacts",
    2: f"{OF_CHILDREN} early_help_assessments",
    3: f"{OF_CHILDREN} annex_a_counts referrals",
    4: f"{OF_CHILDREN} assessments",
    5: f"{OF_CHILDREN} annex_a_counts section_47_enquiries initial_conferences",
    6: f"{OF_CHILDREN} cin_plans cin_visits referral_closings",
    7: f"{OF_CHILDREN} annex_a_counts cp_plans cp_visits cp_reviews",
    8: f"{OF_CHILDREN} annex_a_counts care_episodes placements legal_statuses care_reviews care_visits health_checks "
    "care_plans",
    9: f"{OF_CHILDREN} care_leavers",
    10: f"{OF_CHILDREN} permanence",
    11: "adopters",
}
DATASET: Mapping[str, str] = {
    "ssd_person": "people",
    "ssd_contacts": "contacts",
    "ssd_early_help_episodes": "early_help_episodes",
    "ssd_cin_episodes": "referrals referral_closings",
    "ssd_cin_assessments": "assessments",
    "ssd_cin_plans": "cin_plans",
    "ssd_cin_visits": "cin_visits",
    "ssd_s47_enquiry": "section_47_enquiries",
    "ssd_initial_cp_conference": "initial_conferences",
    "ssd_cp_plans": "cp_plans",
    "ssd_cp_visits": "cp_visits",
    "ssd_cp_reviews": "cp_reviews",
    "ssd_cla_episodes": "care_episodes",
    "ssd_legal_status": "legal_statuses",
    "ssd_cla_placement": "placements",
    "ssd_cla_reviews": "care_reviews",
    "ssd_cla_visits": "care_visits",
    "ssd_cla_health": "health_checks",
    "ssd_cla_immunisations": "immunisations",
    "ssd_sdq_scores": "sdq_scores",
    "ssd_missing": "missing_episodes",
    "ssd_care_leavers": "care_leavers",
    "ssd_permanence": "permanence",
    "ssd_involvements": "involvements",
    "ssd_professionals": "workers",
    "ssd_department": "teams",
    "ssd_disability": "disabilities",
    "ssd_immigration_status": "immigration_statuses",
    "ssd_assessment_factors": "assessment_factors",
    "ssd_cla_substance_misuse": "substance_misuse",
    "ssd_cla_convictions": "convictions",
    "ssd_cla_care_plan": "care_plans",
    "ssd_cla_previous_permanence": "previous_permanence",
    "ssd_pre_proceedings": "pre_proceedings",
    "ssd_family": "families",
}


def is_supplied(
    kpi: KpiDefinition,
    *,
    lists: Collection[int] = (),
    dataset: Collection[str] = (),
    feeds: Collection[str] = (),
) -> bool:
    """Return whether what arrived gives a KPI: lists of Annex A, tables of a dataset, feeds (their names)."""
    calculation = kpi.calculation
    assert calculation is not None and calculation.events is not None
    there = set(feeds)
    if calculation.cannot_come_from.annex_a is None:
        there |= {table for number in lists for table in LISTS[number].split()}
    if calculation.cannot_come_from.ssd is None:
        there |= {table for name in dataset for table in DATASET[name].split()}
    rows = ROWS_COME_FROM[calculation.events]
    if rows and not rows & there:
        return False
    return all(there & set(alternatives) for alternatives in calculation.also_needs)
