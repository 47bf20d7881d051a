"""The commands about the KPI library: list, show, new, check, docs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from commands.shared import AsJson, DataDir, library_of, note, print_rows, say
from data.event_schema import texts_about_events
from data.example_check import failing_examples, with_examples
from data.paths import PROJECT_DIR, store_paths
from exports.glossary_page import glossary_page
from exports.kpi_pages import kpi_pages, result_words, stale_kpi_pages, write_kpi_pages
from exports.rows import json_text
from metrics.library import LIBRARY_VARIABLE, load_library
from metrics.new_kpi import write_new_definition
from metrics.registers import load_registers
from reporting.kpi_library import definition_sections, kpi_list

GLOSSARY_PAGE = PROJECT_DIR / "docs" / "glossary.md"

kpi_app = typer.Typer(help="The KPI library.", no_args_is_help=True)
Definitions = Annotated[
    Path | None,
    typer.Option(
        "--folder",
        help=f"The folder of definition files. Default: {LIBRARY_VARIABLE}, else the program's own.",
    ),
]


@kpi_app.command("list")
def kpi_list_command(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """List every KPI."""
    print_rows(kpi_list(library_of(store_paths(data_dir))), as_json)


@kpi_app.command("show")
def kpi_show(kpi_id: str, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Show one definition in full."""
    library = library_of(store_paths(data_dir))
    sections = definition_sections(library.by_id(kpi_id), library, load_registers())
    if as_json:
        row = next(row for row in kpi_list(library) if row["id"] == kpi_id)
        typer.echo(json_text({**row, "sections": [asdict(section) for section in sections]}))
    else:
        for section in sections:
            lines = "\n".join(f"  {label}: {words}" for label, words in section.lines)
            typer.echo(f"{section.heading}\n{lines}\n")


@kpi_app.command("new")
def kpi_new(
    title: str,
    service_area: Annotated[str, typer.Option(help="The id of a service area.")],
    folder: Definitions = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Write a new definition file to fill in."""
    file = write_new_definition(title, service_area, folder)
    note(store_paths(data_dir), "new definition", file.stem, f"in {service_area}")
    said = {"written": str(file), "next": f"Fill it in, then: python cli.py kpi check {file.stem}"}
    print_rows([said], as_json)


@kpi_app.command("check")
def kpi_check(
    kpi_id: Annotated[str | None, typer.Argument(help="Leave out to check all.")] = None,
    folder: Definitions = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Check one definition or the whole library; every problem with file and line.

    Worked examples are run through the calculation; exit 1 if one does not come out as it says.
    """
    library = load_library(folder, cache_dir=store_paths(data_dir).cache)
    kpis = [library.by_id(kpi_id)] if kpi_id else list(library)
    worked = sum(len(kpi.worked_examples) for kpi in with_examples(kpis))
    say(f"Read {len(kpis)} definitions; working through {worked} examples")
    failed = [
        {
            "kpi": one.kpi_id,
            "example": one.says,
            "expected": result_words(one.expected),
            "calculated": result_words(one.found) if one.found else "nothing",
        }
        for one in failing_examples(kpis)
    ]
    found = {"definitions": len(kpis), "worked_examples": worked, "problems": len(failed)}
    print_rows([found, *failed], as_json)
    raise typer.Exit(1 if failed else 0)


@kpi_app.command("docs")
def kpi_docs(
    folder: Annotated[Path, typer.Option(help="The folder of the pages.")] = PROJECT_DIR / "docs" / "kpis",
    check: Annotated[
        bool, typer.Option("--check", help="Only say which pages are not as they should be.")
    ] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Write docs/kpis, docs/glossary.md and what is known of events; with --check exit 1 if any is stale."""
    texts = {**texts_about_events(), GLOSSARY_PAGE: glossary_page()}
    changed = [
        file.name
        for file, text in texts.items()
        if not file.is_file() or file.read_text(encoding="utf-8") != text
    ]
    if not check:
        for file, text in texts.items():
            file.write_text(text, encoding="utf-8")
    pages = kpi_pages(library_of(store_paths(data_dir)), load_registers())
    changed += stale_kpi_pages(pages, folder) if check else write_kpi_pages(pages, folder)
    print_rows([{"pages": len(pages), "stale" if check else "written": changed}], as_json)
    raise typer.Exit(1 if check and changed else 0)
