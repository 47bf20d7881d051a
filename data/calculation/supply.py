"""Where a KPI is not supplied: what it counts from was not received, or reaches only part of the time.

A KPI needs a table that the rows of its events come from (data/event_origins.json), and each table that its
definition says it also needs. A source that its definition says cannot give it does not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from data.calculation.branches import calculation_of
from data.event_origins import event_origins
from data.sources.declared import ANNEX_A, SSD
from data.sql import read_sql
from data.staging.supplied_tables import received_tables, sources_of
from metrics.definition import Calculation, KpiDefinition
from metrics.vocabulary import KpiStatus

SOURCE_WORDS = {ANNEX_A: "Annex A", SSD: "the Standard Safeguarding Dataset"}
SPELT_OUT = {
    "annex_a_counts": "counts of the last 12 months",
    "cin": "child in need",
    "cp": "child protection",
    "sdq": "wellbeing",
}
SEVERAL = 3  # more tables than that are of every kind of case
SUPPLY = pa.schema(
    [
        ("kpi_id", pa.string()),
        ("authority_id", pa.string()),
        ("is_supplied", pa.bool_()),
        ("supplied_from", pa.date32()),
        ("supplied_until", pa.date32()),
        ("note", pa.string()),
    ]
)


@dataclass(frozen=True)
class SuppliedTable:
    """One table of records as one kind of source supplies it; a day that is None is no end."""

    name: str
    source_kind: str
    supplied_from: date | None
    supplied_until: date | None


@dataclass(frozen=True)
class Supply:
    """Whether an authority's extracts can give a KPI, between which days, and in words what is missing."""

    is_supplied: bool
    supplied_from: date | None = None
    supplied_until: date | None = None
    note: str | None = None


def needs_of(calculation: Calculation) -> list[tuple[str, ...]]:
    """Return what a calculation needs: of every item one of its tables."""
    known = set(received_tables())
    rows = event_origins()[str(calculation.events)].records
    # What the program makes itself, like the counts of rows received, is there with any extract.
    items = [tuple(sorted(rows & known)), *calculation.also_needs]
    # What gives one thing that is needed may be among what would give another.
    return [
        item
        for item in dict.fromkeys(items)
        if item and not any(set(other) < set(item) for other in items if other)
    ]


def refused_sources(calculation: Calculation) -> dict[str, str]:
    """Return the kinds of source that cannot give a figure, each with the reason."""
    cannot = calculation.cannot_come_from
    return {kind: reason for kind, reason in ((ANNEX_A, cannot.annex_a), (SSD, cannot.ssd)) if reason}


def supply_of(kpi: KpiDefinition, supplied: Iterable[SuppliedTable]) -> Supply:
    """Return whether some tables are enough for a live KPI."""
    calculation = calculation_of(kpi)
    reasons = refused_sources(calculation)
    refused = tuple(reasons)
    by_name: dict[str, list[SuppliedTable]] = defaultdict(list)
    kinds = set()
    for table in supplied:
        by_name[table.name].append(table)
        kinds.add(table.source_kind)
    begins, ends, missing = [], [], []
    turned_down: dict[str, None] = {}
    for item in needs_of(calculation):
        received = [table for name in item for table in by_name[name]]
        usable = [table for table in received if table.source_kind not in refused]
        if not usable:
            missing.append(item)
            turned_down |= dict.fromkeys(table.source_kind for table in received)
            continue
        if all(table.supplied_from is not None for table in usable):
            begins.append(min(table.supplied_from for table in usable if table.supplied_from))
        if all(table.supplied_until is not None for table in usable):
            ends.append(max(table.supplied_until for table in usable if table.supplied_until))
    if missing:
        said = [
            f"{SOURCE_WORDS[kind][:1].upper()}{SOURCE_WORDS[kind][1:]} cannot give it. {reasons[kind]}"
            for kind in turned_down
        ]
        # Workbooks are not used beside a dataset, so that they would not help.
        useless = (*refused, ANNEX_A) if SSD in kinds else refused
        return Supply(False, note=" ".join(said) or _missing_words(missing, useless))
    first, last = max(begins, default=None), min(ends, default=None)
    return Supply(True, first, last, _reach_words(first, last))


def _missing_words(missing: Sequence[tuple[str, ...]], useless: tuple[str, ...]) -> str:
    return " ".join(f"Not received: {_words_of(item, useless)}" for item in missing)


def _words_of(item: tuple[str, ...], useless: tuple[str, ...]) -> str:
    """Return in words what is missing and what would supply it."""
    named, places = table_words(item), places_of(item, without=useless)
    if not places and len(item) > SEVERAL:
        return f"{named}. An extract of records of children would hold it."
    if not places:
        return f"{named}. No extract that can be used beside the others holds it."
    return f"{named}. It would come from {places}."


def table_words(item: Sequence[str]) -> str:
    """Return the tables of which one will do, in words."""
    if len(item) > SEVERAL:
        return "any open case"
    return " or ".join(
        SPELT_OUT.get(name) or " ".join(SPELT_OUT.get(word, word) for word in name.split("_"))
        for name in item
    )


def places_of(item: Sequence[str], *, without: tuple[str, ...] = ()) -> str:
    """Return in words what would supply one of some tables, leaving out some kinds of source.

    '' if nothing would, and for open cases of every kind, which nearly every extract holds.
    """
    if len(item) > SEVERAL:
        return ""
    places = list(dict.fromkeys(place for name in item for place in sources_of(name, without=without)))
    return " or ".join([", ".join(places[:-1]), places[-1]]) if len(places) > 1 else "".join(places)


def _reach_words(first: date | None, last: date | None) -> str:
    found = [
        f"{word} {day.day} {day:%B %Y}"
        for word, day in (("after", first), ("up to", last))
        if day is not None
    ]
    return f"What it counts was received only for days {' and '.join(found)}." if found else ""


def note_supply(con: duckdb.DuckDBPyConnection, kpis: Iterable[KpiDefinition]) -> None:
    """Fill kpi_supply with every KPI and authority that has no figure at all, or none for part of the time.

    Takes the figures of the first away from figure_lines, the line of the whole authority apart, which says
    that it is not supplied.
    """
    days: dict[str, tuple[date, date]] = {
        authority: (first, last)
        for authority, first, last in con.execute(read_sql("calculation/days_of_figures")).fetchall()
    }
    supplied: dict[str, list[SuppliedTable]] = {authority: [] for authority in days}
    for authority, *facts in con.execute(read_sql("calculation/supplied_tables")).fetchall():
        if authority in supplied:
            supplied[authority].append(SuppliedTable(*facts))
    rows = [
        {
            "kpi_id": kpi.id,
            "authority_id": authority,
            "is_supplied": supply.is_supplied,
            "supplied_from": supply.supplied_from,
            "supplied_until": supply.supplied_until,
            "note": supply.note,
        }
        for kpi in kpis
        if kpi.status is KpiStatus.LIVE
        for authority, tables in supplied.items()
        if _limits(supply := supply_of(kpi, tables), *days[authority])
    ]
    con.from_arrow(pa.Table.from_pylist(rows, schema=SUPPLY)).insert_into("kpi_supply")
    con.execute(read_sql("calculation/leave_out_not_supplied"))


def _limits(supply: Supply, first: date, last: date) -> bool:
    """Return whether there is a period between two days for which nothing was supplied."""
    starts_late = supply.supplied_from is not None and supply.supplied_from > first
    ends_early = supply.supplied_until is not None and supply.supplied_until < last
    return not supply.is_supplied or starts_late or ends_early
