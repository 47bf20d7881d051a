"""Rows as JSON, CSV, Parquet or plain text. Dates are ISO text, missing is null or empty."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\n")  # a text that begins so is run by spreadsheet programs


def json_text(value: object) -> str:
    """Return a value as JSON, dates and times as ISO text. Raises TypeError for what has no JSON form."""
    return json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False, default=_plain)


def csv_text(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None = None, *, line_end: str = "\n"
) -> str:
    """Return rows as CSV under a line of headings, the last line ended; missing is empty, formulas are harmless.

    columns: their names in order, those of the first row by default; '' for neither columns nor rows.
    """
    names = list(rows[0] if columns is None and rows else columns or ())
    if not names:
        return ""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator=line_end)
    writer.writerow(_csv_cell(name) for name in names)
    writer.writerows([_csv_cell(row[name]) for name in names] for row in rows)
    return written.getvalue()


def csv_file(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None = None) -> bytes:
    """Return `csv_text` as a file that spreadsheet programs open: UTF-8 with its mark, lines ended as they end them."""
    return csv_text(rows, columns, line_end="\r\n").encode("utf-8-sig")


def plain_text(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return rows for a terminal: one `name: value` a line, a blank line between rows."""
    blocks = ["\n".join(f"{name}: {_words(value)}" for name, value in row.items()) for row in rows]
    return "\n\n".join(blocks)


def table_text(table: pa.Table, output_format: str) -> str:
    """Return a table as `json` (an array of objects) or `csv`."""
    rows = table.to_pylist()
    return json_text(rows) if output_format == "json" else csv_text(rows, table.column_names)


def write_table(table: pa.Table, output_format: str, file: Path) -> None:
    """Write a table to a file as json, csv or parquet."""
    if output_format == "parquet":
        pq.write_table(table, file)
    elif output_format == "csv":
        file.write_bytes(csv_file(table.to_pylist(), table.column_names))
    else:
        file.write_text(table_text(table, output_format), encoding="utf-8")


def _plain(value: object) -> str:
    if isinstance(value, date):  # a moment is a date too
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _csv_cell(value: object) -> object:
    """Return a value that no spreadsheet program takes for a formula, dates and times as ISO text.

    Lines within a text end with \\n: the csv module does not quote every other line end.
    """
    if isinstance(value, date):
        return _plain(value)
    if not isinstance(value, str):
        return value
    words = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{words}" if words.startswith(FORMULA_SIGNS) else words


def _words(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_words(item)}" for name, item in value.items())
    if isinstance(value, list | tuple):
        items = [_words(item) for item in value]
        return (" " if all(item.endswith(".") for item in items) else ", ").join(items)  # sentences, or words
    return str(value)
