"""The journal's database: SQLite in the data folder, or PostgreSQL by address.

It is never rebuilt. It changes by numbered migrations in queries/journal/migrations, each applied
once, in order, in a transaction of its own.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError

QUERIES = Path(__file__).resolve().parent.parent / "queries" / "journal"
MIGRATION_FILE = re.compile(r"(?P<number>\d{4})_(?P<name>[a-z0-9_]+)")
# Several servers share a journal in PostgreSQL, whose address is named here.
ADDRESS_VARIABLE = "TRAJECTORY_JOURNAL"
SECONDS_TO_WAIT = 10  # for another process that writes

Journal = Engine  # what everything that reads or writes the journal takes; only this folder knows SQLAlchemy


class JournalError(Exception):
    """The journal cannot be used as it is; the message says what to do."""


@dataclass(frozen=True)
class Migration:
    """One step from an older shape of the journal to a newer one."""

    number: int
    name: str
    script: str


@cache
def journal_sql(name: str) -> str:
    """Return the text of queries/journal/<name>.sql."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def journal_address(file: Path) -> str:
    """Return the address of the journal: that of ADDRESS_VARIABLE, else of a journal in a file."""
    return os.environ.get(ADDRESS_VARIABLE) or sqlite_address(file)


@cache
def open_journal(address: str) -> Engine:
    """Return the journal at a SQLAlchemy address, brought up to date.

    One engine an address and process. SQLite waits up to SECONDS_TO_WAIT for another writer.
    Raises JournalError if the database cannot be opened or is newer than this program; a password in the
    address is not repeated.
    """
    try:
        engine = _engine(address)
        apply_migrations(engine, migrations())
    except ArgumentError as error:
        raise JournalError(
            f"{ADDRESS_VARIABLE} is no address of a database. It should be like "
            "postgresql+psycopg://user@host/database."
        ) from error
    except ModuleNotFoundError as error:
        raise JournalError(
            f"The journal at {_without_password(address)} needs the package {error.name}, which is not installed. "
            "For PostgreSQL: pip install 'psycopg[binary]', and an address that begins with postgresql+psycopg://."
        ) from error
    except DatabaseError as error:
        raise JournalError(
            f"The journal at {_without_password(address)} cannot be opened: {str(error.orig).strip()}."
        ) from error
    return engine


def _engine(address: str) -> Engine:
    if not address.startswith("sqlite"):
        # A server may have closed a connection in the meantime: each is tried before it is used.
        return create_engine(address, pool_pre_ping=True)
    engine = create_engine(address, connect_args={"timeout": SECONDS_TO_WAIT})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _without_password(address: str) -> str:
    return make_url(address).render_as_string(hide_password=True)


@contextmanager
def reading(journal: Engine) -> Iterator[Connection]:
    """Give a connection that only reads, and so waits for no writer. To write, use `journal.begin()`."""
    with journal.connect() as connection:
        yield connection.execution_options(only_reads=True)


def sqlite_address(file: Path) -> str:
    """Return the address of a journal in a file, whose folder is made if missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{file.as_posix()}"


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute(journal_sql("use_write_ahead_log"))


def _begin_sqlite(connection: Connection) -> None:
    # Python's driver begins a transaction late and never for CREATE TABLE: left to itself, a migration
    # that is killed would be half applied.
    if not connection.get_execution_options().get("only_reads"):
        connection.exec_driver_sql(journal_sql("begin_writing"))


def migrations(folder: Path = QUERIES / "migrations") -> list[Migration]:
    """Return every migration of a folder, in order. JournalError if they are not numbered 0001, 0002, ..."""
    found = []
    for place, file in enumerate(sorted(folder.glob("*.sql")), start=1):
        match = MIGRATION_FILE.fullmatch(file.stem)
        if match is None or int(match["number"]) != place:
            raise JournalError(f"{file.name} is out of order. Expected {place:04d}_<what it does>.sql.")
        found.append(Migration(place, match["name"], file.read_text(encoding="utf-8")))
    return found


def apply_migrations(engine: Engine, wanted: list[Migration]) -> list[int]:
    """Apply what is missing and return the numbers that were applied.

    Raises JournalError if a newer version of the program has already changed the journal.
    """
    applied = []
    with _changing(engine) as connection:
        connection.execute(text(journal_sql("create_schema_migrations")))
    for migration in wanted:
        with _changing(engine) as connection:
            if migration.number <= _schema_version(connection):
                continue
            for statement in _statements(migration.script):
                connection.execute(text(statement))
            connection.execute(
                text(journal_sql("insert_schema_migration")),
                {
                    "migration_number": migration.number,
                    "name": migration.name,
                    "applied_at": datetime.now(UTC).isoformat(),
                },
            )
            applied.append(migration.number)
    with reading(engine) as connection:
        version = _schema_version(connection)
    if version > len(wanted):
        raise JournalError(
            f"The journal is of version {version}, this program knows {len(wanted)}. Update the program."
        )
    return applied


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    """Give a transaction in which no other process changes the journal's shape."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # SQLite lets in one writer anyway
            connection.execute(text(journal_sql("lock_migrations")))
        yield connection


def _schema_version(connection: Connection) -> int:
    return int(connection.execute(text(journal_sql("schema_version"))).scalar() or 0)


def _statements(script: str) -> list[str]:
    """Return the statements of a migration. A ; inside a text or a comment after code is not understood."""
    code = "\n".join(line for line in script.splitlines() if not line.lstrip().startswith("--"))
    return [statement for statement in code.split(";") if statement.strip()]
