"""One measure by protected characteristic, small numbers hidden."""

from __future__ import annotations

from datetime import date

import streamlit as st

from charts.counted_bars import Bar, bars_html
from charts.palette import Palette
from metrics.vocabulary import Unit
from pages.parts.choices import choose
from pages.parts.shown import show_table
from pages.parts.sources import Sources
from reporting.small_numbers import SMALLEST_SHOWN, SafePart
from reporting.themes.equality import (
    Characteristic,
    EqualityView,
    equality_measures,
    equality_sentence,
    equality_view,
    part_share,
    part_words,
)
from reporting.themes.page import ThemeView

FIRST_SHOWN = "children_in_care"


def show_equality(known: Sources, shown: ThemeView, colours: Palette) -> None:
    """Show the choice of a measure and its parts by age, sex, ethnicity and disability."""
    kpis = {kpi.id: kpi for kpi in equality_measures(known.library)}
    areas = known.registers.service_areas
    with st.columns([3, 2])[0]:
        chosen = choose(
            "Measure",
            "kpi",
            list(kpis),
            lambda i: f"{kpis[i].name} ({areas[kpis[i].service_area].name})",
            default=FIRST_SHOWN if FIRST_SHOWN in kpis else None,
        )
    if shown.on is None:
        return
    view = _view(str(known.store.file), chosen, shown.authority_id, shown.on, known)
    if view is None:
        st.info("There is no figure of this measure for this month. Choose another measure or month.")
        return
    total = "hidden: small number" if view.total is None else part_words(view.total, None)
    st.markdown(
        f"**{view.kpi.name}: {total}.** {view.period_words}. Numbers of 1 to {SMALLEST_SHOWN - 1} are hidden, "
        "and others that would give them away."
    )
    for first in range(0, len(view.characteristics), 2):
        pair = view.characteristics[first : first + 2]
        for box, characteristic in zip(st.columns(2), pair, strict=False):
            with box:
                _show_characteristic(view, characteristic, colours)


@st.cache_resource(max_entries=64, show_spinner=False)
def _view(store_file: str, kpi_id: str, authority_id: str, on: date, _known: Sources) -> EqualityView | None:
    """Return a view that was worked out once: the file of a build is never written again."""
    return equality_view(_known.store, _known.library.by_id(kpi_id), authority_id, on)


def _show_characteristic(view: EqualityView, characteristic: Characteristic, colours: Palette) -> None:
    st.subheader(characteristic.name, anchor=False)
    sentence = equality_sentence(characteristic, view)
    st.markdown(sentence)
    bars = [Bar(safe.name, _length(safe, view), _words(safe, view)) for safe in characteristic.parts]
    full = 100.0 if view.kpi.unit is Unit.PERCENT else None
    st.html(bars_html(bars, sentence, colours, full=full))
    rows = [{characteristic.name: bar.name, view.kpi.short_name: bar.words} for bar in bars]
    with st.expander("The chart as a table"):
        show_table(rows, words=sentence, file_name=f"{view.kpi.id}_by_{characteristic.id}")


def _length(safe: SafePart, view: EqualityView) -> float | None:
    return None if safe.part is None else part_share(safe.part, view.total)


def _words(safe: SafePart, view: EqualityView) -> str:
    return str(safe.hidden) if safe.part is None else part_words(safe.part, view.total)
