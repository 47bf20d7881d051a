"""Loading a local feed of an authority: read, check, put under pseudonyms, keep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from data.errors import ExtractError
from data.landing import LandedTables, Load, land_tables, rejected_table
from data.paths import StorePaths
from data.sources.declared import (
    FEEDS,
    Declared,
    declare,
    known_children,
    notes_on_children,
    notes_on_file,
    notes_on_order,
    notes_on_size,
    other_authoritys_children,
    refuse,
)
from data.sources.feeds.read import read_feed
from data.sources.feeds.spec import feed_spec
from data.sources.pseudonyms import under_pseudonyms
from data.sources.record_checks import refusals, rejected_rows
from data.sources.typed_copies import keep_typed
from data.sources.typed_table import typed_table


def load_feed(
    paths: StorePaths,
    name: str,
    file: Path,
    authority: str | None,
    as_at: date | None = None,
    *,
    today: date | None = None,
) -> Load:
    """Load a file of the feed `name` and return what became of it; rejected rows are kept with their reasons.

    A feed holds all there is to say up to `as_at`, which is today if it is not said. Raises StoreError
    for a feed of another name, ExtractError with every problem of a file that cannot be trusted.
    """
    spec = feed_spec(name)
    last_day = today or date.today()
    declared = declare(paths, file, FEEDS, authority, as_at or last_day, feed=name, today=last_day)
    try:
        received = read_feed(file, spec)
    except ExtractError as error:
        raise refuse(paths, file, declared, list(error.problems)) from error
    known = known_children(paths, declared, {name: received.rows})
    problems = [*other_authoritys_children(declared, known)]
    landed = under_pseudonyms(received.rows, spec.table, declared.pseudonyms)
    typed = {name: typed_table(landed, spec.table)}
    problems += [*refusals(typed), *_nothing_left(declared, landed.num_rows)]
    if problems:
        raise refuse(paths, file, declared, problems)
    declared.pseudonyms.save()
    load = land_tables(
        paths,
        file,
        FEEDS,
        LandedTables({name: landed}, rejected_table(rejected_rows(typed, with_names=False))),
        authority=declared.authority,
        parameters=declared.parameters,
        notes=(
            *notes_on_file(declared, file),
            *notes_on_children(declared, known),
            *notes_on_order(paths, declared),
            *notes_on_size(paths, declared, {name: landed}),
            *received.notes,
        ),
    )
    keep_typed(paths, load.load_id, typed)
    return load


def _nothing_left(declared: Declared, rows: int) -> Iterator[str]:
    """Yield whether a file without rows would take the place of one that has some."""
    before = declared.loads_like_this()
    if not rows and before and before[-1].rows_landed:
        yield (
            f"has headings but no rows, and the one before had {before[-1].rows_landed:,}. It would take their place: "
            "check the query that made it."
        )
