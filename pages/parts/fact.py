"""One fact in large letters: a label, its words, and a note below them."""

from __future__ import annotations

from html import escape

import streamlit as st


def show_fact(label: str, words: str, note: str, mark: str = "") -> None:
    """Show a label, its words in large letters and a note. All words are escaped, `mark` is our own SVG."""
    st.markdown(
        f'<div style="margin-bottom:.7rem"><div style="font-size:.95rem">{escape(label)}</div>'
        '<div style="font-size:1.45rem;font-weight:600;line-height:1.3;display:flex;gap:.5rem;'
        f'align-items:center;font-variant-numeric:tabular-nums">{mark}{escape(words)}</div>'
        f'<div style="font-size:.95rem;line-height:1.4">{escape(note)}</div></div>',
        unsafe_allow_html=True,
    )
