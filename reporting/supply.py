"""What the extracts of an authority do not give: the measures, and in words what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from data.calculation.supply import SOURCE_WORDS, needs_of, places_of, refused_sources, table_words
from data.store import Store
from metrics.definition import KpiDefinition
from metrics.vocabulary import KpiStatus
from reporting.older_builds import holds
from reporting.words import sentence_case


def not_supplied(store: Store, authority_id: str) -> Mapping[str, str]:
    """Return by KPI id what is missing, for every KPI that an authority's extracts do not give at all."""
    if not holds(store, "kpi_supply"):
        return {}
    rows = store.rows("reporting/not_supplied", authority_id=authority_id)
    return {row["kpi_id"]: row["note"] for row in rows}


def source_lines(kpi: KpiDefinition) -> Iterator[tuple[str, str]]:
    """Yield what a live KPI needs and which extract or feed holds it, and which cannot give it and why."""
    if kpi.status is not KpiStatus.LIVE or kpi.calculation is None or kpi.calculation.events is None:
        return
    refused = refused_sources(kpi.calculation)
    needed = [
        f"{table_words(item)} ({places})"
        if (places := places_of(item, without=tuple(refused)))
        else table_words(item)
        for item in needs_of(kpi.calculation)
    ]
    if needed:
        yield "Needs", sentence_case("; ".join(needed))
    for kind, reason in refused.items():
        yield f"Why not from {SOURCE_WORDS[kind]}", reason
