"""Actions on the KPI page: those meant to move this measure, how they stand, and forms to add and report them."""

from __future__ import annotations

from datetime import date

import streamlit as st

from charts.marks import rating_mark
from charts.palette import Palette
from journal.actions import LONGEST, REPORTED_AS, report_action, write_action
from metrics.periods import day_label
from pages.parts.board import Cell, drawn_cell
from pages.parts.detail_choices import Detail
from pages.parts.journal import journal_of_store
from pages.parts.linked_html import show_linked
from pages.parts.unfolding import show_unfolding
from pages.parts.written_forms import choose_post, post_name, save, version_seen, warn_of_names
from reporting.actions import Action, actions_of
from reporting.words import sentence_case

NOT_SAID = "Not said"
DONE = "Done"


def show_actions(detail: Detail, colours: Palette) -> None:
    """Show the actions linked to the measure, then the forms."""
    actions = actions_of(journal_of_store(), detail.authority_id, detail.kpi.id, date.today())
    if actions:
        counted = ", ".join(
            f"{sum(action.status.word == word for action in actions)} {word}"
            for word in dict.fromkeys(action.status.word for action in actions)
        )
        st.markdown(f"{len(actions)} linked to this measure: {counted}.")
        show_linked(actions_html(detail, actions, colours), colours, key="actions")
        open_actions = [action for action in actions if action.status.word != "complete"]
        if open_actions:
            show_unfolding(
                "Report on an action",
                lambda: _report_form(detail, open_actions),
                key=f"report:{detail.kpi.id}",
                is_form=True,
            )
    else:
        st.markdown("No action is linked to this measure.")
    show_unfolding(
        "Add an action", lambda: _new_form(detail), key=f"new_action:{detail.kpi.id}", is_form=True
    )


def actions_html(detail: Detail, actions: tuple[Action, ...], colours: Palette) -> str:
    """Return the actions as a table in HTML, all words escaped."""
    heads = "".join(f'<th scope="col">{words}</th>' for words in ("Action", "Status", "Due", "Who"))
    body = "".join(_row(detail, action, colours) for action in actions)
    caption = drawn_cell(Cell("Actions linked to this measure, the one due first at the top"))
    return f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _row(detail: Detail, action: Action, colours: Palette) -> str:
    status = action.status
    ink = colours.series if status.colour == "blue" else colours.of_rating(status.colour)
    mark = rating_mark("green" if status.colour == "blue" else status.colour, ink, colours.background)
    due = day_label(action.due_on) if action.due_on else "No day set"
    cells = (
        ("Status", Cell(sentence_case(status.word), status.reason, mark, "rating")),
        ("Due", Cell(due, f"Done on {day_label(action.done_on)}" if action.done_on else "")),
        ("Who", Cell(post_name(detail.known.registers, action.post))),
    )
    shown = "".join(f'<td data-label="{label}">{drawn_cell(cell)}</td>' for label, cell in cells)
    return f'<tr><th scope="row">{drawn_cell(Cell(action.words))}</th>{shown}</tr>'


def _report_form(detail: Detail, open_actions: list[Action]) -> None:
    """Show the form that says how an action stands, or that it is done."""
    names = {action.action_id: action for action in open_actions}
    # Outside the form, which belongs to one action: a report never lands on another that took its place.
    action_id = st.selectbox("Action", list(names), format_func=lambda i: names[i].words, key="report_action")
    with st.form(f"report:{action_id}", border=False):
        _report_on(detail, names[action_id])


def _report_on(detail: Detail, action: Action) -> None:
    version_of = f"action {action.action_id}"
    seen = version_seen(version_of, action.version)
    standing = st.selectbox(
        "How it stands",
        [*REPORTED_AS, DONE],
        format_func=sentence_case,
        key="report_standing",
    )
    done_on = st.date_input("Done on (only where it is done)", value=date.today(), key="report_done_on")
    post = choose_post(detail.known.registers, "report_post")
    if st.form_submit_button("Save the report"):
        is_done = standing == DONE
        save(
            lambda: report_action(
                journal_of_store(),
                action.action_id,
                written_by=post,
                replaces=seen,
                reported_as=None if is_done else standing,
                done_on=done_on if is_done else None,
            ),
            act="action reported",
            subject=action.words,
            said=f"The action is {standing.lower()}",
            version_of=version_of,
        )


def _new_form(detail: Detail) -> None:
    """Show the form for an action that is meant to move this measure."""
    registers, library = detail.known.registers, detail.known.library
    with st.form("action", border=False):
        warn_of_names()
        words = st.text_input("What is to be done", key="action_words", max_chars=LONGEST)
        post = choose_post(registers, "action_who", "Who does it")
        due_on = st.date_input("Due on", value=None, key="action_due")
        others = [
            kpi.id for kpi in library.in_service_area(detail.kpi.service_area) if kpi.id != detail.kpi.id
        ]
        also = st.multiselect(
            "Other measures it should move",
            others,
            format_func=lambda i: library.by_id(i).short_name,
            key="action_also",
        )
        standing = st.selectbox(
            "How it stands", [NOT_SAID, *REPORTED_AS], format_func=sentence_case, key="action_standing"
        )
        written_by = choose_post(registers, "action_by")
        if st.form_submit_button("Add the action"):
            save(
                lambda: write_action(
                    journal_of_store(),
                    authority_id=detail.authority_id,
                    words=words,
                    post=post,
                    due_on=due_on,
                    kpi_ids=[detail.kpi.id, *also],
                    written_by=written_by,
                    reported_as=None if standing == NOT_SAID else standing,
                ),
                act="action added",
                subject=detail.kpi.id,
                said="The action is added",
            )
