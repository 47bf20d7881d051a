"""A list to print: A4, large text, a box to tick for each thing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from reporting.due_work.item import DueItem, DueWork
from reporting.due_work.matrix import unit_name
from reporting.due_work.words import extract_words, holder_words, short_day, time_left_words
from reporting.organisation_tree import OrganisationTree

MOST_ROWS = 200
STYLE = """<style>
@page { size: A4; margin: 12mm; }
.sheet { font-size: 12pt; line-height: 1.25; max-width: 190mm; }
.sheet h1 { font-size: 16pt; margin: 0 0 2mm; padding: 0; }
.sheet h2 { font-size: 13pt; margin: 5mm 0 1mm; padding: 0; }
.sheet table { border-collapse: collapse; width: 100%; }
.sheet th, .sheet td { text-align: left; vertical-align: top; padding: 1.4mm 2mm; border-bottom: .3mm solid #8a94a3; }
.sheet .box { width: 5mm; height: 5mm; border: .5mm solid currentcolor; display: inline-block; }
.sheet .when { font-weight: 700; }
.sheet .id { overflow-wrap: anywhere; }
@media print {
  header, [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stDecoration"], .not-printed,
  [data-testid="stExpander"], [data-testid="stSidebar"], [data-testid="stStatusWidget"] { display: none !important; }
  .stApp, .stMain, [data-testid="stMain"], [data-testid="stAppViewContainer"] {
    position: static !important; overflow: visible !important; display: block !important; height: auto !important;
  }
  .stMainBlockContainer { padding: 0 !important; max-width: none !important; }
  .sheet { color: #000; background: #fff; }
  .sheet tr { break-inside: avoid; }
}
</style>"""


def show_print_view(work: DueWork, tree: OrganisationTree, title: str, worker_id: str | None) -> None:
    """Show the items as one sheet to print, with what the records cannot know at its head."""
    st.html(STYLE + sheet_html(work, tree, title, worker_id))


def sheet_html(work: DueWork, tree: OrganisationTree, title: str, worker_id: str | None) -> str:
    """Return the sheet as HTML, all words escaped; at most MOST_ROWS things, the rest said in words.

    On the sheet of a worker, what has passed to another worker since stands apart, without boxes.
    """
    passed_on = [item for item in work.items if worker_id and _is_passed_on(item, worker_id)]
    to_do = [item for item in work.items if item not in passed_on]
    nothing = "<p>Nothing is overdue or due.</p>" if not to_do else ""
    more = len(to_do) - MOST_ROWS
    rest = f"<p>{more:,} more are not on this sheet. Choose a worker or a kind.</p>" if more > 0 else ""
    others = ""
    if passed_on:
        others = (
            f"<h2>Passed to another worker since ({len(passed_on):,})</h2>"
            f"{_table(passed_on[:MOST_ROWS], work, tree, has_boxes=False)}"
        )
    return (
        '<p class="not-printed">Print this page from the menu of your browser (Ctrl and P).</p>'
        f'<div class="sheet"><h1>{escape(title)}</h1><p>{escape(extract_words(work))}</p>{nothing}'
        f"{_table(to_do[:MOST_ROWS], work, tree, has_boxes=True)}{rest}{others}</div>"
    )


def _is_passed_on(item: DueItem, worker_id: str) -> bool:
    return item.has_changed_hands and item.worker_now_id != worker_id


def _table(items: Sequence[DueItem], work: DueWork, tree: OrganisationTree, *, has_boxes: bool) -> str:
    if not items:
        return ""
    one_team = len({item.team_id for item in items}) <= 1
    rows = "".join(_row(item, work, tree, one_team=one_team, has_box=has_boxes) for item in items)
    first = "<th>Done</th>" if has_boxes else ""
    heads = "".join(f"<th>{words}</th>" for words in ("What", "Child", "Due on", "Late or left"))
    return f"<table><thead><tr>{first}{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(item: DueItem, work: DueWork, tree: OrganisationTree, *, one_team: bool, has_box: bool) -> str:
    notes = [holder_words(item)] + ([] if one_team else [unit_name(item.team_id, tree)])
    note = "; ".join(words for words in notes if words)
    soft = f"<br>{escape(note)}" if note else ""
    box = '<td><span class="box" role="img" aria-label="box to tick"></span></td>' if has_box else ""
    return (
        f"<tr>{box}"
        f"<td>{escape(work.kind(item.kind_id).thing)}{soft}</td>"
        f'<td class="id">{escape(item.child_id or "")}</td>'
        f"<td>{escape(short_day(item.due_on))}</td>"
        f'<td class="when">{escape(time_left_words(item))}</td></tr>'
    )
