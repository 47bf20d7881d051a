"""Published annual figures that an authority's own are set beside: England, its neighbours, its region.

They are real wherever they stand. Beside a council that does not exist their name says 'published'.
A year is no month: nothing here is ever drawn as a point of a monthly series.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.store import Store
from metrics.definition import KpiDefinition
from reporting.older_builds import holds
from reporting.words import value_words

COUNTRY, NEIGHBOURS, REGION, AUTHORITY = "country", "neighbours", "region", "authority"


@dataclass(frozen=True)
class Benchmark:
    """One published figure of one area and year.

    name: the area, with ', published' beside a council that does not exist; area: the area alone. kind:
    country, neighbours, region, or authority (what was published of the authority itself). value is in the
    KPI's unit, percentages from 0 to 100; numerator and denominator are None where not published.
    year_label: 'year to 31 March 2025', or '31 March 2025' for a count on a day. differs: in what way the
    published measure differs from the KPI, '' where it does not.
    """

    name: str
    area: str
    kind: str
    value: float
    year_label: str
    period_start: date
    period_end: date
    numerator: float | None
    denominator: float | None
    source: str
    publisher: str
    published_on: date
    differs: str

    def value_words(self, kpi: KpiDefinition) -> str:
        """Return the value as people read it, with at most the decimal places that were published."""
        places = 0 if self.value == int(self.value) and kpi.decimal_places <= 1 else kpi.decimal_places
        return value_words(self.value, kpi.unit, places)

    @property
    def source_words(self) -> str:
        """Return the source with its publisher and date."""
        return f"{self.source}. {self.publisher}, published {self.published_on.day} {self.published_on:%B %Y}"


def benchmarks_of(
    store: Store, kpi_ids: Sequence[str], authority_id: str
) -> dict[str, tuple[Benchmark, ...]]:
    """Return the benchmarks of each KPI that has any, from one query.

    In each KPI's tuple England comes first, then neighbours, region and the authority's own published
    figures; of each area the newest year first. A build of an older program has none.
    """
    if not holds(store, "benchmarks"):
        return {}
    found: dict[str, list[Benchmark]] = defaultdict(list)
    for row in store.rows("reporting/benchmarks", kpis=list(kpi_ids), authority_id=authority_id):
        found[row["kpi_id"]].append(benchmark_of(row))
    return {kpi_id: tuple(benchmarks) for kpi_id, benchmarks in found.items()}


def newest_of(benchmarks: Sequence[Benchmark], kind: str) -> Benchmark | None:
    """Return the newest figure of one kind of area; None if there is none."""
    return next((benchmark for benchmark in benchmarks if benchmark.kind == kind), None)


def benchmark_of(row: dict[str, Any]) -> Benchmark:
    """Return the benchmark in a row of queries/reporting/benchmarks."""
    return Benchmark(
        name=f"{row['area']}, published" if row["is_synthetic"] else row["area"],
        area=row["area"],
        kind=row["area_kind"],
        value=row["value"],
        year_label=year_label(row["period_start"], row["period_end"]),
        period_start=row["period_start"],
        period_end=row["period_end"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        source=row["source"],
        publisher=row["publisher"],
        published_on=row["published_on"],
        differs=row["differs"] or "",
    )


def year_label(start: date, end: date) -> str:
    """Return what a published figure is about: a year, or a day where it starts and ends on the same.

    >>> year_label(date(2024, 4, 1), date(2025, 3, 31)), year_label(date(2025, 3, 31), date(2025, 3, 31))
    ('year to 31 March 2025', '31 March 2025')
    """
    day = f"{end.day} {end:%B %Y}"
    return day if start == end else f"year to {day}"
