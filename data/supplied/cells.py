"""Reading the cells that values and targets have in common. Each reader appends its problem."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from data.landing import cell_text
from data.organisation import KnownUnits
from data.supplied.file_rows import UNDER_NO_HEADING, Cells
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.periods import EXCEL_DAY_NUMBER, month_end
from metrics.problems import did_you_mean
from metrics.vocabulary import Unit

EXCEL_ERROR = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA)")
NUMBER = re.compile(
    r"(?P<minus>[-−]?)(?P<pound>£?)(?P<digits>\d{1,3}(,\d{3})+|\d+)(?P<part>\.\d+)?\s?(?P<percent>%?)"
)
SIGN_OF = {Unit.PERCENT: "%", Unit.POUNDS: "£"}
CAN_BE_NEGATIVE = (Unit.POUNDS, Unit.SCORE)

Numbers = dict[str, float | None]


def whole_row(cells: Cells, number_columns: Collection[str], problems: list[str]) -> None:
    """Append what is wrong with a row whatever it says: Excel errors in texts, cells under no heading."""
    for column, cell in cells.items():
        if column not in number_columns and _is_excel_error(cell):
            problems.append(_excel_error(column, cell))
    if UNDER_NO_HEADING in cells:
        problems.append(
            "a cell stands under no heading: put a text with a comma in quotation marks, or remove the cell"
        )


def text(cells: Cells, column: str) -> str | None:
    """Return a cell as text, None when empty."""
    return cell_text(cells.get(column))


def numbers(cells: Cells, units: Mapping[str, Unit | None], problems: list[str]) -> Numbers | None:
    """Return the number in each column of `units`, None when empty; None for all if one is no number.

    A number may have thousands commas, and the sign of its unit (no unit: a number of cases). A
    decimal comma is refused, because '3,500' would be read as 3500.
    """
    before = len(problems)
    found = {column: _number(cells, column, unit, problems) for column, unit in units.items()}
    return found if len(problems) == before else None


def _number(cells: Cells, column: str, unit: Unit | None, problems: list[str]) -> float | None:
    cell = cells.get(column)
    if cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool)):
        return None if cell is None else float(cell)
    if _is_excel_error(cell):
        problems.append(_excel_error(column, cell))
        return None
    match = NUMBER.fullmatch(str(cell))
    if match is None:
        problems.append(f"{column} is not a number like 1234 or 70.4")
        return None
    for sign in (match["pound"], match["percent"]):
        if sign and (unit is None or sign != SIGN_OF.get(unit)):
            measured = f"this KPI is measured as: {unit.label}" if unit else "it counts cases"
            problems.append(f"{column} has the sign {sign}, but {measured}")
    found = float(match["digits"].replace(",", "") + (match["part"] or ""))
    return -found if match["minus"] else found


def _is_excel_error(cell: object) -> bool:
    return isinstance(cell, str) and EXCEL_ERROR.fullmatch(cell) is not None


def _excel_error(column: str, cell: object) -> str:
    return f"{column} holds the Excel error {cell}: correct the formula, or empty the cell"


def day(cells: Cells, column: str, problems: list[str], *, end: bool = False) -> date | None:
    """Return a cell as a date, None when empty. 2026-10 is its first day, or its last with `end`."""
    value = cells.get(column)
    if value is None or isinstance(value, date):
        return value
    written = str(cell_text(value))
    try:
        if re.fullmatch(r"\d{4}-\d{2}", written):
            first = date.fromisoformat(f"{written}-01")
            return month_end(first) if end else first
        return date.fromisoformat(written)
    except ValueError:
        excel = " (it looks like an Excel date stored as a number: format the column as a date)"
        hint = excel if EXCEL_DAY_NUMBER.fullmatch(written) else ""
        problems.append(f"{column} is not a date like 2026-10-31{hint}")
        return None


def kpi(cells: Cells, library: KpiLibrary, problems: list[str]) -> KpiDefinition | None:
    """Return the KPI that a row names by its id."""
    written = text(cells, "kpi")
    if written is None:
        problems.append("kpi is empty")
        return None
    found = library.get(written)
    if found is None:
        problems.append(f"kpi '{written}' is not in the library.{did_you_mean(written, library.ids)}")
    return found


def org_unit(cells: Cells, known: KnownUnits, problems: list[str]) -> str | None:
    """Return the id of the unit that a row names by id or name, alone or with its authority."""
    written, authority = text(cells, "org_unit"), text(cells, "authority")
    found = known.find(written, authority)
    if found is not None:
        return found
    if written is None and authority is None:
        problems.append(
            "org_unit is empty: name it, or name the authority of the whole file with --authority"
        )
        return None
    names = [unit.name for unit in known.units]
    for column, name in (("authority", authority), ("org_unit", written)):
        if name is not None and known.find(name) is None:
            near = did_you_mean(name, names)
            hint = near or " Add a new authority with --authority NAME."
            problems.append(f"{column} '{name}' is not known, or not the only one of that name.{hint}")
            return None
    problems.append(f"org_unit '{written}' is not part of authority '{authority}'")
    return None


def breakdown_and_part(cells: Cells, problems: list[str]) -> tuple[str | None, str | None]:
    """Return the breakdown and part that a row is about, (None, None) for the whole."""
    breakdown, part = text(cells, "breakdown"), text(cells, "part")
    if (breakdown is None) != (part is None):
        problems.append("breakdown and part go together: fill in both or neither")
    return breakdown, part


def out_of_range(unit: Unit, figures: Iterable[tuple[str, float | None]]) -> list[str]:
    """Return what is wrong with figures that no measurement in this unit can have."""
    problems = []
    for column, figure in figures:
        if figure is None:
            continue
        if unit is Unit.PERCENT and not 0 <= figure <= 100:
            problems.append(f"{column} {cell_text(figure)} is not a percentage from 0 to 100")
        elif figure < 0 and unit not in CAN_BE_NEGATIVE:
            problems.append(f"{column} {cell_text(figure)} is below 0")
    return problems
