"""Identifiers that stand beside different dates of birth in one workbook: each may be two children.

No row of theirs can be told whose it is, so none is used; what is said of other children is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from data.sources.annex_a.read import AnnexAList
from data.sources.annex_a.staged_columns import stage_column

CHILD, BORN = "child_id", "born_on"
IS_CONTESTED = f"{CHILD} stands beside another date of birth in this workbook, so it may be two children"


@dataclass(frozen=True)
class Identifiers:
    """How many children's identifiers have a date of birth, and those that have several."""

    known: int
    contested: frozenset[str]

    @property
    def share_contested(self) -> float:
        """Return the share of contested identifiers, 0 to 1."""
        return len(self.contested) / self.known if self.known else 0.0


def identifiers_of(lists: Iterable[AnnexAList]) -> Identifiers:
    """Return the identifiers of the children in the lists of one workbook."""
    tables = [
        _identifiers_and_births(annex_list)
        for annex_list in lists
        if {CHILD, BORN} <= set(annex_list.rows.column_names)
    ]
    if not tables:
        return Identifiers(0, frozenset())
    births = pa.concat_tables(tables).drop_null().group_by([CHILD]).aggregate([(BORN, "count_distinct")])
    contested = births.filter(pc.field(f"{BORN}_count_distinct") > 1)
    return Identifiers(births.num_rows, frozenset(contested.column(CHILD).to_pylist()))


def _identifiers_and_births(annex_list: AnnexAList) -> pa.Table:
    specs = {column.column_id: column for column in annex_list.spec.columns}
    rows = annex_list.rows.combine_chunks()
    return pa.table(
        {
            name: stage_column(
                specs[name], _text(rows, name), counts_from_1904=annex_list.counts_from_1904
            ).values
            for name in (CHILD, BORN)
        }
    )


def _text(rows: pa.Table, name: str) -> pa.Array:
    column = rows.column(name)
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], pa.string())
