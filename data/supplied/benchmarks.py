"""`load published`: annual figures of England, a region or neighbours, to set an authority's own beside.

Each row is one published figure of one KPI, area and year. The list that comes with the program
(data/reference/published/benchmarks.csv) has the same columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from data.landing import LandedRows
from data.organisation import KnownUnits
from data.supplied import cells as read
from data.supplied.figures import check_figure
from data.supplied.file_rows import Cells, FileRows
from data.supplied.staging import StagedRow, stage
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.problems import did_you_mean

NUMBER_COLUMNS = ("value", "numerator", "denominator")
REQUIRED_COLUMNS = (
    "kpi_id",
    "area",
    "area_kind",
    "only_for",
    "period_start",
    "period_end",
    *NUMBER_COLUMNS,
    "source",
    "publisher",
    "published_on",
    "differs",
)
OPTIONAL_COLUMNS: tuple[str, ...] = ()
AREA_KINDS = ("country", "neighbours", "region", "authority")
BETWEEN_NAMES = ";"
LONGEST_DAYS = 3 * 366  # adoption figures are printed for three years together
SHORTEST_DAYS = 365  # a day, or a year and more: a published month or quarter is no benchmark

STAGED_SCHEMA = pa.schema(
    [
        ("source_row", pa.int64()),
        ("kpi_id", pa.string()),
        ("area", pa.string()),
        ("area_kind", pa.string()),
        ("org_unit_ids", pa.list_(pa.string())),
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("value", pa.float64()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("source_name", pa.string()),
        ("publisher", pa.string()),
        ("published_on", pa.date32()),
        ("differs", pa.string()),
    ]
)


@dataclass(frozen=True)
class SuppliedBenchmark(StagedRow):
    """One accepted figure; the fields are the columns of STAGED_SCHEMA. No unit: for every authority."""

    kpi_id: str
    area: str
    area_kind: str
    org_unit_ids: tuple[str, ...] | None
    period_start: date
    period_end: date
    value: float
    numerator: float | None
    denominator: float | None
    source_name: str
    publisher: str
    published_on: date
    differs: str | None

    @property
    def key(self) -> tuple[object, ...]:
        """The KPI, area, authorities and period that the figure is about."""
        return (self.kpi_id, self.area, self.org_unit_ids, self.period_start, self.period_end)

    @property
    def content(self) -> tuple[object, ...]:
        """The figure."""
        return (self.value, self.numerator, self.denominator)


def stage_benchmarks(file_rows: FileRows, library: KpiLibrary, known: KnownUnits) -> LandedRows:
    """Return the rows as received, the accepted figures typed, and the rejected rows with reasons."""

    def read_row(source_row: int, cells: Cells, problems: list[str]) -> SuppliedBenchmark | None:
        return _read_benchmark(source_row, cells, library, known, problems)

    return stage(file_rows, STAGED_SCHEMA, read_row)


def _read_benchmark(
    source_row: int, cells: Cells, library: KpiLibrary, known: KnownUnits, problems: list[str]
) -> SuppliedBenchmark | None:
    read.whole_row(cells, NUMBER_COLUMNS, problems)
    kpi = _read_kpi(cells, library, problems)
    area, area_kind, publisher, source = (
        _needed(cells, column, problems) for column in ("area", "area_kind", "publisher", "source")
    )
    if area_kind and area_kind not in AREA_KINDS:
        problems.append(f"area_kind '{area_kind}' is not one of {', '.join(AREA_KINDS)}")
    units = _read_authorities(cells, known, problems)
    if area_kind not in (None, "country") and not units:
        problems.append("only_for is empty: name the authorities that are set beside this area")
    start, end = read.day(cells, "period_start", problems), read.day(cells, "period_end", problems, end=True)
    published_on = read.day(cells, "published_on", problems)
    _check_period(start, end, published_on, problems)
    figure = _read_figure(kpi, cells, problems) if kpi else None
    if not (kpi and area and area_kind and publisher and source and start and end and published_on):
        return None
    if figure is None:
        return None
    value, numerator, denominator = figure
    return SuppliedBenchmark(
        source_row=source_row,
        kpi_id=kpi.id,
        area=area,
        area_kind=area_kind,
        org_unit_ids=units,
        period_start=start,
        period_end=end,
        value=value,
        numerator=numerator,
        denominator=denominator,
        source_name=source,
        publisher=publisher,
        published_on=published_on,
        differs=read.text(cells, "differs"),
    )


def _read_kpi(cells: Cells, library: KpiLibrary, problems: list[str]) -> KpiDefinition | None:
    written = _needed(cells, "kpi_id", problems)
    if written is None:
        return None
    found = library.get(written)
    if found is None:
        problems.append(f"kpi_id '{written}' is not in the library.{did_you_mean(written, library.ids)}")
    return found


def _needed(cells: Cells, column: str, problems: list[str]) -> str | None:
    """Return the text of a cell that has to be filled in."""
    written = read.text(cells, column)
    if written is None:
        problems.append(f"{column} is empty")
    return written


def _read_authorities(cells: Cells, known: KnownUnits, problems: list[str]) -> tuple[str, ...] | None:
    """Return the ids of the authorities that a figure is for, None for all."""
    names = [name.strip() for name in (read.text(cells, "only_for") or "").split(BETWEEN_NAMES)]
    found = []
    for name in filter(None, names):
        unit_id = known.find(name)
        if unit_id is None:
            near = did_you_mean(name, [unit.name for unit in known.units])
            problems.append(f"only_for '{name}' is not an authority of the store.{near}")
        else:
            found.append(unit_id)
    return tuple(sorted(found)) or None


def _check_period(
    start: date | None, end: date | None, published_on: date | None, problems: list[str]
) -> None:
    """Append what is wrong with the days: a benchmark is about one day, or about a year or more."""
    if start is None or end is None:
        problems.append("period_start and period_end are both needed; a count on one day has it in both")
        return
    if published_on is None:
        problems.append("published_on is empty")
    elif published_on < end:
        problems.append("published_on is before the period ends")
    days = (end - start).days + 1
    if days != 1 and not SHORTEST_DAYS <= days <= LONGEST_DAYS:
        problems.append(f"the period has {days} days: a benchmark is about one day, or one to three years")


def _read_figure(
    kpi: KpiDefinition, cells: Cells, problems: list[str]
) -> tuple[float, float | None, float | None] | None:
    """Return value, numerator and denominator as printed; None if they cannot be one figure."""
    units = {"value": kpi.unit, "numerator": None, "denominator": None}
    numbers = read.numbers(cells, units, problems)
    if numbers is None:
        return None
    if all(number is None for number in numbers.values()):
        problems.append("value is empty: give the figure as it was published, and leave out what was not")
        return None
    before = len(problems)
    value, _ = check_figure(
        kpi.unit, numbers["numerator"], numbers["denominator"], numbers["value"], problems
    )
    printed = numbers["value"] if numbers["value"] is not None else value
    if len(problems) > before or printed is None:
        return None
    return printed, numbers["numerator"], numbers["denominator"]
