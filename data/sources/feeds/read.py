"""Reading the file of a local feed, CSV or XLSX, as text under our headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from data.errors import ExtractError
from data.sources.annex_a.sheet_rows import text_rows
from data.sources.annex_a.workbook_file import DAMAGED, CheckedWorkbook, WorkbookLimits, check_workbook_file
from data.sources.feeds.spec import FeedSpec, feed_specs
from data.sources.table_spec import LANDED_ROW, ROW_FAULT
from data.sources.text_files import FileFault, read_text_file, repeated_heading
from data.supplied.tables import plain_heading
from metrics.problems import did_you_mean

Cells = Sequence[str | None]


@dataclass(frozen=True)
class FeedRows:
    """`rows` has landed_row and the columns that were found, as text; `notes` say what was not read."""

    rows: pa.Table
    notes: tuple[str, ...]


def read_feed(path: Path, spec: FeedSpec) -> FeedRows:
    """Return the rows of a feed. Headings are compared without regard to case, spaces or underscores.

    A feed without rows is none of what it is about. Raises ExtractError with every problem of the file:
    another format, a required column that is missing or stands twice.
    """
    if not path.is_file():
        raise ExtractError(path.name, ["there is no such file. Check the name and folder."])
    if path.suffix.lower() == ".xlsx":
        return _known_columns(path, spec, _read_workbook(path, spec))
    if path.suffix.lower() not in (".csv", ".parquet"):
        raise ExtractError(
            path.name, [f"ends in '{path.suffix}'. Save it as .csv, .xlsx or .parquet and load it again."]
        )
    try:
        return _known_columns(path, spec, read_text_file(path))
    except FileFault as fault:
        raise ExtractError(path.name, [fault.problem]) from fault


def _known_columns(path: Path, spec: FeedSpec, received: pa.Table) -> FeedRows:
    ours = {column.received: column for column in spec.table.columns}
    written = {name: plain_heading(name) for name in received.column_names}
    found = list(written.values())
    missing = [name for name, column in ours.items() if name not in found]
    problems = [f"the column '{name}' is missing." for name in missing if ours[name].required]
    twice = [name for name in ours if found.count(name) > 1]
    problems += [f"the column '{name}' stands {found.count(name)} times. Keep one." for name in twice]
    others = [name for name in found if name and name not in ours and name not in (LANDED_ROW, ROW_FAULT)]
    notes = []
    for name in others:
        near = did_you_mean(name, missing)
        if near:
            problems.append(f"the column '{name}' is not one of the feed {spec.name}.{near}")
        else:
            notes.append(f"the column '{name}' is not one of the feed {spec.name}, so it was not read.")
    if problems:
        problems += _other_feed(found, spec)
        raise ExtractError(path.name, problems)
    if not received.num_rows:
        notes.append("It has headings but no rows: it counts as none.")
    notes += [f"the column '{name}' is not there: it counts as empty." for name in missing]
    kept = {
        plain: received.column(name)
        for name, plain in written.items()
        if plain in ours or plain in (LANDED_ROW, ROW_FAULT)
    }
    return FeedRows(_without_empty_rows(pa.table(kept)), tuple(notes))


def _other_feed(found: Sequence[str], spec: FeedSpec) -> list[str]:
    for other in feed_specs().values():
        if other.name != spec.name and {column.received for column in other.table.columns} <= set(found):
            return [f"its columns are those of the feed {other.name}. Load it as that."]
    return []


def _without_empty_rows(rows: pa.Table) -> pa.Table:
    content = [name for name in rows.column_names if name != LANDED_ROW]
    is_filled = None
    for name in content:
        here = rows.column(name).is_valid()
        is_filled = here if is_filled is None else pc.or_(is_filled, here)
    return rows.filter(is_filled)


def _read_workbook(path: Path, spec: FeedSpec) -> pa.Table:
    """Return the sheet that has the required headings in row 1, else the first that is not empty.

    Of several with the headings it is the one that is called like the feed.
    """
    checked = check_workbook_file(path, WorkbookLimits())
    required = {column.received for column in spec.table.columns if column.required}
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            sheets = [sheet for name in names if (sheet := workbook.get_sheet_by_name(name)).total_height]
            ours = [
                sheet for sheet in sheets if required <= {plain_heading(cell) for cell in _headings(sheet)}
            ]
            called_so = [sheet for sheet in ours if plain_heading(sheet.name) == spec.name]
            ours = called_so if len(called_so) == 1 else ours
            if len(ours) > 1:
                raise ExtractError(
                    path.name,
                    [f"{len(ours)} sheets have the headings of the feed. Put every row on one sheet."],
                )
            if not sheets:
                raise ExtractError(path.name, ["every sheet is empty."])
            return _sheet_table(path, (ours or sheets)[0], checked)
    except (CalamineError, OSError) as error:
        raise ExtractError(path.name, [DAMAGED]) from error


def _headings(sheet: CalamineSheet) -> Cells:
    return next(iter(islice(text_rows(sheet, {}), 1)), (0, []))[1]


def _sheet_table(path: Path, sheet: CalamineSheet, checked: CheckedWorkbook) -> pa.Table:
    rows = list(text_rows(sheet, checked.errors.get(sheet.name, {})))
    (_, headings), content = rows[0], rows[1:]
    named = [(place, heading) for place, heading in enumerate(headings) if heading]
    if twice := repeated_heading(headings):
        raise ExtractError(path.name, [twice])
    columns = {
        heading: pa.array([cells[place] if place < len(cells) else None for _, cells in content], pa.string())
        for place, heading in named
    }
    numbers = pa.array([row + 1 for row, _ in content], pa.int64())
    return pa.table({LANDED_ROW: numbers, **columns})
