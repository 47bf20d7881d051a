"""What the checks of records found, which KPIs that threatens, and by how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from data.data_checks.registry import ANY_CHECK, DataCheck, data_checks
from data.store import Store
from metrics.vocabulary import Level
from reporting.older_builds import holds
from reporting.records_behind import ROLES_THAT_MAY_SEE_RECORDS, RecordsError
from reporting.words import change_words, value_words

RELATION = "data_checks"
FIGURE = "figure"  # what of a KPI is in doubt: the figure itself, not only a split of it
MOST_ROWS = 10_000


@dataclass(frozen=True)
class CheckFound:
    """One check in one part of the organisation.

    `kpis_threatened` are made from what is doubtful; of `kpis_split` only the split by age, sex, ethnicity or
    disability is.
    """

    check: DataCheck
    rows_doubtful: int
    rows_looked_at: int
    kpis_threatened: int
    kpis_split: int


@dataclass(frozen=True)
class UnitCount:
    """How many rows one check found doubtful in one team or service, of those it looked at."""

    org_unit_id: str
    name: str
    level: Level
    rows_doubtful: int
    rows_looked_at: int


@dataclass(frozen=True)
class KpiDoubt:
    """How far one check, or all together (check_id 'any'), puts the newest figure of one KPI in doubt.

    `lowest` and `highest` are in the KPI's unit: every doubtful record counted as bad, or as good, for it.
    """

    check_id: str
    kpi_id: str
    kpi_name: str
    unit: str
    decimal_places: int
    org_unit_id: str
    period_end: date | None
    touches: str
    records_doubtful: int | None
    records: int | None
    figure: float | None
    lowest: float | None
    highest: float | None
    swing: float | None
    why_no_swing: str | None

    @property
    def records_words(self) -> str:
        """How many of the KPI's records in the month are doubtful: '3 of 193'."""
        if self.records_doubtful is None:
            return "not known"
        return f"{self.records_doubtful:,} of {self.records:,}" if self.records is not None else "none"

    @property
    def swing_words(self) -> str:
        """By how much the figure could be out, or why that cannot be worked out."""
        if self.why_no_swing is not None:
            return f"Cannot be worked out: {self.why_no_swing}."
        if not self.swing or self.lowest is None or self.highest is None:
            return "No change in the newest month"
        low, high = (
            value_words(value, self.unit, self.decimal_places) for value in (self.lowest, self.highest)
        )
        size = change_words(self.swing, self.unit, self.decimal_places).removeprefix("+")
        return f"At most {size}: from {low} to {high}"


def checks_found(store: Store, org_unit_id: str) -> tuple[CheckFound, ...]:
    """Return every check that looked at rows of a part of the organisation, in the order to put things right.

    Empty for an authority without records, and for a build that an older program made.
    """
    if not holds(store, RELATION):
        return ()
    by_id = {row.pop("check_id"): row for row in store.rows("reporting/data_checks", org_unit_id=org_unit_id)}
    return tuple(CheckFound(check, **by_id[check.id]) for check in data_checks() if check.id in by_id)


def counts_by_unit(store: Store, check_id: str, authority_id: str) -> tuple[UnitCount, ...]:
    """Return the teams and services in which a check found something, most first."""
    rows = store.rows("reporting/data_checks_by_unit", check_id=check_id, authority_id=authority_id)
    return tuple(UnitCount(**{**row, "level": Level(row["level"])}) for row in rows)


def threatened_kpis(store: Store, check_id: str, org_unit_id: str) -> tuple[KpiDoubt, ...]:
    """Return the KPIs that are made from what a check doubts, the widest swing first."""
    rows = store.rows("reporting/data_check_kpis", check_id=check_id, org_unit_id=org_unit_id)
    return tuple(KpiDoubt(**row) for row in rows)


def figure_doubts(store: Store, org_unit_id: str) -> dict[str, KpiDoubt]:
    """Return how far all checks together put the newest figure of each KPI in doubt, by the id of the KPI.

    Only of KPIs whose figure could be another; empty for a build that an older program made.
    """
    if not holds(store, RELATION):
        return {}
    found = threatened_kpis(store, ANY_CHECK, org_unit_id)
    return {doubt.kpi_id: doubt for doubt in found if doubt.touches == FIGURE and doubt.swing}


def doubtful_rows(
    store: Store, check_id: str | None, org_unit_id: str, *, role: str, most: int = MOST_ROWS
) -> pa.Table:
    """Return the doubtful rows of one check, or of all: file, row, pseudonym and what is doubtful.

    RecordsError for a role that may not see children's records.
    """
    if role not in ROLES_THAT_MAY_SEE_RECORDS:
        raise RecordsError(f"The role {role} may not see children's records.")
    return store.ask("reporting/doubtful_rows", check_id=check_id, org_unit_id=org_unit_id, most=most)
