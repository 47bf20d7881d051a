"""The command that looks at the health of a store: the build's own checks, and what is doubtful in its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Annotated, Any

import typer

from commands.shared import AsJson, DataDir, library_of, note, print_rows
from data.checks import run_checks
from data.data_checks.registry import data_checks
from data.errors import BuildError
from data.organisation import units_in_store
from data.paths import store_paths
from data.store import Store, open_store
from metrics.problems import did_you_mean
from reporting.data_checks import RELATION, KpiDoubt, checks_found, doubtful_rows, threatened_kpis
from reporting.loaded_data import authorities_held
from reporting.older_builds import holds
from reporting.reader import local_reader

checks_app = typer.Typer()
Rows = Annotated[
    str | None,
    typer.Option("--rows", metavar="CHECK", help="List the doubtful rows of one check of records."),
]
Unit = Annotated[
    str | None, typer.Option("--org-unit", help="Only this part of the organisation, by id or name.")
]


@checks_app.command()
def check(
    rows: Rows = None, org_unit: Unit = None, data_dir: DataDir = None, as_json: AsJson = False
) -> None:
    """Check the library, the build in use and the records it is made from; exit 1 if a figure cannot be trusted.

    A doubtful record stops nothing: it is listed with the measures it threatens and by how much. With
    --rows the records themselves are listed, and that is noted in the audit trail.
    """
    paths = store_paths(data_dir)
    library_of(paths)
    store = open_store(paths)
    if not holds(store, RELATION):
        raise BuildError(store.file.name, ["was made by an older program. Run: python cli.py build"])
    unit_ids = _unit_ids(store, org_unit)
    if rows is not None:
        _check_is_known(rows)
        found = [row for unit_id in unit_ids for row in _doubtful_rows(store, rows, unit_id)]
        note(
            paths,
            "records",
            f"doubtful rows: {rows}",
            f"{len(found)} rows of {org_unit or 'every authority'}",
        )
        print_rows(found, as_json)
        return
    results = run_checks(store.connection.cursor())
    printed: list[dict[str, Any]] = [asdict(one) | {"stops_build": one.stops_build} for one in results]
    for unit_id in unit_ids:
        printed += _checks_of_records(store, unit_id, _threat if as_json else _threat_words)
    print_rows(printed, as_json)
    raise typer.Exit(1 if any(result.rows for result in results if result.stops_build) else 0)


def _unit_ids(store: Store, org_unit: str | None) -> list[str]:
    """Return the part asked for, else every authority."""
    if org_unit is None:
        return [held.org_unit_id for held in authorities_held(store)]
    units = units_in_store(store)
    units.check_org_unit(org_unit)
    found = units.find(org_unit)
    if found is None:
        raise typer.BadParameter(
            f"'{org_unit}' is the name of several parts of the organisation: give its id."
        )
    return [found]


def _check_is_known(check_id: str) -> None:
    known = [one.id for one in data_checks()]
    if check_id not in known:
        hint = did_you_mean(check_id, known) or f" The checks are: {', '.join(known)}."
        raise typer.BadParameter(f"there is no check of records '{check_id}'.{hint}")


def _checks_of_records(
    store: Store, unit_id: str, written: Callable[[KpiDoubt], object]
) -> Iterator[dict[str, Any]]:
    for found in checks_found(store, unit_id):
        threatened = threatened_kpis(store, found.check.id, unit_id)
        yield {
            "name": found.check.id,
            "rows": found.rows_doubtful,
            "what_is_wrong": f"{found.check.title}.",
            "what_to_do": found.check.what_to_do,
            "stops_build": False,
            "org_unit": unit_id,
            "of_rows": found.rows_looked_at,
            "how_sure": found.check.severity.value,
            "kpis": [written(doubt) for doubt in threatened if doubt.records_doubtful != 0],
        }


def _threat(doubt: KpiDoubt) -> dict[str, Any]:
    names = ("kpi_id", "touches", "records_doubtful", "records", "figure", "lowest", "highest", "swing")
    return {name: getattr(doubt, name) for name in names} | {"in_words": doubt.swing_words}


def _threat_words(doubt: KpiDoubt) -> str:
    return f"{doubt.kpi_name} ({doubt.records_words}): {doubt.swing_words.rstrip('.')}."


def _doubtful_rows(store: Store, check_id: str, unit_id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = doubtful_rows(
        store, check_id, unit_id, role=local_reader().role
    ).to_pylist()
    return found
