"""One measure in each team, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.periods import month_end
from metrics.vocabulary import Basis
from reporting.teams.columns import Column, Structure, listed
from reporting.teams.side_by_side import (
    MeasureRow,
    adding_up_sentence,
    columns_with_figures,
    measure_row,
    read_figures,
    with_columns,
)

MONTHS_SHOWN = 24


@dataclass(frozen=True)
class OverMonths:
    """One KPI by month, newest first, over the columns that have a figure in any of them."""

    kpi: KpiDefinition
    structure: Structure
    columns: tuple[Column, ...]
    rows: tuple[MeasureRow, ...]
    without_figures: tuple[str, ...]

    def ratings_sentence(self) -> str:
        """Return which part was off target in most months, as a sentence."""
        rated = [row for row in self.rows if row.is_rated]
        if not rated:
            return f"No target was in force for {self.kpi.name} in these months, so nothing is rated."
        off = {
            column.name: sum(
                cell.rating.colour == "red" for row in rated for cell in row.parts if cell.column == column
            )
            for column in self.columns
        }
        most = max(off.values(), default=0)
        if not most:
            return f"No part was off target in any of the {len(rated)} months with a target."
        names = [name for name, times in off.items() if times == most]
        return f"Most often off target: {listed(names)}, in {most} of {len(rated)} months with a target."

    def adding_up_sentence(self) -> str:
        """Return in words whether the parts add up in every month."""
        return adding_up_sentence([row.check for row in self.rows], self.structure, "months")


def first_month_end(end: date, months: int = MONTHS_SHOWN) -> date:
    """Return the last day of the first of some months up to the one that ends on a day.

    >>> first_month_end(date(2026, 10, 31))
    datetime.date(2024, 11, 30)
    """
    count = end.year * 12 + end.month - months
    return month_end(date(count // 12, count % 12 + 1, 1))


def over_months(
    store: Store, kpi: KpiDefinition, structure: Structure, end: date, basis: Basis
) -> OverMonths:
    """Return the months up to the one that ends on a day, from two queries. Months without a figure are left out."""
    since = first_month_end(end)
    figures, targets = read_figures(store, [kpi], structure, since, end, basis)
    ends = sorted({day for _, _, day in figures if day == month_end(day)}, reverse=True)
    rows = [
        row
        for day in ends
        if (row := measure_row(kpi, structure, structure.parts, figures, targets, day)) is not None
    ]
    shown, left_out = columns_with_figures(structure, rows)
    return OverMonths(kpi, structure, shown, tuple(with_columns(row, shown) for row in rows), left_out)
