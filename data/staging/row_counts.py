"""Keeping count: what became of every landed row, so that none is lost in silence."""

from __future__ import annotations

from dataclasses import dataclass, field

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.staging.tables import insert_rows


@dataclass(frozen=True)
class LandedTable:
    """One table of a load, and the staged table that its rows go to."""

    load_id: str
    name: str
    staged: str
    rows: int


@dataclass
class RowCounts:
    """The tables that were staged so far, in the connection of the build."""

    con: duckdb.DuckDBPyConnection
    tables: list[LandedTable] = field(default_factory=list)
    rejected: dict[tuple[str, str], int] = field(default_factory=dict)
    left_out: dict[tuple[str, str], int] = field(default_factory=dict)

    def note_rejected(
        self, table: LandedTable, landed_rows: pa.ChunkedArray, reasons: pa.ChunkedArray
    ) -> None:
        """Keep the rejected rows of a table, by the numbers that a person sees in the file."""
        self.tables.append(table)
        self.rejected[table.load_id, table.staged] = len(landed_rows)
        rows = {"landed_row": landed_rows, "reasons": reasons}
        insert_rows(self.con, "rejected_rows", _for_table(table, rows, len(landed_rows)))

    def note_not_read(
        self,
        table: LandedTable,
        columns: list[str],
        written: list[str | None],
        reasons: list[str],
        rows: list[int],
    ) -> None:
        """Keep what gave no value in rows that are staged all the same."""
        found = {
            "column_name": pa.array(columns, pa.string()),
            "written": pa.array(written, pa.string()),
            "reason": pa.array(reasons, pa.string()),
            "rows": pa.array(rows, pa.int64()),
        }
        insert_rows(self.con, "values_not_read", _for_table(table, found, len(columns)))

    def write(self) -> None:
        """Write staged.row_counts: rows landed, staged (counted in the staged tables), rejected, left out."""
        staged = {name: self._count(name) for name in sorted({table.staged for table in self.tables})}
        keys = [(table.load_id, table.staged) for table in self.tables]
        counts = {
            "load_id": pa.array([table.load_id for table in self.tables], pa.string()),
            "landed_table": pa.array([table.name for table in self.tables], pa.string()),
            "staged_table": pa.array([table.staged for table in self.tables], pa.string()),
            "rows_landed": pa.array([table.rows for table in self.tables], pa.int64()),
            "rows_staged": pa.array([staged[name].get(load_id, 0) for load_id, name in keys], pa.int64()),
            "rows_rejected": pa.array([self.rejected[key] for key in keys], pa.int64()),
            "rows_left_out": pa.array([self.left_out.get(key, 0) for key in keys], pa.int64()),
        }
        insert_rows(self.con, "row_counts", pa.table(counts))

    def _count(self, name: str) -> dict[str, int]:
        """Return the rows of a staged table by load."""
        load_ids = self.con.table(f"staged.{name}").select("load_id").to_arrow_table().column("load_id")
        return {entry["values"]: entry["counts"] for entry in pc.value_counts(load_ids).to_pylist()}


def _for_table(table: LandedTable, columns: dict[str, pa.Array], rows: int) -> pa.Table:
    load_ids, names = ([value] * rows for value in (table.load_id, table.name))
    return pa.table(
        {"load_id": pa.array(load_ids, pa.string()), "landed_table": pa.array(names, pa.string()), **columns}
    )
