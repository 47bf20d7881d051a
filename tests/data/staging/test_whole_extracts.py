"""Datasets and feeds in a build: typed, complete, and the right one of several."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.data.sources.record_files import SMALL_DATASET
from tests.data.staging.conftest import Staging

CONTACT = {"cont_person_id": "C1", "cont_contact_date": "2025-03-03"}


def test_without_any_load_every_table_is_there_and_empty(staging: Staging) -> None:
    build = staging.stage()
    for table in (
        "people",
        "referrals",
        "case_supervision",
        "annex_a_counts",
        "adopters",
        "settings",
        "coverage",
    ):
        assert build.count(table) == 0
    assert build.rows("month_ends", "month_end") == []


def test_dates_codes_and_answers_are_typed(staging: Staging) -> None:
    staging.dataset()
    build = staging.stage()
    assert build.rows("staged.people", "sex_code", "born_on") == [
        ("F", date(2015, 3, 2)),
        ("M", date(2012, 7, 30)),
    ]
    assert build.rows("staged.referrals", "referral_id", "is_no_further_action", "source_code") == [
        ("R1", False, "1A")
    ]
    # 1900-01-01 is how one system writes "not authorised"
    assert build.rows("staged.assessments", "is_child_seen", "assessment_authorised_on") == [(True, None)]


def test_every_row_says_where_it_comes_from(staging: Staging) -> None:
    load = staging.dataset()
    columns = ("authority_id", "source_kind", "load_id", "landed_row")
    assert staging.stage().rows("staged.people", *columns) == [
        ("northmere", "ssd", load.load_id, 2),
        ("northmere", "ssd", load.load_id, 3),
    ]


ANSWERS = {
    **dict.fromkeys(["Y", "Yes", "yes", "1", "TRUE", "a) Yes"], True),
    **dict.fromkeys(["N", "No", "0", "false", "b) No"], False),
    **dict.fromkeys(["", "NULL", "U", "Unknown", "c) Unknown", "perhaps"], None),
}


def test_unknown_is_never_no(staging: Staging) -> None:
    referral = SMALL_DATASET["ssd_cin_episodes"][0]
    rows = [
        {**referral, "cine_referral_id": f"R{number:02}", "cine_referral_nfa": written}
        for number, written in enumerate(ANSWERS)
    ]
    staging.dataset({"ssd_cin_episodes": rows})
    answers = [
        answer
        for _, answer in staging.stage().rows("staged.referrals", "referral_id", "is_no_further_action")
    ]
    assert dict(zip(ANSWERS, answers, strict=True)) == ANSWERS


def test_codes_of_other_spelling_are_put_right_and_unknown_ones_left_empty(staging: Staging) -> None:
    placements = [
        {"clap_cla_placement_id": "1", "clap_cla_placement_type": "u6", "clap_cla_placement_distance": "999.9"},
        {"clap_cla_placement_id": "2", "clap_cla_placement_type": "K2: Homes", "clap_cla_placement_distance": "3.5"},
        {"clap_cla_placement_id": "3", "clap_cla_placement_type": "Tent", "clap_cla_placement_distance": "far"},
    ]  # fmt: skip
    legal = {"lega_legal_status_id": "1", "lega_person_id": "C1", "lega_legal_status": "V1"}
    person = {"pers_person_id": "C1", "pers_ethnicity": "CNHE"}
    staging.dataset({"ssd_cla_placement": placements, "ssd_legal_status": [legal], "ssd_person": [person]})
    build = staging.stage()
    assert build.rows("staged.placements", "placement_id", "placement_type_code", "distance_miles") == [
        ("1", "U6", None),
        ("2", "K2", 3.5),
        ("3", None, None),
    ]
    assert build.rows("staged.legal_statuses", "legal_status_code") == ["V1"]
    assert build.rows("staged.people", "ethnicity_code") == ["CHNE"]
    columns = ("landed_table", "column_name", "written", "reason", "rows")
    assert build.rows("staged.values_not_read", *columns) == [
        ("ssd_cin_assessments", "assessment_authorised_on", None,
         "holds a placeholder such as 1900-01-01, read as empty", 1),
        ("ssd_cla_placement", "distance_miles", None, "is not a number", 1),
        ("ssd_cla_placement", "placement_type_code", "Tent", "is not in the code list", 1),
    ]  # fmt: skip


FLAGS = {
    '{"NFA_FLAG": "Y"}': '{"NFA_FLAG": "Y"}',
    "{'NFA_FLAG': 'Y'}": '{"NFA_FLAG": "Y"}',
    '{"NFA_FLAG": "N", "TOTAL": ,"X": ""}': '{"NFA_FLAG": "N", "TOTAL": null, "X": ""}',
    "{}": None,
    "no flags": None,
}


def test_outcome_flags_are_valid_json_or_nothing(staging: Staging) -> None:
    contacts = [
        {**CONTACT, "cont_contact_id": f"K{number}", "cont_contact_outcome_json": written}
        for number, written in enumerate(FLAGS)
    ]
    staging.dataset({"ssd_contacts": contacts})
    flags = [found for _, found in staging.stage().rows("staged.contacts", "contact_id", "outcome_flags")]
    assert dict(zip(FLAGS, flags, strict=True)) == FLAGS


def test_rejected_rows_are_in_the_build_with_their_reason(staging: Staging) -> None:
    contacts = [{**CONTACT, "cont_contact_id": f"K{number}"} for number in range(20)]
    load = staging.dataset({"ssd_contacts": [*contacts, {**CONTACT, "cont_contact_id": "K0"}]})
    build = staging.stage()
    assert build.count("contacts") == 20
    assert build.rows("staged.rejected_rows", "load_id", "landed_table", "landed_row", "reasons") == [
        (load.load_id, "ssd_contacts", 22, "repeats row 2")
    ]
    counted = build.rows("staged.row_counts", "landed_table", "rows_landed", "rows_staged", "rows_rejected")
    assert ("ssd_contacts", 21, 20, 1) in counted


def test_a_lost_row_is_found(staging: Staging) -> None:
    staging.dataset()
    build = staging.stage()
    build.connection.execute("UPDATE staged.row_counts SET rows_staged = 1 WHERE landed_table = 'ssd_person'")
    with pytest.raises(AssertionError):
        build.count("people")


def test_the_dataset_about_the_latest_day_counts_whenever_it_was_loaded(staging: Staging) -> None:
    newer = staging.dataset({"ssd_contacts": [{**CONTACT, "cont_contact_id": "new"}]}, date(2026, 10, 31))
    older = staging.dataset({"ssd_contacts": [{**CONTACT, "cont_contact_id": "old"}]}, date(2026, 9, 30))
    build = staging.stage()
    assert build.rows("staged.contacts", "contact_id") == ["new"]
    assert build.rows("staged.record_loads", "load_id", "is_staged", "reason") == [
        (newer.load_id, True, None),
        (older.load_id, False, "a newer extract is in use"),
    ]


def test_a_correction_about_the_same_day_replaces_the_dataset(staging: Staging) -> None:
    staging.dataset({"ssd_contacts": [{**CONTACT, "cont_contact_id": "wrong"}]})
    staging.dataset({"ssd_contacts": [{**CONTACT, "cont_contact_id": "right"}]})
    assert staging.stage().rows("staged.contacts", "contact_id") == ["right"]


def test_authorities_and_feeds_do_not_replace_each_other(staging: Staging) -> None:
    staging.dataset({"ssd_contacts": [{**CONTACT, "cont_contact_id": "K1"}]})
    others = [{**person, "pers_dob": "2019-01-01"} for person in SMALL_DATASET["ssd_person"]]
    staging.dataset(
        {"ssd_person": others, "ssd_contacts": [{**CONTACT, "cont_contact_id": "K1"}]}, authority="Southmere"
    )
    staging.feed("settings", [{"setting_id": "s47_limit", "valid_from": "2026-01-01", "value": "10"}])
    build = staging.stage()
    assert build.rows("staged.contacts", "authority_id", "contact_id") == [
        ("northmere", "K1"),
        ("southmere", "K1"),
    ]
    assert len(set(build.rows("staged.contacts", "child_id"))) == 2
    assert build.count("local_settings") == 1


def test_a_feed_is_typed_and_names_the_same_child_as_the_dataset(staging: Staging) -> None:
    staging.dataset()
    staging.feed(
        "case_supervision",
        [
            {
                "supervision_id": "S1", "child_id": " C1", "status": "need", "kind": "group", "worker_id": "W1",
                "held_at": "01/10/2026 2:30 pm", "recorded_at": "2026-10-02T09:00:00Z", "team_id": "T1",
            }
        ],
    )  # fmt: skip
    build = staging.stage()
    # 9:00 in universal time is 10:00 on a British summer's day
    assert build.rows("staged.case_supervision", "held_at", "recorded_at") == [
        (datetime(2026, 10, 1, 14, 30), datetime(2026, 10, 2, 10, 0))
    ]
    child = build.rows("staged.referrals", "child_id", "worker_id")
    assert build.rows("staged.case_supervision", "child_id", "worker_id") == child


def test_what_suppliers_leave_out_is_filled_in_from_other_tables(staging: Staging) -> None:
    conference = {"icpc_icpc_id": "I1", "icpc_person_id": "C1", "icpc_icpc_worker_id": "S9"}
    episode = {"clae_cla_episode_id": "E1", "clae_person_id": "C1", "clae_cla_id": "P1"}
    involvement = {"invo_involvements_id": "V1", "invo_professional_id": "W1", "invo_referral_id": "R1"}
    staging.dataset(
        {
            "ssd_initial_cp_conference": [conference],
            "ssd_cla_episodes": [episode, {**episode, "clae_cla_episode_id": "E2"}],
            "ssd_cla_reviews": [{"clar_cla_review_id": "1", "clar_cla_id": "P1"}],
            "ssd_cla_placement": [{"clap_cla_placement_id": "1", "clap_cla_id": "P1"}],
            "ssd_involvements": [involvement],
        }
    )
    build = staging.stage()
    child, worker = build.rows("staged.referrals", "child_id", "worker_id")[0]
    assert build.rows("staged.initial_conferences", "worker_id") == [worker]
    for table in ("care_reviews", "placements", "involvements"):
        assert build.rows(f"staged.{table}", "child_id") == [child]


def test_the_feed_of_workers_takes_the_place_of_the_datasets(staging: Staging) -> None:
    dataset = staging.dataset()
    worker = {
        "worker_id": "W1", "post_title": "Social Worker", "role": "social_worker", "contract": "agency", "fte": "0.8",
        "team_id": "T1", "in_team_from": "2024-01-01", "started_on": "2024-01-01",
    }  # fmt: skip
    feed = staging.feed("workers", [worker])
    build = staging.stage()
    columns = ("load_id", "role", "job_title", "full_time_equivalent", "is_agency")
    assert build.rows("staged.workers", *columns) == [
        (feed.load_id, "social_worker", "Social Worker", 0.8, True)
    ]
    assert len(build.rows("staged.workers", "staff_id")[0]) == 25
    counted = build.rows("staged.row_counts", "load_id", "staged_table", "rows_staged", "rows_left_out")
    assert (dataset.load_id, "workers", 0, 1) in counted


def test_a_family_has_a_row_for_each_of_its_children(staging: Staging) -> None:
    rows = [
        {"fami_table_id": f"F{child}", "fami_family_id": "F", "fami_person_id": child}
        for child in ("C1", "C2")
    ]
    staging.dataset({"ssd_family": rows})
    assert staging.stage().count("families") == 2


def test_a_feed_says_where_placements_of_a_dataset_lie(staging: Staging) -> None:
    staging.dataset({"ssd_cla_placement": [{"clap_cla_placement_id": name} for name in ("1", "2", "3")]})
    rows = [
        {"placement_id": "1", "child_id": "C1", "location": "Outside the council's area"},
        {"placement_id": "2", "child_id": "C1", "location": "inside"},
        {"placement_id": "3", "child_id": "C1"},
    ]
    staging.feed("placement_locations", rows)
    assert staging.stage().rows("staged.placements", "placement_id", "location_code") == [
        ("1", "outside"),
        ("2", "inside"),
        ("3", None),
    ]
