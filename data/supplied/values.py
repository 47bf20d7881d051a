"""`load values`: monthly figures that arrive already counted.

Each row is one figure of one KPI for one part of the organisation and one period. A row that
cannot be trusted is rejected with every reason; the others load.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from data.landing import LandedRows
from data.organisation import KnownUnits
from data.supplied import cells as read
from data.supplied.figures import check_figure, unit_of_figure
from data.supplied.file_rows import Cells, FileRows
from data.supplied.staging import StagedRow, stage
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.periods import Period, PeriodError, month_end, read_period_cell
from metrics.vocabulary import Basis, PeriodKind, State

NUMBER_COLUMNS = ("numerator", "denominator", "value")
REQUIRED_COLUMNS = ("period", "kpi", "org_unit", *NUMBER_COLUMNS, "source", "note")
OPTIONAL_COLUMNS = ("authority", "breakdown", "part", "basis", "role")
ROLES = ("actual", "baseline")
AWAITED = {
    "tbc": "to_be_confirmed",
    "to be confirmed": "to_be_confirmed",
    "new": "new_measure",
    "missing": "missing",
}
UP_TO_NOW = (PeriodKind.FINANCIAL_YEAR_TO_DATE, PeriodKind.ROLLING_12_MONTHS)
EARLIEST_YEAR = 1990  # the Children Act 1989 came into force in 1991: an earlier year is a slip of the pen

STAGED_SCHEMA = pa.schema(
    [
        ("source_row", pa.int64()),
        ("kpi_id", pa.string()),
        ("org_unit_id", pa.string()),
        ("breakdown", pa.string()),
        ("part", pa.string()),
        ("period_kind", pa.string()),
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("basis", pa.string()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("value", pa.float64()),
        ("state", pa.string()),
        ("awaiting", pa.string()),
        ("role", pa.string()),
        ("source_name", pa.string()),
        ("note", pa.string()),
    ]
)


@dataclass(frozen=True)
class SuppliedValue(StagedRow):
    """One accepted figure; the fields are the columns of STAGED_SCHEMA."""

    kpi_id: str
    org_unit_id: str
    breakdown: str | None
    part: str | None
    period_kind: str
    period_start: date | None
    period_end: date | None
    basis: str
    numerator: float | None
    denominator: float | None
    value: float | None
    state: str
    awaiting: str | None
    role: str
    source_name: str
    note: str | None

    @property
    def key(self) -> tuple[object, ...]:
        """The KPI, unit, part, period, basis and role that the figure is about."""
        period = (self.period_kind, self.period_start, self.period_end)
        return (self.kpi_id, self.org_unit_id, self.breakdown, self.part, *period, self.basis, self.role)

    @property
    def content(self) -> tuple[object, ...]:
        """The figure, or what is awaited."""
        return (self.numerator, self.denominator, self.value, self.awaiting)


def stage_values(file_rows: FileRows, library: KpiLibrary, known: KnownUnits, today: date) -> LandedRows:
    """Return the rows as received, the accepted figures typed, and the rejected rows with reasons."""

    def read_row(source_row: int, cells: Cells, problems: list[str]) -> SuppliedValue | None:
        return _read_value(source_row, cells, library, known, today, problems)

    return stage(file_rows, STAGED_SCHEMA, read_row)


def _read_value(
    source_row: int,
    cells: Cells,
    library: KpiLibrary,
    known: KnownUnits,
    today: date,
    problems: list[str],
) -> SuppliedValue | None:
    read.whole_row(cells, NUMBER_COLUMNS, problems)
    kpi = read.kpi(cells, library, problems)
    org_unit_id = read.org_unit(cells, known, problems)
    breakdown, part = read.breakdown_and_part(cells, problems)
    period = _read_period(cells, today, problems)
    basis = _one_of(cells, "basis", tuple(Basis), Basis.COMPLETED, problems)
    role = _one_of(cells, "role", ROLES, "actual", problems)
    figure = _read_figure(kpi, cells, basis, problems) if kpi else None
    source_name = read.text(cells, "source")
    if source_name is None:
        problems.append("source is empty: say where the figure comes from")
    if kpi is None or org_unit_id is None or period is None or figure is None or source_name is None:
        return None
    return SuppliedValue(
        source_row=source_row,
        kpi_id=kpi.id,
        org_unit_id=org_unit_id,
        breakdown=breakdown,
        part=part,
        period_kind=period.kind,
        period_start=period.start,
        period_end=period.end,
        basis=basis,
        numerator=figure.numerator,
        denominator=figure.denominator,
        value=figure.value,
        state=figure.state,
        awaiting=figure.awaiting,
        role=role,
        source_name=source_name,
        note=read.text(cells, "note"),
    )


@dataclass(frozen=True)
class _Figure:
    numerator: float | None
    denominator: float | None
    value: float | None
    state: State
    awaiting: str | None = None


def _read_figure(kpi: KpiDefinition, cells: Cells, basis: str, problems: list[str]) -> _Figure | None:
    """Return what the three number columns say, None if one of them is no number."""
    unit = unit_of_figure(kpi.unit, basis)
    written = read.text(cells, "value") or ""
    awaiting = AWAITED.get(written.casefold())
    if awaiting:
        cells = {**cells, "value": None}
    numbers = read.numbers(cells, {"numerator": None, "denominator": None, "value": unit}, problems)
    if numbers is None:
        return None
    numerator, denominator = numbers["numerator"], numbers["denominator"]
    if awaiting:
        if numerator is not None or denominator is not None:
            problems.append(
                f"value says '{written}', but there is a numerator or denominator: keep one of them"
            )
        return _Figure(numerator, denominator, None, State.NOT_SUPPLIED, awaiting)
    value, state = check_figure(unit, numerator, denominator, numbers["value"], problems)
    return _Figure(numerator, denominator, value, state)


def _read_period(cells: Cells, today: date, problems: list[str]) -> Period | None:
    written = cells.get("period")
    if written is None:
        problems.append("period is empty")
        return None
    try:
        period = read_period_cell(written if isinstance(written, date) else read.text(cells, "period"))
    except PeriodError as error:
        problems.append(f"period {error}")
        return None
    if period.start is not None and period.start > today:
        problems.append("period is in the future: only figures of periods that have begun can be loaded")
    elif period.kind in UP_TO_NOW and period.end is not None and period.end > month_end(today):
        problems.append("period ends in the future: a figure to date can reach this month at the latest")
    if period.start is not None and period.start.year < EARLIEST_YEAR:
        problems.append(f"period is before {EARLIEST_YEAR}: check the year")
    return period


def _one_of(cells: Cells, column: str, allowed: tuple[str, ...], default: str, problems: list[str]) -> str:
    written = (read.text(cells, column) or default).casefold()
    if written not in allowed:
        problems.append(f"{column} '{written}' is not one of {', '.join(allowed)}")
    return written
