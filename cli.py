"""The command line: load files, build the store, read it. Thin: every rule lives below.

Exit codes: 0 done, 1 something was found (rejected rows, failed checks), 2 it could not be done.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from data.build import build_store
from data.checks import run_checks
from data.errors import StoreError
from data.landing import Load, landed_loads, landed_table
from data.paths import StorePaths, store_paths
from data.store import open_store
from data.supplied.load import load_targets, load_values
from exports.rows import json_text, plain_text, table_text, write_table
from journal.audit_trail import record_act
from journal.database import open_journal, sqlite_address
from metrics.library import DEFINITIONS, KpiLibrary, load_library
from metrics.new_kpi import write_new_definition
from metrics.problems import MetricsError
from metrics.registers import load_registers
from metrics.vocabulary import Basis, Level, PeriodKind
from reporting.kpi_library import definition_sections, kpi_list

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)
load_app = typer.Typer(help="Load a file; what cannot be trusted is rejected and kept.", no_args_is_help=True)
kpi_app = typer.Typer(help="The KPI library.", no_args_is_help=True)
app.add_typer(load_app, name="load")
app.add_typer(kpi_app, name="kpi")

DataDir = Annotated[Path | None, typer.Option("--data-dir", help="The store's folder. Default: data/store.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Authority = Annotated[str | None, typer.Option(help="The authority that the file is about; added if new.")]
LOCAL_USER = "local_user"


class OutputFormat(StrEnum):
    """How rows are printed."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def main() -> None:
    """Run a command; an expected error is printed in words and ends with 2."""
    try:
        app()
    except (StoreError, MetricsError) as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2) from None


