"""The parts of the screen about doubtful records: the checks, one check's teams and measures, its rows."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts.marks import rating_mark
from charts.palette import Palette
from data.data_checks.registry import Severity
from data.store import Store
from metrics.periods import month_label
from metrics.value_words import value_words
from metrics.vocabulary import Level
from pages.parts.board import BoardRow, Cell, board
from pages.parts.reader import note_records_shown, reader_role
from pages.parts.shown import show_table
from reporting.data_checks import (
    CheckFound,
    KpiDoubt,
    counts_by_unit,
    doubtful_rows,
    threatened_kpis,
)

SHAPES = {Severity.WRONG: "red", Severity.UNLIKELY: "amber", Severity.NOT_KNOWN: "none"}
HEADINGS = ("Check", "How sure", "Doubtful rows", "Rows looked at", "Measures made from them")
NUMBERS = ("Doubtful rows", "Rows looked at")
KPI_HEADINGS = ("Measure", "Doubtful records", "Figure", "What it could be")


def show_checks(found: Sequence[CheckFound], authority_id: str, colours: Palette) -> None:
    """Show the checks that found something as a board, the others by name."""
    with_doubts = [check for check in found if check.rows_doubtful]
    st.markdown(checks_sentence(found))
    if with_doubts:
        board(
            "Checks that found something",
            HEADINGS,
            [_check_row(check, authority_id, colours) for check in with_doubts],
            colours,
            address="data-checks",
            key="data_checks",
        )
    quiet = [check.check.title for check in found if not check.rows_doubtful]
    if quiet:
        with st.expander(f"Checks that found nothing ({len(quiet)})"):
            st.markdown("\n".join(f"- {title}" for title in quiet))


def checks_sentence(found: Sequence[CheckFound]) -> str:
    """Return how many checks found something, and which found most."""
    with_doubts = [check for check in found if check.rows_doubtful]
    if not with_doubts:
        return f"**{len(found)} checks looked, and none found anything doubtful.**"
    most = max(with_doubts, key=lambda check: check.rows_doubtful)
    return (
        f"**{len(with_doubts)} of {len(found)} checks found something doubtful.** Most rows: "
        f"{most.check.title[0].lower()}{most.check.title[1:]} ({most.rows_doubtful:,})."
    )


def _check_row(found: CheckFound, authority_id: str, colours: Palette) -> BoardRow:
    severity = found.check.severity
    shape = SHAPES[severity]
    split = f"and the split of {found.kpis_split} more" if found.kpis_split else ""
    return BoardRow(
        found.check.title,
        found.check.what_to_do,
        {"authority": authority_id, "check": found.check.id},
        (
            Cell(
                severity.label,
                drawing=rating_mark(shape, colours.of_rating(shape), colours.background),
                css_class="rating",
            ),
            Cell(f"{found.rows_doubtful:,}", css_class="figure"),
            Cell(f"{found.rows_looked_at:,}", css_class="figure absent"),
            Cell(str(found.kpis_threatened), split, css_class="figure"),
        ),
    )


def show_teams(store: Store, found: CheckFound, authority_id: str) -> None:
    """Show in which teams and services a check found how much."""
    units = counts_by_unit(store, found.check.id, authority_id)
    rows = [
        {
            "Team": unit.name,
            "Doubtful rows": unit.rows_doubtful,
            "Rows looked at": unit.rows_looked_at,
        }
        for unit in units
        if unit.level is Level.TEAM
    ]
    show_table(
        rows,
        words=f"{found.check.title}: doubtful rows by team",
        file_name=f"{found.check.id}_by_team",
        columns={name: st.column_config.NumberColumn(format="localized") for name in NUMBERS},
    )
    st.markdown(
        "A row belongs to the team that it names if that still exists, else to the team that has the child now "
        "or had it last."
    )


def show_kpis(store: Store, found: CheckFound, authority_id: str, colours: Palette) -> None:
    """Show which measures a check threatens and by how much."""
    doubts = threatened_kpis(store, found.check.id, authority_id)
    touched = [d for d in doubts if d.touches == "figure" and d.records_doubtful != 0]
    st.markdown(kpis_sentence(doubts))
    if touched:
        month = next((month_label(d.period_end) for d in touched if d.period_end is not None), "")
        board(
            f"Measures that could be another figure in {month}",
            KPI_HEADINGS,
            [_kpi_row(doubt, authority_id) for doubt in touched],
            colours,
            address="kpi",
            key="data_check_kpis",
        )
    if doubts:
        with st.expander(f"Every measure made from such rows, as a table ({len(doubts)})"):
            show_table(
                [_table_row(doubt) for doubt in doubts],
                words=f"{found.check.title}: the measures made from such rows",
                file_name=f"{found.check.id}_measures",
            )


def _table_row(doubt: KpiDoubt) -> dict[str, object]:
    return {
        "Measure": doubt.kpi_name,
        "In doubt": "The figure" if doubt.touches == "figure" else "Its split only",
        "Doubtful records": doubt.records_doubtful,
        "Records": doubt.records,
        "Figure": doubt.figure,
        "Lowest": doubt.lowest,
        "Highest": doubt.highest,
        "In words": doubt.swing_words,
    }


def kpis_sentence(doubts: Sequence[KpiDoubt]) -> str:
    """Return how many measures are made from what is doubtful, and which could be out by most."""
    figures = [doubt for doubt in doubts if doubt.touches == "figure"]
    if not figures:
        return "No measure is made from what is doubtful here."
    share = [doubt for doubt in figures if doubt.unit == "percent" and doubt.swing]
    said = f"**{len(figures)} measures are made from such rows.**"
    if not share:
        return said
    widest = max(share, key=lambda doubt: doubt.swing or 0)
    return f"{said} Furthest out of the percentages: {widest.kpi_name}. {widest.swing_words}."


def _kpi_row(doubt: KpiDoubt, authority_id: str) -> BoardRow:
    figure = "" if doubt.figure is None else value_words(doubt.figure, doubt.unit, doubt.decimal_places)
    return BoardRow(
        doubt.kpi_name,
        "",
        {"kpi": doubt.kpi_id, "authority": authority_id},
        (
            Cell(doubt.records_words, css_class="figure absent"),
            Cell(figure, css_class="figure"),
            Cell(doubt.swing_words),
        ),
    )


def show_rows(store: Store, found: CheckFound, authority_id: str) -> None:
    """Show the doubtful rows to put right, once asked for: that is noted in the audit trail."""
    if not st.toggle("Show the doubtful rows", key=f"rows:{found.check.id}"):
        st.markdown(
            "The rows name children by pseudonym, file and row. Who looks is noted in the audit trail."
        )
        return
    rows = doubtful_rows(store, found.check.id, authority_id, role=reader_role()).to_pylist()
    note_records_shown(f"doubtful rows: {found.check.id}", f"{len(rows)} rows of {authority_id}")
    show_table(
        [
            {
                "Team": row["team"],
                "What is doubtful": row["doubt"],
                "Child": row["child_id"] or "",
                "Table": row["source_table"].replace("_", " "),
                "File": row["file_name"] or "",
                "Row": row["landed_row"],
                "Rows": row["rows_concerned"],
            }
            for row in rows
        ],
        words=f"{found.check.title}: the rows to put right",
        file_name=f"{found.check.id}_rows",
    )
