"""Three years of made-up months of an authority that does not exist, as files to load."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

AUTHORITY = "Northmoor"
AUTHORITY_ID = "northmoor"
SOURCE = "Made-up monthly figures"

# One numerator a month out of 100, from November 2023 to October 2026.
NOISE = [84, 81, 86, 79, 85, 82, 88, 80, 83, 87, 81, 84] * 3
STEP_UP = [72, 70, 74, 71, 69, 73] * 4 + [86, 84, 88, 85, 87, 86] * 2
FALL = [96, 95, 97, 94, 96, 95] * 5 + [90, 88, 87, 85, 84, 80]
MONTHLY = {
    "icpc_within_15_days": NOISE,
    "assessments_within_45_working_days": STEP_UP,
    "rcpc_within_timescale": FALL,
    "cin_visited_within_4_weeks": NOISE[:12],  # the last 12 months: a run chart
    "core_groups_on_time": NOISE[:4],  # the last 4 months: nothing
}
TARGETS = {
    "icpc_within_15_days": (82, "2027-03-31"),
    "assessments_within_45_working_days": (90, "2027-03-31"),
    "rcpc_within_timescale": (95, "2027-03-31"),
}
OF_PARTS = "icpc_within_15_days"


def write_values(folder: Path) -> Path:
    """Write the figures, with two parts of one measure, and return the file."""
    columns = "period,kpi,org_unit,numerator,denominator,value,source,note,breakdown,part"
    rows = [
        [month, kpi, "", top, 100, top, SOURCE, "", "", ""]
        for kpi, tops in MONTHLY.items()
        for month, top in zip(list(months())[-len(tops) :], tops, strict=True)
    ]
    rows += [
        [month, OF_PARTS, "", top, 100, top, SOURCE, "", "sex", part]
        for part, top in (("Girls", 85), ("Boys", 80))
        for month in list(months())[-6:]
    ]
    return write(folder / "values.csv", columns, rows)


def write_targets(folder: Path) -> Path:
    """Write the targets and return the file."""
    columns = "kpi,org_unit,target,in_force_from,to_reach_by,floor,set_by,source,note"
    rows = [
        [kpi, "", target, "2023-11-01", day, "", "Improvement board", SOURCE, ""]
        for kpi, (target, day) in TARGETS.items()
    ]
    return write(folder / "targets.csv", columns, rows)


def months() -> Iterator[str]:
    """Yield the 36 months to October 2026, oldest first."""
    for place in range(2023 * 12 + 10, 2023 * 12 + 46):
        yield f"{place // 12}-{place % 12 + 1:02d}"


def write(file: Path, columns: str, rows: list[list[object]]) -> Path:
    """Write a CSV file and return its path."""
    with file.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([columns.split(","), *rows])
    return file
