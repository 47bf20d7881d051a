"""Figures as an earlier build had them, against now: what was restated since, month by month.

Builds are kept, so that a month can be seen as it was known: late recording, a corrected record or another
definition changes figures that somebody has already read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data.errors import BuildError
from data.paths import StorePaths
from data.store import Store, open_store
from metrics.definition import KpiDefinition
from metrics.ratings.comparisons import is_equal
from metrics.vocabulary import Basis
from reporting.figure_sets import figure_set
from reporting.words import change_words, fraction_words, value_words

BUILD_FILES = "kpi-*.duckdb"


@dataclass(frozen=True)
class KeptBuild:
    """A build that is still there, with the moment it was made."""

    build_id: str
    built_at: datetime


@dataclass(frozen=True)
class Restated:
    """One month whose figure is not what it was; None for a month that had, or has, no figure."""

    month: date
    then: float | None
    now: float | None
    then_words: str
    now_words: str
    change: str


def earlier_builds(paths: StorePaths, in_use: str) -> tuple[KeptBuild, ...]:
    """Return the builds that were made before the one in use, newest first; those that cannot be read are left out."""
    found = []
    for file in paths.builds.glob(BUILD_FILES):
        build_id = file.stem.removeprefix("kpi-")
        if build_id == in_use:
            continue
        try:
            (row,) = open_store(paths, build_id).rows("reporting/build_made_at")
        except BuildError:
            continue
        found.append(KeptBuild(build_id, row["built_at"]))
    (current,) = open_store(paths, in_use).rows("reporting/build_made_at")
    before = [build for build in found if build.built_at < current["built_at"]]
    return tuple(sorted(before, key=lambda build: build.built_at, reverse=True))


def restated_since(
    then: Store, now: Store, kpi: KpiDefinition, org_unit_id: str, basis: Basis
) -> tuple[Restated, ...]:
    """Return the months whose figure differs between two builds, newest first, from one query of each.

    A month that only the newer build knows is new, not restated.
    """
    before, after = (_by_month(store, kpi, org_unit_id, basis) for store in (then, now))
    found = []
    for month in sorted(before, reverse=True):
        old, new = before[month], after.get(month)
        old_value, new_value = old["value"], new["value"] if new else None
        if _is_same(old_value, new_value):
            continue
        found.append(
            Restated(
                month=month,
                then=old_value,
                now=new_value,
                then_words=_words(kpi, old),
                now_words=_words(kpi, new),
                change=(
                    change_words(new_value - old_value, kpi.unit, kpi.decimal_places)
                    if old_value is not None and new_value is not None
                    else ""
                ),
            )
        )
    return tuple(found)


def _by_month(store: Store, kpi: KpiDefinition, org_unit_id: str, basis: Basis) -> dict[date, dict[str, Any]]:
    rows = figure_set(store, [kpi.id], [org_unit_id], bases=[basis]).to_pylist()
    return {row["period_end"]: row for row in rows}


def _is_same(then: object, now: object) -> bool:
    """Return whether two values are the same number, or both missing."""
    if isinstance(then, float) and isinstance(now, float):
        return is_equal(now, then)
    return then is None and now is None


def _words(kpi: KpiDefinition, row: dict[str, Any] | None) -> str:
    """Return a figure with its numbers, as people read it."""
    if row is None or not isinstance(row["value"], float):
        return "No figure"
    words = value_words(row["value"], kpi.unit, kpi.decimal_places)
    top, bottom = row["numerator"], row["denominator"]
    if kpi.counted is None or kpi.counted.denominator is None:
        return words
    if not isinstance(top, float) or not isinstance(bottom, float):
        return words
    return f"{words} ({fraction_words(top, bottom)})"
