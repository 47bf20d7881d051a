"""Calculating every live KPI over the event tables of one build.

One query an event table says what every KPI makes of each event (event_scan), numbers of cells say which
line and month an event is in (places, calendars), counting them gives the figures (counting, amounts), and
they are kept as lines (figure_lines). The view calculated_observations reads single figures from the lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import duckdb
import pyarrow as pa

from data.calculation.branches import calculation_of
from data.calculation.calendars import Calendar
from data.calculation.counting import EventCounts
from data.calculation.event_scan import breakdowns_of, scan_of
from data.calculation.figure_lines import FigureLines
from data.calculation.places import Structure, line_sets
from data.side_by_side import side_by_side
from data.sql import read_sql
from metrics.definition import KpiDefinition
from metrics.vocabulary import KpiStatus

LINES = "figure_lines"
BATCH_BYTES = 256_000_000


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
    progress(f"Calculating {sum(map(len, by_table.values()))} KPIs from {len(by_table)} kinds of events")

    def lines_of(own: duckdb.DuckDBPyConnection, table: str) -> pa.Table:
        return _lines_of_table(own, table, by_table[table], calendar, structure)

    columns = con.table(LINES).columns
    for lines in _in_batches(side_by_side(con, dict.fromkeys(by_table, ()), lines_of)):
        con.from_arrow(lines.select(columns)).insert_into(LINES)


def _in_batches(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Yield tables one under the other, a few at a time: each time that something is written costs."""
    batch: list[pa.Table] = []
    for table in tables:
        batch.append(table)
        if sum(lines.nbytes for lines in batch) > BATCH_BYTES:
            yield pa.concat_tables(batch)
            batch = []
    if batch:
        yield pa.concat_tables(batch)


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
    return pa.concat_tables(FigureLines(EventCounts(events, sets, calendar)).tables(branches))
