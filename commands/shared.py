"""What the commands share: their options, printing, noting in the audit trail, building."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from data.build import BuildResult, build_store
from data.errors import BuildError
from data.paths import StorePaths
from exports.rows import json_text, plain_text
from journal.audit_trail import record_act
from journal.database import journal_address, open_journal
from metrics.library import KpiLibrary, load_library
from reporting.reader import local_reader

DAYS_AHEAD = {"today": 0, "tomorrow": 1}


def known_moment(written: str) -> datetime:
    """Return the last moment of a day, or the moment given, in UTC.

    >>> known_moment("2026-10-31").isoformat(), known_moment("2026-10-31T12:00").isoformat()
    ('2026-10-31T23:59:59.999999+00:00', '2026-10-31T12:00:00+00:00')
    """
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise typer.BadParameter(f"'{written}' is not a day like 2026-10-31") from error
    if len(written) == len("2026-10-31"):
        moment = datetime.combine(moment, time.max)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def known_day(written: str) -> date:
    """Return the day that is meant by today, tomorrow or a day like 2026-10-31.

    >>> known_day("2026-10-31"), known_day("Tomorrow") - known_day("today")
    (datetime.date(2026, 10, 31), datetime.timedelta(days=1))
    """
    plain = written.strip().lower()
    if plain in DAYS_AHEAD:
        return date.today() + timedelta(days=DAYS_AHEAD[plain])
    try:
        return date.fromisoformat(plain)
    except ValueError as error:
        raise typer.BadParameter(
            f"'{written}' is not a day. Write today, tomorrow or a day like 2026-10-31."
        ) from error


DataDir = Annotated[Path | None, typer.Option("--data-dir", help="The store's folder. Default: data/store.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
KnownMoment = Annotated[
    datetime | None,
    typer.Option(
        parser=known_moment,
        metavar="DATE",
        help="Only what was known at the end of that day, in UTC; not put in use.",
    ),
]


def print_rows(rows: list[dict[str, Any]], as_json: bool) -> None:
    """Print rows as JSON or as lines of text."""
    typer.echo(json_text(rows) if as_json else plain_text(rows))


def library_of(paths: StorePaths) -> KpiLibrary:
    """Return the KPI library, read through the cache of a store."""
    return load_library(cache_dir=paths.cache)


def say(message: str) -> None:
    """Show what is being done, beside the output."""
    typer.echo(message, err=True)


def build_and_note(paths: StorePaths, as_known_at: datetime | None = None) -> BuildResult:
    """Make a build and note it, or that it was stopped, in the audit trail."""
    try:
        result = build_store(paths, library_of(paths), as_known_at=as_known_at, progress=say)
    except BuildError as error:
        note(paths, "build", "stopped", f"{len(error.problems)} problems")
        raise
    note(paths, "build", result.build_id, f"{result.observations} figures of {result.kpis} KPIs")
    return result


def note(paths: StorePaths, act: str, subject: str, outcome: str) -> None:
    """Note an act in the audit trail of a store."""
    journal = open_journal(journal_address(paths.journal))
    record_act(journal, role=local_reader().role, act=act, subject=subject, outcome=outcome)
