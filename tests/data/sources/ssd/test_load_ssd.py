"""Loading a dataset: what is refused, what is rejected, what is noted, and what lies in the store afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.errors import ExtractError
from data.landing import Load, landed_loads, landed_records, landed_table
from data.paths import StorePaths
from data.sources.ssd.load import load_ssd
from tests.data.sources.record_files import AS_AT, COUNCIL, SMALL_DATASET, TODAY, Rows, write_dataset

LoadDataset = Callable[..., Load]


@pytest.fixture
def paths(tmp_path: Path) -> StorePaths:
    return StorePaths(tmp_path / "store")


@pytest.fixture
def load(paths: StorePaths, tmp_path: Path) -> LoadDataset:
    """Load the small dataset, with some tables changed, as Northmere's at the end of October 2026."""

    def load(
        changes: dict[str, Rows] | None = None, authority: str | None = COUNCIL, as_at: date | None = AS_AT
    ) -> Load:
        folder = tmp_path / f"ssd{len(list(tmp_path.iterdir()))}"
        return load_ssd(paths, write_dataset(folder, changes), authority, as_at, today=TODAY)

    return load


def refused(load: LoadDataset, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(ExtractError) as caught:
        load(*args, **kwargs)
    return "\n".join(caught.value.problems)


def test_rows_are_kept_as_received_with_pseudonyms_for_people(paths: StorePaths, load: LoadDataset) -> None:
    result = load()
    assert (result.rows_landed, result.rows_accepted, result.rows_rejected) == (9, 9, 0)
    referrals = landed_records(paths, result.load_id, "ssd_cin_episodes").to_pylist()
    assert referrals[0]["cine_referral_date"] == "2026-09-01"
    assert referrals[0]["cine_referral_id"] == "R1"
    assert referrals[0]["cine_person_id"] not in (None, "C1")
    persons = landed_records(paths, result.load_id, "ssd_person").to_pylist()
    assert persons[0]["pers_person_id"] == referrals[0]["cine_person_id"]


def test_columns_that_no_measure_needs_are_not_written_whatever_they_hold(
    paths: StorePaths, load: LoadDataset
) -> None:
    person = {"pers_person_id": "C1", "pers_surname": "QUORN", "pers_home_phone": "020 7946 0000"}
    result = load(
        {"ssd_person": [person], "ssd_contacts": [], "ssd_cin_episodes": [], "ssd_cin_assessments": []}
    )
    landed = landed_records(paths, result.load_id, "ssd_person")
    assert "pers_person_id" in landed.column_names
    assert not {"pers_surname", "pers_home_phone"} & set(landed.column_names)
    written = b"".join(file.read_bytes() for file in paths.data_dir.rglob("*") if file.is_file())
    assert b"QUORN" not in written
    assert b"7946" not in written


def test_no_identifier_of_a_person_is_written_into_the_store(paths: StorePaths, load: LoadDataset) -> None:
    load({"ssd_person": [{"pers_person_id": "CHILD-77-X"}], "ssd_contacts": [], "ssd_cin_episodes": [],
          "ssd_cin_assessments": [], "ssd_professionals": [{"prof_professional_id": "WORKER-88-Y"}]})  # fmt: skip
    written = b"".join(file.read_bytes() for file in paths.data_dir.rglob("*") if file.is_file())
    assert b"CHILD-77-X" not in written
    assert b"WORKER-88-Y" not in written


def test_rows_that_cannot_be_used_are_rejected_with_their_number_and_reason(
    paths: StorePaths, load: LoadDataset
) -> None:
    contact = {"cont_person_id": "C1", "cont_contact_date": "2026-01-05"}
    good = [{**contact, "cont_contact_id": f"G{number}"} for number in range(40)]
    result = load(
        {
            "ssd_contacts": [
                *good,
                {**contact, "cont_contact_id": "G0"},
                {**contact, "cont_contact_id": "G1", "cont_contact_date": "2026-01-06"},
                {**contact, "cont_contact_id": ""},
                {**contact, "cont_contact_id": "SSD_PH"},
                {**contact, "cont_contact_id": "B1", "cont_contact_date": "31/02/2026"},
            ]
        }
    )
    rejected = landed_table(paths, result.load_id, "rejected").to_pylist()
    assert [(row["source_row"], row["reasons"]) for row in rejected] == [
        (42, "ssd_contacts: repeats row 2"),
        (43, "ssd_contacts: has the same key as, and says something else than, row 3"),
        (44, "ssd_contacts: contact_id is empty"),
        (45, "ssd_contacts: is a placeholder row without data"),
        (46, "ssd_contacts: contact_received_on is not a date like 2025-10-31"),
    ]
    assert result.rows_landed == result.rows_accepted + result.rows_rejected == 52


def test_one_unreadable_date_in_ten_is_rejected_and_two_in_ten_refuse_the_dataset(load: LoadDataset) -> None:
    def contacts(unreadable: int) -> Rows:
        days = ["soon"] * unreadable + ["2026-01-05"] * (10 - unreadable)
        return [
            {"cont_contact_id": f"K{number}", "cont_person_id": "C1", "cont_contact_date": day}
            for number, day in enumerate(days)
        ]

    assert load({"ssd_contacts": contacts(1)}).rows_rejected == 1
    assert "ssd_contacts: 2 of 10 cells of contact_received_on (20%) are not dates" in refused(
        load, {"ssd_contacts": contacts(2)}
    )


def test_blank_and_sentinel_dates_are_not_among_the_filled_ones(load: LoadDataset) -> None:
    days = ["", "", "1900-01-01", "9999-12-31", "soon", "2026-01-05"]
    contacts = [
        {"cont_contact_id": f"K{number}", "cont_person_id": "C1", "cont_contact_date": day}
        for number, day in enumerate(days)
    ]
    assert "1 of 2 cells" in refused(load, {"ssd_contacts": contacts})


def test_a_key_that_is_none_refuses_the_dataset(load: LoadDataset) -> None:
    contact = {"cont_person_id": "C1", "cont_contact_date": "2026-01-05"}
    said = refused(load, {"ssd_contacts": [{**contact, "cont_contact_id": "K1"}] * 3})
    assert "ssd_contacts: 2 of 3 rows have the cont_contact_id of an earlier row" in said


def test_two_children_with_one_identifier_refuse_the_dataset(load: LoadDataset) -> None:
    people = [{"pers_person_id": f"P{number}", "pers_dob": "2015-03-02"} for number in range(30)]
    same_day_written_otherwise = {"pers_person_id": "P0", "pers_dob": "02/03/2015"}
    assert (
        load(
            {"ssd_person": [*SMALL_DATASET["ssd_person"], *people, same_day_written_otherwise]}
        ).rows_rejected
        == 1
    )
    other_child = {"pers_person_id": "P1", "pers_dob": "2011-11-11"}
    assert "1 identifiers stand in rows with different dates of birth" in refused(
        load, {"ssd_person": [*people, other_child]}
    )


def test_references_that_lead_nowhere_are_counted_and_kept(paths: StorePaths, load: LoadDataset) -> None:
    referral = SMALL_DATASET["ssd_cin_episodes"][0]
    stray = {**referral, "cine_referral_id": "R2", "cine_person_id": "C99", "cine_referral_team": "T99"}
    result = load({"ssd_cin_episodes": [referral, stray]})
    notes = "\n".join(result.notes)
    assert "ssd_cin_episodes: 1 of 2 rows have a child_id that is not in ssd_person. They are kept." in notes
    assert (
        "ssd_cin_episodes: 1 of 2 rows have a team_id that is not in ssd_department. They are kept." in notes
    )
    assert result.rows_rejected == 0


def test_the_worker_of_a_conference_may_be_a_staff_number(load: LoadDataset) -> None:
    conference = {"icpc_icpc_id": "I1", "icpc_person_id": "C1", "icpc_icpc_date": "2026-10-01"}
    known = load({"ssd_initial_cp_conference": [{**conference, "icpc_icpc_worker_id": "S9"}]})
    assert "worker_id that is not in" not in "\n".join(known.notes)
    stray = load({"ssd_initial_cp_conference": [{**conference, "icpc_icpc_worker_id": "S10"}]})
    assert "ssd_initial_cp_conference: 1 of 1 rows have a worker_id" in "\n".join(stray.notes)


def test_codes_that_are_in_no_list_are_noted(load: LoadDataset) -> None:
    referral = {**SMALL_DATASET["ssd_cin_episodes"][0], "cine_referral_source_code": "99Z"}
    notes = "\n".join(load({"ssd_cin_episodes": [referral]}).notes)
    assert "ssd_cin_episodes: source_code is not in the code list in 1 rows" in notes


@pytest.mark.parametrize(
    ("authority", "as_at", "expected"),
    [
        (None, AS_AT, "whose extract it is was not said"),
        ("??", AS_AT, "whose extract it is was not said"),
        (COUNCIL, None, "the day it is about was not said"),
        (COUNCIL, date(2026, 11, 22), "the day it is about, 2026-11-22, is in the future"),
    ],
)
def test_whose_it_is_and_of_which_day_must_be_said(
    load: LoadDataset, authority: str | None, as_at: date | None, expected: str
) -> None:
    assert expected in refused(load, None, authority, as_at)


def test_today_is_no_future(load: LoadDataset) -> None:
    assert load(None, COUNCIL, TODAY).parameters["as_at"] == "2026-11-21"


def test_an_older_dataset_after_a_newer_one_is_kept_and_said(load: LoadDataset) -> None:
    load()
    older = load(None, COUNCIL, date(2026, 9, 30))
    assert any(
        "is about 2026-09-30, and an extract about 2026-10-31 was loaded before" in note
        for note in older.notes
    )
    same_day = load()
    assert not any("was loaded before" in note for note in same_day.notes)


def test_the_children_of_another_authority_are_refused(load: LoadDataset) -> None:
    load()
    said = refused(load, None, "Southmere")
    assert "holds the children of Northmere: 100% of them are in its extracts" in said


def test_children_with_the_same_numbers_and_other_birth_dates_are_other_children(load: LoadDataset) -> None:
    load()
    others = [{**person, "pers_dob": "2019-01-01"} for person in SMALL_DATASET["ssd_person"]]
    assert load({"ssd_person": others}, "Southmere").rows_accepted == 9


def test_a_misspelt_authority_is_new_and_said_to_be(load: LoadDataset) -> None:
    load()
    others = [{**person, "pers_dob": "2019-01-01"} for person in SMALL_DATASET["ssd_person"]]
    notes = load({"ssd_person": others}, "Northmeer").notes
    assert "'Northmeer' is new to this store. Did you mean 'Northmere'?" in notes


def test_a_refusal_is_kept_with_its_problems_and_without_rows(paths: StorePaths, load: LoadDataset) -> None:
    refused(load, {"ssd_person": [{"pers_person_id": "C1", "pers_dob": "soon"}]})
    kept = landed_loads(paths)[-1]
    assert kept.rows_landed == 0
    assert "are not dates like" in kept.problems[0]
    assert load().rows_accepted == 9


def test_a_load_of_records_reads_back_as_it_was_written(paths: StorePaths, load: LoadDataset) -> None:
    result = load()
    assert landed_loads(paths) == [result]
    assert result.kind == "ssd"
    assert len(result.sha256) == 64
