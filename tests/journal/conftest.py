"""What the tests of the journal share: a journal of their own, in a file and, where there is one, in PostgreSQL.

    TRAJECTORY_TEST_POSTGRES=postgresql+psycopg://user@host/database python -m pytest tests/journal

runs every test on both. The user must be allowed to make schemas in the database; each test makes one of
its own and drops it. The driver is psycopg, which the program itself needs only with PostgreSQL.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from journal.database import open_journal, sqlite_address

POSTGRES_VARIABLE = "TRAJECTORY_TEST_POSTGRES"


@pytest.fixture
def postgres_address() -> Iterator[str]:
    """The address of a PostgreSQL database in which a schema of the test's own comes first."""
    address = os.environ.get(POSTGRES_VARIABLE)
    if not address:
        pytest.skip(
            f"set {POSTGRES_VARIABLE} to the address of a PostgreSQL database to test the journal on it"
        )
    schema = f"journal_{uuid.uuid4().hex}"
    database = create_engine(address)
    with database.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield f"{address}{'&' if '?' in address else '?'}options=-csearch_path%3D{schema}"
    with database.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    database.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        opened = open_journal(sqlite_address(tmp_path / "data" / "journal.sqlite"))
    else:
        opened = open_journal(request.getfixturevalue("postgres_address"))
    yield opened
    opened.dispose()
