"""The judgement of one row with its outlook's path, worked out once for each build, and again when people write."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.chart_rules import chart_rules
from data.store import Store
from metrics.vocabulary import Basis
from pages.parts.journal import journal_of_store
from pages.parts.sources import Sources
from reporting.behind_figures import behind_figures
from reporting.judgement import Judgement, judge_row
from reporting.judgement.written import Written, written_about
from reporting.overdue import overdue_counts
from reporting.scorecard import ScorecardRow

RowKey = tuple[str, str | None, str | None]


def row_key(row: ScorecardRow) -> RowKey:
    """Return what tells a row from the others of its scorecard."""
    return row.kpi.id, row.breakdown, row.part


def judgement_of_row(
    known: Sources,
    row: ScorecardRow,
    authority_id: str | None = None,
    basis: Basis = Basis.COMPLETED,
    until: date | None = None,
) -> Judgement:
    """Return the judgement of one row, with the path of its outlook for the chart.

    authority_id: of the authority that the row's part of the organisation belongs to, where it is not one.
    until: the day up to which the figures of the row were read, None for all.
    """
    written = written_about(
        journal_of_store(), authority_id or row.org_unit_id, [row.kpi.id], row.org_unit_id
    )
    return _of_row(
        str(known.store.file),
        row.org_unit_id,
        row_key(row),
        basis.value,
        until,
        f"{written.key} {chart_rules()}",
        row,
        known.store,
        written,
    )


# The file of a build is never written again, so its path stands for everything in it. Judgements are
# frozen: all sessions may share them. What begins with an underscore is no part of the key.
@st.cache_resource(max_entries=256, show_spinner=False)
def _of_row(
    store_file: str,
    org_unit_id: str,
    key: RowKey,
    basis: str,
    until: date | None,
    written_key: str,
    _row: ScorecardRow,
    _store: Store,
    _written: Written,
) -> Judgement:
    overdue = overdue_counts(_store, [_row.kpi.id], org_unit_id, until)
    return judge_row(
        _row, overdue, written=_written, behind=behind_figures(_store, org_unit_id, _row.latest_end)
    )
