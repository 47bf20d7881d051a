"""Cells of each type as councils write them, from a workbook to the staged row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from data.sources.annex_a import StagedList, read_annex_a, stage_list
from tests.data.sources.annex_a.workbooks import ASSESSMENT, CONTACT, HEADINGS, WriteWorkbook, with_cells

Staged = Callable[..., StagedList]


def one_row(staged: StagedList) -> dict[str, object]:
    assert staged.rejected.num_rows == 0
    assert staged.rows.num_rows == 1
    row: dict[str, object] = staged.rows.to_pylist()[0]
    return row


@pytest.mark.parametrize(
    "written",
    [
        date(2026, 2, 3),
        "03/02/2026",
        "3/2/2026",
        "3.2.2026",
        "03-Feb-2026",
        "3 February 2026",
        "Feb  3 2026 12:00AM",
        "2026-02-03",
        "2026-02-03T10:15:00",
        " 03/02/2026\u00a0",
        46056,
        "46056",
        46056.75,
    ],
)
def test_the_same_day_in_every_way_it_is_written(staged: Staged, written: object) -> None:
    assert one_row(staged(1, with_cells(CONTACT, 1, Date_of_Contact=written)))["contact_received_on"] == date(
        2026, 2, 3
    )


def test_numbers_in_a_workbook_that_counts_from_1904_are_four_years_later(
    write_workbook: WriteWorkbook,
) -> None:
    # Day 44594 after 1 January 1904 is 3 February 2026.
    row = with_cells(CONTACT, 1, Date_of_Contact=44594)
    path = write_workbook({"List 1": [HEADINGS[1], row]}, date_1904=True)
    assert one_row(stage_list(read_annex_a(path).lists[1]))["contact_received_on"] == date(2026, 2, 3)


@pytest.mark.parametrize(
    "written", [None, "", "-", ".", "n/a", "#N/A", "None", "nan", "NULL", "Not recorded", "zNotRecorded"]
)
def test_every_way_to_write_nothing_is_no_date(staged: Staged, written: object) -> None:
    row = with_cells(ASSESSMENT, 4, Continuous_Assessment_Date=written)
    found = staged(4, row)
    assert one_row(found)["assessment_authorised_on"] is None
    assert found.notes.num_rows == 0


@pytest.mark.parametrize(
    "written", ["01/01/1900", date(1900, 1, 1), "1899-12-30", "31/12/9999", "0001-01-01", 0]
)
def test_a_placeholder_is_no_date_and_is_counted(staged: Staged, written: object) -> None:
    found = staged(4, with_cells(ASSESSMENT, 4, Continuous_Assessment_Date=written))
    assert one_row(found)["assessment_authorised_on"] is None
    assert found.notes.to_pylist() == [
        {
            "column": "assessment_authorised_on",
            "note": "holds a placeholder such as 01/01/1900 in place of a date",
            "rows": 1,
        }
    ]


@pytest.mark.parametrize(
    ("written", "years", "unborn"),
    [
        (13, 13, False),
        (6.138, 6, False),
        ("<1", 0, False),
        ("under 1", 0, False),
        ("18 months", 1, False),
        ("11 months", 0, False),
        ("3 weeks", 0, False),
        ("16 years 11 months", 16, False),
        ("2y 3m", 2, False),
        ("Unborn", None, True),
        (-0.25, None, True),
        (None, None, None),
    ],
)
def test_ages_as_they_are_written(
    staged: Staged, written: object, years: int | None, unborn: bool | None
) -> None:
    found = one_row(staged(1, with_cells(CONTACT, 1, Age=written)))
    assert (found["age_years"], found["is_recorded_unborn"]) == (years, unborn)


@pytest.mark.parametrize("written", ["teenager", -4, 150, "5/6/2012"])
def test_an_age_that_is_none_is_left_empty_and_counted(staged: Staged, written: object) -> None:
    found = staged(1, with_cells(CONTACT, 1, Age=written))
    row = one_row(found)
    assert (row["age_years"], row["is_recorded_unborn"]) == (None, None)
    assert found.notes["column"].to_pylist() == ["age_years"]


@pytest.mark.parametrize(
    ("written", "kept"), [(9212044, "9212044"), ("9212044.0", "9212044"), ("00123", "00123")]
)
def test_identifiers_stay_text(staged: Staged, written: object, kept: str) -> None:
    assert one_row(staged(1, with_cells(CONTACT, 1, Child_Unique_ID=written)))["child_id"] == kept


def test_a_name_with_odd_spaces_and_an_error_instead_of_a_name(staged: Staged) -> None:
    found = staged(
        4,
        with_cells(ASSESSMENT, 4, Allocated_Worker=" Worker\u00a0\u00a01 "),
        with_cells(ASSESSMENT, 4, Allocated_Worker="#N/A"),
    )
    assert found.rows["allocated_worker"].to_pylist() == ["Worker 1", None]


def test_postcodes_are_written_one_way_and_anything_else_is_left_empty(staged: Staged) -> None:
    headings = ["Child Unique ID", "Placement postcode", "Child's Legal Status"]
    rows = [["1", "rm1 3bb", "C2"], ["2", "RM13BB", "C2"], ["3", "nope", "C2"], ["4", "confidential", "C2"]]
    found = staged(8, *rows, headings=headings)
    assert found.rows["placement_postcode"].to_pylist() == ["RM1 3BB", "RM1 3BB", None, None]


def test_counts_are_whole_numbers_or_nothing(staged: Staged) -> None:
    good = ["1001", "b) Female", "a) WBRI", date(2012, 5, 1), 13, date(2026, 2, 3), "6", "b) No", 0, "T", "W"]
    written = [0, "2.0", "1,204", "many", -1, 1.5, None, date(1900, 1, 3)]
    found = staged(3, *(with_cells(good, 3, Number_of=number) for number in written))
    # The last one is a 3 in a cell that is formatted as a date.
    assert found.rows["referrals_in_last_12_months"].to_pylist() == [0, 2, 1204, None, None, None, None, 3]
    assert found.rejected.num_rows == 0
