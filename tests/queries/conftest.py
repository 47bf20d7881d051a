"""What the tests of the event queries share: one database with empty staged tables."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from tests.queries.staged_tables import StagedTables, create_staged_tables


@pytest.fixture(scope="session")
def staged_database() -> Iterator[StagedTables]:
    connection = duckdb.connect()
    create_staged_tables(connection)
    yield StagedTables(connection)
    connection.close()


@pytest.fixture
def staged(staged_database: StagedTables) -> StagedTables:
    """An otherwise empty council, covered from April 2020 to the extract of 2 November 2026."""
    staged_database.empty()
    return staged_database
