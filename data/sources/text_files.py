"""CSV and Parquet files as tables of text, all columns at once."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from data.sources.table_spec import LANDED_ROW, ROW_FAULT

DELIMITERS = ",;\t|"
MEGABYTE = 1_000_000
MAXIMUM_FILE_BYTES = 500 * MEGABYTE  # reading takes about ten times as much memory
MAXIMUM_ROWS = 20_000_000  # of a Parquet file, which can say millions of rows in a few bytes
BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SAVE_AGAIN = "Export it again as CSV (UTF-8) with a comma between the columns."


class FileFault(Exception):
    """What is wrong with one file, in words that follow its name."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def read_text_file(path: Path) -> pa.Table:
    """Return a CSV or Parquet file as landed_row and text columns under the headings as written.

    Rows of a CSV file that have more or fewer cells than there are headings keep their place: row_fault
    says what is wrong and their cells are null. Raises FileFault if the file as a whole cannot be read.
    """
    size = path.stat().st_size
    if not size:
        raise FileFault("is empty (0 bytes). Export it again.")
    if size > MAXIMUM_FILE_BYTES:
        raise FileFault(f"is over {MAXIMUM_FILE_BYTES // MEGABYTE:,} MB, far more than an extract holds.")
    if path.suffix.lower() == ".parquet":
        return _read_parquet(path)
    return _read_csv(path)


def as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column as text; whole numbers that were kept with a decimal point lose it."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_floating(column.type):
        whole = pc.all(pc.or_kleene(pc.equal(column, pc.floor(column)), pc.is_null(column, nan_is_null=True)))
        column = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
        if whole.as_py():
            column = column.cast(pa.int64())
    if pa.types.is_binary(column.type) or pa.types.is_nested(column.type):
        return pa.chunked_array([pa.nulls(len(column), pa.string())])
    return column.cast(pa.string())


def with_row_numbers(table: pa.Table) -> pa.Table:
    """Return a table with landed_row in front: the headings are row 1."""
    return table.add_column(0, LANDED_ROW, pa.array(np.arange(2, table.num_rows + 2), pa.int64()))


def _read_parquet(path: Path) -> pa.Table:
    try:
        if pq.read_metadata(path).num_rows > MAXIMUM_ROWS:
            raise FileFault(f"has over {MAXIMUM_ROWS:,} rows, far more than an extract holds.")
        table = pq.read_table(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise FileFault(
            "is no Parquet file, whatever its name says, or it is damaged. Export it again."
        ) from error
    columns = {name: as_text(table.column(name)) for name in table.column_names}
    return with_row_numbers(pa.table(columns))


def _read_csv(path: Path) -> pa.Table:
    received = _in_utf_8(path.read_bytes())
    raw = received.lstrip(b"\r\n")
    empty_lines = received[: len(received) - len(raw)].count(b"\n")
    if b"\r" in raw.partition(b"\n")[0].rstrip(b"\r"):  # lines end as on an old Mac
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    heading_line = raw.partition(b"\n")[0].strip(b"\r")
    if not heading_line.strip():
        raise FileFault("is empty: its lines hold nothing. Export it again.")
    delimiter = max(DELIMITERS, key=lambda mark: heading_line.count(mark.encode()))
    if raw.count(b'"') % 2:
        raise FileFault(
            f"has a quotation mark that is not closed: rows would be lost in one cell. {SAVE_AGAIN}"
        )
    try:
        headings = pa_csv.read_csv(
            io.BytesIO(heading_line + b"\n"), parse_options=pa_csv.ParseOptions(delimiter=delimiter)
        ).column_names
        _check_headings(headings)
        return _rows_and_faults(raw, headings, delimiter, first_row=empty_lines + 2)
    except pa.ArrowInvalid as error:
        raise FileFault(f"cannot be read as CSV. {SAVE_AGAIN}") from error


def _check_headings(headings: list[str]) -> None:
    if len(headings) < 2:
        raise FileFault(
            "has one column only: its columns are parted by something else than a comma, semicolon, tab or bar. "
            f"{SAVE_AGAIN}"
        )
    if twice := repeated_heading(headings):
        raise FileFault(twice)


def repeated_heading(headings: Sequence[str | None]) -> str | None:
    """Return that a heading stands more than once, None if none does.

    It is named by its places: in a file without headings it is a child's data.
    """
    for name in headings:
        if name and headings.count(name) > 1:
            places = [str(place) for place, other in enumerate(headings, start=1) if other == name]
            return (
                f"has the same heading in columns {', '.join(places)}. Keep one of them. Row 1 should hold the "
                "names of the columns."
            )
    return None


def _rows_and_faults(raw: bytes, headings: list[str], delimiter: str, first_row: int) -> pa.Table:
    """Return the rows, with those of another number of cells back in their places; `first_row` is in the file.

    What stands under no heading is left out.
    One thread reads, because only then does each faulty row come with its number.
    """
    faults: list[tuple[int, str]] = []

    def keep(row: pa_csv.InvalidRow) -> str:
        faults.append(
            (
                row.number + first_row - 2,
                f"has {row.actual_columns} cells where there are {row.expected_columns} headings",
            )
        )
        return "skip"

    table = pa_csv.read_csv(
        io.BytesIO(raw),
        read_options=pa_csv.ReadOptions(use_threads=False),
        parse_options=pa_csv.ParseOptions(
            delimiter=delimiter, newlines_in_values=True, invalid_row_handler=keep
        ),
        convert_options=pa_csv.ConvertOptions(
            column_types={name: pa.string() for name in headings},
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )
    table = table.select([place for place, name in enumerate(table.column_names) if name])
    total = table.num_rows + len(faults)
    numbers = np.arange(first_row, first_row + total)
    is_fault = np.isin(numbers, [number for number, _ in faults])
    whole = table.add_column(0, LANDED_ROW, pa.array(numbers[~is_fault], pa.int64()))
    if not faults:
        return whole
    lost = pa.table(
        {
            LANDED_ROW: pa.array([number for number, _ in faults], pa.int64()),
            ROW_FAULT: pa.array([words for _, words in faults], pa.string()),
        }
    )
    return pa.concat_tables([whole, lost], promote_options="default").sort_by(LANDED_ROW)


def _in_utf_8(raw: bytes) -> bytes:
    """Return a file in UTF-8 without a mark at its start; else it is read as Windows' own encoding."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decoded(raw, (encoding,)).encode()
    if b"\x00" in raw[:100_000]:
        raise FileFault(f"is not text. {SAVE_AGAIN}")
    try:
        raw.decode("utf-8")
        return raw
    except UnicodeDecodeError:
        return _decoded(raw, ("cp1252",)).encode()


def _decoded(raw: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileFault(f"is not text in UTF-8 or in the encoding of Windows. {SAVE_AGAIN}")
