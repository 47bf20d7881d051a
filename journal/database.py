"""The journal's database: SQLite in the data folder, or PostgreSQL by address.

It is never rebuilt. It changes by numbered migrations in queries/journal/migrations, each applied
once, in order, in a transaction of its own.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, text

QUERIES = Path(__file__).resolve().parent.parent / "queries" / "journal"


@cache
def journal_sql(name: str) -> str:
    """Return the text of queries/journal/<name>.sql."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


@cache
def open_journal(address: str) -> Engine:
    """Return the journal at a SQLAlchemy address, brought up to date.

    One engine an address and process. SQLite waits up to 10 seconds for another writer.
    """
    engine = create_engine(address)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _use_write_ahead_log)
    apply_migrations(engine)
    return engine


def sqlite_address(file: Path) -> str:
    """Return the address of a journal in a file, whose folder is made if missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{file.as_posix()}"


def _use_write_ahead_log(connection: object, _record: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[attr-defined]
    connection.execute("PRAGMA busy_timeout = 10000")  # type: ignore[attr-defined]


def migrations() -> list[tuple[int, str, str]]:
    """Return (number, name, SQL) of every migration, in order."""
    found = []
    for file in sorted((QUERIES / "migrations").glob("*.sql")):
        match = re.fullmatch(r"(\d{4})_(\w+)", file.stem)
        if match:
            found.append((int(match[1]), match[2], file.read_text(encoding="utf-8")))
    return found


def apply_migrations(engine: Engine) -> list[int]:
    """Apply what is missing and return the numbers that were applied."""
    applied = []
    with engine.begin() as connection:
        connection.execute(text(journal_sql("create_schema_migrations")))
    for number, name, statement in migrations():
        with engine.begin() as connection:
            last = connection.execute(text(journal_sql("schema_version"))).scalar()
            if last is not None and number <= last:
                continue
            for part in _statements(statement):
                connection.execute(text(part))
            connection.execute(
                text(journal_sql("insert_schema_migration")),
                {"migration_number": number, "name": name, "applied_at": datetime.now(UTC).isoformat()},
            )
            applied.append(number)
    return applied


def _statements(script: str) -> list[str]:
    """Return the statements of a migration, which may hold whole lines of comment but no other."""
    code = "\n".join(line for line in script.splitlines() if not line.lstrip().startswith("--"))
    return [statement for statement in code.split(";") if statement.strip()]
