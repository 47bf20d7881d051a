"""Reading what is due and overdue, all kinds from one query."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from typing import Any

from data.calculation.open_work import KindAndKpi, WorkWanted
from data.calculation.open_work import due_work as rows_of_due_work
from data.store import Store
from metrics.kinds_of_work import KindOfWork, kinds_of_work
from metrics.library import KpiLibrary
from reporting.due_work.item import COMING_DAYS, Choices, DueItem, DueWork
from reporting.event_tables import event_tables, extract_days
from reporting.records_behind import ROLES_THAT_MAY_SEE_RECORDS, RecordsError
from reporting.supply import not_supplied

OTHER_WORK = "other_work_due"


def due_work(
    store: Store,
    library: KpiLibrary,
    authority_id: str,
    *,
    role: str,
    on: date | None = None,
    choices: Choices | None = None,
    team_unit_ids: tuple[str, ...] | None = None,
) -> DueWork:
    """Return what is overdue on a day and due within COMING_DAYS after it.

    Without `on` the day is that of the extract. `choices` names a KPI to count a kind by instead of the
    usual one; `team_unit_ids` are the org_unit_ids of teams, None for all. Each thing is in it once.
    RecordsError for a role that may not see children's records, and where the store has none.
    """
    if role not in ROLES_THAT_MAY_SEE_RECORDS:
        raise RecordsError(f"The role {role} may not see children's records.")
    days = extract_days(store, authority_id)
    if days is None:
        raise RecordsError(f"The store holds no records of {authority_id}. Load an extract first.")
    on = on or days.as_at_on
    kinds = kinds_of_work(library)
    missing = () if OTHER_WORK in event_tables(store) else tuple(k for k in kinds if k.in_other_work_due)
    lacking = not_supplied(store, authority_id)
    without_source = tuple(kind for kind in kinds if kind not in missing and _has_no_source(kind, lacking))
    listed = tuple(kind for kind in kinds if kind not in (*missing, *without_source))
    wanted = WorkWanted(authority_id, on, on + timedelta(days=COMING_DAYS), team_unit_ids)
    sources = [
        source
        for kind in listed
        for source in _sources(kind, library, choices or {})
        if source.kpi is None or source.kpi.id not in lacking
    ]
    found = rows_of_due_work(store.connection.cursor(), sources, wanted)
    rows = found.to_pylist() if found is not None else []
    work = DueWork(
        authority_id=authority_id,
        on=on,
        as_at_on=days.as_at_on,
        kinds=listed,
        items=tuple(_item(row, on) for row in rows if not row["is_doubtful"]),
        undatable=sum(row["is_doubtful"] for row in rows),
        not_in_build=missing,
        not_supplied=without_source,
    )
    if on <= days.as_at_on:
        return work
    asked: dict[str, Any] = {"role": role, "choices": choices, "team_unit_ids": team_unit_ids}
    return work.without_lapsed_of(due_work(store, library, authority_id, on=days.as_at_on, **asked))


def _has_no_source(kind: KindOfWork, lacking: Container[str]) -> bool:
    """Return whether nothing arrived that would say that a kind was done: then nothing of it is late."""
    named = kind.counted_by or kind.seen_in
    return bool(named) and all(kpi_id in lacking for kpi_id in named)


def _sources(kind: KindOfWork, library: KpiLibrary, choices: Choices) -> list[KindAndKpi]:
    """Return where the rows of a kind come from: the KPI chosen, its usual ones, or the other work due."""
    if kind.in_other_work_due:
        return [KindAndKpi(kind.id, None)]
    chosen = choices.get(kind.id)
    names = (chosen,) if chosen in kind.other_counts else kind.counted_by
    return [KindAndKpi(kind.id, library.by_id(name)) for name in names if name is not None]


def _item(row: dict[str, Any], on: date) -> DueItem:
    return DueItem(
        kind_id=row["kind_id"],
        kpi_id=row["kpi_id"],
        event_id=row["event_id"],
        child_id=row["child_id"],
        team_id=row["team_unit_id"],
        worker_id=row["worker_id"],
        worker_now_id=row["worker_now_id"],
        started_on=row["started_on"],
        due_on=row["due_on"],
        is_overdue=row["is_overdue"],
        days_left=(row["due_on"] - on).days,
    )
