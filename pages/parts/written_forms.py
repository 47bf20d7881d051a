"""What the forms share in which people write: who writes, what was seen, what must not be written, what came of it."""

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


def version_seen(of: str, version: int) -> int:
    """Return the version of an entry that the writer saw when pressing the button, and note the one shown now.

    A button runs the form anew, which by then may read what someone else wrote in the meantime. Why the last
    saving was refused is shown here, beside what is there now. of: what the versions are of, as a key.
    """
    for problem in st.session_state.pop(_refused(of), ()):
        st.error(problem)
    key = f"version_seen:{of}"
    seen = int(st.session_state.get(key, version))
    st.session_state[key] = version
    return seen


def save(
    write: Callable[[], object], *, act: str, subject: str, said: str, version_of: str | None = None
) -> None:
    """Write, note the act in the audit trail, and show the screen anew; say what is wrong where it is refused.

    With `version_of`, a refusal shows the screen anew as well: someone else may have written meanwhile.
    """
    try:
        write()
    except EntryError as error:
        if version_of is not None:
            st.session_state[_refused(version_of)] = error.problems
            st.rerun()
        for problem in error.problems:
            st.error(problem)
        return
    record_act(journal_of_store(), role=reader_role(), act=act, subject=subject, outcome=said)
    st.toast(said)
    st.rerun()


def _refused(of: str) -> str:
    return f"refused:{of}"
