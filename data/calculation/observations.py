"""Calculating every live KPI over the event tables of one build.

One query an event table says what every KPI makes of each event (event_scan), numbers of cells say which
line and month an event is in (places, calendars), counting them gives the figures (counting, amounts), and
they are kept as lines (figure_lines). The view calculated_observations reads single figures from the lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import duckdb
import pyarrow as pa

from data.calculation.branches import calculation_of
from data.calculation.calendars import Calendar
from data.calculation.counting import EventCounts
from data.calculation.event_scan import breakdowns_of, scan_of
from data.calculation.figure_lines import FigureLines
from data.calculation.places import Structure, line_sets
from data.sql import read_sql
from metrics.definition import KpiDefinition
from metrics.vocabulary import KpiStatus

LINES = "figure_lines"


def calculate(
    con: duckdb.DuckDBPyConnection, kpis: Iterable[KpiDefinition], progress: Callable[[str], None]
) -> None:
    """Make calculated_observations from the event tables; every live KPI is in it, or the build stops.

    Raises duckdb.Error when a definition cannot be calculated: it is never left off in silence.
    """
    for query in ("create_periods", "create_figure_lines", "create_calculated_observations"):
        con.execute(read_sql(f"calculation/{query}"))
    calendar, structure = Calendar.read(con), Structure.read(con)
    by_table: dict[str, list[KpiDefinition]] = defaultdict(list)
    for kpi in kpis:
        if kpi.status is KpiStatus.LIVE:
            by_table[str(calculation_of(kpi).events)].append(kpi)
    for table, of_table in sorted(by_table.items()):
        progress(f"Calculating {len(of_table)} KPIs from {table.replace('_', ' ')}")
        con.from_arrow(_lines_of_table(con, table, of_table, calendar, structure)).insert_into(LINES)


def _lines_of_table(
    con: duckdb.DuckDBPyConnection,
    table: str,
    kpis: Sequence[KpiDefinition],
    calendar: Calendar,
    structure: Structure,
) -> pa.Table:
    """Return every line of the KPIs of one event table."""
    query, branches = scan_of(table, kpis)
    events = con.sql(query).to_arrow_table()
    sets = line_sets(events, breakdowns_of(kpis), structure, calendar.authorities)
    lines = pa.concat_tables(FigureLines(EventCounts(events, sets, calendar)).tables(branches))
    return lines.select(con.table(LINES).columns)
