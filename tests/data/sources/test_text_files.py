"""CSV files as other programs and people leave them: each is read as what it says, or refused in words."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources import text_files
from data.sources.table_spec import LANDED_ROW, ROW_FAULT
from data.sources.text_files import FileFault, read_text_file

TEXT = "child_id,note\n7,costs £5 – “late”\n"
# What files are broken by: marks that part or enclose cells, ends of lines, marks of encodings, odd characters.
PIECES = (
    *(b'"', b'""', b",", b";", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\x00", b"\x1a", b"\xef\xbb\xbf"),
    *(b"\xff\xfe", b"\xfe\xff", b"\xa3", b"\x81", b"\xe2\x80\x99", b"child_id", b"7", b" ", b"="),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "extract.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_make_no_difference(file: Path, encoding: str, mark: str) -> None:
    file.write_bytes(TEXT.replace(",", mark).encode(encoding))
    (row,) = read_text_file(file).to_pylist()
    assert row == {LANDED_ROW: 2, "child_id": "7", "note": "costs £5 – “late”"}


def test_utf_16_without_its_mark_is_refused_rather_than_read_as_one_column(file: Path) -> None:
    file.write_bytes(TEXT.encode("utf-16-le"))
    with pytest.raises(FileFault, match="is not text. Export it again as CSV"):
        read_text_file(file)


def test_another_delimiter_is_refused_and_the_right_ones_are_named(file: Path) -> None:
    file.write_text("child_id^note\n7^x\n")
    with pytest.raises(FileFault, match="has one column only: .* than a comma, semicolon, tab or bar."):
        read_text_file(file)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_computer(file: Path, end: str) -> None:
    file.write_bytes(end.join(["child_id,note", "7,a", "8,b", ""]).encode())
    assert read_text_file(file).column("note").to_pylist() == ["a", "b"]


def test_rows_have_the_numbers_people_see_below_empty_lines_too(file: Path) -> None:
    file.write_text("\n\nchild_id,note\n7,a\n8\n9,c\n")
    found = read_text_file(file)
    assert found.column(LANDED_ROW).to_pylist() == [4, 5, 6]
    assert found.column(ROW_FAULT).to_pylist() == [None, "has 1 cells where there are 2 headings", None]


def test_columns_without_a_heading_are_left_out(file: Path) -> None:
    file.write_text("child_id,,note,,\n7,x,a,,\n8\n")
    found = read_text_file(file).to_pylist()
    assert [(row["child_id"], row["note"]) for row in found] == [("7", "a"), (None, None)]


@pytest.mark.parametrize("content", [b"", b"\n\r\n\n", b"   \n", b"\xef\xbb\xbf"])
def test_a_file_that_holds_nothing_is_empty(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(FileFault, match="is empty"):
        read_text_file(file)


def test_a_heading_that_stands_twice_is_named_by_its_places_for_it_may_be_a_childs_data(file: Path) -> None:
    file.write_text("7,2015-03-02,2015-03-02\n8,2011-01-09,2012-01-09\n")
    with pytest.raises(FileFault) as refused:
        read_text_file(file)
    assert refused.value.problem == (
        "has the same heading in columns 2, 3. Keep one of them. Row 1 should hold the names of the columns."
    )


def test_a_file_over_the_limit_is_refused_before_it_is_read(file: Path) -> None:
    with file.open("wb") as handle:
        handle.truncate(500_000_001)
    with pytest.raises(FileFault, match="is over 500 MB, far more than an extract holds."):
        read_text_file(file)


def test_a_parquet_file_of_too_many_rows_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "extract.parquet"
    pq.write_table(pa.table({"child_id": ["7"] * 1_001}), file)
    assert read_text_file(file).num_rows == 1_001
    monkeypatch.setattr(text_files, "MAXIMUM_ROWS", 1_000)
    with pytest.raises(FileFault, match="has over 1,000 rows"):
        read_text_file(file)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_whatever_bytes_a_file_holds_it_is_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(content)
    try:
        rows = read_text_file(file)
    except FileFault as refused:
        assert refused.problem.endswith(".")
    else:
        assert rows.column_names[0] == LANDED_ROW
