"""Parts of one measure side by side on the KPI page: breakdowns, and teams with their funnel."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from charts.funnel import FunnelChart, funnel_figure
from charts.palette import Palette
from charts.small_multiples import Small, small_multiples
from metrics.periods import month_end
from metrics.vocabulary import Level
from pages.parts.choices import along
from pages.parts.detail_choices import Detail, words
from pages.parts.shown import show_chart, show_table
from reporting.comparison import AreasCompared, areas_compared
from reporting.parts_beside import PartsBeside, parts_of_breakdown, teams_of_unit
from reporting.teams.beside_others import figures_of_teams, teams_compared
from reporting.words import fraction_words

LEAST_POINTS = 2
PLAIN_LIMITS = "Limits for chance alone: more teams lie outside, since teams differ in more than chance"


def show_breakdowns(detail: Detail, colours: Palette) -> None:
    """Show the parts of one breakdown at the latest month, and their months on one scale."""
    end = detail.row.latest_end
    if not detail.choices.parts or end is None:
        st.markdown("This measure has no parts with figures here: its definition names no breakdown.")
        return
    names = list(detail.choices.parts)
    breakdown = st.segmented_control(
        "Broken down by", names, default=names[0], format_func=words, key="breakdown", required=True
    )
    beside = parts_of_breakdown(
        detail.known.store, detail.kpi, detail.unit_id, breakdown or names[0], month_end(end), detail.basis
    )
    _show(detail, beside, words(breakdown or names[0]), colours)


def show_teams(detail: Detail, colours: Palette) -> None:
    """Show the teams at the latest month, their funnel and their months; other authorities where there are enough."""
    end = detail.row.latest_end
    beside = None
    if end is not None:
        _show_teams_funnel(detail, month_end(end), colours)
        beside = teams_of_unit(
            detail.known.store, detail.kpi, detail.tree, detail.unit_id, month_end(end), detail.basis
        )
    if detail.unit is not None and detail.unit.level is Level.TEAM:
        st.markdown("A team has no teams below it. Choose the whole council to see every team.")
    elif beside is None or not beside.parts:
        st.markdown(
            "No team below this part of the organisation has figures of this measure. Figures of teams come "
            "from records: an Annex A workbook or the Standard Safeguarding Dataset."
        )
    else:
        opens = {
            "authority": detail.authority_id,
            "service_area": detail.kpi.service_area,
            "kpi": detail.kpi.id,
        }
        query = urlencode(along(opens))
        st.markdown(f"[Every measure of every team, as a heat map](/teams?{query})")
        _show(detail, beside, "Team", colours)
    areas = areas_compared(detail.known.store, detail.row.latest) if not detail.is_part else None
    if areas is not None:
        st.subheader("Other authorities", anchor=False)
        show_funnel(areas, f"{detail.kpi.id}_authorities_funnel", colours)


def _show_teams_funnel(detail: Detail, end: date, colours: Palette) -> None:
    """Show the funnel of the measure's teams, whatever part is chosen; with limits for chance alone on request."""
    known, kpi, tree = detail.known, detail.kpi, detail.tree
    figures = figures_of_teams(known.store, [kpi], tree, end, detail.basis).get(kpi.id, {})
    compared = teams_compared(kpi, tree, figures, end, own=detail.unit_id)
    if compared is None:
        return
    if compared.judged.is_adjusted and st.toggle(PLAIN_LIMITS, key="plain_limits"):
        compared = teams_compared(kpi, tree, figures, end, own=detail.unit_id, adjust=False) or compared
    show_funnel(compared, f"{kpi.id}_teams_funnel", colours)


def _show(detail: Detail, beside: PartsBeside, heading: str, colours: Palette) -> None:
    """Show the parts in a sentence, as small charts on one scale, and as a table."""
    st.markdown(beside.sentence)
    smalls = small_charts(detail, beside)
    if smalls:
        st.markdown("Their months, all on one scale:")
        st.markdown(small_multiples(smalls, detail.kpi.unit, colours), unsafe_allow_html=True)
    show_table(
        beside.table(heading),
        words=f"{heading} by {heading.lower()}: {detail.kpi.name}",
        file_name=f"{detail.kpi.id}_{heading.lower().replace(' ', '_')}",
    )


def small_charts(detail: Detail, beside: PartsBeside) -> list[Small]:
    """Return a small chart for each part with enough months; [] for fewer than two."""
    step = detail.row.step
    target = step.target if step is not None and not step.is_doubtful else None
    charts = []
    for part in beside.parts:
        if len(part.points) < LEAST_POINTS:
            continue
        said = part.value_words(detail.kpi)
        if part.denominator and part.value is not None and detail.kpi.unit == "percent":
            said = f"{said} ({fraction_words(part.numerator, part.denominator)})"
        first, last = part.points[0][1], part.points[-1][1]
        text = f"{part.name}: {len(part.points)} months, from {first:,.1f} to {last:,.1f}"
        charts.append(Small(part.name, part.points, target, said, text))
    return charts if len(charts) > 1 else []


def show_funnel(areas: AreasCompared, name: str, colours: Palette) -> None:
    """Show a funnel with what it says, and the same as a table."""
    chart = FunnelChart(
        areas.judged,
        areas.names,
        areas.denominators,
        areas.own,
        f"How many were counted in {areas.period_words}",
    )
    show_chart(funnel_figure(chart, colours), sentence=areas.sentence, name=name, rows=areas.table())
    full = f" The full mark is {areas.own}." if areas.own else ""
    st.markdown(
        f"{areas.sentence} The solid lines hold 998 in 1,000 {areas.areas_word} like the others, the dotted ones "
        f"19 in 20. {_of(areas)} A triangle lies outside the solid lines.{full}"
    )


def _of(areas: AreasCompared) -> str:
    """Return what the limits allow for, in the words for these areas."""
    words = areas.judged.words.replace("Areas", areas.areas_word.capitalize())
    return words.replace(" areas", f" {areas.areas_word}")
