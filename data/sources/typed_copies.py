"""Copies of typed tables: what a table of a load was read as when it was loaded, so that no build reads it again.

A copy is kept under a digest of everything that reads a table, so another version of the program reads anew.
Whatever is wrong with a copy, it is ignored and written again: the landed table is the truth.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import pyarrow as pa

from data.landing import landed_records
from data.paths import StorePaths
from data.sources.cell_values import Fault
from data.sources.table_spec import TableSpec
from data.sources.typed_table import DateCount, NotRead, TypedTable, typed_table

FOLDER = "typed"
BESIDE_ROWS = b"trajectory"
ROWS_AND_REJECTED = 2


def typed_landed(paths: StorePaths, load_id: str, name: str, spec: TableSpec) -> TypedTable:
    """Return one table of a load of records, typed: its copy, else read anew and kept."""
    typed = _read_copy(_copy_of(paths, load_id, name), spec)
    if typed is None:
        typed = typed_table(landed_records(paths, load_id, name), spec)
        keep_typed(paths, load_id, {name: typed})
    return typed


def keep_typed(paths: StorePaths, load_id: str, tables: Mapping[str, TypedTable]) -> None:
    """Keep what the tables of a load were read as. A folder that cannot be written to only costs time."""
    with suppress(OSError):
        for name, typed in tables.items():
            file = _copy_of(paths, load_id, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as unfinished:
                unfinished.write(_written(typed))
            Path(unfinished.name).replace(file)


def forget_other_copies(paths: StorePaths, load_ids: Collection[str]) -> None:
    """Delete the copies of all other loads, and those of other versions of the program."""
    own = paths.cache / FOLDER / _digest_of_readers()
    for folder in [*(paths.cache / FOLDER).glob("*"), *own.glob("*")]:
        if folder != own and folder.name not in load_ids:
            shutil.rmtree(folder, ignore_errors=True)


def _copy_of(paths: StorePaths, load_id: str, name: str) -> Path:
    return paths.cache / FOLDER / _digest_of_readers() / load_id / f"{name}.arrow"


@cache
def _digest_of_readers() -> str:
    """Return a digest that changes with the code, the specifications and the code lists that read a table."""
    here = Path(__file__).parent
    files = sorted(file for file in here.rglob("*") if file.suffix in (".py", ".yaml"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:16]


def _written(typed: TypedTable) -> pa.Buffer:
    beside = {
        "not_read": [[n.column, n.written, n.fault.name, n.rows] for n in typed.not_read],
        "dates": [[d.column, d.filled, d.unreadable] for d in typed.dates],
        "repeated": typed.repeated,
    }
    sink = pa.BufferOutputStream()
    for table in (typed.rows.replace_schema_metadata({BESIDE_ROWS: json.dumps(beside)}), typed.rejected):
        with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as out:
            out.write_table(table)
    return sink.getvalue()


def _read_copy(file: Path, spec: TableSpec) -> TypedTable | None:
    try:
        with pa.memory_map(str(file)) as source:
            rows, rejected = (pa.ipc.open_stream(source).read_all() for _ in range(ROWS_AND_REJECTED))
        beside = json.loads(rows.schema.metadata[BESIDE_ROWS])
        return TypedTable(
            spec,
            rows.replace_schema_metadata(None),
            rejected,
            tuple(NotRead(column, text, Fault[fault], n) for column, text, fault, n in beside["not_read"]),
            tuple(DateCount(*numbers) for numbers in beside["dates"]),
            beside["repeated"],
        )
    except (OSError, pa.ArrowException, ValueError, KeyError, TypeError):
        return None
