"""Loading the Standard Safeguarding Dataset of an authority: read, check, put under pseudonyms, keep."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from data.errors import ExtractError
from data.landing import LandedTables, Load, land_tables, rejected_table
from data.paths import StorePaths
from data.sources.declared import (
    PERSONS,
    SSD,
    declare,
    known_children,
    notes_on_children,
    notes_on_file,
    notes_on_order,
    other_authoritys_children,
    refuse,
)
from data.sources.pseudonyms import under_pseudonyms
from data.sources.record_checks import reading_notes, refusals, rejected_rows
from data.sources.ssd.checks import children_with_one_id, loose_references
from data.sources.ssd.read import read_ssd
from data.sources.ssd.spec import ssd_tables
from data.sources.typed_copies import keep_typed
from data.sources.typed_table import typed_table


def load_ssd(
    paths: StorePaths,
    source: Path,
    authority: str | None,
    as_at: date | None,
    *,
    today: date | None = None,
) -> Load:
    """Load a dataset (a folder, or a DuckDB or SQLite file) and return what became of it.

    `as_at` is the day on which it was extracted. What is odd but can be lived with is in the notes of the
    load. Raises ExtractError with every problem of a dataset that cannot be trusted; the refusal is kept.
    """
    declared = declare(paths, source, SSD, authority, as_at, today=today)
    try:
        extract = read_ssd(source)
    except ExtractError as error:
        raise refuse(paths, source, declared, list(error.problems)) from error
    known = known_children(paths, declared, extract.tables)
    problems = [*other_authoritys_children(declared, known)]
    landed = {
        name: under_pseudonyms(table, ssd_tables()[name], declared.pseudonyms)
        for name, table in extract.tables.items()
    }
    typed = {name: typed_table(table, ssd_tables()[name]) for name, table in landed.items()}
    problems += [*refusals(typed), *children_with_one_id(landed[PERSONS])]
    if problems:
        raise refuse(paths, source, declared, problems)
    notes = [
        *notes_on_file(declared, source),
        *notes_on_children(declared, known),
        *notes_on_order(paths, declared),
        *extract.notes,
        *loose_references(typed),
        *reading_notes(typed),
    ]
    declared.pseudonyms.save()
    load = land_tables(
        paths,
        source,
        SSD,
        LandedTables(landed, rejected_table(rejected_rows(typed))),
        authority=declared.authority,
        parameters=declared.parameters,
        notes=tuple(notes),
    )
    keep_typed(paths, load.load_id, typed)
    return load
