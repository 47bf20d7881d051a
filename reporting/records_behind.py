"""The records behind a number, and what is due and overdue: for those who may see children's records."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa

from data.calculation.records import RecordsWanted, open_work, records
from data.organisation import units_in_store
from data.store import Store
from metrics.definition import KpiDefinition
from metrics.kinds_of_work import has_running_clock
from metrics.periods import Period, day_label
from metrics.problems import MetricsError
from metrics.vocabulary import Basis, KpiStatus, Level
from reporting.figure_sets import figure_set
from reporting.supply import not_supplied

# A scrutiny committee never sees a record; local_user is the one person of an installation without sign-in.
ROLES_THAT_MAY_SEE_RECORDS = ("director", "head_of_service", "team_manager", "bi", "local_user")
OLDEST = date(1990, 1, 1)


class RecordsError(MetricsError):
    """Records that cannot be shown; the message says why."""


def records_behind(
    store: Store,
    kpi: KpiDefinition,
    period: Period,
    *,
    org_unit: str | None,
    basis: Basis | None,
    role: str,
) -> pa.Table:
    """Return the records behind a KPI's numbers of one period, one row a record and basis.

    `days_late` is how many calendar days after its due day a thing was done, or the extract was made;
    blank where it is not late. Raises RecordsError, also for a period that has no figure, and
    UnknownOrgUnitError.
    """
    _check(kpi, role)
    if period.start is None or period.end is None:
        raise RecordsError("Records are listed for a dated period, like 2026-10.")
    wanted = _wanted(store, org_unit, period.start, period.end, basis)
    _check_supplied(store, kpi, wanted)
    found = records(store.connection.cursor(), kpi, wanted)
    if not found.num_rows:
        _check_has_figures(store, kpi, wanted)
    return _with_days_late(found, None)


def due_and_overdue(
    store: Store, kpi: KpiDefinition, on: date, within_days: int, *, org_unit: str | None, role: str
) -> pa.Table:
    """Return what is open on a day and overdue then, or due within some days after it; oldest first.

    RecordsError for a KPI without a clock of its own (metrics.kinds_of_work.clock_of names another's).
    """
    _check(kpi, role)
    if not has_running_clock(kpi):
        raise RecordsError(
            f"{kpi.id} has no time limit, so nothing of it falls due. What falls due, and by which measure, is "
            "on the screen Due and overdue."
        )
    wanted = _wanted(store, org_unit, OLDEST, on + timedelta(days=within_days), None)
    _check_supplied(store, kpi, wanted)
    return _with_days_late(open_work(store.connection.cursor(), kpi, wanted, on), on)


def _check(kpi: KpiDefinition, role: str) -> None:
    if role not in ROLES_THAT_MAY_SEE_RECORDS:
        raise RecordsError(f"The role {role} may not see children's records.")
    if kpi.status is not KpiStatus.LIVE:
        raise RecordsError(f"{kpi.id} is not calculated from records: {kpi.status.label.lower()}.")


def _check_supplied(store: Store, kpi: KpiDefinition, wanted: RecordsWanted) -> None:
    """Raise RecordsError where the extracts do not give a KPI: other records are not the records behind it."""
    missing = not_supplied(store, wanted.authority_id).get(kpi.id)
    if missing is not None:
        raise RecordsError(f"{kpi.id} has no figures in {wanted.authority_id}, so no records. {missing}")


def _check_has_figures(store: Store, kpi: KpiDefinition, wanted: RecordsWanted) -> None:
    """Raise RecordsError where the authority has no figure of a KPI in a period: then no record says nothing."""
    found = figure_set(store, [kpi.id], [wanted.authority_id], bases=tuple(Basis))
    ends = [
        row["period_end"]
        for row in found.select(["period_end", "origin"]).to_pylist()
        if row["origin"] == "calculated"
    ]
    if any(wanted.first_day <= end <= wanted.last_day for end in ends):
        return
    held = f"They go from {min(ends):%Y-%m} to {max(ends):%Y-%m}" if ends else "There are none of any month"
    raise RecordsError(
        f"{kpi.id} has no figure of {_period_words(wanted)} in {wanted.authority_id} that is calculated from "
        f"records. {held}; to see them: python cli.py observations --kpi {kpi.id} --authority {wanted.authority_id}"
    )


def _period_words(wanted: RecordsWanted) -> str:
    """Return the days that records are wanted of, in words."""
    return f"{day_label(wanted.first_day)} to {day_label(wanted.last_day)}"


def _wanted(
    store: Store, org_unit: str | None, first: date, last: date, basis: Basis | None
) -> RecordsWanted:
    """Return which records of which unit; without a unit, of the authority that has records."""
    unit_id = _unit_id(store, org_unit) if org_unit else _authority_with_records(store)
    (unit,) = store.rows("reporting/unit_of_records", org_unit_id=unit_id)
    chosen = basis.value if basis else None
    authority = unit["authority_id"]
    if unit["level"] == Level.AUTHORITY:
        return RecordsWanted(authority, first, last, chosen)
    if unit["level"] == Level.WORKER:
        return RecordsWanted(
            authority, first, last, chosen, worker_id=unit_id.removeprefix(f"{authority}:worker:")
        )
    return RecordsWanted(authority, first, last, chosen, team_ids=tuple(unit["team_ids"]))


def _unit_id(store: Store, written: str) -> str:
    """Return the id of a unit named by id or name. UnknownOrgUnitError, or RecordsError if not the only one."""
    units = units_in_store(store)
    units.check_org_unit(written)
    found = units.find(written)
    if found is None:
        raise RecordsError(f"'{written}' is the name of several parts of the organisation: give its id.")
    return found


def _authority_with_records(store: Store) -> str:
    found = [row["authority_id"] for row in store.rows("reporting/authorities_with_records")]
    if not found:
        raise RecordsError("The store holds no records. Load an extract first: python cli.py load --help.")
    if len(found) > 1:
        raise RecordsError(f"Name the part of the organisation: the store has records of {', '.join(found)}.")
    return str(found[0])


def _with_days_late(found: pa.Table, on: date | None) -> pa.Table:
    """Add days_late: from the due day to the day it was done, or to `on` for open work."""
    late: list[int | None] = []
    for row in found.select(["due_on", "clock_stops"]).to_pylist():
        until = on or row["clock_stops"]
        until = until.date() if hasattr(until, "date") else until
        days = (until - row["due_on"]).days if until is not None and row["due_on"] is not None else 0
        late.append(days if days > 0 else None)
    return found.append_column("days_late", pa.array(late, pa.int64()))
