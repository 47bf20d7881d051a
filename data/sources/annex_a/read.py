"""Reading an Annex A workbook: every list as received, as text, and everything that was odd about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from data.errors import ExtractError
from data.sources.annex_a import problems
from data.sources.annex_a.headings import ROWS_SEARCHED, MatchedHeadings, list_of_name, match_headings
from data.sources.annex_a.list_specs import ListSpec, list_specs
from data.sources.annex_a.sheet_rows import list_table, text_rows
from data.sources.annex_a.workbook_file import DAMAGED, CheckedWorkbook, WorkbookLimits, check_workbook_file


@dataclass(frozen=True)
class AnnexAList:
    """One list as received.

    `rows` has source_row_number (the number a person sees in Excel) and one text column for each
    column that was found, under our names; empty cells are null and empty rows left out.
    `unmatched_columns` holds headings that are no column of the list: they are not read.
    """

    spec: ListSpec
    sheet: str
    rows: pa.Table
    unmatched_columns: tuple[str, ...]
    missing_columns: tuple[str, ...]
    problems: tuple[str, ...]
    counts_from_1904: bool = False


@dataclass(frozen=True)
class AnnexAWorkbook:
    """The lists of a workbook by number. `problems` holds those of the workbook and of every list."""

    file_name: str
    lists: Mapping[int, AnnexAList]
    missing_lists: tuple[int, ...]
    problems: tuple[str, ...]


def read_annex_a(path: Path, limits: WorkbookLimits | None = None) -> AnnexAWorkbook:
    """Return the lists of an Annex A workbook (.xlsx).

    What is odd but can be lived with is among the problems. ExtractError, with every reason, for a
    file that cannot or should not be opened, is no Annex A, or holds a list twice.
    """
    checked = check_workbook_file(path, limits or WorkbookLimits())
    found: dict[int, list[AnnexAList]] = defaultdict(list)
    others: list[str] = []
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            for sheet in workbook.sheets_metadata:
                if sheet.typ == SheetTypeEnum.WorkSheet:
                    annex_list = _read_sheet(workbook.get_sheet_by_name(sheet.name), checked)
                    if annex_list:
                        found[annex_list.spec.number].append(annex_list)
                    else:
                        others.append(sheet.name)
    except (CalamineError, OSError) as error:
        raise ExtractError(path.name, [DAMAGED]) from error
    if not found:
        raise ExtractError(path.name, [problems.no_list(others)])
    return _workbook(path.name, found, others)


def _workbook(
    file_name: str, found: Mapping[int, Sequence[AnnexAList]], others: Iterable[str]
) -> AnnexAWorkbook:
    lists: dict[int, AnnexAList] = {}
    reasons: list[str] = []
    said: list[str] = [problems.not_recognised(name) for name in others if list_of_name(name) is not None]
    for number, candidates in sorted(found.items()):
        named = [candidate for candidate in candidates if list_of_name(candidate.sheet) == number]
        sheets = [candidate.sheet for candidate in candidates]
        if len(candidates) == 1 or len(named) == 1:
            lists[number] = (named or candidates)[0]
            said += [
                problems.second_sheet(lists[number].sheet, name)
                for name in sheets
                if name != lists[number].sheet
            ]
        else:
            reasons.append(problems.list_twice(candidates[0].spec, sheets))
    if reasons:
        raise ExtractError(file_name, reasons)
    missing = tuple(number for number in list_specs() if number not in lists)
    said += [problems.missing_list(list_specs()[number]) for number in missing]
    said += [problem for annex_list in lists.values() for problem in annex_list.problems]
    return AnnexAWorkbook(file_name, lists, missing, tuple(said))


def _read_sheet(sheet: CalamineSheet, checked: CheckedWorkbook) -> AnnexAList | None:
    errors = checked.errors.get(sheet.name, {})
    rows = text_rows(sheet, errors)
    top = list(islice(rows, ROWS_SEARCHED))
    match = match_headings([[cell or "" for cell in cells] for _, cells in top], sheet.name)
    if match is None:
        return None
    table = list_table(chain(top, rows), match)
    return AnnexAList(
        match.spec,
        sheet.name,
        table,
        match.unmatched,
        tuple(column.column_id for column in match.missing),
        tuple(_problems_of_list(sheet.name, match, table, errors)),
        checked.counts_from_1904,
    )


def _problems_of_list(
    sheet: str, match: MatchedHeadings, table: pa.Table, errors: Mapping[tuple[int, int], str]
) -> Iterable[str]:
    named = list_of_name(sheet)
    if named is not None and named != match.spec.number:
        yield problems.other_name(sheet, match.spec, list_specs()[named])
    if match.missing:
        yield problems.missing_columns(sheet, match.spec, match.missing)
    if match.repeated:
        yield problems.repeated_columns(sheet, match.spec, match.repeated)
    if not table.num_rows:
        yield problems.no_rows(sheet, match.spec)
    places = set(match.positions.values())
    in_list = [error for (row, column), error in errors.items() if row > match.row and column in places]
    if in_list:
        yield problems.formula_errors(sheet, match.spec, in_list)
