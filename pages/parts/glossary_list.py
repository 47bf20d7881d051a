"""Terms of the glossary as a list of definitions."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from metrics.glossary import Term

STYLE = (
    "<style>dl.terms.terms{margin:0;padding:0;display:grid;gap:1rem 2.5rem;"
    "grid-template-columns:repeat(auto-fill,minmax(min(25rem,100%),1fr))}"
    ".terms.terms dt{font-weight:600;margin:0}.terms dt span{font-weight:400}.terms.terms dd{margin:.1rem 0 0}"
    ".terms div{break-inside:avoid}</style>"
)


def show_terms(terms: Iterable[Term]) -> None:
    """Show terms in the order given, each with its other names and its meaning."""
    st.html(f'{STYLE}<dl class="terms">{"".join(map(_term, terms))}</dl>')


def _term(term: Term) -> str:
    also = f" <span>({escape(', '.join(term.also))})</span>" if term.also else ""
    return f"<div><dt>{escape(term.term)}{also}</dt><dd>{escape(term.means)}</dd></div>"
