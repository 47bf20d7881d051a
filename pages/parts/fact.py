"""Facts in large letters: each a label, its words, and a note below them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import streamlit as st

ONE_BELOW_THE_OTHER = "display:grid;gap:.7rem;margin-bottom:.7rem"
SIDE_BY_SIDE = (
    "display:grid;gap:.7rem 1rem;margin-bottom:.7rem;"
    "grid-template-columns:repeat(auto-fit,minmax(min(13rem,100%),1fr))"
)


@dataclass(frozen=True)
class Fact:
    """A label, its words, a note below them, and a mark (SVG of ours) before the words."""

    label: str
    words: str
    note: str
    mark: str = ""


def show_fact(label: str, words: str, note: str, mark: str = "") -> None:
    """Show one fact. All words are escaped, `mark` is our own SVG."""
    show_facts([Fact(label, words, note, mark)])


def show_facts(facts: Iterable[Fact], *, side_by_side: bool = False) -> None:
    """Show facts one below the other, or beside each other where there is room: one message to the browser."""
    layout = SIDE_BY_SIDE if side_by_side else ONE_BELOW_THE_OTHER
    drawn = "".join(_fact_html(fact) for fact in facts)
    if drawn:
        st.markdown(f'<div style="{layout}">{drawn}</div>', unsafe_allow_html=True)


def _fact_html(fact: Fact) -> str:
    return (
        f'<div><div style="font-size:.95rem">{escape(fact.label)}</div>'
        '<div style="font-size:1.45rem;font-weight:600;line-height:1.3;display:flex;gap:.5rem;'
        f'align-items:center;font-variant-numeric:tabular-nums">{fact.mark}{escape(fact.words)}</div>'
        f'<div style="font-size:.95rem;line-height:1.4">{escape(fact.note)}</div></div>'
    )
