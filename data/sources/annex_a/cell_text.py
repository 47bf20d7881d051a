"""A cell of a workbook as text, as near to what was received as text can be."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

Cell = int | float | str | bool | date | datetime | time | timedelta

MOST_DIGITS_KEPT = 15  # a spreadsheet number holds no more; what follows is made up


def cell_text(cell: Cell) -> str | None:
    """Return a cell as text, None if it is empty. Dates are ISO, whole numbers have no ".0".

    >>> cell_text(9212044.0), cell_text(date(2020, 9, 16)), cell_text(" RM1 ")
    ('9212044', '2020-09-16', ' RM1 ')
    """
    match cell:
        case str():
            return cell or None
        case bool():
            return str(cell).upper()
        case float() if cell.is_integer() and abs(cell) < 10**MOST_DIGITS_KEPT:
            return str(int(cell))
        case datetime():
            return cell.isoformat(sep=" ")
        case date() | time():
            return cell.isoformat()
        case timedelta():  # a day count that someone formatted as a length of time
            return str(cell / timedelta(days=1))
        case _:
            return str(cell)
