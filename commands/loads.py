"""The commands that load files and build the store: demo, load, loads, build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from commands.shared import AsJson, DataDir, KnownMoment, build_and_note, library_of, note, print_rows, say
from data.errors import ExtractError
from data.landing import Load, landed_loads
from data.load_log import LoggedLoad, load_log, logged
from data.paths import StorePaths, store_paths
from data.sources.annex_a_load import load_annex_a
from data.sources.feeds.load import load_feed
from data.sources.ssd.load import load_ssd
from data.store import current_build_id, open_store
from data.supplied.load import load_benchmarks, load_targets, load_values
from data.synthetic.load import DEFAULT_CHILDREN, DEFAULT_YEARS, load_synthetic_council
from journal.database import journal_address, open_journal
from reporting.made_up_journal import write_made_up_journal

load_app = typer.Typer(help="Load a file; what cannot be trusted is rejected and kept.", no_args_is_help=True)
store_app = typer.Typer()
MOST_REJECTED_PRINTED = 20
Authority = Annotated[
    str | None, typer.Option(help="The authority of rows that name no org_unit; added to the store if new.")
]
LoadedFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV or XLSX file.")]
WholeAuthority = Annotated[str, typer.Option("--authority", help="The authority that the extract is about.")]
AsAt = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day that the extract is about.")]


@store_app.command()
def demo(
    children: Annotated[
        int, typer.Option(help="Children of the synthetic council; 0 for none.")
    ] = DEFAULT_CHILDREN,
    years: Annotated[int, typer.Option(help="Years of its history.")] = DEFAULT_YEARS,
    authorities: Annotated[
        int,
        typer.Option(help="How many councils: Northmere, and others with 60 % to 140 % as many children."),
    ] = 1,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Build synthetic councils, with what Northmere's people write, and the published record into a store."""
    paths = store_paths(data_dir)
    if children and not landed_loads(paths):
        for load in load_synthetic_council(
            paths,
            library_of(paths),
            children=children,
            years=years,
            authorities=authorities,
            progress=say,
        ):
            note(paths, "load", load.file_name, _outcome(load))
    built = build_and_note(paths)
    journal = open_journal(journal_address(paths.journal))
    write_made_up_journal(open_store(paths), library_of(paths), journal)
    print_rows([asdict(built)], as_json)


@store_app.command()
def build(data_dir: DataDir = None, as_known_at: KnownMoment = None, as_json: AsJson = False) -> None:
    """Make a new build from everything that was loaded and published."""
    print_rows([asdict(build_and_note(store_paths(data_dir), as_known_at))], as_json)


@load_app.command("values")
def load_values_command(
    file: LoadedFile, authority: Authority = None, data_dir: DataDir = None, as_json: AsJson = False
) -> None:
    """Load figures that are already counted. The template is in docs/how_to/load_values.md."""
    _load(load_values, file, authority, data_dir, as_json)


@load_app.command("targets")
def load_targets_command(
    file: LoadedFile, authority: Authority = None, data_dir: DataDir = None, as_json: AsJson = False
) -> None:
    """Load dated target steps. The template is in docs/how_to/load_targets.md."""
    _load(load_targets, file, authority, data_dir, as_json)


@load_app.command("published")
def load_published_command(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="CSV or XLSX files.")],
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Load published annual figures to compare with. See docs/how_to/load_published.md."""
    paths = store_paths(data_dir)

    def load_one(file: Path) -> Load:
        return load_benchmarks(paths, file, library_of(paths))

    _finish_all(paths, [(file, partial(load_one, file)) for file in files], as_json)


@load_app.command("ssd")
def load_ssd_command(
    source: Annotated[Path, typer.Argument(exists=True, help="A folder, or a DuckDB or SQLite file.")],
    authority: WholeAuthority,
    as_at: AsAt,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Load the Standard Safeguarding Dataset. See docs/how_to/load_records.md."""
    paths = store_paths(data_dir)
    _finish(paths, source, lambda: load_ssd(paths, source, authority, as_at.date()), as_json)


@load_app.command("annex-a")
def load_annex_a_command(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The XLSX workbook.")],
    authority: WholeAuthority,
    as_at: AsAt,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Load an Annex A workbook. See docs/how_to/load_records.md."""
    paths = store_paths(data_dir)
    _finish(paths, file, lambda: load_annex_a(paths, file, authority, as_at.date()), as_json)


@load_app.command("feed")
def load_feed_command(
    name: Annotated[str, typer.Argument(help="The name of the feed, like case_supervision.")],
    file: LoadedFile,
    authority: WholeAuthority,
    as_at: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it is about; today if left out.")
    ] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Load a local feed. See docs/how_to/load_records.md."""
    paths = store_paths(data_dir)
    day = as_at.date() if as_at else None
    _finish(paths, file, lambda: load_feed(paths, name, file, authority, day), as_json)


@store_app.command()
def loads(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """List what was loaded, and why rows were rejected."""
    print_rows([load.as_row() for load in load_log(store_paths(data_dir))], as_json)


def _load(
    load_file: Callable[..., Load], file: Path, authority: str | None, data_dir: Path | None, as_json: bool
) -> NoReturn:
    """Load a supplied file."""
    paths = store_paths(data_dir)
    _finish(paths, file, lambda: load_file(paths, file, library_of(paths), authority=authority), as_json)


def _finish(paths: StorePaths, file: Path, load_file: Callable[[], Load], as_json: bool) -> NoReturn:
    """Load one file, say what became of the rows, and build. Exit 1 if any row, or the file, was refused."""
    _finish_all(paths, [(file, load_file)], as_json)


def _finish_all(
    paths: StorePaths, files: Sequence[tuple[Path, Callable[[], Load]]], as_json: bool
) -> NoReturn:
    """Load files one after the other, say what became of the rows, and build once for all of them."""
    rows: list[dict[str, Any]] = []
    taken_in: list[Load] = []
    for file, load_file in files:
        try:
            load = load_file()
        except ExtractError as error:
            note(paths, "load", file.name, f"refused: {len(error.problems)} problems")
            typer.echo(f"{error}\nNothing was loaded.{_still_in_use(paths)}", err=True)
            rows.append({"file_name": file.name, "rows_landed": 0, "problems": error.problems})
            continue
        taken_in.append(load)
        note(paths, "load", load.file_name, _outcome(load))
        entry = logged(paths, load)
        rows.append(entry.as_row())
        if not as_json:
            typer.echo("\n".join(_in_words(entry)))
    if as_json:
        print_rows(rows, as_json)
    if taken_in:
        build_and_note(paths)
    raise typer.Exit(1 if len(taken_in) < len(files) or any(load.rows_rejected for load in taken_in) else 0)


def _still_in_use(paths: StorePaths) -> str:
    build_id = current_build_id(paths)
    return f" Build {build_id} is still in use." if build_id else ""


def _in_words(entry: LoggedLoad) -> Iterator[str]:
    """Yield what became of a file: the counts, what was odd about it, and the first rejected rows."""
    load = entry.load
    yield f"{load.file_name}: {_outcome(load)}."
    yield from (f"  Note: {note}" for note in load.notes)
    yield from (f"  row {row.source_row}: {row.reasons}" for row in entry.rejected[:MOST_REJECTED_PRINTED])
    more = len(entry.rejected) - MOST_REJECTED_PRINTED
    if more > 0:
        yield f"  and {more:,} more rejected rows: see python cli.py loads, or the Data screen."


def _outcome(load: Load) -> str:
    return f"{load.rows_accepted} of {load.rows_landed} rows loaded, {load.rows_rejected} rejected"
