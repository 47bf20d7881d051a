"""Loading Annex A workbooks: what is refused, rejected and said, and what lies in the store afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from data.errors import ExtractError
from data.landing import landed_records, landed_table
from tests.data.staging.annex_a_rows import ASSESSMENT, AUGUST, CARE, OCTOBER, OTHER, REFERRAL
from tests.data.staging.conftest import Staging


def test_people_are_under_pseudonyms_and_nowhere_by_name(staging: Staging) -> None:
    load = staging.annex_a(AUGUST, {3: [REFERRAL]})
    row = landed_records(staging.paths, load.load_id, "list_3").to_pylist()[0]
    assert not {"9001", "Worker One"} & set(row.values())
    assert row["allocated_team"] == "Assessment North"
    written = b"".join(file.read_bytes() for file in staging.paths.data_dir.rglob("*") if file.is_file())
    assert b"Worker One" not in written


def test_with_a_dataset_the_workbooks_are_kept_and_not_staged(staging: Staging) -> None:
    staging.dataset()
    load = staging.annex_a(AUGUST, {3: [{**REFERRAL, "child_id": "X1", "born_on": date(2014, 4, 4)}]})
    assert any("the authority has the Standard Safeguarding Dataset" in note for note in load.notes)
    build = staging.stage()
    assert build.rows("staged.referrals", "source_kind") == ["ssd"]
    assert (load.load_id, False) in build.rows("staged.record_loads", "load_id", "is_staged")


def test_rejected_rows_and_unknown_answers_are_reported(staging: Staging) -> None:
    good = [{**REFERRAL, "child_id": str(number)} for number in range(1, 11)]
    broken = {**REFERRAL, "referral_received_on": "soon"}
    load = staging.annex_a(AUGUST, {3: [*good, broken, {**REFERRAL, "no_further_action_answer": "Maybe"}]})
    rejected = landed_table(staging.paths, load.load_id, "rejected").to_pylist()
    assert [row["source_row"] for row in rejected] == [12]
    assert rejected[0]["reasons"].startswith("list 3: referral_received_on is not a date")
    build = staging.stage()
    assert build.rows("staged.rejected_rows", "landed_table", "landed_row") == [("list_3", 12)]
    assert ("no_further_action_answer", "Maybe", 1) in build.rows(
        "staged.values_not_read", "column_name", "written", "rows"
    )


def refused(
    staging: Staging, lists: Mapping[int, list[dict[str, object]]], authority: str = "Northmere"
) -> str:
    with pytest.raises(ExtractError) as caught:
        staging.annex_a(AUGUST, lists, authority)
    return "\n".join(caught.value.problems)


def test_a_workbook_with_two_children_under_one_identifier_is_refused(staging: Staging) -> None:
    said = refused(staging, {3: [REFERRAL], 4: [{**ASSESSMENT, "born_on": date(2010, 1, 1)}]})
    assert "1 identifiers stand beside different dates of birth" in said


def test_a_workbook_with_unreadable_dates_is_refused(staging: Staging) -> None:
    said = refused(staging, {3: [REFERRAL, {**REFERRAL, **OTHER, "referral_received_on": "soon"}]})
    assert "List 3 (Referrals): 1 of 2 rows (50%) have a date" in said


@pytest.mark.parametrize(("unreadable", "rows"), [(1, 3), (2, 8), (2, 30), (3, 30)])
def test_a_slip_or_two_in_a_short_list_only_rejects_its_rows(
    staging: Staging, unreadable: int, rows: int
) -> None:
    load = staging.annex_a(AUGUST, {3: referrals(unreadable, rows)})
    assert (load.rows_landed, load.rows_rejected) == (rows, unreadable)


@pytest.mark.parametrize(("unreadable", "rows"), [(1, 2), (2, 4), (3, 29), (4, 30)])
def test_half_of_a_list_or_more_than_a_tenth_and_two_is_more_than_slips(
    staging: Staging, unreadable: int, rows: int
) -> None:
    assert f"{unreadable} of {rows} rows" in refused(staging, {3: referrals(unreadable, rows)})


def referrals(unreadable: int, rows: int) -> list[dict[str, object]]:
    made = [{**REFERRAL, "child_id": str(number)} for number in range(rows)]
    return [
        {**row, "referral_received_on": "soon"} if number < unreadable else row
        for number, row in enumerate(made)
    ]


def test_a_child_with_an_unreadable_visit_stays_in_care_and_a_column_of_them_is_refused(
    staging: Staging,
) -> None:
    odd = {"last_social_work_visit_on": "soon", "last_dental_check_on": "never", "placement_started_on": "?"}
    children = [{**CARE, "child_id": str(number)} for number in range(40)]
    load = staging.annex_a(AUGUST, {8: [{**children[0], **odd}, *children[1:]]})
    assert (load.rows_landed, load.rows_rejected) == (40, 0)
    build = staging.stage()
    assert (build.count("care_episodes"), build.count("placements"), build.count("care_visits")) == (
        40,
        39,
        0,
    )
    columns = ("column_name", "written", "reason", "rows")
    assert [
        row for row in build.rows("staged.values_not_read", *columns) if row[2].startswith("is not a date")
    ] == [(column, None, "is not a date like 31/10/2025", 1) for column in sorted(odd)]
    assert "List 8 (Children in care): 5 of 40 rows (12%) have a date" in refused(
        staging, {8: [*({**child, **odd} for child in children[:5]), *children[5:]]}
    )


def test_a_workbook_of_another_authority_is_refused(staging: Staging) -> None:
    staging.annex_a(AUGUST, {3: [REFERRAL, {**REFERRAL, **OTHER}]})
    assert "holds the children of Northmere" in refused(staging, {3: [REFERRAL]}, "Southmere")


def test_children_are_known_again_however_a_source_writes_their_birth_dates(staging: Staging) -> None:
    children = [(f"C{number}", date(2010, 1, 1 + number)) for number in range(25)]
    persons = [{"pers_person_id": child, "pers_dob": f"{born} 00:00:00"} for child, born in children]
    staging.dataset({"ssd_person": persons})
    rows = [{**REFERRAL, "child_id": child, "born_on": born} for child, born in children]
    assert not any("Hardly any" in note for note in staging.annex_a(AUGUST, {3: rows}).notes)
    assert "holds the children of Northmere: 100%" in refused(staging, {3: rows}, "Southmere")


def test_twenty_children_of_whom_hardly_any_is_known_are_noticed_and_fewer_are_not(staging: Staging) -> None:
    staging.annex_a(AUGUST, {3: [REFERRAL]})
    for number, is_noticed in ((19, False), (20, True)):
        rows = [{**REFERRAL, "child_id": f"{number}00{place}"} for place in range(number)]
        load = staging.annex_a(OCTOBER, {3: rows})
        assert any("Hardly any of its children (0%)" in note for note in load.notes) is is_noticed


def test_swapped_lists_are_told_apart_by_their_headings_and_said(staging: Staging) -> None:
    load = staging.annex_a(AUGUST, {3: [REFERRAL], 4: [ASSESSMENT]}, sheet_names={3: "List 4", 4: "List 3"})
    assert landed_records(staging.paths, load.load_id, "list_3").num_rows == 1
    assert any("List 4" in note for note in load.notes)
    build = staging.stage()
    assert (build.count("referrals"), build.count("assessments")) == (1, 1)


def test_a_day_that_the_lists_speak_against_is_said(staging: Staging) -> None:
    load = staging.annex_a(OCTOBER, {3: [REFERRAL]})
    assert any("was said to be about 2026-10-31" in note and "2026-08-03" in note for note in load.notes)
