"""What the forms share in which people write: who writes, what must not be written, and saying what came of it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from journal.audit_trail import record_act
from journal.entries import NO_CHILD_WORDS, EntryError
from metrics.registers import Registers
from pages.parts.journal import journal_of_store
from pages.parts.reader import reader_role

NO_POST = ""


def choose_post(registers: Registers, key: str, label: str = "Your post") -> str:
    """Show the posts and return the id of the one chosen; NO_POST until one is."""
    posts = [NO_POST, *registers.posts]
    return st.selectbox(
        label, posts, key=key, format_func=lambda i: registers.posts[i].name if i else "Choose a post"
    )


def post_name(registers: Registers, post: str) -> str:
    """Return the name of a post; a post that is no more by its id."""
    known = registers.posts.get(post)
    return known.name if known is not None else post


def warn_of_names() -> None:
    """Say that no child may be named here."""
    st.markdown(f":material/warning: **{NO_CHILD_WORDS}**")


def save(write: Callable[[], object], *, act: str, subject: str, said: str) -> None:
    """Write, note the act in the audit trail, and show the screen anew; say what is wrong where it is refused."""
    try:
        write()
    except EntryError as error:
        for problem in error.problems:
            st.error(problem)
        return
    record_act(journal_of_store(), role=reader_role(), act=act, subject=subject, outcome=said)
    st.toast(said)
    st.rerun()
