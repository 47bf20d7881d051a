"""Which sheet is which list, and what is said of what is odd."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.errors import ExtractError
from data.sources.annex_a import AnnexAList, read_annex_a
from data.sources.annex_a.headings import list_of_name
from tests.data.sources.annex_a.workbooks import (
    ASSESSMENT,
    CONTACT,
    HEADINGS,
    WriteWorkbook,
)

SHARED = Path(__file__).parents[5] / "shared" / "testdata"
SAMPLE = SHARED / "annex_a" / "liia-pipeline_Annex_A_2024_Jan.xlsx"
SEND_WORKBOOK = SHARED / "annex_a_send" / "fake_sen.xlsx"

Received = Callable[..., AnnexAList]


def columns(annex_list: AnnexAList, *names: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = annex_list.rows.select(list(names)).to_pylist()
    return found


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("List 1", 1),
        ("List_1", 1),
        ("LIST 1 ", 1),
        ("List 01", 1),
        ("List 1 - Contacts", 1),
        ("List 1 (Contacts)", 1),
        ("Contacts", 1),
        ("List 10", 10),
        ("List_11", 11),
        ("List 10 Adoption", 10),
        ("Sec47 and ICPC", 5),
        ("Care Leavers", 9),
        ("List 12", None),
        ("List 100", None),
        ("Old contacts", None),
        ("Sheet1", None),
    ],
)
def test_the_number_in_a_sheet_name_is_read_whole(name: str, number: int | None) -> None:
    assert list_of_name(name) == number


def test_a_workbook_with_list_10_alone_has_no_list_1(write_workbook: WriteWorkbook) -> None:
    workbook = read_annex_a(write_workbook({"List_10": [HEADINGS[10]]}))
    assert list(workbook.lists) == [10]
    assert 1 in workbook.missing_lists
    assert any(problem.startswith("List 1 (Contacts) is missing") for problem in workbook.problems)


@pytest.mark.parametrize("name", ["List 1", "List_1", "Contacts", "Sheet1"])
def test_a_list_is_known_by_its_headings_whatever_the_sheet_is_called(
    write_workbook: WriteWorkbook, name: str
) -> None:
    workbook = read_annex_a(write_workbook({name: [HEADINGS[1], CONTACT]}))
    assert workbook.lists[1].sheet == name
    assert workbook.lists[1].rows.num_rows == 1


def test_swapped_lists_are_read_as_what_they_hold_and_reported(write_workbook: WriteWorkbook) -> None:
    workbook = read_annex_a(
        write_workbook({"List 1": [HEADINGS[4], ASSESSMENT], "List 4": [HEADINGS[1], CONTACT]})
    )
    assert workbook.lists[1].sheet == "List 4"
    assert workbook.lists[4].sheet == "List 1"
    assert any(
        "'List 4' is named like List 4 (Assessments) but has the headings of List 1" in problem
        for problem in workbook.problems
    )


@pytest.mark.parametrize(
    "headings",
    [
        [
            "CHILD UNIQUE ID",
            "gender ",
            "Ethnicity",
            "Date  of Birth",
            "Age",
            "Date of\u00a0Contact",
            "contact source",
        ],
        ["ChildUniqueID", "Gender", "Ethnicity", "DateOfBirth", "Age", "DateOfContact", "ContactSource"],
        [
            "Child unique ID\n",
            "Sex",
            "Ethnicity",
            "DOB",
            "Age (years)",
            "Date of Contact*",
            "Contact Source?",
        ],
    ],
)
def test_headings_that_have_drifted_are_found(received: Received, headings: list[str]) -> None:
    contacts = received(1, CONTACT, headings=headings)
    assert contacts.missing_columns == ()
    assert contacts.unmatched_columns == ()


def test_quotes_and_brackets_in_long_headings_do_not_matter(received: Received) -> None:
    headings = [
        "Child Unique ID",
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))",
        "Number of Episodes the Child has been \u2018Missing\u2019 from their Placement",
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        "Child\u00e2\u20ac\u2122s Legal Status",
        "LoookedAfterStartDate",
    ]
    care = received(8, ["1001", "b) No", 3, 0, "C2: FCO", date(2024, 1, 1)], headings=headings)
    assert care.unmatched_columns == ()
    assert columns(care, "missing_episodes_in_last_12_months", "absent_episodes_in_last_12_months") == [
        {"missing_episodes_in_last_12_months": "3", "absent_episodes_in_last_12_months": "0"}
    ]
    assert columns(care, "legal_status_code", "unaccompanied_answer", "care_started_on") == [
        {"legal_status_code": "C2: FCO", "unaccompanied_answer": "b) No", "care_started_on": "2024-01-01"}
    ]


def test_part_of_a_heading_is_not_the_heading(received: Received) -> None:
    # "Stage" and "Language" hold "age"; a leaver's latest date of contact is not a contact.
    contacts = received(
        1,
        ["1001", date(2026, 2, 3), "q) 6: Police", "x", "y", date(2020, 1, 1)],
        headings=[
            "Child Unique ID",
            "Date of Contact",
            "Contact Source",
            "Language",
            "Stage",
            "Latest Date of Contact",
        ],
    )
    assert "age_years" in contacts.missing_columns
    assert contacts.unmatched_columns == ("Language", "Stage", "Latest Date of Contact")
    assert columns(contacts, "contact_received_on") == [{"contact_received_on": "2026-02-03"}]


def test_the_older_list_of_care_leavers_lacks_four_columns_and_says_so(received: Received) -> None:
    older = [
        heading
        for heading in HEADINGS[9]
        if not heading.startswith(("Unaccompanied", "Allocated Personal", "Latest Pathway", "Latest Date"))
    ]
    assert len(older) == 13
    leavers = received(9, ["1001"], headings=older)
    assert leavers.missing_columns == (
        "unaccompanied_answer",
        "allocated_personal_adviser",
        "last_pathway_plan_review_on",
        "last_contact_on",
    )
    assert len(leavers.problems) == 1
    assert (
        "has no column 'Unaccompanied Asylum Seeking Child', 'Allocated Personal Advisor'"
        in leavers.problems[0]
    )
    assert "never as 0" in leavers.problems[0]


def test_a_list_without_the_column_that_dates_its_rows_says_that_none_can_be_used(received: Received) -> None:
    headings = [heading for heading in HEADINGS[1] if heading != "Date of Contact"]
    contacts = received(1, ["1001", "a) Male"], headings=headings)
    assert "No row can be used without 'Date of Contact'." in contacts.problems[0]


def test_a_heading_that_stands_twice_is_reported_and_the_first_is_read(received: Received) -> None:
    contacts = received(1, [*CONTACT, "somebody else"], headings=[*HEADINGS[1], "Child Unique ID"])
    assert columns(contacts, "child_id") == [{"child_id": "1001"}]
    assert "more than one column 'Child Unique ID'" in contacts.problems[0]


def test_of_two_sheets_with_the_same_list_the_one_with_its_name_is_read(
    write_workbook: WriteWorkbook,
) -> None:
    other = ["2002", *CONTACT[1:]]
    workbook = read_annex_a(
        write_workbook({"Old": [HEADINGS[1], other, other], "List 1": [HEADINGS[1], CONTACT]})
    )
    assert columns(workbook.lists[1], "child_id") == [{"child_id": "1001"}]
    assert any("'Old' holds the same list as 'List 1' and was not read" in p for p in workbook.problems)


@pytest.mark.parametrize("names", [("Now", "Before"), ("List 1", "List 1 (2)")])
def test_two_sheets_with_the_same_list_and_no_way_to_choose_are_refused(
    write_workbook: WriteWorkbook, names: tuple[str, str]
) -> None:
    path = write_workbook({name: [HEADINGS[1], CONTACT] for name in names})
    with pytest.raises(ExtractError, match="all hold List 1 .Contacts."):
        read_annex_a(path)


def test_missing_lists_are_named_one_by_one(write_workbook: WriteWorkbook) -> None:
    workbook = read_annex_a(write_workbook({"List 1": [HEADINGS[1], CONTACT]}))
    assert workbook.missing_lists == (2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
    assert len(workbook.problems) == 10


def test_a_sheet_with_the_name_of_a_list_and_other_headings_is_reported(
    write_workbook: WriteWorkbook,
) -> None:
    workbook = read_annex_a(
        write_workbook(
            {"List 1": [HEADINGS[1], CONTACT], "List 3": [["Notes"], ["ask for this"]], "Cover": [["x"]]}
        )
    )
    said = [problem for problem in workbook.problems if "was not read" in problem]
    assert len(said) == 1
    assert "sheet 'List 3' was not read: its first rows have no headings" in said[0]


def test_a_workbook_of_something_else_is_refused_with_what_would_be_right(
    write_workbook: WriteWorkbook,
) -> None:
    path = write_workbook(
        {"List 1": [["Unique ID", "Gender", "Ethnicity", "Date of birth"], ["1", "M", "x", "y"]]}
    )
    with pytest.raises(ExtractError) as refused:
        read_annex_a(path)
    message = str(refused.value)
    assert message.startswith(
        "annex_a.xlsx has 1 problem:\n  is no Annex A workbook: none of its sheets ('List 1')"
    )
    assert "'Continuous Assessment Start Date'" in message


@pytest.mark.skipif(
    not SEND_WORKBOOK.is_file(), reason="the sample of the other Annex A is not on this computer"
)
def test_the_annex_a_of_special_educational_needs_is_refused() -> None:
    with pytest.raises(ExtractError, match="is no Annex A workbook"):
        read_annex_a(SEND_WORKBOOK)


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample workbook is not on this computer")
def test_the_public_sample_is_read_whole() -> None:
    workbook = read_annex_a(SAMPLE)
    assert {
        number: (found.rows.num_rows, found.rows.num_columns - 1) for number, found in workbook.lists.items()
    } == {
        1: (5, 7),
        2: (5, 8),
        3: (6, 11),
        4: (5, 12),
        5: (5, 14),
        6: (5, 14),
        7: (7, 17),
        8: (5, 34),
        9: (6, 17),
        10: (5, 16),
        11: (5, 19),
    }
    assert workbook.missing_lists == ()
    assert [found.unmatched_columns for found in workbook.lists.values()] == [()] * 11
    assert [found.missing_columns for found in workbook.lists.values()] == [()] * 11
    assert len(workbook.problems) == 1
    assert "List 6" in workbook.problems[0]
    assert "10 with #N/A" in workbook.problems[0]
