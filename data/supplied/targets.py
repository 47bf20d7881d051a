"""`load targets`: what an authority has agreed to reach, as dated steps.

Each row is one step: the target in force from a day, until a later step takes its place. An old
step is never edited; a row for the same KPI, unit, part and start day corrects it.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pyarrow as pa

from data.landing import LandedRows, rejected_table, text_table
from data.supplied import cells as read
from data.supplied.file_rows import FileRows
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.vocabulary import BetterWhen, Unit

REQUIRED_COLUMNS = ("kpi", "org_unit", "target", "in_force_from", "to_reach_by", "floor", "set_by", "source", "note")
OPTIONAL_COLUMNS = ("authority", "breakdown", "part", "band_low", "band_high")

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


def stage_targets(file_rows: FileRows, library: KpiLibrary, known: read.KnownUnits) -> LandedRows:
    """Return the rows as received, the accepted steps typed, and the rejected rows with reasons."""
    accepted: list[dict[str, object]] = []
    rejected: list[tuple[int, list[str]]] = []
    for source_row, cells in file_rows.rows:
        problems: list[str] = []
        step = _read_step(source_row, cells, library, known, problems)
        if problems:
            rejected.append((source_row, problems))
        else:
            accepted.append(step)
    starts = Counter(_key(step) for step in accepted)
    for step in accepted:
        if starts[_key(step)] > 1:
            rejected.append((int(str(step["source_row"])), ["another row sets the same target from the same day"]))
    kept = [step for step in accepted if starts[_key(step)] == 1]
    columns = {name: [step[name] for step in kept] for name in STAGED_SCHEMA.names}
    return LandedRows(
        rows=text_table(file_rows.headings, file_rows.rows),
        staged=pa.table(columns, schema=STAGED_SCHEMA),
        rejected=rejected_table(sorted(rejected)),
    )


def _key(step: dict[str, object]) -> tuple[object, ...]:
    return tuple(step[name] for name in ("kpi_id", "org_unit_id", "breakdown", "part", "in_force_from"))


def _read_step(
    source_row: int, cells: read.Cells, library: KpiLibrary, known: read.KnownUnits, problems: list[str]
) -> dict[str, object]:
    kpi = read.kpi(cells, library, problems)
    org_unit_id = read.org_unit(cells, known, problems)
    to_be_confirmed = str(cells.get("target") or "").casefold() in ("tbc", "to be confirmed")
    if to_be_confirmed:
        cells = {**cells, "target": None}
    target, floor = read.number(cells, "target", problems), read.number(cells, "floor", problems)
    low, high = read.number(cells, "band_low", problems), read.number(cells, "band_high", problems)
    start = read.day(cells, "in_force_from", problems)
    finish = read.day(cells, "to_reach_by", problems, end=True)
    if start is None and not any("in_force_from" in problem for problem in problems):
        problems.append("in_force_from is empty: give the first day that the target counts")
    for column in ("set_by", "source"):
        if read.text(cells, column) is None:
            problems.append(f"{column} is empty")
    if kpi is not None and not to_be_confirmed:
        _check_step(kpi, target, floor, (low, high), problems)
    _check_dates(start, finish, problems)
    return {
        "source_row": source_row,
        "kpi_id": kpi.id if kpi else None,
        "org_unit_id": org_unit_id,
        "breakdown": read.text(cells, "breakdown"),
        "part": read.text(cells, "part"),
        "state": "to_be_confirmed" if to_be_confirmed else "set",
        "operator": OPERATOR[kpi.better_when] if kpi else None,
        "target": target,
        "floor": floor,
        "band_low": low,
        "band_high": high,
        "in_force_from": start,
        "to_reach_by": finish,
        "set_by": read.text(cells, "set_by"),
        "source_name": read.text(cells, "source"),
        "note": read.text(cells, "note"),
    }


def _check_dates(start: date | None, finish: date | None, problems: list[str]) -> None:
    if start is not None and finish is not None and finish < start:
        problems.append("to_reach_by is before in_force_from")


def _check_step(
    kpi: KpiDefinition,
    target: float | None,
    floor: float | None,
    band: tuple[float | None, float | None],
    problems: list[str],
) -> None:
    low, high = band
    if kpi.better_when is BetterWhen.NEUTRAL:
        problems.append("this KPI has no good direction, so it takes no target")
    elif kpi.better_when is BetterWhen.NEAR_TARGET:
        if low is None or high is None or low > high:
            problems.append("this KPI is best near its target: give band_low and band_high, low first")
    elif target is None:
        problems.append("target is empty: give a number, or TBC")
    if kpi.unit is Unit.PERCENT and any(n is not None and not 0 <= n <= 100 for n in (target, floor, low, high)):
        problems.append("a percentage is from 0 to 100")
    if target is not None and floor is not None:
        if kpi.better_when is BetterWhen.HIGHER and floor > target:
            problems.append("floor is above the target, but higher is better")
        if kpi.better_when is BetterWhen.LOWER and floor < target:
            problems.append("floor is below the target, but lower is better")
