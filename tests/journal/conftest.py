"""What the tests of the journal share: a journal in a file of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from journal.database import open_journal, sqlite_address


@pytest.fixture
def journal(tmp_path: Path) -> Engine:
    return open_journal(sqlite_address(tmp_path / "data" / "journal.sqlite"))
