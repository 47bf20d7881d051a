"""Where a series breaks: days from which figures are made another way, or are about another team.

Nothing here is typed in. A local limit that becomes another number breaks every KPI that is worked out with
it (data/event_origins.py), a new version of a definition breaks its KPI, and a reorganisation breaks every
KPI that is calculated from records, for the parts of the organisation that gave or took over work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date

import duckdb
import pyarrow as pa

from data.event_origins import origins_of_kpi
from data.local_settings import local_settings, setting_words
from data.sql import read_sql
from metrics.definition import KpiDefinition
from metrics.periods import day_label
from metrics.vocabulary import KpiStatus

SCHEMA = pa.schema(
    [
        ("kpi_id", pa.string()),
        ("authority_id", pa.string()),
        ("org_unit_id", pa.string()),
        ("kind", pa.string()),
        ("broken_on", pa.date32()),
        ("words", pa.string()),
    ]
)


@dataclass(frozen=True)
class Break:
    """One row of series_breaks. A break of the authority (org_unit_id) is one of all its parts."""

    kpi_id: str
    authority_id: str
    org_unit_id: str
    kind: str
    broken_on: date
    words: str


def create_series_breaks(con: duckdb.DuckDBPyConnection, kpis: Iterable[KpiDefinition]) -> None:
    """Create the table series_breaks from the limits, the reorganisations and the definitions of a build."""
    chosen = tuple(kpis)
    live = [kpi for kpi in chosen if kpi.status is KpiStatus.LIVE]
    found = [
        *_breaks_of_limits(con, live),
        *_breaks_of_definitions(con, chosen),
        *_breaks_of_reorganisations(con, live),
    ]
    con.from_arrow(pa.Table.from_pylist([asdict(one) for one in found], schema=SCHEMA)).create(
        "series_breaks"
    )


def _breaks_of_limits(con: duckdb.DuckDBPyConnection, kpis: Iterable[KpiDefinition]) -> Iterator[Break]:
    names = {setting.id: setting.name for setting in local_settings()}
    using: Mapping[str, list[str]] = defaultdict(list)
    for kpi in kpis:
        for setting_id in origins_of_kpi(kpi).settings:
            using[setting_id].append(kpi.id)
    for authority_id, setting_id, changed_on, unit, before, value in _rows(con, "build/limit_changes"):
        words = (
            f"{names[setting_id]}: {setting_words(value, unit)} from {day_label(changed_on)}, "
            f"{setting_words(before, unit)} before."
        )
        for kpi_id in using[setting_id]:
            yield Break(kpi_id, authority_id, authority_id, "setting", changed_on, words)


def _breaks_of_definitions(con: duckdb.DuckDBPyConnection, kpis: Iterable[KpiDefinition]) -> Iterator[Break]:
    authorities = [authority_id for (authority_id,) in _rows(con, "build/authority_ids")]
    for kpi in kpis:
        for change in kpi.definition_history[1:]:
            words = f"New definition from {day_label(change.in_force_from)}: {change.change}"
            for authority_id in authorities:
                yield Break(kpi.id, authority_id, authority_id, "definition", change.in_force_from, words)


def _breaks_of_reorganisations(
    con: duckdb.DuckDBPyConnection, kpis: Iterable[KpiDefinition]
) -> Iterator[Break]:
    moved: Mapping[tuple[str, str, date], list[str]] = defaultdict(list)
    for authority_id, org_unit_id, changed_on, has_given, others in _rows(con, "build/work_moved"):
        did = "work went to" if has_given else "work came from"
        moved[authority_id, org_unit_id, changed_on].append(f"{did} {listed(others)}")
    kpi_ids = [kpi.id for kpi in kpis]
    for (authority_id, org_unit_id, changed_on), said in moved.items():
        words = f"Reorganisation on {day_label(changed_on)}: {'; '.join(said)}."
        for kpi_id in kpi_ids:
            yield Break(kpi_id, authority_id, org_unit_id, "reorganisation", changed_on, words)


def _rows(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple]:  # type: ignore[type-arg]
    return con.execute(read_sql(query)).fetchall()


def listed(names: Iterable[str]) -> str:
    """Return names as one phrase.

    >>> listed(["North"]), listed(["North", "South", "East"])
    ('North', 'North, South and East')
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
