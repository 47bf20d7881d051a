"""Reading the cells that values and targets have in common. Each reader appends its problem."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.periods import month_end
from metrics.problems import did_you_mean

Cells = dict[str, object]


@dataclass(frozen=True)
class KnownUnits:
    """The parts of the organisation that a row may name: (id, authority id, name)."""

    units: tuple[tuple[str, str, str], ...]
    default: str | None = None

    def find(self, written: str | None, authority: str | None) -> str | None:
        """Return the id of the unit named by id or name, None if unknown or not unique."""
        if written is None:
            return self.default
        wanted = written.casefold()
        found = {
            unit_id
            for unit_id, authority_id, name in self.units
            if wanted in (unit_id.casefold(), name.casefold())
            and (authority is None or authority.casefold() in (authority_id.casefold(), self._name(authority_id)))
        }
        return found.pop() if len(found) == 1 else None

    def _name(self, unit_id: str) -> str:
        return next((name.casefold() for known, _, name in self.units if known == unit_id), "")


def text(cells: Cells, column: str) -> str | None:
    """Return a cell as text, None when empty."""
    value = cells.get(column)
    return None if value is None else str(value).strip() or None


def number(cells: Cells, column: str, problems: list[str]) -> float | None:
    """Return a cell as a number, None when empty. A percent sign, pound sign or comma is allowed."""
    value = cells.get(column)
    if value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    written = str(value).strip().rstrip("%").lstrip("£").replace(",", "")
    try:
        return float(written)
    except ValueError:
        problems.append(f"{column} '{value}' is not a number")
        return None


def day(cells: Cells, column: str, problems: list[str], *, end: bool = False) -> date | None:
    """Return a cell as a date, None when empty. 2026-10 is its first day, or its last with `end`."""
    value = cells.get(column)
    if value is None or isinstance(value, date):
        return value
    written = str(value)
    try:
        if len(written) == 7:
            first = date.fromisoformat(f"{written}-01")
            return month_end(first) if end else first
        return date.fromisoformat(written)
    except ValueError:
        problems.append(f"{column} '{written}' is not a date like 2026-10-31")
        return None


def kpi(cells: Cells, library: KpiLibrary, problems: list[str]) -> KpiDefinition | None:
    """Return the KPI that a row names by its id."""
    written = text(cells, "kpi")
    if written is None:
        problems.append("kpi is empty")
        return None
    if written not in library:
        problems.append(f"kpi '{written}' is not in the library.{did_you_mean(written, [k.id for k in library])}")
        return None
    return library.by_id(written)


def org_unit(cells: Cells, known: KnownUnits, problems: list[str]) -> str | None:
    """Return the id of the unit that a row names by id or name."""
    written = text(cells, "org_unit")
    found = known.find(written, text(cells, "authority"))
    if found is None:
        if written is None:
            problems.append("org_unit is empty")
        else:
            near = did_you_mean(written, [name for _, _, name in known.units])
            hint = near or " Add a new authority with --authority NAME."
            problems.append(f"org_unit '{written}' is not known, or not the only one of that name.{hint}")
    return found
