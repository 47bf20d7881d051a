"""What the journey screen reads, once for each build and question, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from data.store import Store
from pages.parts.sources import Sources

Found = TypeVar("Found")


def read_once(known: Sources, reader: Callable[..., Found], *arguments: Any, **named: Any) -> Found:
    """Return what a reading function of reporting/ finds in the store, from memory after the first time.

    The reader's first argument is the store; the others, such as a reader's role, are part of the question.
    """
    question = f"{reader.__module__}.{reader.__name__}"
    found: Found = _read(
        str(known.store.file), question, arguments, tuple(sorted(named.items())), known.store, reader
    )
    return found


# The file of a build is never written again, so its path stands for everything in it.
@st.cache_resource(max_entries=128, show_spinner=False)
def _read(
    store_file: str,
    question: str,
    arguments: tuple[Any, ...],
    named: tuple[tuple[str, Any], ...],
    _store: Store,
    _reader: Callable[..., Any],
) -> Any:
    return _reader(_store, *arguments, **dict(named))
