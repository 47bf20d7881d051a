"""What must hold in a whole dataset: an identifier is one child, references lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from data.sources.declared import PERSONS
from data.sources.ssd.spec import Reference, references, ssd_tables
from data.sources.typed_table import TypedTable, typed_column

# This one column holds the staff number, not the row of the table of professionals.
CONFERENCE_WORKER = Reference("initial_conferences", "worker_id", "workers")


def children_with_one_id(persons: pa.Table) -> Iterator[str]:
    """Yield whether identifiers in the table of persons stand for two children: other dates of birth."""
    columns = [column for column in ssd_tables()[PERSONS].columns if column.name in ("child_id", "born_on")]
    known = pa.table({column.name: typed_column(persons, column) for column in columns}).drop_null()
    birth_dates = known.group_by(["child_id"]).aggregate([("born_on", "count_distinct")])
    different = birth_dates.filter(pc.field("born_on_count_distinct") > 1).num_rows
    if different:
        yield (
            f"{PERSONS}: {different:,} identifiers stand in rows with different dates of birth, so each may be "
            "two children. Correct them at the source: no record could be told whose it is."
        )


def loose_references(typed: Mapping[str, TypedTable]) -> Iterator[str]:
    """Yield how many rows point to a record that is not there. They are kept."""
    by_staged = {table.spec.staged: table for table in typed.values()}
    for reference in references():
        child, parent = by_staged.get(reference.staged), by_staged.get(reference.parent)
        if child is None or parent is None:
            continue
        pointing = child.rows.column(reference.column).drop_null()
        known = parent.rows.column(reference.column)
        if reference == CONFERENCE_WORKER:
            known = pa.chunked_array([*known.chunks, *parent.rows.column("staff_id").chunks])
        loose = len(pointing) - (pc.sum(pc.is_in(pointing, known.combine_chunks())).as_py() or 0)
        if loose:
            yield (
                f"{child.spec.name}: {loose:,} of {len(pointing):,} rows have a {reference.column} that is not in "
                f"{parent.spec.name}. They are kept."
            )
