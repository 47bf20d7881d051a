"""Whether the worked examples of definitions come out as they say, when the real calculation works through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import duckdb

from data.calculation.worked_examples import Disagreement, disagreements
from data.errors import StoreError
from data.event_schema import empty_events
from metrics.definition import KpiDefinition
from metrics.vocabulary import KpiStatus


def with_examples(kpis: Iterable[KpiDefinition]) -> list[KpiDefinition]:
    """Return the measures whose examples can be worked through: those calculated from records."""
    return [kpi for kpi in kpis if kpi.status is KpiStatus.LIVE and kpi.worked_examples]


def failing_examples(kpis: Iterable[KpiDefinition]) -> list[Disagreement]:
    """Return every worked result that the calculation does not give, of all measures at once.

    Raises StoreError, naming the measures, where examples or conditions cannot be calculated at all.
    """
    worked = with_examples(kpis)
    if not worked:
        return []
    with empty_events() as con:
        try:
            return disagreements(con, worked)
        except duckdb.Error as error:
            problems = list(_that_cannot_be_worked(con, worked))
            raise StoreError("The library", problems or [str(error)]) from error


def _that_cannot_be_worked(con: duckdb.DuckDBPyConnection, kpis: Iterable[KpiDefinition]) -> Iterator[str]:
    """Yield a sentence for each measure whose examples stop the calculation."""
    for kpi in kpis:
        try:
            disagreements(con, [kpi])
        except duckdb.Error as error:
            why = str(error).partition("\n")[0].rstrip(".")
            yield f"{kpi.id}: its examples cannot be worked through: {why}. Correct a cell or a condition."
