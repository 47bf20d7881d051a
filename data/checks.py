"""Checks on a build: queries/checks/*.sql, each returning the rows that are wrong.

A check named stop_* keeps a build from being used; one named note_* is reported by `check`.
Line 1 of the file says what is wrong with a row, line 2 what to do about it.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from data.errors import BuildError
from data.sql import QUERIES, read_sql


@dataclass(frozen=True)
class CheckResult:
    """One check: how many rows it found wrong, and what its file says about them."""

    name: str
    rows: int
    what_is_wrong: str
    what_to_do: str

    @property
    def stops_build(self) -> bool:
        """Whether a build with such rows may be used."""
        return self.name.startswith("stop_")


def run_checks(con: duckdb.DuckDBPyConnection) -> list[CheckResult]:
    """Return the result of every check, in order of name."""
    results = []
    for file in sorted((QUERIES / "checks").glob("*.sql")):
        text = read_sql(f"checks/{file.stem}")
        wrong, action = (line.removeprefix("-- ") for line in text.splitlines()[:2])
        results.append(CheckResult(file.stem, len(con.execute(text).fetchall()), wrong, action))
    return results


def stop_bad_build(con: duckdb.DuckDBPyConnection, in_use: str | None) -> None:
    """Raise BuildError with every stopping check that found something; `in_use` is the last good build."""
    found = [result for result in run_checks(con) if result.stops_build and result.rows]
    if found:
        still = f"build {in_use} is still in use" if in_use else "there is no earlier build"
        raise BuildError(
            f"Build stopped, {still}: the new build",
            [f"{r.name} found {_rows(r.rows)}. {r.what_is_wrong} {r.what_to_do}" for r in found],
        )


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"
