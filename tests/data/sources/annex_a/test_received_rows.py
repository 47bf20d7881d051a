"""The rows below the headings of a list: all of them, as they were received."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import pytest

from data.sources.annex_a import AnnexAList, read_annex_a
from data.sources.annex_a import sheet_rows as sheet_rows_module
from tests.data.sources.annex_a.workbooks import (
    ASSESSMENT,
    CONTACT,
    HEADINGS,
    Formula,
    WriteWorkbook,
    rewrite_part,
)

Received = Callable[..., AnnexAList]


def columns(annex_list: AnnexAList, *names: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = annex_list.rows.select(list(names)).to_pylist()
    return found


def test_title_rows_and_empty_rows_and_columns_keep_the_row_numbers_of_excel(
    write_workbook: WriteWorkbook,
) -> None:
    rows: list[Sequence[object]] = [
        ["Contacts in the last six months"],
        [],
        [None, *HEADINGS[1]],
        [None, *CONTACT],
        [],
        [None, "1002", *CONTACT[1:]],
    ]
    contacts = read_annex_a(write_workbook({"List 1": rows})).lists[1]
    assert columns(contacts, "source_row_number", "child_id") == [
        {"source_row_number": 4, "child_id": "1001"},
        {"source_row_number": 6, "child_id": "1002"},
    ]
    assert contacts.unmatched_columns == ()


def test_columns_of_other_tools_are_named_and_not_read(received: Received) -> None:
    contacts = received(
        1,
        [*CONTACT, "a group", 2],
        headings=[*HEADINGS[1], "Gender group", "Contacts per child (distinct count)"],
    )
    assert contacts.unmatched_columns == ("Gender group", "Contacts per child (distinct count)")
    assert contacts.rows.num_columns == 1 + len(HEADINGS[1])


def test_a_list_with_headings_and_no_rows_is_empty_and_said_to_be(received: Received) -> None:
    adoption = received(10)
    assert adoption.rows.num_rows == 0
    assert adoption.rows.column_names[:2] == ["source_row_number", "child_id"]
    assert "has headings but no rows" in adoption.problems[0]


def test_rows_with_nothing_in_the_columns_of_the_list_are_left_out(received: Received) -> None:
    contacts = received(
        1,
        CONTACT,
        [None] * 7 + ["a note beside the list"],
        [" ", "\u00a0", "-", "#N/A", "", None, "n/a"],
        headings=[*HEADINGS[1], "Notes"],
    )
    assert columns(contacts, "source_row_number") == [{"source_row_number": 2}]


def test_cells_are_kept_as_received(received: Received) -> None:
    contacts = received(
        1,
        [9212044, "  b)\u00a0Female ", "\u2018a) WBRI\u2019", 44090, 6.25, datetime(2026, 2, 3, 9, 30), True],
        ["00123", None, "#N/A", "01/01/1900", "<1", "3/2/2026", "x"],
    )
    assert contacts.rows.drop(["source_row_number"]).to_pylist() == [
        {
            "child_id": "9212044",
            "gender_code": "  b)\u00a0Female ",
            "ethnicity_code": "\u2018a) WBRI\u2019",
            "born_on": "44090",
            "age_years": "6.25",
            "contact_received_on": "2026-02-03 09:30:00",
            "contact_source_code": "TRUE",
        },
        {
            "child_id": "00123",
            "gender_code": None,
            "ethnicity_code": "#N/A",
            "born_on": "01/01/1900",
            "age_years": "<1",
            "contact_received_on": "3/2/2026",
            "contact_source_code": "x",
        },
    ]


def test_formula_errors_are_kept_and_counted(received: Received) -> None:
    # The reader of workbooks gives an empty cell for these: an assessment would look open.
    errors = [
        Formula("=NA()", "#N/A"),
        Formula("=1/0", "#DIV/0!"),
        Formula("=A1+1", "#REF!"),
        Formula("=1/0", "#DIV/0!"),
    ]
    assessments = received(4, *([*ASSESSMENT[:8], error, *ASSESSMENT[9:]] for error in errors))
    assert assessments.rows["assessment_authorised_on"].to_pylist() == ["#N/A", "#DIV/0!", "#REF!", "#DIV/0!"]
    assert "2 with #DIV/0!, 1 with #N/A, 1 with #REF!" in assessments.problems[0]


def test_a_formula_that_was_never_worked_out_is_not_taken_for_an_empty_cell(
    write_workbook: WriteWorkbook,
) -> None:
    row = [*ASSESSMENT[:8], Formula("=G2+30", 46000), *ASSESSMENT[9:]]
    path = write_workbook({"List 4": [HEADINGS[4], row]})
    rewrite_part(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>46000</v>", b"<v></v>"))
    assessments = read_annex_a(path).lists[4]
    assert columns(assessments, "assessment_authorised_on") == [
        {"assessment_authorised_on": "#NOT CALCULATED"}
    ]
    assert "1 with a formula that was never worked out" in assessments.problems[0]


def test_formula_errors_outside_the_list_are_no_problem_of_the_list(write_workbook: WriteWorkbook) -> None:
    error = Formula("=1/0", "#DIV/0!")
    rows = [
        [None, error],
        [None, *HEADINGS[1], "Notes"],
        [None, *CONTACT, error],
        [None, *CONTACT[:6], error],
    ]
    contacts = read_annex_a(write_workbook({"List 1": rows})).lists[1]
    assert contacts.rows["contact_source_code"].to_pylist() == ["q) 6: Police", "#DIV/0!"]
    assert len(contacts.problems) == 1
    assert "failed formula: 1 with #DIV/0!." in contacts.problems[0]


def test_a_formula_that_gives_no_text_is_an_empty_cell(write_workbook: WriteWorkbook) -> None:
    path = write_workbook({"List 4": [HEADINGS[4], [*ASSESSMENT[:8], Formula('=""', "x"), *ASSESSMENT[9:]]]})
    rewrite_part(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>x</v>", b"<v></v>"))
    assessments = read_annex_a(path).lists[4]
    assert columns(assessments, "assessment_authorised_on") == [{"assessment_authorised_on": None}]
    assert assessments.problems == ()


def test_a_long_list_is_read_in_batches_without_losing_a_row(
    received: Received, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_rows_module, "BATCH_ROWS", 3)
    contacts = received(1, *([number, *CONTACT[1:]] for number in range(1, 9)))
    assert contacts.rows["child_id"].to_pylist() == [str(number) for number in range(1, 9)]
    assert contacts.rows["source_row_number"].to_pylist() == list(range(2, 10))


def test_a_workbook_that_counts_days_from_1904_says_so(write_workbook: WriteWorkbook) -> None:
    path = write_workbook({"List 1": [HEADINGS[1], CONTACT]}, date_1904=True)
    contacts = read_annex_a(path).lists[1]
    assert contacts.counts_from_1904
    assert columns(contacts, "contact_received_on") == [{"contact_received_on": "2026-02-03"}]
