"""The versions that the calculation is timed against count the same: plain pandas, and the bare scan of DuckDB."""

from __future__ import annotations

import pandas as pd
import pytest

from data.store import Store
from metrics.library import load_library
from tests.benchmarks.bare_scan import bare_scans
from tests.benchmarks.pandas_counts import (
    PLAIN_KPIS,
    PlainKpi,
    counted,
    events_of,
    longer_periods,
    periods_of,
)

KEYS = ["org_unit_id", "breakdown", "part", "month"]
FIGURES = """SELECT org_unit_id, breakdown, part, period_end, numerator, denominator
FROM kpi_figures
WHERE kpi_id = ? AND basis = 'completed' AND period_kind IN ('month', 'as_at') AND origin = 'calculated'
AND greatest(coalesce(numerator, 0), coalesce(denominator, 0)) > 0"""

LONGER_FIGURES = """SELECT numerator FROM kpi_figures
WHERE kpi_id = ? AND basis = 'completed' AND period_kind <> 'month' AND origin = 'calculated' AND numerator > 0"""


@pytest.mark.parametrize("kpi", PLAIN_KPIS, ids=lambda kpi: kpi.kpi_id)
def test_pandas_counts_what_the_store_has(northmere: Store, kpi: PlainKpi) -> None:
    with northmere.connection.cursor() as con:
        first, last = con.execute("SELECT min(month_end), max(month_end) FROM month_ends").fetchall()[0]
        plain = counted(kpi, events_of(con, kpi.events), pd.Period(first, "M"), pd.Period(last, "M"))
        stored = con.execute(FIGURES, [kpi.kpi_id]).df()
    stored["month"] = pd.to_datetime(stored.pop("period_end")).dt.to_period("M")
    if stored["denominator"].isna().all():  # a plain count
        plain, stored = plain.drop(columns="denominator"), stored.drop(columns="denominator")
    assert len(plain) > 100
    assert _figures(plain) == _figures(stored)


def test_pandas_adds_months_up_to_what_the_store_has(northmere: Store) -> None:
    kpi = PLAIN_KPIS[0]
    with northmere.connection.cursor() as con:
        first, last = con.execute("SELECT min(month_end), max(month_end) FROM month_ends").fetchall()[0]
        months = counted(kpi, events_of(con, kpi.events), pd.Period(first, "M"), pd.Period(last, "M"))
        plain = longer_periods(kpi, months, periods_of(con))
        stored = con.execute(LONGER_FIGURES, [kpi.kpi_id]).fetchall()
    assert len(stored) > 1000
    assert sorted(plain["numerator"].tolist()) == sorted(numerator for (numerator,) in stored)


def test_the_bare_scan_counts_what_the_store_has(northmere: Store) -> None:
    with northmere.connection.cursor() as con:
        scan = bare_scans(con, [load_library().by_id("contacts_received")])["contacts"]
        scanned = {month: events for _, _, month, events, *_ in con.execute(scan).fetchall()}
        stored = con.execute(
            f"{FIGURES} AND org_unit_id = 'northmere' AND breakdown IS NULL", ["contacts_received"]
        )
        expected = {end.replace(day=1): numerator for _, _, _, end, numerator, _ in stored.fetchall()}
    assert len(expected) > 12
    assert {month: scanned[month] for month in expected} == expected


def _figures(rows: pd.DataFrame) -> dict[tuple[object, ...], tuple[float, ...]]:
    numbers = [name for name in ("numerator", "denominator") if name in rows]
    keys = rows[KEYS].astype(object).where(rows[KEYS].notna(), None).itertuples(index=False, name=None)
    values = rows[numbers].astype(float).itertuples(index=False, name=None)
    return dict(zip(keys, values, strict=True))
