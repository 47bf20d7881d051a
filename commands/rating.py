"""The command `rate`: everything that is judged of one KPI, as JSON. Registered by cli.py."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from data.errors import UnknownOrgUnitError
from data.organisation import KnownUnits, units_in_store
from data.paths import store_paths
from data.store import Store, open_store
from exports.rows import json_text
from journal.database import journal_address, open_journal
from metrics.library import load_library
from metrics.periods import PeriodError, read_period
from metrics.vocabulary import PeriodKind
from reporting.judgement.rated import rated_kpi
from reporting.loaded_data import authorities_held


def last_day_of_month(written: str) -> date:
    """Return the last day of a month written like 2026-10.

    >>> last_day_of_month("2026-02")
    datetime.date(2026, 2, 28)
    """
    try:
        period = read_period(written)
    except PeriodError:
        period = None
    if period is None or period.kind != PeriodKind.MONTH or period.end is None:
        raise typer.BadParameter(f"'{written}' is not a month like 2026-10")
    return period.end


def unit_to_rate(units: KnownUnits, store: Store, org_unit: str | None, authority: str | None) -> str:
    """Return the id of the unit that is meant; the authority with most figures if none is named, and said so.

    Raises UnknownOrgUnitError if a name is unknown, or does not say which of several is meant.
    """
    if authority is not None:
        units.check_authority(authority)
    if org_unit is not None:
        units.check_org_unit(org_unit)
    if org_unit is None and authority is None:
        most_figures = authorities_held(store)[0]
        typer.echo(f"No authority named: this is {most_figures.name}.", err=True)
        return most_figures.org_unit_id
    found = units.find(org_unit, authority)
    if found is None:
        raise UnknownOrgUnitError(
            f"'{org_unit or authority}'", ["is the name of several units, or of none there. Add --authority."]
        )
    return found


def rate(
    kpi: Annotated[str, typer.Option(help="A KPI id.")],
    org_unit: Annotated[str | None, typer.Option(help="A part of the organisation, by id or name.")] = None,
    authority: Annotated[str | None, typer.Option(help="An authority, by id or name.")] = None,
    month: Annotated[
        date | None,
        typer.Option(parser=last_day_of_month, metavar="YYYY-MM", help="As of the figures up to that month."),
    ] = None,
    data_dir: Annotated[
        Path | None, typer.Option("--data-dir", help="The store's folder. Default: data/store.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON; this command always does.")] = True,
) -> None:
    """Print RAG, SPC with its restarts, direction, outlook and reasons to look at one KPI, as JSON."""
    paths = store_paths(data_dir)
    library = load_library(cache_dir=paths.cache)
    definition = library.by_id(kpi)
    store = open_store(paths)
    org_unit_id = unit_to_rate(units_in_store(store), store, org_unit, authority)
    journal = open_journal(journal_address(paths.journal))
    typer.echo(json_text(rated_kpi(store, library, definition, org_unit_id, month, journal=journal)))
