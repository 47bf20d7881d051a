"""Judgements of the rows on a screen, worked out once for each build and kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data.store import Store
from pages.parts.sources import Sources
from reporting.judgement import Judgement, judge_row, judge_rows
from reporting.overdue import overdue_counts
from reporting.scorecard import Scorecard, ScorecardRow

RowKey = tuple[str, str | None, str | None]


def row_key(row: ScorecardRow) -> RowKey:
    """Return what tells a row from the others of its scorecard."""
    return row.kpi.id, row.breakdown, row.part


def judgements_of(
    known: Sources, card: Scorecard, service_area: str, until: date | None
) -> dict[RowKey, Judgement]:
    """Return the judgement of every row of a scorecard, all at once the first time."""
    return _of_card(str(known.store.file), card.org_unit_id, service_area, until, card.rows, known.store)


def judgement_of_row(known: Sources, row: ScorecardRow) -> Judgement:
    """Return the judgement of one row, with the path of its outlook for the chart."""
    return _of_row(str(known.store.file), row.org_unit_id, row_key(row), row, known.store)


# The file of a build is never written again, so its path stands for everything in it. Judgements are
# frozen: all sessions may share them. What begins with an underscore is no part of the key.
@st.cache_resource(max_entries=128, show_spinner=False)
def _of_card(
    store_file: str,
    org_unit_id: str,
    service_area: str,
    until: date | None,
    _rows: Sequence[ScorecardRow],
    _store: Store,
) -> dict[RowKey, Judgement]:
    overdue = overdue_counts(_store, [row.kpi.id for row in _rows], org_unit_id, until)
    return dict(zip(map(row_key, _rows), judge_rows(_rows, overdue), strict=True))


@st.cache_resource(max_entries=256, show_spinner=False)
def _of_row(store_file: str, org_unit_id: str, key: RowKey, _row: ScorecardRow, _store: Store) -> Judgement:
    return judge_row(_row, overdue_counts(_store, [_row.kpi.id], org_unit_id))
