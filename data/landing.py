"""Landing: every file that is loaded is kept as received, with what became of each row.

A load is a folder, written beside its place and then renamed, so it is there whole or not at
all. It holds load.json (the Load below), rows.parquet (text as received), staged.parquet (typed
rows that were accepted) and rejected.parquet (row number and reasons).
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.paths import StorePaths

REJECTED_SCHEMA = pa.schema([("source_row", pa.int64()), ("reasons", pa.string())])


@dataclass(frozen=True)
class Load:
    """What load.json says: which file, when, for whom, and how many rows went where."""

    load_id: str
    kind: str
    file_name: str
    sha256: str
    loaded_at: str
    rows_landed: int
    rows_accepted: int
    rows_rejected: int
    problems: tuple[str, ...] = ()
    authority: str | None = None
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def loaded_on(self) -> datetime:
        """When the file was loaded, in UTC."""
        return datetime.fromisoformat(self.loaded_at)


@dataclass(frozen=True)
class LandedRows:
    """The three tables of a load; `staged` has the columns that its kind of load documents."""

    rows: pa.Table
    staged: pa.Table
    rejected: pa.Table


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def text_table(headers: list[str], rows: list[tuple[int, dict[str, object]]]) -> pa.Table:
    """Return rows as received: source_row and one text column a header, empty cells as null."""
    columns: dict[str, list[object]] = {"source_row": [number for number, _ in rows]}
    for header in headers:
        cells = [cells.get(header) for _, cells in rows]
        columns[header] = [None if cell is None or cell == "" else str(cell) for cell in cells]
    schema = pa.schema([("source_row", pa.int64()), *((header, pa.string()) for header in headers)])
    return pa.table(columns, schema=schema)


def rejected_table(rejected: list[tuple[int, list[str]]]) -> pa.Table:
    """Return the rejected rows: the number a person sees in the file, and every reason."""
    return pa.table(
        {
            "source_row": [number for number, _ in rejected],
            "reasons": ["; ".join(reasons) for _, reasons in rejected],
        },
        schema=REJECTED_SCHEMA,
    )


def land(
    paths: StorePaths,
    source_file: Path,
    kind: str,
    tables: LandedRows,
    *,
    problems: tuple[str, ...] = (),
    authority: str | None = None,
    parameters: dict[str, str] | None = None,
) -> Load:
    """Keep a file that was read and return its Load. The build that follows takes it in."""
    loaded_at = datetime.now(UTC)
    load_id = f"{loaded_at:%Y%m%dT%H%M%S%f}-{kind.replace('_', '-')}-{secrets.token_hex(3)}"
    load = Load(
        load_id=load_id,
        kind=kind,
        file_name=source_file.name,
        sha256=file_digest(source_file),
        loaded_at=loaded_at.isoformat(),
        rows_landed=tables.rows.num_rows,
        rows_accepted=tables.staged.num_rows,
        rows_rejected=tables.rejected.num_rows,
        problems=problems,
        authority=authority,
        parameters=parameters or {},
    )
    paths.landed.mkdir(parents=True, exist_ok=True)
    folder = paths.landed / f".{load_id}.unfinished"
    folder.mkdir()
    pq.write_table(tables.rows, folder / "rows.parquet")
    pq.write_table(tables.staged, folder / "staged.parquet")
    pq.write_table(tables.rejected, folder / "rejected.parquet")
    (folder / "load.json").write_text(json.dumps(asdict(load), indent=1), encoding="utf-8")
    os.replace(folder, paths.landed / load_id)
    return load


def landed_loads(paths: StorePaths, known_at: datetime | None = None) -> list[Load]:
    """Return every load, oldest first; with `known_at`, those that were loaded by then."""
    if not paths.landed.is_dir():
        return []
    loads = []
    for folder in sorted(paths.landed.iterdir()):
        if folder.name.startswith("."):
            continue
        written = json.loads((folder / "load.json").read_text(encoding="utf-8"))
        written["problems"] = tuple(written["problems"])
        load = Load(**written)
        if known_at is None or load.loaded_on <= known_at:
            loads.append(load)
    return loads


def landed_table(paths: StorePaths, load_id: str, name: str) -> pa.Table:
    """Return one of a load's tables: rows, staged or rejected."""
    return pq.read_table(paths.landed / load_id / f"{name}.parquet")
