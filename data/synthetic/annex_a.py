"""Annex A workbooks: what the case system would have given out at the end of a month.

Each list is one query (queries/synthetic/annex_a_list_*.sql) over the tables of the Standard
Safeguarding Dataset, run once for all month-ends asked for. A workbook holds what was known then:
nothing later, and no visit or check that was written down later.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter

from data.sql import read_sql
from data.synthetic.adoption import Adopters
from data.synthetic.annex_a_form import LISTS, AnnexList
from data.synthetic.arrays import day
from data.synthetic.columns import date_column, text, whole
from data.synthetic.ids import Ids
from data.synthetic.records import Records
from data.synthetic.ssd_leaving_and_staff import care_leavers_table

EXCEL_DAY_0 = np.datetime64("1899-12-30", "D")  # Excel counts days from here
FIXED_TIME = datetime(2026, 11, 1)  # when the workbook says it was made: the same bytes every time
PREPARED = ("people_at", "allocated_at")


def adopters_table(adopters: Adopters, ids: Ids) -> pa.Table:
    """Return the people who asked to adopt, which no other file holds."""
    columns = {
        "adopter_id": ids.records("ADOPTER", len(adopters)),
        "household_id": ids.record("HOUSEHOLD", adopters.household),
        "sex": text(adopters.sex),
        "ethnicity": text(adopters.ethnicity),
        "is_disabled": pa.array(adopters.is_disabled),
        "is_early_permanence": pa.array(adopters.is_early_permanence),
        "children_placed": whole(adopters.children_placed, adopters.children_placed < 0),
        "left_reason": text(adopters.left_reason),
    }
    steps = (
        "enquired_on", "stage_1_from", "stage_1_to", "stage_2_from", "stage_2_to", "applied_on",
        "approved_on",
        "matched_on", "placed_on", "ordered_on", "left_on",
    )  # fmt: skip
    return pa.table(columns | {name: date_column(getattr(adopters, name)) for name in steps})


def month_ends_before(last: date, number: int) -> tuple[date, ...]:
    """Return the last `number` month-ends up to `last`, oldest first.

    >>> month_ends_before(date(2026, 10, 31), 2)
    (datetime.date(2026, 9, 30), datetime.date(2026, 10, 31))
    """
    after = day(last) + np.timedelta64(1, "D")
    months = after.astype("datetime64[M]") - np.arange(number)[::-1]
    return tuple((months.astype("datetime64[D]") - np.timedelta64(1, "D")).tolist())


def _windows(dates: Sequence[date]) -> pa.Table:
    """Return each date with the first days of the six and twelve months that end on it."""
    after = np.array([day(on) for on in dates]) + np.timedelta64(1, "D")
    into_month = after - after.astype("datetime64[M]").astype("datetime64[D]")

    def months_back(number: int) -> pa.Array:
        month = after.astype("datetime64[M]") - np.timedelta64(number, "M")
        last_of_month = (month + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
        return date_column(np.minimum(month.astype("datetime64[D]") + into_month, last_of_month))

    return pa.table(
        {
            "as_at": pa.array(list(dates), pa.date32()),
            "six_months_from": months_back(6),
            "twelve_months_from": months_back(12),
        }
    )


def annex_a_lists(
    records: Records, ssd: Mapping[str, pa.Table], early_help: pa.Table, dates: Sequence[date]
) -> dict[date, dict[int, pa.Table]]:
    """Return the eleven lists for each date, columns named by official header, answers as on the form.

    `ssd` holds the tables by name with their helping columns; `early_help` is the feed
    early_help_assessments.
    """
    ids = Ids(records.council.number)
    leavers = [
        care_leavers_table(records, ids, day(on)).append_column(
            "as_at", pa.array([on], pa.date32()).take([0] * count)
        )
        for on in dates
        for count in [care_leavers_table(records, ids, day(on)).num_rows]
    ]
    relations = {
        **ssd,
        "early_help_assessments": early_help,
        "adopters": adopters_table(records.care.adopters, ids),
        "care_leavers": pa.concat_tables(leavers),
        "month_ends": _windows(dates),
    }
    connection = duckdb.connect()
    try:
        for name, table in relations.items():
            connection.register(name, table)
        for name in PREPARED:
            connection.execute(read_sql(f"synthetic/{name}"))
        found = {
            form.number: connection.sql(
                read_sql(f"synthetic/annex_a_list_{form.number:02d}")
            ).to_arrow_table()
            for form in LISTS
        }
    finally:
        connection.close()
    return {on: {form.number: _as_on_form(form, found[form.number], on) for form in LISTS} for on in dates}


def _as_on_form(form: AnnexList, rows: pa.Table, on: date) -> pa.Table:
    """Return the rows of one date with the form's headers and answers."""
    rows = rows.filter(pc.equal(rows["as_at"], pa.scalar(on, pa.date32()))).drop_columns(["as_at"])
    columns = []
    for position, (_, answers) in enumerate(form.columns):
        column = rows.column(position).combine_chunks()
        if answers is not None:
            column = pc.take(
                pa.array(list(answers.values()), pa.string()),
                pc.index_in(column, pa.array(list(answers), pa.string())),
            )
        columns.append(column)
    return pa.Table.from_arrays(columns, names=[header for header, _ in form.columns])


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold off the garbage collector: a workbook makes 150,000 small objects and no cycles, and
    looking through them again and again costs a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def write_workbook(lists: Mapping[int, pa.Table], path: Path) -> None:
    """Write the eleven lists as sheets "List 1" to "List 11", header in row 1, dates as Excel dates."""
    with _no_collection():
        _write_workbook(lists, path)


def _write_workbook(lists: Mapping[int, pa.Table], path: Path) -> None:
    workbook = xlsxwriter.Workbook(str(path))
    workbook.set_properties({"created": FIXED_TIME})
    date_format = workbook.add_format({"num_format": "dd/mm/yyyy"})
    bold = workbook.add_format({"bold": True})
    for form in LISTS:
        sheet = workbook.add_worksheet(f"List {form.number}")
        table = lists[form.number]
        for position, header in enumerate(table.column_names):
            sheet.write_string(0, position, header, bold)
            column = table.column(position)
            if pa.types.is_date(column.type):
                values = pc.cast(pc.cast(column, pa.int32()), pa.int64()).to_pylist()
                shift = -int(EXCEL_DAY_0.astype(np.int64))
                for row, value in enumerate(values, start=1):
                    if value is not None:
                        sheet.write_number(row, position, value + shift, date_format)
            elif pa.types.is_integer(column.type):
                for row, value in enumerate(column.to_pylist(), start=1):
                    if value is not None:
                        sheet.write_number(row, position, value)
            else:
                for row, value in enumerate(column.to_pylist(), start=1):
                    if value is not None:
                        sheet.write_string(row, position, value)
        sheet.freeze_panes(1, 0)
    workbook.close()
