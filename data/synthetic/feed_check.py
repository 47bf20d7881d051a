"""Whether a feed is as its written form (data/sources/feeds/*.yaml) says, before it is written.

The loader reads the same form and is forgiving: other orders, other capitals. What the generator
writes has to be exact, because the forms are also the templates that councils fill in.
"""

from __future__ import annotations

import pyarrow as pa

from data.sources.feeds.spec import feed_spec


def feed_problems(name: str, table: pa.Table) -> list[str]:
    """Return what is wrong with a feed, one sentence each. Raises StoreError for a feed of no such name."""
    columns = feed_spec(name).table.columns
    wanted = [column.received for column in columns]
    if table.column_names != wanted:
        return [f"{name} has the columns {table.column_names}, but its file says {wanted}."]
    problems = []
    for column in columns:
        values = table[column.received]
        if column.required and values.null_count:
            problems.append(
                f"{name}: {column.received} is required, but {values.null_count:,} rows have none."
            )
        if column.codes is not None:
            unknown = sorted(set(values.unique().to_pylist()) - {None, *column.codes.written.values()})
            if unknown:
                problems.append(f"{name}: {column.received} has codes that are not allowed: {unknown}.")
    return problems
