"""Small tables written as text, for worked examples that people read and tests run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextTable:
    """Column names and rows; every cell is text, "" where it was left blank."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def parse_text_table(text: str) -> TextTable:
    """Return the table in a text with one row a line, cells parted by "|", column names first.

    ValueError if there is no row under the column names, a column name is blank or repeated,
    or a row has more or fewer cells than there are columns. Rows are counted from 1.

    >>> parse_text_table("event_id | closed_on\\nA | 2025-10-03\\nB |").rows
    (('A', '2025-10-03'), ('B', ''))
    """
    lines = [tuple(cell.strip() for cell in line.split("|")) for line in text.splitlines() if line.strip()]
    if len(lines) < 2:
        raise ValueError("needs a line of column names and at least one row, cells parted by |.")
    columns, *rows = lines
    if "" in columns or len(set(columns)) < len(columns):
        raise ValueError("has a column name that is blank or given twice.")
    for number, row in enumerate(rows, start=1):
        if len(row) != len(columns):
            raise ValueError(f"row {number} has {len(row)} cells, but there are {len(columns)} columns.")
    return TextTable(columns, tuple(rows))
