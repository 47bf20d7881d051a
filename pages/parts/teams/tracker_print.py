"""The list of families for a meeting: furthest past its limit first, large, with room for notes."""

from __future__ import annotations

from html import escape

import streamlit as st

from metrics.periods import day_label
from pages.parts.records_table import note_once
from pages.parts.teams.tracker_parts import children_words, short_family
from pages.parts.work.due_print import STYLE
from reporting.due_work.matrix import unit_name, worker_words
from reporting.due_work.words import short_day
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.teams.pre_proceedings import FamilyInPreProceedings, Tracker

HEADINGS = (
    "Family",
    "Weeks",
    "Against the limit",
    "Step reached",
    "Team and worker",
    "Decision of this meeting",
)


# The choices above the sheet stay on the screen; the last column is room to write in.
ONLY_THE_SHEET = """<style>
.sheet th:last-child { min-width: 38mm; }
@media print {
  [data-testid="stSelectbox"], [data-testid="stHeading"], [data-testid="stMarkdown"] { display: none !important; }
}
</style>"""


def show_meeting_list(tracker: Tracker, tree: OrganisationTree, unit: OrgUnit) -> None:
    """Show the sheet to print, or that the reader may not see single families."""
    if tracker.families is None:
        st.info("Single families are listed only for those who may see records.")
        return
    subject = f"pre-proceedings meeting list, {unit.name}, {tracker.on:%Y-%m}"
    note_once(subject, len(tracker.families))
    st.html(STYLE + ONLY_THE_SHEET + meeting_html(tracker, tree, unit))


def meeting_html(tracker: Tracker, tree: OrganisationTree, unit: OrgUnit) -> str:
    """Return the sheet as HTML, all words escaped."""
    title = f"Families in pre-proceedings: {unit.name}, {day_label(tracker.on)}"
    families = tracker.meeting_list()
    heads = "".join(f"<th>{escape(words)}</th>" for words in HEADINGS)
    rows = "".join(_row(family, tree) for family in families)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    count = f"{tracker.family_count} families, {tracker.child_count} children, {tracker.overdue_count} past the agreed end."
    return (
        '<p class="not-printed">Print this page from the menu of your browser (Ctrl and P).</p>'
        f'<div class="sheet"><h2>{escape(title)}</h2><p>{escape(count)} Furthest past its limit first.</p>'
        f"{table if families else '<p>No family is in pre-proceedings.</p>'}</div>"
    )


def _row(family: FamilyInPreProceedings, tree: OrganisationTree) -> str:
    cells = (
        f"{escape(short_family(family))}<br>{escape(children_words(family))}",
        f"{family.weeks:.1f}<br>since {escape(short_day(family.decided_on))}",
        f"<strong>{escape(family.delay_words)}</strong>",
        f"{escape(family.stage)}<br>{escape(short_day(family.stage_on))}",
        f"{escape(unit_name(family.team_unit_id, tree))}<br>{escape(worker_words(family.worker_id))}",
        "",
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
