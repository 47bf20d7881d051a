"""What can be odd about an Annex A workbook, in words: what, where, what would be right, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from data.sources.annex_a.list_specs import ColumnSpec, ListSpec, Treatment, list_specs
from data.sources.annex_a.sheet_scan import NOT_CALCULATED

SHEETS_NAMED = 12
LONGEST_NAME = 60


def no_list(sheets: Sequence[str]) -> str:
    """Return why a workbook is no Annex A at all."""
    example = list_specs()[4]
    headings = _quoted(
        column.heading for column in example.columns if column.column_id in example.own_columns
    )
    return (
        f"is no Annex A workbook: none of its sheets ({_quoted(sheets[:SHEETS_NAMED])}) has the headings of "
        f"a list. {example.title}, for one, has headings such as {headings}. Load the workbook made for an "
        "Ofsted inspection of children's services."
    )


def list_twice(spec: ListSpec, sheets: Sequence[str]) -> str:
    """Return why no choice was made between several sheets that hold the same list."""
    return (
        f"sheets {_quoted(sheets)} all hold {spec.title}, and their names do not say which counts. "
        f"Name that one 'List {spec.number}', or delete the others."
    )


def second_sheet(read: str, other: str) -> str:
    """Return that a sheet was left out because another one bears the name of its list."""
    return (
        f"sheet '{_short(other)}' holds the same list as '{_short(read)}' and was not read. "
        "Delete the one that is wrong."
    )


def not_recognised(sheet: str) -> str:
    """Return that a sheet is named like a list and has not its headings."""
    return (
        f"sheet '{_short(sheet)}' was not read: its first rows have no headings of a list. "
        "Put the headings of the Ofsted template above the first row of data."
    )


def missing_list(spec: ListSpec) -> str:
    """Return that no sheet holds a list."""
    return (
        f"{spec.title} is missing: no sheet has its headings. What is worked out from it will show as not "
        "supplied. Add the sheet and load the workbook again."
    )


def other_name(sheet: str, spec: ListSpec, named: ListSpec) -> str:
    """Return that a sheet holds another list than its name says."""
    return (
        f"sheet '{_short(sheet)}' is named like {named.title} but has the headings of {spec.title}, and was "
        "read as that. Check that the sheets are not mixed up."
    )


def missing_columns(sheet: str, spec: ListSpec, columns: Sequence[ColumnSpec]) -> str:
    """Return which columns of a list were not found, and what that means."""
    needed = [column.heading for column in columns if column.blank is Treatment.REJECTED]
    effect = (
        f"No row can be used without {_quoted(needed)}."
        if needed
        else "What needs them will show as not supplied, never as 0."
    )
    headings = _quoted(column.heading for column in columns)
    return (
        f"sheet '{_short(sheet)}' ({spec.title}) has no column {headings}. {effect} "
        "Add the columns, or put their headings right, and load the workbook again."
    )


def repeated_columns(sheet: str, spec: ListSpec, column_ids: Sequence[str]) -> str:
    """Return which columns stand more than once in a sheet."""
    headings = _quoted(column.heading for column in spec.columns if column.column_id in column_ids)
    return (
        f"sheet '{_short(sheet)}' ({spec.title}) has more than one column {headings}. "
        "The first was read. Delete the one that is wrong."
    )


def no_rows(sheet: str, spec: ListSpec) -> str:
    """Return that a list has headings and nothing below them."""
    return (
        f"sheet '{_short(sheet)}' ({spec.title}) has headings but no rows. If there is nobody to list, that "
        "is right; if not, fill it in and load the workbook again."
    )


def formula_errors(sheet: str, spec: ListSpec, errors: Iterable[str]) -> str:
    """Return how many cells hold a formula that failed or was never worked out."""
    words = {NOT_CALCULATED: "a formula that was never worked out"}
    kinds = ", ".join(
        f"{times:,} with {words.get(error, _short(error))}"
        for error, times in sorted(Counter(errors).items())
    )
    return (
        f"sheet '{_short(sheet)}' ({spec.title}) has cells with a failed formula: {kinds}. #N/A counts as "
        "empty, any other cannot be read. Open the workbook in Excel, put the formulas right, save it and "
        "load it again."
    )


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"'{_short(name)}'" for name in names)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}..."
