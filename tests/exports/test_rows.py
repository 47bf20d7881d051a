"""Rows for other programs: dates as ISO text, missing as null or empty, numbers as numbers."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from exports.rows import csv_file, csv_text, json_text, plain_text, table_text, write_table

ROW = {
    "kpi_id": "icpc_within_15_days",
    "period_end": date(2024, 11, 30),
    "known_from": datetime(2025, 2, 11, tzinfo=UTC),
    "value": 95.8,
    "numerator": None,
    "is_doubtful": False,
    "note": 'printed as "95.8%", no base',
}


@pytest.fixture
def table() -> pa.Table:
    return pa.Table.from_pylist([ROW])


def test_json_has_dates_as_text_and_missing_as_null(table: pa.Table) -> None:
    assert json.loads(table_text(table, "json")) == [
        {
            "kpi_id": "icpc_within_15_days",
            "period_end": "2024-11-30",
            "known_from": "2025-02-11T00:00:00+00:00",
            "value": 95.8,
            "numerator": None,
            "is_doubtful": False,
            "note": 'printed as "95.8%", no base',
        }
    ]


def test_json_keeps_letters_and_refuses_what_it_cannot_say() -> None:
    assert json_text("Zoë £5") == '"Zoë £5"'
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text([float("nan")])
    with pytest.raises(TypeError, match="set has no JSON form"):
        json_text({1, 2})


def test_csv_reads_back_as_it_was_written(table: pa.Table) -> None:
    written = table_text(table, "csv")
    assert written.endswith('no base"\n')
    (row,) = csv.DictReader(io.StringIO(written))
    assert row == {
        "kpi_id": "icpc_within_15_days",
        "period_end": "2024-11-30",
        "known_from": "2025-02-11T00:00:00+00:00",
        "value": "95.8",
        "numerator": "",
        "is_doubtful": "False",
        "note": 'printed as "95.8%", no base',
    }


def test_csv_without_rows_is_a_line_of_headings() -> None:
    assert csv_text([], ["kpi_id", "value"]) == "kpi_id,value\n"
    assert csv_text([]) == ""


def test_csv_has_the_columns_of_the_first_row_unless_some_are_named() -> None:
    rows = [{"part": "a", "value": 1}, {"part": "b", "value": 2}]
    assert csv_text(rows) == "part,value\na,1\nb,2\n"
    assert csv_text(rows, ["value"]) == "value\n1\n2\n"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\n"])
def test_no_text_is_a_formula_to_a_spreadsheet_program(sign: str) -> None:
    words = f"{sign}HYPERLINK(A1)"
    (heading, cell) = csv.reader(io.StringIO(csv_text([{words: words}]), newline=""))
    assert (heading, cell) == ([f"'{words}"], [f"'{words}"])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_within_a_text_stay_in_their_cell(end: str) -> None:
    rows = [{"note": "\r=1+1"}, {"note": "two\r\nlines"}]
    written = csv_text(rows, line_end=end)
    assert list(csv.reader(io.StringIO(written, newline=""))) == [["note"], ["'\n=1+1"], ["two\nlines"]]


def test_numbers_below_zero_and_signs_within_a_text_stay_as_they_are() -> None:
    assert csv_text([{"change": -4.5, "words": "3 = 3"}]) == "change,words\n-4.5,3 = 3\n"


def test_a_csv_file_is_marked_as_utf_8_and_its_lines_end_as_spreadsheet_programs_end_them() -> None:
    assert csv_file([{"name": "Zoë", "on": date(2026, 10, 31)}]) == (
        b"\xef\xbb\xbfname,on\r\nZo\xc3\xab,2026-10-31\r\n"
    )


def test_zero_is_not_missing() -> None:
    rows = [{"part": "a", "value": 0.0}, {"part": "b", "value": None}]
    assert csv_text(rows, ["part", "value"]) == "part,value\na,0.0\nb,\n"
    assert plain_text([{"value": 0.0}, {"value": None}]) == "value: 0.0\n\nvalue: -"


def test_plain_text_is_a_line_a_field_and_a_blank_line_between_rows() -> None:
    rows = [
        {"name": "a", "rejected": [{"source_row": 2, "reasons": "kpi is empty"}]},
        {"name": "b", "plans": ()},
    ]
    assert plain_text(rows) == "name: a\nrejected: source_row 2, reasons kpi is empty\n\nname: b\nplans: "


@pytest.mark.parametrize("output_format", ["json", "csv", "parquet"])
def test_a_table_is_written_in_each_format(table: pa.Table, tmp_path: Path, output_format: str) -> None:
    file = tmp_path / f"rows.{output_format}"
    write_table(table, output_format, file)
    if output_format == "parquet":
        assert pq.read_table(file).to_pylist() == [ROW]
    elif output_format == "csv":
        assert file.read_bytes() == csv_file([ROW])
    else:
        assert file.read_text("utf-8") == table_text(table, output_format)