@app.command()
def demo(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Build the published record into a store."""
    build(data_dir, None, as_json)


@app.command()
def build(
    data_dir: DataDir = None,
    as_known_at: Annotated[datetime | None, typer.Option(help="Only what was known by then.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a new build from everything that was loaded and published."""
    paths = store_paths(data_dir)
    moment = as_known_at.replace(tzinfo=UTC) if as_known_at else None
    result = build_store(paths, _library(paths), as_known_at=moment, progress=_say)
    _note(paths, "build", result.build_id, f"{result.observations} figures of {result.kpis} KPIs")
    _print_rows([result.__dict__], as_json)


@load_app.command("values")
def load_values_command(file: Path, authority: Authority = None, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Load figures that are already counted. The template is in docs/how_to/load_values.md."""
    paths = store_paths(data_dir)
    try:
        load = load_values(paths, file, _library(paths), authority=authority)
    except StoreError as error:
        _refuse(paths, file, error)
    _after_load(paths, load, as_json)


@load_app.command("targets")
def load_targets_command(file: Path, authority: Authority = None, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Load dated target steps. The template is in docs/how_to/load_targets.md."""
    paths = store_paths(data_dir)
    try:
        load = load_targets(paths, file, _library(paths), authority=authority)
    except StoreError as error:
        _refuse(paths, file, error)
    _after_load(paths, load, as_json)


@app.command()
def loads(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """List what was loaded, and why rows were rejected."""
    paths = store_paths(data_dir)
    rows = []
    for load in landed_loads(paths):
        rejected = landed_table(paths, load.load_id, "rejected").to_pylist()
        rows.append(load.__dict__ | {"problems": list(load.problems), "rejected": rejected})
    _print_rows(rows, as_json)


@app.command()
def check(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Check the library and the build in use; exit 1 if anything was found."""
    paths = store_paths(data_dir)
    _library(paths)
    results = run_checks(open_store(paths).connection.cursor())
    _print_rows([result.__dict__ | {"stops_build": result.stops_build} for result in results], as_json)
    raise typer.Exit(1 if any(result.rows for result in results) else 0)


@app.command()
def observations(
    kpi: Annotated[list[str] | None, typer.Option(help="A KPI id; may be given several times.")] = None,
    authority: Annotated[str | None, typer.Option(help="An authority, by id or name.")] = None,
    org_unit: Annotated[str | None, typer.Option(help="A part of the organisation, by id or name.")] = None,
    level: Annotated[Level | None, typer.Option(help="Only this level.")] = None,
    basis: Annotated[Basis | None, typer.Option(help="Only this basis.")] = None,
    period_kind: Annotated[PeriodKind | None, typer.Option(help="Only this kind of period.")] = None,
    from_day: Annotated[datetime | None, typer.Option("--from", help="Periods that end on or after.")] = None,
    to_day: Annotated[datetime | None, typer.Option("--to", help="Periods that end on or before.")] = None,
    output_format: Annotated[OutputFormat, typer.Option("--format", help="How to print.")] = OutputFormat.CSV,
    out: Annotated[Path | None, typer.Option(help="A file to write; needed for parquet.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Print the figures of the store, one object or line each."""
    paths = store_paths(data_dir)
    library = _library(paths)
    for kpi_id in kpi or []:
        library.by_id(kpi_id)  # an unknown id is an error that names the nearest one
    table = open_store(paths).ask(
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
    if out is not None:
        write_table(table, output_format.value, out)
    elif output_format is OutputFormat.PARQUET:
        raise typer.BadParameter("parquet is not text: give a file with --out")
    else:
        typer.echo(table_text(table, output_format.value))


@kpi_app.command("list")
def kpi_list_command(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """List every KPI."""
    _print_rows(kpi_list(_library(store_paths(data_dir))), as_json)


@kpi_app.command("show")
def kpi_show(kpi_id: str, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Show one definition in full."""
    library = _library(store_paths(data_dir))
    sections = definition_sections(library.by_id(kpi_id), library, load_registers())
    if as_json:
        typer.echo(json_text({section.heading: dict(section.lines) for section in sections}))
    else:
        typer.echo(plain_text([{section.heading: "", **dict(section.lines)} for section in sections]))


@kpi_app.command("new")
def kpi_new(title: str, service_area: Annotated[str, typer.Option(help="The id of a service area.")]) -> None:
    """Write a new definition file to fill in."""
    typer.echo(f"Written: {write_new_definition(title, service_area, DEFINITIONS)}. Fill it in, then: kpi check")


@kpi_app.command("check")
def kpi_check(kpi_id: Annotated[str | None, typer.Argument(help="Leave out to check all.")] = None) -> None:
    """Check one definition or the whole library; every problem with file and line."""
    library = load_library()
    if kpi_id:
        library.by_id(kpi_id)
    typer.echo("1 definition has no problem." if kpi_id else f"{len(library)} definitions have no problem.")


def _print_rows(rows: list[dict[str, Any]], as_json: bool) -> None:
    typer.echo(json_text(rows) if as_json else plain_text(rows))


def _library(paths: StorePaths) -> KpiLibrary:
    return load_library(cache_dir=paths.cache)


def _say(message: str) -> None:
    typer.echo(message, err=True)


def _note(paths: StorePaths, act: str, subject: str, outcome: str) -> None:
    journal = open_journal(sqlite_address(paths.journal))
    record_act(journal, role=LOCAL_USER, act=act, subject=subject, outcome=outcome)


def _refuse(paths: StorePaths, file: Path, error: StoreError) -> None:
    _note(paths, "load", file.name, f"refused: {len(error.problems)} problems")
    typer.echo(f"{error}\nNothing was loaded.", err=True)
    raise typer.Exit(1)


def _after_load(paths: StorePaths, load: Load, as_json: bool) -> None:
    """Say what became of the rows, and build if any was accepted. Exit 1 if any was rejected."""
    outcome = f"{load.rows_accepted} of {load.rows_landed} rows loaded, {load.rows_rejected} rejected"
    _note(paths, "load", load.file_name, outcome)
    rejected = landed_table(paths, load.load_id, "rejected").to_pylist()
    if as_json:
        _print_rows([load.__dict__ | {"problems": list(load.problems), "rejected": rejected}], as_json)
    else:
        typer.echo(f"{load.file_name}: {outcome}.")
        for row in rejected:
            typer.echo(f"  row {row['source_row']}: {row['reasons']}")
    build_store(paths, _library(paths), progress=_say)
    raise typer.Exit(1 if load.rows_rejected else 0)


if __name__ == "__main__":
    main()
