"""The commands that read the store: observations, records, due."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer

from commands.identities import Identities, with_numbers
from commands.shared import DataDir, known_day, library_of, note, say
from data.organisation import units_in_store
from data.paths import store_paths
from data.store import open_store
from exports.rows import table_text, write_table
from metrics.kinds_of_work import clock_of
from metrics.periods import PeriodError, read_period
from metrics.vocabulary import Basis, Level, PeriodKind
from reporting.reader import local_reader
from reporting.records_behind import due_and_overdue, records_behind

figures_app = typer.Typer()


class OutputFormat(StrEnum):
    """How rows are printed."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


Format = Annotated[OutputFormat, typer.Option("--format", help="How to print.")]
AsJson = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
Out = Annotated[Path | None, typer.Option(help="A file to write; needed for parquet.")]
KpiId = Annotated[str, typer.Option("--kpi", help="The id of a KPI that is calculated from records.")]
Unit = Annotated[str | None, typer.Option("--org-unit", help="A part of the organisation, by id or name.")]


@figures_app.command()
def observations(
    kpi: Annotated[list[str] | None, typer.Option(help="A KPI id; may be given several times.")] = None,
    authority: Annotated[str | None, typer.Option(help="An authority, by id or name.")] = None,
    org_unit: Annotated[str | None, typer.Option(help="A part of the organisation, by id or name.")] = None,
    level: Annotated[Level | None, typer.Option(help="Only this level.")] = None,
    basis: Annotated[Basis | None, typer.Option(help="Only this basis.")] = None,
    period_kind: Annotated[PeriodKind | None, typer.Option(help="Only this kind of period.")] = None,
    from_day: Annotated[datetime | None, typer.Option("--from", help="Periods that end on or after.")] = None,
    to_day: Annotated[datetime | None, typer.Option("--to", help="Periods that end on or before.")] = None,
    output_format: Format = OutputFormat.CSV,
    as_json: AsJson = False,
    out: Out = None,
    build_id: Annotated[
        str | None, typer.Option("--build", help="A build other than the one in use.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Print the figures of the store, one object or line each."""
    paths = store_paths(data_dir)
    library = library_of(paths)
    for kpi_id in kpi or []:
        library.by_id(kpi_id)  # an unknown id is an error that names the nearest one
    store = open_store(paths, build_id)
    if authority is not None:
        units_in_store(store).check_authority(authority)
    if org_unit is not None:
        units_in_store(store).check_org_unit(org_unit)
    table = store.ask(
        "reporting/observations",
        kpis=kpi,
        authority=authority,
        org_unit=org_unit,
        level=level and level.value,
        basis=basis and basis.value,
        period_kind=period_kind and period_kind.value,
        from_day=from_day and from_day.date(),
        to_day=to_day and to_day.date(),
    )
    _write(table, output_format, as_json, out)
    if out is not None:
        note(paths, "export", out.name, f"{table.num_rows} figures of build {store.build_id}")


@figures_app.command()
def records(
    kpi: KpiId,
    period: Annotated[str, typer.Option(help="A month like 2026-10.")],
    org_unit: Unit = None,
    basis: Annotated[Basis | None, typer.Option(help="Only this basis.")] = None,
    identities: Identities = False,
    output_format: Format = OutputFormat.CSV,
    as_json: AsJson = False,
    out: Out = None,
    data_dir: DataDir = None,
) -> None:
    """Print the records behind one number: who, when due, days late. Noted in the audit trail."""
    try:
        wanted = read_period(period)
    except PeriodError as error:
        raise typer.BadParameter(str(error)) from error
    paths = store_paths(data_dir)
    store = open_store(paths)
    definition = library_of(paths).by_id(kpi)
    table = records_behind(
        store, definition, wanted, org_unit=org_unit, basis=basis, role=local_reader().role
    )
    subject = f"{kpi}: records of {period}, {org_unit or 'the whole authority'}"
    note(paths, "records", kpi, f"{table.num_rows} records of {period}, {org_unit or 'the whole authority'}")
    if not table.num_rows:
        say(f"No record is behind the figure of {period}.")
    _write(with_numbers(paths, store, table, subject) if identities else table, output_format, as_json, out)


@figures_app.command()
def due(
    kpi: KpiId,
    on: Annotated[
        date | None,
        typer.Option(
            parser=known_day,
            metavar="DAY",
            help="today, tomorrow or a day like 2026-10-31. Default: tomorrow.",
        ),
    ] = None,
    within: Annotated[int, typer.Option(help="Days ahead to look.")] = 14,
    org_unit: Unit = None,
    identities: Identities = False,
    output_format: Format = OutputFormat.CSV,
    as_json: AsJson = False,
    out: Out = None,
    data_dir: DataDir = None,
) -> None:
    """Print what is overdue on a day and what falls due soon after it, oldest first.

    A KPI that looks back from a month-end has no clock of its own: then what it is about is listed by the KPI
    that has one.
    """
    paths = store_paths(data_dir)
    store, library = open_store(paths), library_of(paths)
    day = on or known_day("tomorrow")
    asked = library.by_id(kpi)
    clock = clock_of(asked, library) or asked
    if clock is not asked:
        say(f"{kpi} looks back from a month-end. Listed is what falls due by the clock of {clock.id}.")
    table = due_and_overdue(store, clock, day, within, org_unit=org_unit, role=local_reader().role)
    about = f"due and overdue on {day}, {org_unit or 'the whole authority'}"
    note(paths, "records", kpi, f"{table.num_rows} {about}")
    found = with_numbers(paths, store, table, f"{kpi}: {about}") if identities else table
    _write(found, output_format, as_json, out)


def _write(table: pa.Table, output_format: OutputFormat, as_json: bool, out: Path | None) -> None:
    """Print a table, or write it to a file."""
    written_as = OutputFormat.JSON if as_json else output_format
    if out is not None:
        write_table(table, written_as.value, out)
    elif written_as is OutputFormat.PARQUET:
        raise typer.BadParameter("parquet is not text: give a file with --out")
    else:
        typer.echo(table_text(table, written_as.value).rstrip("\n"))
