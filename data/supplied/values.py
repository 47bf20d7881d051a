"""`load values`: monthly figures that arrive already counted.

Each row is one figure of one KPI for one part of the organisation and one period. A row that
cannot be trusted is rejected with every reason; the others load.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date

import pyarrow as pa

from data.landing import LandedRows, rejected_table, text_table
from data.supplied import cells as read
from data.supplied.file_rows import FileRows
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.periods import Period, PeriodError, read_period_cell
from metrics.vocabulary import Basis, State, Unit

REQUIRED_COLUMNS = ("period", "kpi", "org_unit", "numerator", "denominator", "value", "source", "note")
OPTIONAL_COLUMNS = ("authority", "breakdown", "part", "basis", "role")
ROLES = ("actual", "baseline")
AWAITED = {"tbc": "to_be_confirmed", "to be confirmed": "to_be_confirmed", "new": "new_measure", "missing": "missing"}
UNIT_FACTOR = {Unit.PERCENT: 100.0, Unit.RATIO: 1.0, Unit.RATE_PER_10000: 10_000.0}
HALF_A_PRINTED_DIGIT = 0.05000001  # a printed value may be rounded to one decimal place

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
class SuppliedValue:
    """One accepted row; the fields are the columns of STAGED_SCHEMA."""

    source_row: int
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
        """What the figure is about: two rows with the same key are the same figure twice."""
        period = (self.period_kind, self.period_start, self.period_end)
        return (self.kpi_id, self.org_unit_id, self.breakdown, self.part, *period, self.basis, self.role)

    @property
    def figure(self) -> tuple[object, ...]:
        """What the row says about it."""
        return (self.numerator, self.denominator, self.value, self.awaiting)


def stage_values(file_rows: FileRows, library: KpiLibrary, known: read.KnownUnits, today: date) -> LandedRows:
    """Return the rows as received, the accepted rows typed, and the rejected rows with reasons."""
    accepted: list[SuppliedValue] = []
    rejected: list[tuple[int, list[str]]] = []
    for source_row, cells in file_rows.rows:
        problems: list[str] = []
        value = _read_value(source_row, cells, library, known, today, problems)
        if value is None or problems:
            rejected.append((source_row, problems))
        else:
            accepted.append(value)
    kept, repeated = _without_repeats(accepted)
    columns = {name: [asdict(value)[name] for value in kept] for name in STAGED_SCHEMA.names}
    return LandedRows(
        rows=text_table(file_rows.headings, file_rows.rows),
        staged=pa.table(columns, schema=STAGED_SCHEMA),
        rejected=rejected_table(sorted(rejected + repeated)),
    )


def _read_value(
    source_row: int,
    cells: read.Cells,
    library: KpiLibrary,
    known: read.KnownUnits,
    today: date,
    problems: list[str],
) -> SuppliedValue | None:
    kpi = read.kpi(cells, library, problems)
    org_unit_id = read.org_unit(cells, known, problems)
    period = _read_period(cells, today, problems)
    source_name = read.text(cells, "source")
    if source_name is None:
        problems.append("source is empty: say where the figure comes from")
    basis = _one_of(cells, "basis", tuple(Basis), Basis.COMPLETED, problems)
    role = _one_of(cells, "role", ROLES, "actual", problems)
    breakdown, part = read.text(cells, "breakdown"), read.text(cells, "part")
    if (breakdown is None) != (part is None):
        problems.append("breakdown and part go together: fill in both or neither")
    awaiting = AWAITED.get(str(cells.get("value") or "").casefold())
    if awaiting:
        cells = {**cells, "value": None}
    numerator = read.number(cells, "numerator", problems)
    denominator = read.number(cells, "denominator", problems)
    value = read.number(cells, "value", problems)
    if kpi is None or org_unit_id is None or period is None or source_name is None or problems:
        return None
    state = State.NOT_SUPPLIED if awaiting else State.COUNTED
    if not awaiting:
        value, state = _check_figure(kpi, numerator, denominator, value, problems)
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
        numerator=numerator,
        denominator=denominator,
        value=value,
        state=state,
        awaiting=awaiting,
        role=role,
        source_name=source_name,
        note=read.text(cells, "note"),
    )


def _read_period(cells: read.Cells, today: date, problems: list[str]) -> Period | None:
    written = cells.get("period")
    if written is None:
        problems.append("period is empty")
        return None
    try:
        period = read_period_cell(written)
    except PeriodError as error:
        problems.append(f"period {error}")
        return None
    if period.start is not None and period.start > today:
        problems.append("period is in the future: only figures of periods that have begun can be loaded")
    return period


def _one_of(cells: read.Cells, column: str, allowed: tuple[str, ...], default: str, problems: list[str]) -> str:
    written = read.text(cells, column) or default
    if written not in allowed:
        problems.append(f"{column} '{written}' is not one of {', '.join(allowed)}")
    return written


def _check_figure(
    kpi: KpiDefinition,
    numerator: float | None,
    denominator: float | None,
    value: float | None,
    problems: list[str],
) -> tuple[float | None, State]:
    """Return the unrounded value and its state. No cases is not 0 %; unknown is not 0."""
    factor = UNIT_FACTOR.get(kpi.unit)
    for name, figure in (("numerator", numerator), ("denominator", denominator)):
        if figure is not None and figure < 0:
            problems.append(f"{name} is below 0")
    has_both = factor is not None and numerator is not None and denominator is not None
    if has_both and kpi.unit is Unit.PERCENT and numerator > denominator:
        problems.append("numerator is above its denominator")
    if kpi.unit is Unit.PERCENT and value is not None and not 0 <= value <= 100:
        problems.append(f"value {value:g} is not a percentage from 0 to 100")
    if kpi.unit is Unit.COUNT and value is not None and (value < 0 or value != int(value)):
        problems.append(f"value {value:g} is not a whole number of 0 or more")
    if factor is None or numerator is None or denominator is None:
        if value is None and not (denominator == 0 and factor):
            problems.append("value is empty: give a value, a numerator with its denominator, or TBC, new or missing")
        return value, State.COUNTED
    if denominator == 0:
        if value is not None:
            problems.append("value should be empty: there are no cases, so there is no percentage")
        return None, State.NO_CASES
    counted = factor * numerator / denominator
    if value is not None and abs(value - counted) > max(HALF_A_PRINTED_DIGIT, 0.5 * (value == int(value))) + 1e-9:
        problems.append(f"value {value:g} does not agree with {numerator:g} of {denominator:g}, which is {counted:.1f}")
    return counted, State.COUNTED


def _without_repeats(values: list[SuppliedValue]) -> tuple[list[SuppliedValue], list[tuple[int, list[str]]]]:
    """Return the values with each figure once. Rows that contradict each other are all rejected."""
    by_key: dict[tuple[object, ...], list[SuppliedValue]] = defaultdict(list)
    for value in values:
        by_key[value.key].append(value)
    kept, rejected = [], []
    for same in by_key.values():
        first = same[0]
        if all(other.figure == first.figure for other in same):
            kept.append(first)
            rejected += [(other.source_row, [f"repeats row {first.source_row}"]) for other in same[1:]]
        else:
            rows = ", ".join(str(other.source_row) for other in same)
            rejected += [(o.source_row, [f"rows {rows} give different figures for the same period"]) for o in same]
    return kept, rejected
