"""Landing: every file that is loaded is kept as received, with what became of each row.

A load is a folder, written beside its place and then renamed, so it is there whole or not at
all. It holds load.json (the Load below) and rejected.parquet (row number and reasons). A load of
values or targets also holds rows.parquet (text as received) and staged.parquet (typed rows that
were accepted); a load of records holds tables/<table>.parquet, one for each table of the extract.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.errors import StoreError
from data.paths import StorePaths

TABLES = "tables"  # sub-folder of a load
REJECTED_SCHEMA = pa.schema([("source_row", pa.int64()), ("reasons", pa.string())])


@dataclass(frozen=True)
class Load:
    """What load.json says: which file, when, for whom, and how many rows went where.

    `problems` are those that kept the whole file out; `notes` say what was odd about a file that was
    taken in.
    """

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
    notes: tuple[str, ...] = ()

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


@dataclass(frozen=True)
class LandedTables:
    """An extract of records: its tables as text by name, and those of their rows that are not used.

    Every table has a column with the number of the row that a person sees in the file.
    """

    tables: Mapping[str, pa.Table]
    rejected: pa.Table

    @property
    def rows(self) -> int:
        """How many rows were received."""
        return sum(table.num_rows for table in self.tables.values())


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text; of a folder, that of its files and their names."""
    if path.is_dir():
        digest = hashlib.sha256()
        for file in sorted(file for file in path.iterdir() if file.is_file()):
            digest.update(f"{file.name} {file_digest(file)} ".encode())
        return digest.hexdigest()
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def cell_text(cell: object) -> str | None:
    """Return a cell as the text that people see, None when it is empty.

    A workbook keeps every number with a decimal point, so whole numbers lose theirs here.

    >>> cell_text(16.0), cell_text(16.5), cell_text("x "), cell_text("")
    ('16', '16.5', 'x ', None)
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return None if cell is None or cell == "" else str(cell)


def text_table(headers: list[str], rows: list[tuple[int, dict[str, object]]]) -> pa.Table:
    """Return rows as received: source_row and one text column a header, empty cells as null."""
    columns: dict[str, list[object]] = {"source_row": [number for number, _ in rows]}
    for header in headers:
        columns[header] = [cell_text(cells.get(header)) for _, cells in rows]
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
    counts = (tables.rows.num_rows, tables.staged.num_rows, tables.rejected.num_rows)
    load = _new_load(source_file, kind, counts, problems, (), authority, parameters)
    contents = {"rows": tables.rows, "staged": tables.staged, "rejected": tables.rejected}
    return _write(paths, load, contents)


def land_tables(
    paths: StorePaths,
    source: Path,
    kind: str,
    extract: LandedTables,
    *,
    authority: str,
    parameters: dict[str, str],
    problems: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> Load:
    """Keep an extract of records, a file or a folder of files, and return its Load."""
    rejected = extract.rejected.num_rows
    counts = (extract.rows, extract.rows - rejected, rejected)
    load = _new_load(source, kind, counts, problems, notes, authority, parameters)
    tables = {f"{TABLES}/{name}": table for name, table in extract.tables.items()}
    return _write(paths, load, {**tables, "rejected": extract.rejected})


def landed_tables(paths: StorePaths, load_id: str) -> list[str]:
    """Return the names of the tables of a load of records."""
    return sorted(file.stem for file in (paths.landed / load_id / TABLES).glob("*.parquet"))


def landed_records(
    paths: StorePaths, load_id: str, table: str, columns: Sequence[str] | None = None
) -> pa.Table:
    """Return one table of a load of records, as text; with `columns`, those of them that it has."""
    file = pq.ParquetFile(paths.landed / load_id / TABLES / f"{table}.parquet")
    names = file.schema_arrow.names
    return file.read(columns=[name for name in names if columns is None or name in columns])


def landed_row_count(paths: StorePaths, load_id: str, table: str) -> int:
    """Return how many rows a table of a load of records has."""
    return int(pq.read_metadata(paths.landed / load_id / TABLES / f"{table}.parquet").num_rows)


def _new_load(
    source: Path,
    kind: str,
    counts: tuple[int, int, int],
    problems: tuple[str, ...],
    notes: tuple[str, ...],
    authority: str | None,
    parameters: dict[str, str] | None,
) -> Load:
    loaded_at = datetime.now(UTC)
    landed, accepted, rejected = counts
    return Load(
        load_id=f"{loaded_at:%Y%m%dT%H%M%S%f}-{kind.replace('_', '-')}-{secrets.token_hex(3)}",
        kind=kind,
        file_name=source.name,
        sha256=file_digest(source),
        loaded_at=loaded_at.isoformat(),
        rows_landed=landed,
        rows_accepted=accepted,
        rows_rejected=rejected,
        problems=problems,
        authority=authority,
        parameters=parameters or {},
        notes=notes,
    )


def _write(paths: StorePaths, load: Load, contents: Mapping[str, pa.Table]) -> Load:
    folder = paths.landed / f".{load.load_id}.unfinished"
    folder.mkdir(parents=True)
    for name, table in contents.items():
        file = folder / f"{name}.parquet"
        file.parent.mkdir(exist_ok=True)
        pq.write_table(table, file)
    (folder / "load.json").write_text(json.dumps(asdict(load), indent=1), encoding="utf-8")
    folder.replace(paths.landed / load.load_id)
    return load


def landed_loads(paths: StorePaths, known_at: datetime | None = None) -> list[Load]:
    """Return every load, oldest first; with `known_at`, those that were loaded by then.

    Raises StoreError for a load that is not whole: nothing that was received is left out in silence.
    """
    loads = [_read_load(folder) for folder in _folders(paths)]
    return [load for load in loads if known_at is None or load.loaded_on <= known_at]


def newest_loads(paths: StorePaths, most: int) -> list[Load]:
    """Return the newest loads, newest first, without reading what the others say. Raises StoreError as above."""
    return [_read_load(folder) for folder in _folders(paths)[-most:][::-1]]


def _folders(paths: StorePaths) -> list[Path]:
    """Return the folder of each load, oldest first: their names begin with the moment."""
    if not paths.landed.is_dir():
        return []
    return sorted(path for path in paths.landed.iterdir() if path.is_dir() and path.name[0] != ".")


def _read_load(folder: Path) -> Load:
    try:
        written = json.loads((folder / "load.json").read_text(encoding="utf-8"))
        texts = {name: tuple(written.get(name, ())) for name in ("problems", "notes")}
        return Load(**{**written, **texts})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StoreError(
            f"landed/{folder.name}",
            ["load.json is missing or damaged. Restore this folder from the last backup."],
        ) from error


def landed_table(paths: StorePaths, load_id: str, name: str) -> pa.Table:
    """Return one of a load's files: rows, staged or rejected."""
    return pq.read_table(paths.landed / load_id / f"{name}.parquet")
