"""From text to typed rows: which rows are staged, which are rejected and why, and what is counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.sources.annex_a import AnnexAList, StagedList, read_annex_a, stage_list, staged_schema
from data.sources.annex_a.list_specs import ColumnSpec, ColumnType, Treatment, list_specs
from data.sources.annex_a.sheet_rows import SOURCE_ROW
from tests.data.sources.annex_a.workbooks import ASSESSMENT, CONTACT, HEADINGS, with_cells

SAMPLE = Path(__file__).parents[5] / "shared/testdata/annex_a/liia-pipeline_Annex_A_2024_Jan.xlsx"

Staged = Callable[..., StagedList]


def one_row(staged: StagedList) -> dict[str, object]:
    assert staged.rejected.num_rows == 0
    assert staged.rows.num_rows == 1
    row: dict[str, object] = staged.rows.to_pylist()[0]
    return row


def reasons(staged: StagedList) -> dict[int, str]:
    return {row["source_row_number"]: row["reasons"] for row in staged.rejected.to_pylist()}


def test_a_good_row_becomes_typed_values_and_codes(staged: Staged) -> None:
    assert one_row(staged(4, ASSESSMENT)) == {
        "source_row_number": 2,
        "child_id": "1001",
        "gender_code": "female",
        "ethnicity_code": "WBRI",
        "born_on": date(2012, 5, 1),
        "age_years": 13,
        "is_recorded_unborn": False,
        "disability_answer": "no",
        "assessment_started_on": date(2026, 1, 5),
        "child_seen_answer": "yes",
        "assessment_authorised_on": date(2026, 2, 20),
        "support_needed_answer": "yes",
        "allocated_team": "Team North",
        "allocated_worker": "Worker 1",
    }


@pytest.mark.parametrize(
    "written", ["31/02/2026", "02/13/2026", "tomorrow", "2026", 7, "#REF!", "03/02/26", "Unknown"]
)
def test_an_unreadable_end_rejects_the_row_because_no_date_would_mean_not_yet(
    staged: Staged, written: object
) -> None:
    found = staged(4, with_cells(ASSESSMENT, 4, Continuous_Assessment_Date=written), ASSESSMENT)
    assert found.rows["source_row_number"].to_pylist() == [3]
    assert reasons(found) == {2: "assessment_authorised_on is not a date like 31/10/2025"}


def test_an_unreadable_date_of_birth_is_left_empty_and_counted(staged: Staged) -> None:
    found = staged(1, with_cells(CONTACT, 1, Date_of_Birth="2012ish"))
    assert one_row(found)["born_on"] is None
    assert found.notes.to_pylist() == [
        {"column": "born_on", "note": "is not a date like 31/10/2025", "rows": 1}
    ]


OPTIONAL = [
    (number, column)
    for number, spec in list_specs().items()
    for column in spec.columns
    if column.unreadable is Treatment.COUNTED and column.type is not ColumnType.TEXT
]


@pytest.mark.parametrize(("number", "column"), OPTIONAL, ids=lambda found: getattr(found, "column_id", found))
def test_an_optional_value_that_cannot_be_read_is_left_empty_reported_and_keeps_its_row(
    number: int, column: ColumnSpec
) -> None:
    spec = list_specs()[number]
    needed = {
        found.column_id: "46056" if found.type is ColumnType.DATE else "1001"
        for found in spec.columns
        if found.unreadable is Treatment.REJECTED
    }
    unreadable = "1.00234E+12" if column.type is ColumnType.IDENTIFIER else "see case notes"
    names = [SOURCE_ROW, *needed, column.column_id]
    values = [2, *needed.values(), unreadable]
    rows = pa.table({name: pa.array([value]) for name, value in zip(names, values, strict=True)})
    found = stage_list(AnnexAList(spec, f"List {number}", rows, (), (), ()))
    assert one_row(found)[column.column_id] is None
    reported = [*found.notes["column"].to_pylist(), *found.unknown_codes["column"].to_pylist()]
    assert reported.count(column.column_id) == 1
    is_date = column.type is ColumnType.DATE and column.column_id != "born_on"
    assert found.rows_with_unreadable_date == is_date


def test_a_row_with_two_unreadable_dates_is_one_row_with_unreadable_dates(staged: Staged) -> None:
    bad = with_cells(ASSESSMENT, 4, Continuous_Assessment_Start="soon", Continuous_Assessment_Date="later")
    assert staged(4, ASSESSMENT, bad).rows_with_unreadable_date == 1


def test_a_row_is_rejected_with_every_reason_and_none_of_its_values(staged: Staged) -> None:
    bad = with_cells(
        CONTACT, 1, Child_Unique_ID="1.00234E+12", Date_of_Contact="yesterday evening", Date_of_Birth="secret"
    )
    found = staged(1, CONTACT, bad)
    assert reasons(found) == {
        3: "child_id is shortened to a power of ten and has lost digits: format the column as text; "
        "contact_received_on is not a date like 31/10/2025"
    }


@pytest.mark.parametrize("column", ["Child_Unique_ID", "Date_of_Contact"])
def test_a_row_that_does_not_say_who_or_when_is_rejected(staged: Staged, column: str) -> None:
    found = staged(1, with_cells(CONTACT, 1, **{column: None}))
    name = {"Child_Unique_ID": "child_id", "Date_of_Contact": "contact_received_on"}[column]
    assert reasons(found) == {2: f"{name} is empty"}


def test_a_placeholder_where_a_date_is_needed_rejects_the_row(staged: Staged) -> None:
    found = staged(1, with_cells(CONTACT, 1, Date_of_Contact="01/01/1900"))
    assert reasons(found) == {
        2: "contact_received_on holds a placeholder such as 01/01/1900 in place of a date"
    }


def test_without_the_column_that_dates_the_rows_all_are_rejected(staged: Staged) -> None:
    headings = [heading for heading in HEADINGS[1] if heading != "Date of Contact"]
    row = [*CONTACT[:5], CONTACT[6]]
    found = staged(1, row, row, headings=headings)
    assert found.rows.num_rows == 0
    assert reasons(found) == dict.fromkeys(
        (2, 3), "contact_received_on is missing: the sheet has no column 'Date of Contact'"
    )


def test_a_column_that_is_missing_is_empty_and_never_no_or_0(staged: Staged) -> None:
    headings = [h for h in HEADINGS[3] if not h.startswith(("Referral NFA", "Number of"))]
    row = [
        "1001",
        "b) Female",
        "a) WBRI",
        date(2012, 5, 1),
        13,
        date(2026, 2, 3),
        "6",
        "Team North",
        "Worker 1",
    ]
    found = one_row(staged(3, row, headings=headings))
    assert found["no_further_action_answer"] is None
    assert found["referrals_in_last_12_months"] is None


def test_headings_repeated_on_every_printed_page_are_rejected_as_that(staged: Staged) -> None:
    found = staged(1, CONTACT, HEADINGS[1], CONTACT)
    assert found.rows["source_row_number"].to_pylist() == [2, 4]
    assert reasons(found) == {3: "the row repeats the headings"}


def test_unknown_spellings_are_counted_by_column_with_the_reason(staged: Staged) -> None:
    rows = [
        with_cells(CONTACT, 1, Contact_Source=source)
        for source in ("Gran", "Gran", "7 - Police", "6: Police")
    ]
    found = staged(1, *rows)
    assert found.rows["contact_source_code"].to_pylist() == [None, None, None, "6"]
    assert found.unknown_codes.to_pylist() == [
        {"column": "contact_source_code", "spelling": "Gran", "reason": "is not in the code list", "rows": 2},
        {
            "column": "contact_source_code",
            "spelling": "7 - Police",
            "reason": "has a code and words that say different things",
            "rows": 1,
        },
    ]


@pytest.mark.parametrize("written", ["9212044", "born 3/4/2012", "a.person@council.example"])
def test_what_looks_like_a_number_or_date_of_a_person_is_not_shown_as_a_spelling(
    staged: Staged, written: str
) -> None:
    found = staged(1, with_cells(CONTACT, 1, Contact_Source=written))
    assert found.unknown_codes["spelling"].to_pylist() == ["(a number, date or address: not shown)"]


def test_a_long_spelling_is_cut(staged: Staged) -> None:
    found = staged(1, with_cells(CONTACT, 1, Contact_Source="word " * 40))
    assert found.unknown_codes["spelling"].to_pylist() == [("word " * 12) + "..."]


def test_codes_of_rejected_rows_are_not_counted(staged: Staged) -> None:
    found = staged(1, with_cells(CONTACT, 1, Contact_Source="Gran", Date_of_Contact=None))
    assert found.unknown_codes.num_rows == 0


def test_empty_cells_of_rejected_rows_are_not_counted(staged: Staged) -> None:
    found = staged(1, with_cells(CONTACT, 1, Ethnicity=None, Date_of_Contact=None))
    assert found.notes.num_rows == 0


def test_cells_that_should_not_be_empty_are_counted(staged: Staged) -> None:
    found = staged(
        1, CONTACT, with_cells(CONTACT, 1, Ethnicity=None, Age=None), with_cells(CONTACT, 1, Ethnicity="-")
    )
    assert found.notes.to_pylist() == [{"column": "ethnicity_code", "note": "is empty", "rows": 2}]


def test_an_empty_list_has_the_columns_of_a_full_one(staged: Staged) -> None:
    found = staged(10)
    assert found.rows.num_rows == 0
    assert found.rows.schema == staged_schema(list_specs()[10])


ANY_CELL = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(
        ["1001", "a) Male", "03/02/2026", "46056", "<1", "6: Police", "a) WBRI", "#N/A", "01/01/1900"]
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_row_is_staged_or_rejected_and_none_is_both(data: st.DataObject) -> None:
    spec = data.draw(st.sampled_from(list(list_specs().values())))
    names = [column.column_id for column in spec.columns]
    rows = data.draw(st.lists(st.lists(ANY_CELL, min_size=len(names), max_size=len(names)), max_size=8))
    table = pa.table(
        {"source_row_number": pa.array(range(2, len(rows) + 2), pa.int64())}
        | {name: pa.array([row[place] for row in rows], pa.string()) for place, name in enumerate(names)}
    )
    found = stage_list(AnnexAList(spec, f"List {spec.number}", table, (), (), ()))
    kept, thrown = (
        found.rows["source_row_number"].to_pylist(),
        found.rejected["source_row_number"].to_pylist(),
    )
    assert sorted(kept + thrown) == list(range(2, len(rows) + 2))
    assert found.rows.schema == staged_schema(spec)
    assert all(reason for reason in found.rejected["reasons"].to_pylist())


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample workbook is not on this computer")
def test_the_public_sample_is_staged_without_loss() -> None:
    found = {number: stage_list(received) for number, received in read_annex_a(SAMPLE).lists.items()}
    assert {number: staged.rejected.num_rows for number, staged in found.items()} == dict.fromkeys(
        range(1, 12), 0
    )
    assert {
        number: staged.unknown_codes.to_pylist() for number, staged in found.items() if staged.unknown_codes
    } == {
        4: [
            {
                "column": "support_needed_answer",
                "spelling": "CS Assessment Updated",
                "reason": "is not in the code list",
                "rows": 5,
            }
        ],
        6: [
            {
                "column": "primary_need_code",
                "spelling": "PSRMEM - Support with memory and cognition",
                "reason": "is not in the code list",
                "rows": 1,
            }
        ],
    }
    assert found[1].rows["child_id"].to_pylist() == ["9212044", "11973218", "6217392", "16248829", "13981739"]
    assert found[1].rows["gender_code"].to_pylist() == ["female", "female", "male", "male", "female"]
    assert found[1].rows["ethnicity_code"].to_pylist() == ["WBRI", "APKN", "NOBT", "NOBT", "WBRI"]
    assert found[1].rows["contact_source_code"].to_pylist() == ["6", "6", "1B", "6", "9"]
    assert found[1].rows["age_years"].to_pylist() == [6, 8, 11, 14, 15]
    assert found[8].rows["placement_type_code"].to_pylist() == ["U6", "U1", "U4", "U6", "H5"]
    assert found[8].rows["legal_status_code"].to_pylist() == ["E1", "C2", "C2", "C2", "C1"]
    assert found[8].rows["placement_postcode"].to_pylist() == ["T28 2WB", None, "C25 1YT", None, "P13 2TR"]
    assert found[8].rows["care_ended_reason_code"].to_pylist() == [None, None, None, None, "E47"]
    assert found[10].rows["adoption_reversed_reason_code"].to_pylist() == [None, None, "RD2", None, None]
    assert found[11].rows["left_process_reason_code"].to_pylist() == [None, None, None, "withdrew", None]
