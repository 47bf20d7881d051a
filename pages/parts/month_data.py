"""What "This month" and the scorecard read: every measure judged, kept for as long as its build is in use.

The file of a build is never written again, so its path stands for everything in it. What is kept is
frozen: all sessions share it. What begins with an underscore is no part of the key.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.chart_rules import chart_rules
from data.store import Store
from metrics.library import KpiLibrary
from pages.parts.journal import journal_of_store
from pages.parts.reader import reader_role
from pages.parts.sources import Sources
from reporting.benchmarks import Benchmark, benchmarks_of
from reporting.data_checks import CheckFound, checks_found
from reporting.due_work import DueWork, due_work
from reporting.judgement.written import Written, written_about
from reporting.kpi_choices import kpis_with_figures
from reporting.loaded_data import LoadSummary, load_summaries
from reporting.longer_periods import LongerPeriods, longer_periods
from reporting.records_behind import RecordsError
from reporting.scorecard import months_with_figures
from reporting.this_month import AuthorityMonth, MonthFigures, authority_month, month_figures


def months_of(known: Sources, authority_id: str) -> tuple[date, ...]:
    """Return the last day of every month with a figure of an authority, newest first."""
    return _months(str(known.store.file), authority_id, known.store)


def newest_month(known: Sources, authority_id: str) -> date | None:
    """Return the last day of the newest month with a figure of an authority; None without dated figures."""
    return next(iter(months_of(known, authority_id)), None)


def with_figures(known: Sources, authority_id: str) -> frozenset[str]:
    """Return the ids of the measures of which an authority has any figure."""
    return _with_figures(str(known.store.file), authority_id, known.store)


def judged_month(known: Sources, authority_id: str, month: date) -> AuthorityMonth:
    """Return every measure of an authority judged as of a month, with what is written about it now."""
    written = written_about(journal_of_store(), authority_id, known.library.ids)
    figures = _figures(str(known.store.file), authority_id, month, known.store, known.library)
    key = f"{written.key} {chart_rules()}"
    return _judged_month(str(known.store.file), authority_id, month, key, figures, written)


def overdue_work(known: Sources, authority_id: str, month: date) -> DueWork | None:
    """Return what was overdue at the end of a month; None without records, or for who may not see them.

    For the newest month the day is that of the extract.
    """
    try:
        return _overdue_work(
            str(known.store.file), authority_id, month, reader_role(), known.store, known.library
        )
    except RecordsError:
        return None


def checks_of(known: Sources, authority_id: str) -> tuple[CheckFound, ...]:
    """Return every check that looked at an authority's records; none without records."""
    return _checks(str(known.store.file), authority_id, known.store)


def loads_of(known: Sources) -> tuple[LoadSummary, ...]:
    """Return every load in the build, newest first."""
    return _loads(str(known.store.file), known.store)


def periods_of(known: Sources, authority_id: str, month: date) -> dict[str, LongerPeriods]:
    """Return year to date and rolling 12 months of every measure, by its id."""
    return _periods(str(known.store.file), authority_id, month, known.store, known.library)


def benchmarks_held(known: Sources, authority_id: str) -> dict[str, tuple[Benchmark, ...]]:
    """Return the published figures that an authority is set beside, by the id of the measure."""
    return _benchmarks(str(known.store.file), authority_id, known.store, known.library)


@st.cache_resource(max_entries=32, show_spinner=False)
def _months(store_file: str, authority_id: str, _store: Store) -> tuple[date, ...]:
    return tuple(months_with_figures(_store, authority_id))


@st.cache_resource(max_entries=32, show_spinner=False)
def _with_figures(store_file: str, authority_id: str, _store: Store) -> frozenset[str]:
    return kpis_with_figures(_store, authority_id)


@st.cache_resource(max_entries=12, show_spinner="Reading every measure of the month")
def _figures(
    store_file: str, authority_id: str, month: date, _store: Store, _library: KpiLibrary
) -> MonthFigures:
    return month_figures(_store, _library, authority_id, month)


@st.cache_resource(max_entries=12, show_spinner=False)
def _judged_month(
    store_file: str,
    authority_id: str,
    month: date,
    written_key: str,
    _figures: MonthFigures,
    _written: Written,
) -> AuthorityMonth:
    return authority_month(_figures, _written)


@st.cache_resource(max_entries=12, show_spinner=False)
def _checks(store_file: str, authority_id: str, _store: Store) -> tuple[CheckFound, ...]:
    return checks_found(_store, authority_id)


@st.cache_resource(max_entries=12, show_spinner=False)
def _overdue_work(
    store_file: str, authority_id: str, month: date, role: str, _store: Store, _library: KpiLibrary
) -> DueWork | None:
    months = _months(store_file, authority_id, _store)
    on = None if month == next(iter(months), None) else month
    return due_work(_store, _library, authority_id, role=role, on=on)


@st.cache_resource(max_entries=2, show_spinner=False)
def _loads(store_file: str, _store: Store) -> tuple[LoadSummary, ...]:
    return tuple(load_summaries(_store))


@st.cache_resource(max_entries=12, show_spinner=False)
def _periods(
    store_file: str, authority_id: str, month: date, _store: Store, _library: KpiLibrary
) -> dict[str, LongerPeriods]:
    return longer_periods(_store, _library, authority_id, month)


@st.cache_resource(max_entries=12, show_spinner=False)
def _benchmarks(
    store_file: str, authority_id: str, _store: Store, _library: KpiLibrary
) -> dict[str, tuple[Benchmark, ...]]:
    return benchmarks_of(_store, _library.ids, authority_id)
