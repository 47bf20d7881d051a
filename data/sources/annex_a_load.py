"""Loading an Annex A workbook of an authority: read, check, put under pseudonyms, keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa

from data.errors import ExtractError
from data.landing import LandedTables, Load, land_tables, rejected_table
from data.paths import StorePaths
from data.sources.annex_a.contested import Identifiers, identifiers_of
from data.sources.annex_a.read import AnnexAWorkbook, read_annex_a
from data.sources.annex_a.reference_date import propose_reference_date
from data.sources.annex_a.sheet_rows import SOURCE_ROW
from data.sources.annex_a.stage import StagedList, stage_lists
from data.sources.declared import (
    ANNEX_A,
    SSD,
    Declared,
    declare,
    known_children,
    notes_on_children,
    notes_on_file,
    notes_on_order,
    other_authoritys_children,
    refuse,
)
from data.sources.pseudonyms import Pseudonyms
from data.sources.table_spec import LANDED_ROW, PersonKind

LIST_NAME = "list_"
COUNTS_FROM_1904 = "counts_from_1904"
MOST_UNREADABLE_DATES = 0.10  # of the rows of a list
MOST_CONTESTED = 0.20  # of the identifiers of children
FEW_UNREADABLE = 2  # of a short list: slips of the pen, unless they are half of it
# Workers stand in the workbook by name.
PERSONS = {
    "child_id": PersonKind.CHILD,
    "allocated_worker": PersonKind.WORKER,
    "allocated_personal_adviser": PersonKind.WORKER,
    "adopter_id": PersonKind.ADOPTER,
    "family_id": PersonKind.FAMILY,
    "placement_postcode": PersonKind.ADDRESS,
}
NEVER_LANDED = "placement_urn"  # leads to one children's home, and no measure needs it


def load_annex_a(
    paths: StorePaths,
    file: Path,
    authority: str | None,
    as_at: date | None,
    *,
    today: date | None = None,
) -> Load:
    """Load an Annex A workbook and return what became of it.

    `as_at` is the day that it is about; the workbook does not say. Workbooks of other months are no
    corrections: they are stitched together. Raises ExtractError with every problem of a workbook that
    cannot be trusted; the refusal is kept.
    """
    declared = declare(paths, file, ANNEX_A, authority, as_at, today=today)
    try:
        workbook = read_annex_a(file)
    except ExtractError as error:
        raise refuse(paths, file, declared, list(error.problems)) from error
    received = {f"{LIST_NAME}{number}": found.rows for number, found in workbook.lists.items()}
    staged = stage_lists(workbook.lists.values())
    identifiers = identifiers_of(workbook.lists.values())
    known = known_children(paths, declared, received)
    problems = [
        *other_authoritys_children(declared, known),
        *_unreadable_dates(staged),
        *_contested(identifiers),
    ]
    if problems:
        raise refuse(paths, file, declared, problems)
    landed = {name: _under_pseudonyms(rows, declared.pseudonyms) for name, rows in received.items()}
    rejected = [
        (row[SOURCE_ROW], [f"list {number}: {row['reasons']}"])
        for number, found in staged.items()
        for row in found.rejected.to_pylist()
    ]
    declared.pseudonyms.save()
    return land_tables(
        paths,
        file,
        ANNEX_A,
        LandedTables(landed, rejected_table(rejected)),
        authority=declared.authority,
        parameters=declared.parameters | _date_system(workbook),
        notes=(
            *notes_on_file(declared, file),
            *notes_on_children(declared, known),
            *_note_on_contested(identifiers),
            *_notes(paths, declared, file, staged),
            *workbook.problems,
        ),
    )


def _under_pseudonyms(rows: pa.Table, pseudonyms: Pseudonyms) -> pa.Table:
    columns = dict(zip(rows.column_names, rows.columns, strict=True))
    replaced = {
        name: pseudonyms.replace(columns[name], kind) for name, kind in PERSONS.items() if name in columns
    }
    landed = {name: column for name, column in {**columns, **replaced}.items() if name != NEVER_LANDED}
    return pa.table(landed).rename_columns({SOURCE_ROW: LANDED_ROW})


def _date_system(workbook: AnnexAWorkbook) -> dict[str, str]:
    from_1904 = any(found.counts_from_1904 for found in workbook.lists.values())
    return {COUNTS_FROM_1904: "true"} if from_1904 else {}


def _unreadable_dates(staged: Mapping[int, StagedList]) -> Iterator[str]:
    """Yield the lists of which too many rows have a date that cannot be read, whether that rejects them or not."""
    for found in staged.values():
        rows = found.rows.num_rows + found.rejected.num_rows
        unreadable = found.rows_with_unreadable_date
        is_more_than_slips = unreadable > FEW_UNREADABLE or 2 * unreadable >= rows
        if unreadable > MOST_UNREADABLE_DATES * rows and is_more_than_slips:
            yield (
                f"{found.spec.title}: {unreadable:,} of {rows:,} rows ({unreadable / rows:.0%}) have a date that is "
                "not like 31/10/2025. Format the columns of dates as dates, day first."
            )


def _contested(identifiers: Identifiers) -> Iterator[str]:
    """Yield whether so many identifiers have several dates of birth that none of them can be relied on."""
    if identifiers.share_contested > MOST_CONTESTED:
        yield (
            f"{len(identifiers.contested):,} of {identifiers.known:,} identifiers stand beside different dates of "
            "birth, so each may be two children. Correct them at the source: no row could be told whose it is."
        )


def _note_on_contested(identifiers: Identifiers) -> Iterator[str]:
    if identifiers.contested:
        yield (
            f"{len(identifiers.contested):,} of {identifiers.known:,} identifiers stand beside different dates of "
            "birth, so each may be two children: their rows are rejected. Correct them at the source and load the "
            "workbook again."
        )


def _notes(
    paths: StorePaths, declared: Declared, file: Path, staged: Mapping[int, StagedList]
) -> Iterator[str]:
    yield from notes_on_order(paths, declared)
    if any(load.kind == SSD for load in declared.loads_of_authority()):
        yield "It is kept and not used: the authority has the Standard Safeguarding Dataset, which says more."
    proposal = propose_reference_date(file.name, staged, last_day=declared.as_at)
    if proposal.proposed_on and proposal.proposed_on != declared.as_at:
        yield (
            f"It was said to be about {declared.as_at}; {proposal.proposed_from.value} says {proposal.proposed_on}. "
            "Load it again with the right day if that is wrong."
        )
    yield from proposal.doubts
    for found in staged.values():
        for row in found.notes.to_pylist():
            yield f"{found.spec.title}: {row['column']} {row['note']} in {row['rows']:,} rows."
