"""What is due, read once for each build, day and way of counting, and kept."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.parts.reader import reader_role
from pages.parts.sources import Sources
from reporting.due_work import Choices, DueWork, due_work
from reporting.organisation_tree import OrganisationTree, organisation_tree


def due_work_on(known: Sources, authority_id: str, on: date, choices: Choices) -> DueWork:
    """Return everything due and overdue of an authority that the store has records of."""
    return _due_work(
        str(known.store.file), authority_id, on, tuple(sorted(choices.items())), reader_role(), known
    )


def tree_of(known: Sources, authority_id: str) -> OrganisationTree:
    """Return the organisation of an authority."""
    return _tree(str(known.store.file), authority_id, known)


# The file of a build is never written again, so its path stands for everything in it.
@st.cache_resource(max_entries=24, show_spinner=False)
def _due_work(
    store_file: str,
    authority_id: str,
    on: date,
    choices: tuple[tuple[str, str], ...],
    role: str,
    _known: Sources,
) -> DueWork:
    return due_work(_known.store, _known.library, authority_id, role=role, on=on, choices=dict(choices))


@st.cache_resource(max_entries=24, show_spinner=False)
def _tree(store_file: str, authority_id: str, _known: Sources) -> OrganisationTree:
    return organisation_tree(_known.store, authority_id)
