"""The body of the due and overdue screen: where the reader is, the table of counts, the list."""

from __future__ import annotations

import streamlit as st

from charts.palette import Palette
from metrics.vocabulary import Level
from pages.parts.breadcrumbs import Crumb, show_breadcrumbs
from pages.parts.choices import choose
from pages.parts.fact import show_fact
from pages.parts.records_table import note_once
from pages.parts.work.due_list import show_list, show_ways_to_take_it
from pages.parts.work.due_matrix import show_matrix
from reporting.due_work.filters import ALL, WHEN, WorkChosen, chosen_items, work_of_unit
from reporting.due_work.item import DueWork
from reporting.due_work.matrix import (
    Matrix,
    matrix_of_services,
    matrix_of_teams,
    matrix_of_workers,
    unit_name,
    worker_words,
)
from reporting.due_work.words import (
    changed_hands_words,
    day_words,
    last_day,
    lower_first,
    matrix_words,
    not_in_build_words,
    not_supplied_words,
    nothing_due_words,
    summary_words,
    undatable_words,
)
from reporting.organisation_tree import OrganisationTree

BY = {"services": "Services", "teams": "Teams"}


def show_way_down(work: DueWork, unit_id: str, chosen: WorkChosen, tree: OrganisationTree) -> None:
    """Show council, service, team and worker as steps, each but the last a link."""
    base = {"authority": work.authority_id, "on": work.on.isoformat()}
    steps = [
        Crumb(unit_name(unit.org_unit_id, tree), "due", {**base, "unit": unit.org_unit_id})
        for unit in tree.way_to(unit_id)
    ]
    if chosen.worker_id != ALL:
        steps.append(Crumb(worker_words(chosen.worker_id)))
    show_breadcrumbs(steps)


def show_not_in_build(work: DueWork) -> None:
    """Say which kinds cannot be listed: the store is older than they are, or no extract says anything of them."""
    if work.not_in_build:
        st.info(not_in_build_words(work))
    if work.not_supplied:
        st.info(not_supplied_words(work))


def show_facts(part: DueWork, where: str) -> None:
    """Show how much is overdue and coming, and the sentence about it."""
    late_box, coming_box, old_box = st.columns([1, 1.2, 1.4])
    with late_box:
        show_fact("Overdue", f"{part.overdue:,}", f"on {day_words(part.on)}")
    with coming_box:
        show_fact("Due in the next 14 days", f"{part.coming:,}", f"to {day_words(last_day(part))}")
    with old_box:
        old = sum(item.is_overdue and item.days_left < -91 for item in part.items)
        show_fact(
            "Overdue by more than 3 months", f"{old:,}", "look first whether the record was ever closed"
        )
    st.markdown(summary_words(part, where))
    if part.undatable:
        st.markdown(undatable_words(part))


def show_counts(
    part: DueWork, unit_id: str, chosen: WorkChosen, tree: OrganisationTree, colours: Palette
) -> None:
    """Show how much is late and coming by kind, and by the parts of where the reader is."""
    if not part.items or chosen.worker_id != ALL:
        return
    st.subheader("How much, by kind of work", anchor=False)
    counts, parts, parameter, in_rows = _matrix(part, unit_id, tree)
    st.markdown(matrix_words(counts, lower_first(parts)))
    base = {"authority": part.authority_id, "unit": unit_id, "on": part.on.isoformat(), "when": ALL}
    show_matrix(
        counts,
        "Late, and due in the next 14 days. Each number opens its list below.",
        colours,
        base=base,
        part_parameter=parameter,
        parts_in_rows=in_rows,
        key=f"due_matrix_{parameter}_{in_rows}",
    )
    if unit_id == part.authority_id and (words := nothing_due_words(part, counts)):
        st.markdown(words)


def _matrix(part: DueWork, unit_id: str, tree: OrganisationTree) -> tuple[Matrix, str, str, bool]:
    """Return the counts by the parts below a unit, what the parts are called, their parameter, and how to lie."""
    unit = tree.unit(unit_id)
    if unit is not None and unit.level is Level.TEAM:
        return matrix_of_workers(part.items, part.kinds), "Workers", "worker", False
    if unit is not None and unit.level is Level.SERVICE_AREA:
        return matrix_of_teams(part.items, part.kinds, tree), "Teams", "unit", False
    with st.columns([1, 4])[0]:
        by = choose("Table by", "by", list(BY), lambda i: BY[i])
    if by == "teams":
        return matrix_of_teams(part.items, part.kinds, tree), "Teams", "unit", True
    return matrix_of_services(part.items, part.kinds, tree), "Services", "unit", False


def show_work(
    part: DueWork, unit_id: str, chosen: WorkChosen, tree: OrganisationTree, colours: Palette
) -> None:
    """Show the list of what was chosen, and the ways to take it along."""
    listed = part.within(chosen_items(part.items, chosen))
    st.subheader(f"{WHEN[chosen.when]}: {list_title(part, unit_id, chosen, tree)}", anchor=False)
    if not listed.items:
        st.info("Nothing to list. Choose another part, worker, kind or day above.")
        return
    subject = list_subject(part, unit_id, chosen)
    note_once(subject, len(listed.items))
    st.markdown(
        "Children and workers are shown by the first signs of their pseudonyms; saved and printed lists "
        f"have them in full. {changed_hands_words(listed.items)}"
    )
    parameters = parameters_of(part, unit_id, chosen)
    show_list(listed, tree, colours, subject, " ".join(parameters.values()))
    show_ways_to_take_it(listed, tree, parameters)


def list_subject(part: DueWork, unit_id: str, chosen: WorkChosen) -> str:
    """Return what a list is, for the audit trail: never a child, and no worker by id."""
    of_worker = "" if chosen.worker_id == ALL else ", one worker"
    return f"due and overdue on {part.on}, {unit_id}{of_worker}"


def list_title(part: DueWork, unit_id: str, chosen: WorkChosen, tree: OrganisationTree) -> str:
    """Return what a list is of: the worker or the part, and the kind."""
    who = unit_name(unit_id, tree) if chosen.worker_id == ALL else worker_words(chosen.worker_id)
    return who if chosen.kind_id == ALL else f"{who}, {lower_first(part.kind(chosen.kind_id).name)}"


def parameters_of(part: DueWork, unit_id: str, chosen: WorkChosen) -> dict[str, str]:
    """Return the parameters that reopen a list."""
    return {
        "authority": part.authority_id,
        "unit": unit_id,
        "on": part.on.isoformat(),
        "worker": chosen.worker_id,
        "kind": chosen.kind_id,
        "when": chosen.when,
    }


def part_of(work: DueWork, unit_id: str, tree: OrganisationTree) -> DueWork:
    """Return what is due in one part of the council."""
    return work_of_unit(work, unit_id, tree)
