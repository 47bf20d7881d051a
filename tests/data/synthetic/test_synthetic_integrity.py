"""Every key points to a row, and things happen in an order that is possible."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

Read = Callable[[str], pd.DataFrame]


START, END = pd.Timestamp(2021, 11, 1), pd.Timestamp(2026, 10, 31)

PERSON = ("ssd_person", "pers_person_id")
REFERRAL = ("ssd_cin_episodes", "cine_referral_id")
WORKER = ("ssd_professionals", "prof_professional_id")
TEAM = ("ssd_department", "dept_team_id")

OWN_KEYS = {
    "ssd_person": "pers_person_id", "ssd_contacts": "cont_contact_id", "ssd_early_help_episodes": "earl_episode_id",
    "ssd_cin_episodes": "cine_referral_id", "ssd_cin_assessments": "cina_assessment_id",
    "ssd_cin_plans": "cinp_cin_plan_id", "ssd_cin_visits": "cinv_cin_visit_id",
    "ssd_s47_enquiry": "s47e_s47_enquiry_id", "ssd_initial_cp_conference": "icpc_icpc_id",
    "ssd_cp_plans": "cppl_cp_plan_id", "ssd_cp_visits": "cppv_cp_visit_id", "ssd_cp_reviews": "cppr_cp_review_id",
    "ssd_cla_episodes": "clae_cla_episode_id", "ssd_legal_status": "lega_legal_status_id",
    "ssd_cla_placement": "clap_cla_placement_id", "ssd_cla_reviews": "clar_cla_review_id",
    "ssd_cla_visits": "clav_cla_visit_id", "ssd_cla_health": "clah_health_check_id",
    "ssd_cla_immunisations": "clai_person_id", "ssd_sdq_scores": "csdq_table_id", "ssd_missing": "miss_table_id",
    "ssd_care_leavers": "clea_person_id", "ssd_permanence": "perm_table_id",
    "ssd_involvements": "invo_involvements_id", "ssd_professionals": "prof_professional_id",
    "ssd_department": "dept_team_id", "ssd_disability": "disa_table_id",
    "ssd_immigration_status": "immi_immigration_status_id", "ssd_address": "addr_table_id",
    "ssd_assessment_factors": "cinf_table_id", "ssd_cla_substance_misuse": "clas_substance_misuse_id",
    "ssd_cla_convictions": "clac_cla_conviction_id", "ssd_cla_care_plan": "lacp_table_id",
    "ssd_cla_previous_permanence": "lapp_table_id", "ssd_family": "fami_table_id", "ssd_mother": "moth_table_id",
}  # fmt: skip
POINTERS = [
    ("ssd_contacts", "cont_person_id", *PERSON),
    ("ssd_early_help_episodes", "earl_person_id", *PERSON),
    ("ssd_early_help_episodes", "earl_episode_worker_id", *WORKER),
    ("ssd_cin_episodes", "cine_person_id", *PERSON),
    ("ssd_cin_episodes", "cine_referral_team", *TEAM),
    ("ssd_cin_episodes", "cine_referral_worker_id", *WORKER),
    ("ssd_cin_assessments", "cina_referral_id", *REFERRAL),
    ("ssd_cin_assessments", "cina_assessment_team", *TEAM),
    ("ssd_cin_assessments", "cina_assessment_worker_id", *WORKER),
    ("ssd_assessment_factors", "cinf_assessment_id", "ssd_cin_assessments", "cina_assessment_id"),
    ("ssd_cin_plans", "cinp_referral_id", *REFERRAL),
    ("ssd_cin_plans", "cinp_cin_plan_team", *TEAM),
    ("ssd_cin_plans", "cinp_cin_plan_worker_id", *WORKER),
    ("ssd_cin_visits", "cinv_person_id", "ssd_cin_episodes", "cine_person_id"),
    ("ssd_s47_enquiry", "s47e_referral_id", *REFERRAL),
    ("ssd_s47_enquiry", "s47e_s47_completed_by_team", *TEAM),
    ("ssd_initial_cp_conference", "icpc_s47_enquiry_id", "ssd_s47_enquiry", "s47e_s47_enquiry_id"),
    ("ssd_initial_cp_conference", "icpc_referral_id", *REFERRAL),
    ("ssd_initial_cp_conference", "icpc_cp_plan_id", "ssd_cp_plans", "cppl_cp_plan_id"),
    ("ssd_initial_cp_conference", "icpc_icpc_worker_id", "ssd_professionals", "prof_staff_id"),
    ("ssd_cp_plans", "cppl_icpc_id", "ssd_initial_cp_conference", "icpc_icpc_id"),
    ("ssd_cp_plans", "cppl_referral_id", *REFERRAL),
    ("ssd_cp_visits", "cppv_cp_plan_id", "ssd_cp_plans", "cppl_cp_plan_id"),
    ("ssd_cp_reviews", "cppr_cp_plan_id", "ssd_cp_plans", "cppl_cp_plan_id"),
    ("ssd_cla_episodes", "clae_person_id", *PERSON),
    ("ssd_cla_episodes", "clae_referral_id", *REFERRAL),
    ("ssd_cla_episodes", "clae_cla_placement_id", "ssd_cla_placement", "clap_cla_placement_id"),
    ("ssd_cla_placement", "clap_cla_id", "ssd_cla_episodes", "clae_cla_id"),
    ("ssd_cla_reviews", "clar_cla_id", "ssd_cla_episodes", "clae_cla_id"),
    ("ssd_cla_visits", "clav_cla_id", "ssd_cla_episodes", "clae_cla_id"),
    ("ssd_legal_status", "lega_person_id", "ssd_cla_episodes", "clae_person_id"),
    ("ssd_cla_health", "clah_person_id", "ssd_cla_episodes", "clae_person_id"),
    ("ssd_cla_immunisations", "clai_person_id", "ssd_cla_episodes", "clae_person_id"),
    ("ssd_sdq_scores", "csdq_person_id", "ssd_cla_episodes", "clae_person_id"),
    ("ssd_cla_care_plan", "lacp_person_id", "ssd_cla_episodes", "clae_person_id"),
    ("ssd_cla_substance_misuse", "clas_person_id", "ssd_cla_episodes", "clae_person_id"),
    ("ssd_cla_convictions", "clac_person_id", "ssd_cla_episodes", "clae_person_id"),
    ("ssd_cla_previous_permanence", "lapp_person_id", "ssd_cla_episodes", "clae_person_id"),
    ("ssd_missing", "miss_person_id", *PERSON),
    ("ssd_care_leavers", "clea_person_id", "ssd_cla_episodes", "clae_person_id"),
    ("ssd_care_leavers", "clea_care_leaver_personal_advisor", *WORKER),
    ("ssd_care_leavers", "clea_care_leaver_allocated_team", *TEAM),
    ("ssd_permanence", "perm_person_id", "ssd_cla_episodes", "clae_person_id"),
    ("ssd_permanence", "perm_cla_id", "ssd_cla_episodes", "clae_cla_id"),
    ("ssd_permanence", "perm_adoption_worker_id", *WORKER),
    ("ssd_involvements", "invo_professional_id", *WORKER),
    ("ssd_involvements", "invo_professional_team", *TEAM),
    ("ssd_involvements", "invo_person_id", *PERSON),
    ("ssd_involvements", "invo_referral_id", *REFERRAL),
    ("ssd_department", "dept_team_parent_id", *TEAM),
    ("ssd_disability", "disa_person_id", *PERSON),
    ("ssd_immigration_status", "immi_person_id", *PERSON),
    ("ssd_address", "addr_person_id", *PERSON),
    ("ssd_family", "fami_person_id", *PERSON),
    ("ssd_mother", "moth_person_id", *PERSON),
    ("ssd_mother", "moth_childs_person_id", *PERSON),
]
FEED_POINTERS = [
    ("contact_decisions", "contact_id", "ssd_contacts", "cont_contact_id"),
    ("strategy_meetings", "enquiry_id", "ssd_s47_enquiry", "s47e_s47_enquiry_id"),
    ("core_groups", "plan_id", "ssd_cp_plans", "cppl_cp_plan_id"),
    ("cin_reviews", "plan_id", "ssd_cin_plans", "cinp_cin_plan_id"),
    ("return_home_interviews", "missing_id", "ssd_missing", "miss_table_id"),
    ("pre_proceedings", "family_id", "ssd_family", "fami_family_id"),
    ("placement_locations", "placement_id", "ssd_cla_placement", "clap_cla_placement_id"),
    ("workers", "worker_id", *WORKER),
    ("workers", "team_id", *TEAM),
    ("case_supervision", "worker_id", *WORKER),
    ("case_supervision", "supervisor_id", *WORKER),
    ("recording_times", "worker_id", *WORKER),
    ("personal_supervision", "worker_id", *WORKER),
    ("absence", "worker_id", *WORKER),
    ("team_changes", "old_team_id", *TEAM),
    ("team_changes", "new_team_id", *TEAM),
]
CHILD_FEEDS = [
    "audits", "care_leaver_contacts", "case_supervision", "caseload_weights", "cin_reviews", "conference_attendance",
    "conference_minutes", "contact_decisions", "core_groups", "early_help_assessments", "early_help_waiting_list",
    "education_plans", "health_checks_under_5", "pathway_plans", "placement_locations", "pre_proceedings", "recording_times",
    "return_home_interviews", "strategy_meetings",
]  # fmt: skip


@pytest.mark.parametrize(("table", "key"), OWN_KEYS.items())
def test_own_keys_are_there_and_different(ssd: Read, table: str, key: str) -> None:
    values = ssd(table)[key]
    assert values.notna().all()
    assert values.is_unique


@pytest.mark.parametrize(("table", "column", "target", "key"), POINTERS)
def test_keys_point_to_rows(ssd: Read, table: str, column: str, target: str, key: str) -> None:
    found = ssd(table)[column].dropna()
    assert len(found), "a key that is never filled in proves nothing"
    assert found.isin(ssd(target)[key]).all()


@pytest.mark.parametrize(("name", "column", "target", "key"), FEED_POINTERS)
def test_keys_of_feeds_point_to_rows_of_the_case_system(
    ssd: Read, feed: Read, name: str, column: str, target: str, key: str
) -> None:
    found = feed(name)[column].dropna()
    assert len(found)
    assert found.isin(ssd(target)[key]).all()


@pytest.mark.parametrize("name", CHILD_FEEDS)
def test_children_and_teams_of_feeds_exist(ssd: Read, feed: Read, name: str) -> None:
    rows = feed(name)
    assert rows["child_id"].isin(ssd("ssd_person")["pers_person_id"]).all()
    if "team_id" in rows:
        assert rows["team_id"].dropna().isin(feed("teams")["team_id"]).all()


def test_conferences_in_the_minutes_are_initial_conferences_or_reviews(ssd: Read, feed: Read) -> None:
    known = pd.concat(
        [ssd("ssd_initial_cp_conference")["icpc_icpc_id"], ssd("ssd_cp_reviews")["cppr_cp_review_id"]]
    )
    for name in ("conference_minutes", "conference_attendance"):
        assert feed(name)["conference_id"].isin(known).all()


def test_recorded_visits_and_decisions_are_those_of_the_case_system(ssd: Read, feed: Read) -> None:
    rows = feed("recording_times")
    for kind, table, key in (
        ("protection_visit", "ssd_cp_visits", "cppv_cp_visit_id"),
        ("need_visit", "ssd_cin_visits", "cinv_cin_visit_id"),
        ("care_visit", "ssd_cla_visits", "clav_cla_visit_id"),
    ):
        assert set(rows.loc[rows["kind"] == kind, "record_id"]) == set(ssd(table)[key])
    sessions = rows.loc[rows["kind"] == "supervision", "record_id"]
    assert set(sessions) == set(feed("case_supervision")["supervision_id"])
    decided = rows.loc[rows["kind"] == "decision", "record_id"]
    assert decided.isin(ssd("ssd_cin_assessments")["cina_assessment_id"]).all()


def test_nothing_lies_before_a_birth_unless_the_child_was_expected(ssd: Read) -> None:
    person = ssd("ssd_person").set_index("pers_person_id")
    was_expected = person["pers_expected_dob"].notna()
    events = {
        "ssd_contacts": ("cont_person_id", "cont_contact_date"),
        "ssd_cin_episodes": ("cine_person_id", "cine_referral_date"),
        "ssd_cin_assessments": ("cina_person_id", "cina_assessment_start_date"),
        "ssd_s47_enquiry": ("s47e_person_id", "s47e_s47_start_date"),
        "ssd_cin_plans": ("cinp_person_id", "cinp_cin_plan_start_date"),
        "ssd_cp_plans": ("cppl_person_id", "cppl_cp_plan_start_date"),
        "ssd_early_help_episodes": ("earl_person_id", "earl_episode_start_date"),
        "ssd_involvements": ("invo_person_id", "invo_involvement_start_date"),
    }
    unborn_seen = 0
    for table, (key, column) in events.items():
        rows = ssd(table)
        early = rows[column] < rows[key].map(person["pers_dob"])
        assert rows.loc[early, key].map(was_expected).all(), table
        unborn_seen += int(early.sum())
    assert unborn_seen > 100  # unborn children are part of the work
    never_early = {
        "ssd_cla_episodes": ("clae_person_id", "clae_cla_episode_start_date"),
        "ssd_cla_placement": ("clap_person_id", "clap_cla_placement_start_date"),
        "ssd_legal_status": ("lega_person_id", "lega_legal_status_start_date"),
        "ssd_cla_health": ("clah_person_id", "clah_health_check_date"),
        "ssd_cla_visits": ("clav_person_id", "clav_cla_visit_date"),
        "ssd_missing": ("miss_person_id", "miss_missing_episode_start_date"),
        "ssd_cla_immunisations": ("clai_person_id", "clai_immunisations_status_date"),
        "ssd_address": ("addr_person_id", "addr_address_start_date"),
    }
    for table, (key, column) in never_early.items():
        rows = ssd(table)
        assert not (rows[column] < rows[key].map(person["pers_dob"])).any(), table
    for table, prefix, key in (
        ("ssd_cp_visits", "cppv_cp_visit", "cppv_person_id"),
        ("ssd_cin_visits", "cinv_cin_visit", "cinv_person_id"),
    ):
        rows = ssd(table)
        seen = rows[rows[f"{prefix}_seen"] == "Y"]
        assert not (seen[f"{prefix}_date"] < seen[key].map(person["pers_dob"])).any()


def test_starts_come_before_ends_apart_from_the_documented_faults(ssd: Read) -> None:
    for table, start, end in (
        ("ssd_cin_episodes", "cine_referral_date", "cine_close_date"),
        ("ssd_cin_plans", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
        ("ssd_s47_enquiry", "s47e_s47_start_date", "s47e_s47_end_date"),
        ("ssd_cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
        ("ssd_cla_episodes", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
        ("ssd_cla_placement", "clap_cla_placement_start_date", "clap_cla_placement_end_date"),
        ("ssd_involvements", "invo_involvement_start_date", "invo_involvement_end_date"),
        ("ssd_missing", "miss_missing_episode_start_date", "miss_missing_episode_end_date"),
        ("ssd_early_help_episodes", "earl_episode_start_date", "earl_episode_end_date"),
    ):
        rows = ssd(table)
        assert not (rows[end] < rows[start]).any(), table
    rows = ssd("ssd_cin_assessments")
    authorised = rows["cina_assessment_auth_date"]
    backwards = (authorised < rows["cina_assessment_start_date"]) & (authorised > pd.Timestamp(1950, 1, 1))
    assert 1 <= backwards.sum() <= 25  # imperfections.AUTHORISED_BEFORE_START


def test_nothing_is_known_after_the_day_of_the_extract(ssd: Read) -> None:
    lies_ahead = {
        "icpc_icpc_target_date",
        "cppr_cp_review_due",
        "clar_cla_review_due_date",
        "pers_expected_dob",
    }
    names = [
        "ssd_contacts",
        "ssd_cin_episodes",
        "ssd_cin_assessments",
        "ssd_cp_plans",
        "ssd_cp_visits",
        "ssd_cp_reviews",
    ]
    names += [
        "ssd_cla_episodes",
        "ssd_cla_placement",
        "ssd_cla_visits",
        "ssd_cla_reviews",
        "ssd_legal_status",
    ]
    names += [
        "ssd_permanence",
        "ssd_involvements",
        "ssd_missing",
        "ssd_care_leavers",
        "ssd_person",
        "ssd_s47_enquiry",
    ]
    for name in names:
        rows = ssd(name)
        for column in rows.select_dtypes("datetime").columns.difference(lies_ahead):
            assert not (rows[column] >= END + pd.Timedelta("1D")).any(), (name, column)
    health = ssd("ssd_cla_health")
    ahead = health["clah_health_check_date"] > END
    assert set(health.loc[ahead, "clah_health_check_status"]) == {"Planned"}


def test_a_child_has_one_thing_of_a_kind_at_a_time(ssd: Read) -> None:
    for table, key, start, end in (
        ("ssd_cin_episodes", "cine_person_id", "cine_referral_date", "cine_close_date"),
        ("ssd_cin_plans", "cinp_person_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
        ("ssd_cp_plans", "cppl_person_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
        ("ssd_cla_placement", "clap_cla_id", "clap_cla_placement_start_date", "clap_cla_placement_end_date"),
        ("ssd_missing", "miss_person_id", "miss_missing_episode_start_date", "miss_missing_episode_end_date"),
    ):
        rows = ssd(table).sort_values([key, start])
        before = rows.groupby(key)[end].shift()
        follows = rows[key].duplicated()
        assert not (follows & (before.isna() | (rows[start] < before))).any(), table
    allocated = ssd("ssd_involvements").query("invo_professional_role_id == 'ALLOCATED CASE WORKER'")
    rows = allocated.sort_values(["invo_person_id", "invo_involvement_start_date"])
    before = rows.groupby("invo_person_id")["invo_involvement_end_date"].shift()
    follows = rows["invo_person_id"].duplicated()
    assert not (follows & (rows["invo_involvement_start_date"] <= before)).any()


def test_care_episodes_of_a_period_touch_and_say_why_they_begin(ssd: Read) -> None:
    rows = ssd("ssd_cla_episodes").sort_values(["clae_cla_id", "clae_cla_episode_start_date"])
    first = ~rows["clae_cla_id"].duplicated()
    assert (rows.loc[first, "clae_cla_episode_start_reason"] == "S").all()
    assert (rows.loc[~first, "clae_cla_episode_start_reason"] != "S").all()
    before = rows.groupby("clae_cla_id")["clae_cla_episode_ceased_date"].shift()
    assert (rows.loc[~first, "clae_cla_episode_start_date"] == before[~first]).all()
    assert (rows.loc[first, "clae_cla_episode_start_date"] == rows.loc[first, "clae_entered_care_date"]).all()


def test_plans_start_on_the_day_of_their_conference(ssd: Read) -> None:
    plans = (
        ssd("ssd_cp_plans")
        .dropna(subset="cppl_icpc_id")
        .merge(
            ssd("ssd_initial_cp_conference"),
            left_on="cppl_icpc_id",
            right_on="icpc_icpc_id",
            validate="one_to_one",
        )
    )
    assert len(plans) > 1_000
    assert (plans["cppl_cp_plan_start_date"] == plans["icpc_icpc_date"]).all()
    assert (plans["icpc_icpc_outcome_cp_flag"] == "Y").all()
    assert (plans["icpc_cp_plan_id"] == plans["cppl_cp_plan_id"]).all()


def test_workers_only_work_while_they_are_employed_and_in_a_team_that_existed(ssd: Read, feed: Read) -> None:
    workers = feed("workers")
    employed = workers.groupby("worker_id").agg(start=("started_on", "min"), end=("left_on", "max"))
    rows = ssd("ssd_involvements").join(employed, on="invo_professional_id")
    assert (rows["invo_involvement_start_date"] >= rows["start"]).all()
    assert not (rows["invo_involvement_end_date"] > rows["end"]).any()
    assert not (rows["invo_involvement_end_date"].isna() & rows["end"].notna()).any()
    teams = feed("teams").set_index("team_id")
    dated = rows.join(teams[["valid_from", "valid_to"]], on="invo_professional_team")
    assert not (dated["invo_involvement_start_date"] < dated["valid_from"]).any()
    assert not (dated["invo_involvement_end_date"] > dated["valid_to"]).any()
