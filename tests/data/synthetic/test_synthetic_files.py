"""The files have the names, columns and codes that a council's own files would have."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as parquet
import pytest
import yaml
from python_calamine import CalamineWorkbook

from data.synthetic import SyntheticAuthority, generate_council
from data.synthetic.councils import NAMES, OUTSIDE

Read = Callable[[str], pd.DataFrame]


NUMBER_OF_FEEDS = 31  # with settings, which has no written form
FEEDS = Path(__file__).resolve().parents[3] / "data" / "sources" / "feeds"

CODES = {
    ("ssd_person", "pers_sex"): "F M U",
    ("ssd_person", "pers_gender"): "00 01 02 09",
    ("ssd_person", "pers_ethnicity"): (
        "WBRI WIRI WIRT WOTH WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE CNHE OOTH REFU NOBT"
    ),
    ("ssd_disability", "disa_disability_code"): "NONE MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA",
    ("ssd_contacts", "cont_contact_source_code"): (
        "1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10"
    ),
    ("ssd_cin_episodes", "cine_cin_primary_need_code"): "N0 N1 N2 N3 N4 N5 N6 N7 N8 N9",
    ("ssd_cin_episodes", "cine_close_reason"): "RC1 RC2 RC3 RC4 RC5 RC6 RC7 RC8 RC9",
    ("ssd_cp_plans", "cppl_cp_plan_initial_category"): "NEG PHY SAB EMO MUL",
    ("ssd_cp_plans", "cppl_cp_plan_latest_category"): "NEG PHY SAB EMO MUL",
    ("ssd_cla_episodes", "clae_cla_episode_start_reason"): "S L P T B U",
    ("ssd_cla_episodes", "clae_cla_episode_ceased_reason"): (
        "X1 E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E8 E9 E14 E15 E16 E17"
    ),
    ("ssd_legal_status", "lega_legal_status"): "C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3",
    ("ssd_cla_placement", "clap_cla_placement_type"): (
        "A3 A4 A5 A6 H5 K1 K2 P1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z1"
    ),
    ("ssd_cla_placement", "clap_cla_placement_provider"): "PR0 PR1 PR2 PR3 PR4 PR5",
    ("ssd_cla_placement", "clap_cla_placement_change_reason"): (
        "CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER"
    ),
    ("ssd_cla_reviews", "clar_cla_review_participation"): "PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7",
    ("ssd_cp_reviews", "cppr_cp_review_participation"): "PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7",
    ("ssd_cla_health", "clah_health_check_status"): "Planned Refused Cancelled Completed",
    ("ssd_missing", "miss_missing_episode_type"): "Missing Away",
    ("ssd_missing", "miss_missing_rhi_offered"): "Y N NA",
    ("ssd_missing", "miss_missing_rhi_accepted"): "Y N NA",
    ("ssd_care_leavers", "clea_care_leaver_in_touch"): "YES NO DIED REFU NREQ RHOM",
    ("ssd_care_leavers", "clea_care_leaver_accommodation"): "B C D E G H K R S T U V W X Y Z",
    ("ssd_care_leavers", "clea_care_leaver_accom_suitable"): "1 2",
    ("ssd_care_leavers", "clea_care_leaver_activity"): "F1 P1 F2 P2 F4 P4 F5 P5 G4 G5 G6",
    ("ssd_permanence", "perm_decision_reversed_reason"): "RD1 RD2 RD3 RD4",
    ("ssd_permanence", "perm_adopter_sex"): "F1 FF M1 MF MM",
    ("ssd_permanence", "perm_adopter_legal_status"): "L0 L11 L12 L2 L3 L4",
    ("ssd_involvements", "invo_worker_change_reason"): (
        "MANAGE FCONTA LEFTRL ORGRST TSPROC ABSENC CHCHAN PCCHAN SWDIED OTHERS"
    ),
}
YES_NO = (
    ("ssd_cin_episodes", "cine_referral_nfa"),
    ("ssd_cin_assessments", "cina_assessment_child_seen"),
    ("ssd_cin_assessments", "cina_assessment_outcome_nfa"),
    ("ssd_s47_enquiry", "s47e_s47_nfa"),
    ("ssd_initial_cp_conference", "icpc_icpc_transfer_in"),
    ("ssd_cp_plans", "cppl_cp_plan_ola"),
    ("ssd_cp_visits", "cppv_cp_visit_seen_alone"),
    ("ssd_cla_reviews", "clar_cla_review_cancelled"),
    ("ssd_professionals", "prof_agency_worker_flag"),
)


def file_hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_ssd_table_has_the_columns_of_the_specification_in_order(
    northmere: SyntheticAuthority, reference: Path
) -> None:
    wanted = (
        pd.read_csv(reference / "ssd_columns.csv").groupby("table", sort=False)["column"].agg(list).to_dict()
    )
    written = {
        path.stem: parquet.read_schema(path).names for path in sorted(northmere.ssd_folder.glob("*.parquet"))
    }
    assert written == wanted


def test_every_feed_is_as_its_written_form_says(feed: Read, northmere: SyntheticAuthority) -> None:
    assert len(northmere.feed_files) == NUMBER_OF_FEEDS
    for name in northmere.feed_files.keys() - {"settings"}:
        spec = yaml.safe_load((FEEDS / f"{name}.yaml").read_text(encoding="utf-8"))
        rows = feed(name)
        assert spec["name"] == name
        assert list(rows.columns) == [column["id"] for column in spec["columns"]]
        assert len(rows) > 0, name
        for column in spec["columns"]:
            values = rows[column["id"]].dropna()
            if column["required"]:
                assert len(values) == len(rows), (name, column["id"])
            if column["type"] == "code":
                assert set(values) <= set(column["allowed"]), (name, column["id"])
            if column["type"] in ("date", "datetime"):
                assert values.dtype.kind == "M", (name, column["id"])
            if column["type"] == "date":
                assert (values == values.dt.normalize()).all(), (name, column["id"])
            if column["type"] == "integer":
                assert (values == values.astype(int)).all(), (name, column["id"])


def test_codes_are_all_official(ssd: Read) -> None:
    for (table, column), codes in CODES.items():
        found = set(ssd(table)[column].dropna())
        assert found, (table, column)
        assert found <= set(codes.split()), (table, column, found - set(codes.split()))
    for table, column in YES_NO:
        assert set(ssd(table)[column].dropna()) == {"Y", "N"}, (table, column)


def test_nobody_has_a_name_and_every_identifier_is_plainly_synthetic(ssd: Read) -> None:
    person, staff = ssd("ssd_person"), ssd("ssd_professionals")
    assert person[["pers_forename", "pers_surname"]].isna().all().all()
    assert staff["prof_professional_name"].isna().all()
    assert person["pers_person_id"].str.fullmatch(r"SYN-C\d{8}").all()
    assert staff["prof_professional_id"].str.fullmatch(r"W\d{4}").all()
    for column in ("pers_upn", "pers_single_unique_id", "pers_legacy_id"):
        assert person[column].dropna().str.startswith("SYN-").all()
    codes = pd.concat(
        [ssd("ssd_address")["addr_address_postcode"], ssd("ssd_cla_placement")["clap_cla_placement_postcode"]]
    )
    assert codes.str.fullmatch(r"(QN|XV)\d \d[A-Z]{2}").all()  # no postcode in use begins with Q, V or X


def test_invented_names_are_not_those_of_english_councils(reference: Path) -> None:
    real = {
        name.lower() for name in (reference / "english_councils.txt").read_text(encoding="utf-8").splitlines()
    }
    assert len(real) > 300
    assert len(set(NAMES)) == 33
    for name in (*NAMES, *OUTSIDE):
        assert not any(name.lower() in council for council in real), name


def test_workbooks_have_exactly_the_headers_of_the_form(
    northmere: SyntheticAuthority, reference: Path
) -> None:
    wanted = pd.read_csv(reference / "annex_a_headers.csv").groupby("list")["header"].agg(list).to_dict()
    assert len(northmere.annex_a) == 3
    for book in northmere.annex_a:
        workbook = CalamineWorkbook.from_path(book.path)
        assert workbook.sheet_names == [f"List {number}" for number in range(1, 12)]
        for number, headers in wanted.items():
            rows = workbook.get_sheet_by_name(f"List {number}").to_python()
            assert rows[0] == headers, number
            assert len(rows) > 1, number


def test_the_same_arguments_give_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    small = {"children": 900, "years": 2, "annex_a_months": 1}
    for name, seed in (("first", 7), ("second", 7), ("third", 8)):
        generate_council(tmp_path / name, seed=seed, **small)
    first, second, third = (file_hashes(tmp_path / name) for name in ("first", "second", "third"))
    assert len(first) == 36 + NUMBER_OF_FEEDS + 1
    assert first == second
    assert set(first) == set(third)
    same = {name for name in first if first[name] == third[name]}
    no_chance_in_it = {
        "feeds/settings.csv",
        "feeds/team_changes.csv",
        "feeds/teams.csv",
        "ssd/ssd_department.parquet",
    }
    may_be_empty = {"ssd/ssd_cla_convictions.parquet", "ssd/ssd_cla_substance_misuse.parquet"}
    assert no_chance_in_it <= same <= no_chance_in_it | may_be_empty


def test_size_options_give_that_many_children_and_no_days_outside_the_years(tmp_path: Path) -> None:
    council = generate_council(tmp_path, children=3_000, years=3, ends_on=date(2025, 3, 31), annex_a_months=0)
    authority = council.authorities[0]
    assert authority.annex_a == ()
    assert authority.rows["ssd_person"] == 3_000
    contacts = pd.read_parquet(authority.ssd_folder / "ssd_contacts.parquet")["cont_contact_date"]
    assert contacts.min() == pd.Timestamp(2022, 4, 1)
    assert contacts.max() == pd.Timestamp(2025, 3, 31)


def test_ssd_can_be_written_as_csv(tmp_path: Path) -> None:
    council = generate_council(tmp_path, children=300, years=1, annex_a_months=0, ssd_format="csv")
    folder = council.authorities[0].ssd_folder
    assert len(list(folder.glob("*.csv"))) == 36
    plans = pd.read_csv(folder / "ssd_cp_plans.csv", parse_dates=["cppl_cp_plan_start_date"])
    assert plans["cppl_cp_plan_start_date"].notna().all()
    assert not [name for name in plans.columns if name.startswith("_")]


def test_several_authorities_have_their_own_folders_names_and_identifiers(tmp_path: Path) -> None:
    said: list[str] = []
    council = generate_council(
        tmp_path, children=400, years=1, authorities=3, annex_a_months=1, progress=said.append
    )
    assert [authority.name for authority in council.authorities] == list(NAMES[:3])
    assert (tmp_path / "northmere" / "ssd" / "ssd_person.parquet").is_file()
    assert {authority.annex_a[0].path.parent.parent for authority in council.authorities} == {
        tmp_path / name.lower() for name in NAMES[:3]
    }
    everyone = [
        set(pd.read_parquet(authority.ssd_folder / "ssd_person.parquet")["pers_person_id"])
        for authority in council.authorities
    ]
    staff = [
        set(pd.read_csv(authority.feed_files["workers"])["worker_id"]) for authority in council.authorities
    ]
    for sets in (everyone, staff):
        assert len(set.union(*sets)) == sum(len(part) for part in sets)
    assert any(message.startswith("Amberstow: ") for message in said)


def test_arguments_that_cannot_be_used_are_named_all_at_once(tmp_path: Path) -> None:
    with pytest.raises(
        ValueError, match=r"authorities is 34: use 1 to 33; children is 5: .*; years is 0: use 1 to 20"
    ):
        generate_council(tmp_path, authorities=34, children=5, years=0)
    assert list(tmp_path.iterdir()) == []


def test_files_of_another_council_are_never_mixed_with_new_ones(tmp_path: Path) -> None:
    (tmp_path / "feeds").mkdir()
    with pytest.raises(FileExistsError, match="Choose an empty folder"):
        generate_council(tmp_path, children=300, years=1)
    assert [path.name for path in tmp_path.iterdir()] == ["feeds"]


def test_json_columns_hold_flags(ssd: Read) -> None:
    outcomes = ssd("ssd_contacts")["cont_contact_outcome_json"].dropna().unique()
    assert all(re.fullmatch(r'\{("[A-Z_]+": "[YN]"(, )?)+\}', text) for text in outcomes)
    assert sum('"NEW_REFERRAL_FLAG": "Y"' in text for text in outcomes) == 1
