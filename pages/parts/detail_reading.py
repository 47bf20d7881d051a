"""What the KPI page reads of a build, kept: the file of a build is never written again."""

from __future__ import annotations

from datetime import date

import streamlit as st

from metrics.vocabulary import Basis
from pages.parts.sources import Sources
from reporting.benchmarks import Benchmark, benchmarks_of
from reporting.kpi_choices import KpiChoices, kpi_choices
from reporting.kpi_history import KpiHistory, kpi_history, longer_periods_of
from reporting.longer_periods import LongerPeriods
from reporting.organisation_tree import OrganisationTree
from reporting.series_breaks import SeriesBreak, series_breaks


def choices_of(known: Sources, kpi_id: str, tree: OrganisationTree, unit_id: str) -> KpiChoices:
    """Return what can be chosen of a KPI; parts are those of a unit."""
    return _choices(str(known.store.file), kpi_id, tree.authority_id, unit_id, known, tree)


def history_of(
    known: Sources,
    kpi_id: str,
    unit_id: str,
    basis: Basis,
    authority_id: str,
    until: date | None,
    *,
    with_parts: bool,
) -> KpiHistory:
    """Return the history of a KPI in a unit up to a day, held to the authority's targets where the unit has none."""
    return _history(
        str(known.store.file), kpi_id, unit_id, basis.value, authority_id, until, with_parts, known
    )


def longer_of(known: Sources, kpi_id: str, unit_id: str, month: date, basis: Basis) -> LongerPeriods:
    """Return the year to date and the last 12 months."""
    return _longer(str(known.store.file), kpi_id, unit_id, month, basis.value, known)


def breaks_of(known: Sources, kpi_id: str, unit_id: str) -> tuple[SeriesBreak, ...]:
    """Return the days from which the series is not like before."""
    return _breaks(str(known.store.file), kpi_id, unit_id, known)


def published_beside(known: Sources, kpi_id: str, authority_id: str) -> tuple[Benchmark, ...]:
    """Return the published annual figures that an authority is set beside."""
    return _published(str(known.store.file), kpi_id, authority_id, known)


# What begins with an underscore is no part of the key: the path of the build stands for it.
@st.cache_resource(max_entries=256, show_spinner=False)
def _choices(
    store_file: str,
    kpi_id: str,
    authority_id: str,
    unit_id: str,
    _known: Sources,
    _tree: OrganisationTree,
) -> KpiChoices:
    return kpi_choices(_known.store, kpi_id, _tree, unit_id)


@st.cache_resource(max_entries=128, show_spinner=False)
def _history(
    store_file: str,
    kpi_id: str,
    unit_id: str,
    basis: str,
    authority_id: str,
    until: date | None,
    with_parts: bool,
    _known: Sources,
) -> KpiHistory:
    kpi = _known.library.by_id(kpi_id)
    return kpi_history(
        _known.store,
        kpi,
        unit_id,
        Basis(basis),
        with_parts=with_parts,
        authority_id=authority_id,
        until=until,
    )


@st.cache_resource(max_entries=256, show_spinner=False)
def _longer(
    store_file: str, kpi_id: str, unit_id: str, month: date, basis: str, _known: Sources
) -> LongerPeriods:
    return longer_periods_of(_known.store, _known.library.by_id(kpi_id), unit_id, month, Basis(basis))


@st.cache_resource(max_entries=256, show_spinner=False)
def _breaks(store_file: str, kpi_id: str, unit_id: str, _known: Sources) -> tuple[SeriesBreak, ...]:
    return series_breaks(_known.store, kpi_id, unit_id)


@st.cache_resource(max_entries=256, show_spinner=False)
def _published(store_file: str, kpi_id: str, authority_id: str, _known: Sources) -> tuple[Benchmark, ...]:
    return benchmarks_of(_known.store, [kpi_id], authority_id).get(kpi_id, ())
