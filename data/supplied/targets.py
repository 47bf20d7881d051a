"""`load targets`: what an authority has agreed to reach, as dated steps.

Each row is one step: the target in force from a day, until a later step takes its place. An old
step is never edited; a row for the same KPI, unit, part and start day corrects it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from data.landing import LandedRows
from data.organisation import KnownUnits
from data.supplied import cells as read
from data.supplied.file_rows import Cells, FileRows
from data.supplied.staging import StagedRow, stage
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.vocabulary import BetterWhen

NUMBER_COLUMNS = ("target", "floor", "band_low", "band_high")
REQUIRED_COLUMNS = (
    "kpi",
    "org_unit",
    "target",
    "in_force_from",
    "to_reach_by",
    "floor",
    "set_by",
    "source",
    "note",
)
OPTIONAL_COLUMNS = ("authority", "breakdown", "part", "band_low", "band_high")
TO_BE_CONFIRMED = ("tbc", "to be confirmed")

STAGED_SCHEMA = pa.schema(
    [
        ("source_row", pa.int64()),
        ("kpi_id", pa.string()),
        ("org_unit_id", pa.string()),
        ("breakdown", pa.string()),
        ("part", pa.string()),
        ("state", pa.string()),
        ("operator", pa.string()),
        ("target", pa.float64()),
        ("floor", pa.float64()),
        ("band_low", pa.float64()),
        ("band_high", pa.float64()),
        ("in_force_from", pa.date32()),
        ("to_reach_by", pa.date32()),
        ("set_by", pa.string()),
        ("source_name", pa.string()),
        ("note", pa.string()),
    ]
)
OPERATOR = {
    BetterWhen.HIGHER: "at_least",
    BetterWhen.LOWER: "at_most",
    BetterWhen.NEAR_TARGET: "band",
    BetterWhen.NEUTRAL: "equals",
}


@dataclass(frozen=True)
class SuppliedTarget(StagedRow):
    """One accepted step; the fields are the columns of STAGED_SCHEMA."""

    kpi_id: str
    org_unit_id: str
    breakdown: str | None
    part: str | None
    state: str
    operator: str
    target: float | None
    floor: float | None
    band_low: float | None
    band_high: float | None
    in_force_from: date
    to_reach_by: date | None
    set_by: str
    source_name: str
    note: str | None

    @property
    def key(self) -> tuple[object, ...]:
        """The KPI, unit, part and first day that the step is about."""
        return (self.kpi_id, self.org_unit_id, self.breakdown, self.part, self.in_force_from)

    @property
    def content(self) -> tuple[object, ...]:
        """What is to be reached, and by when."""
        return (self.state, self.target, self.floor, self.band_low, self.band_high, self.to_reach_by)


def stage_targets(file_rows: FileRows, library: KpiLibrary, known: KnownUnits) -> LandedRows:
    """Return the rows as received, the accepted steps typed, and the rejected rows with reasons."""

    def read_row(source_row: int, cells: Cells, problems: list[str]) -> SuppliedTarget | None:
        return _read_step(source_row, cells, library, known, problems)

    return stage(file_rows, STAGED_SCHEMA, read_row)


def _read_step(
    source_row: int, cells: Cells, library: KpiLibrary, known: KnownUnits, problems: list[str]
) -> SuppliedTarget | None:
    read.whole_row(cells, NUMBER_COLUMNS, problems)
    kpi = read.kpi(cells, library, problems)
    org_unit_id = read.org_unit(cells, known, problems)
    breakdown, part = read.breakdown_and_part(cells, problems)
    aim = _read_aim(kpi, cells, problems) if kpi else None
    start, finish = _read_days(cells, problems)
    set_by, source_name = read.text(cells, "set_by"), read.text(cells, "source")
    if set_by is None:
        problems.append("set_by is empty: say who agreed the target")
    if source_name is None:
        problems.append("source is empty: say where the target is written down")
    if kpi is None or org_unit_id is None or aim is None or start is None:
        return None
    if set_by is None or source_name is None:
        return None
    return SuppliedTarget(
        source_row=source_row,
        kpi_id=kpi.id,
        org_unit_id=org_unit_id,
        breakdown=breakdown,
        part=part,
        state="to_be_confirmed" if aim.is_to_be_confirmed else "set",
        operator=OPERATOR[kpi.better_when],
        target=aim.target,
        floor=aim.floor,
        band_low=aim.band_low,
        band_high=aim.band_high,
        in_force_from=start,
        to_reach_by=finish,
        set_by=set_by,
        source_name=source_name,
        note=read.text(cells, "note"),
    )


@dataclass(frozen=True)
class _Aim:
    target: float | None
    floor: float | None
    band_low: float | None
    band_high: float | None
    is_to_be_confirmed: bool


def _read_aim(kpi: KpiDefinition, cells: Cells, problems: list[str]) -> _Aim | None:
    """Return what the number columns say, None if one of them is no number."""
    is_to_be_confirmed = (read.text(cells, "target") or "").casefold() in TO_BE_CONFIRMED
    if is_to_be_confirmed:
        cells = {**cells, "target": None}
    numbers = read.numbers(cells, dict.fromkeys(NUMBER_COLUMNS, kpi.unit), problems)
    if numbers is None:
        return None
    problems += read.out_of_range(kpi.unit, numbers.items())
    aim = _Aim(**numbers, is_to_be_confirmed=is_to_be_confirmed)
    _check_aim(kpi.better_when, aim, problems)
    return aim


def _check_aim(better_when: BetterWhen, aim: _Aim, problems: list[str]) -> None:
    """Append what does not fit the KPI's direction."""
    if better_when is BetterWhen.NEUTRAL:
        problems.append("this KPI has no good direction, so it takes no target")
        return
    is_near_target = better_when is BetterWhen.NEAR_TARGET
    if not is_near_target and (aim.band_low is not None or aim.band_high is not None):
        problems.append("this KPI takes one target, not a band: leave band_low and band_high empty")
    if aim.is_to_be_confirmed:
        return
    if is_near_target:
        if aim.band_low is None or aim.band_high is None or aim.band_low > aim.band_high:
            problems.append("this KPI is best near its target: give band_low and band_high, low first")
    elif aim.target is None:
        problems.append("target is empty: give a number, or TBC")
    elif aim.floor is not None:
        if better_when is BetterWhen.HIGHER and aim.floor > aim.target:
            problems.append("floor is above the target, but higher is better")
        if better_when is BetterWhen.LOWER and aim.floor < aim.target:
            problems.append("floor is below the target, but lower is better")


def _read_days(cells: Cells, problems: list[str]) -> tuple[date | None, date | None]:
    """Return the first day of the step and the day on which it is to be reached, which may be empty."""
    start = read.day(cells, "in_force_from", problems)
    finish = read.day(cells, "to_reach_by", problems, end=True)
    if cells.get("in_force_from") is None:
        problems.append("in_force_from is empty: give the first day that the target counts")
    if start is not None and finish is not None and finish < start:
        problems.append("to_reach_by is before in_force_from")
    return start, finish
