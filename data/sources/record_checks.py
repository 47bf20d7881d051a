"""What must hold in tables of records: dates that can be read, keys that are keys; and what is said of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from data.sources.table_spec import LANDED_ROW
from data.sources.typed_table import TypedTable

MOST_UNREADABLE_DATES = 0.10  # of the filled cells of a column
MOST_REPEATED_KEYS = 0.10  # of the rows of a table


def refusals(typed: Mapping[str, TypedTable]) -> Iterator[str]:
    """Yield what keeps tables out: columns of dates that cannot be read, keys that are none."""
    for name, table in typed.items():
        for dates in table.dates:
            if dates.unreadable > MOST_UNREADABLE_DATES * dates.filled:
                yield (
                    f"{name}: {dates.unreadable:,} of {dates.filled:,} cells of {dates.column} "
                    f"({dates.unreadable / dates.filled:.0%}) are not dates like 2025-10-31. "
                    "Export dates as year, month, day."
                )
        rows = table.rows.num_rows + table.rejected.num_rows
        if table.spec.keys and table.repeated > MOST_REPEATED_KEYS * rows:
            keys = " and ".join(column.received for column in table.spec.keys)
            yield (
                f"{name}: {table.repeated:,} of {rows:,} rows have the {keys} of an earlier row. It should be "
                "different in every row: check the query that made the table."
            )


def reading_notes(typed: Mapping[str, TypedTable]) -> Iterator[str]:
    """Yield, for each column, how many cells of staged rows could not be read and were left empty."""
    for name, table in typed.items():
        counts: dict[tuple[str, str], int] = {}
        for fault in table.not_read:
            key = (fault.column, fault.fault.value)
            counts[key] = counts.get(key, 0) + fault.rows
        for (column, what), rows in counts.items():
            yield f"{name}: {column} {what} in {rows:,} rows, where it is left empty."


def rejected_rows(typed: Mapping[str, TypedTable], *, with_names: bool = True) -> list[tuple[int, list[str]]]:
    """Return the rejected rows of all tables in their order, each reason with the name of its table."""
    return [
        (row[LANDED_ROW], [f"{name}: {row['reasons']}" if with_names else row["reasons"]])
        for name, table in typed.items()
        for row in table.rejected.to_pylist()
    ]
