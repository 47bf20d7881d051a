"""One figure of a theme: its sentence, its drawing, and its numbers as a table to take along."""

from __future__ import annotations

import streamlit as st

from charts.counted_bars import Bar, DividedBar, bars_html, divided_bars_html
from charts.monthly_columns import monthly_columns
from charts.palette import Palette
from charts.share_grid import FEWEST_TO_SHADE, GridCell, share_grid_html
from charts.small_multiples import Small, small_multiples
from pages.parts.shown import show_chart, show_table
from reporting.scorecard import ScorecardRow
from reporting.themes.figures import Count, ThemeFigure, share_words
from reporting.themes.page import ThemeView, limit_of
from reporting.themes.register import FigureKind, FigureSpec
from reporting.themes.sentences import figure_sentence, trends_sentence


def show_figure(shown: ThemeView, spec: FigureSpec, colours: Palette) -> None:
    """Show one figure; only the sentence where there is nothing to draw."""
    if spec.kind is FigureKind.TRENDS:
        _show_trends(spec, shown.known_rows(spec.measures), colours)
        return
    figure = shown.figures[spec.id]
    sentence = figure_sentence(figure)
    if figure.is_empty:
        st.info(sentence)
        return
    st.markdown(sentence)
    if spec.note:
        st.markdown(f"*{spec.note}*")
    if spec.kind is FigureKind.MONTHS:
        drawn = monthly_columns(
            figure.lines,
            [(part, [figure.count(line, part).number for line in figure.lines]) for part in figure.parts],
            spec.counts.capitalize(),
            colours,
            focus=spec.focus,
            limit=limit_of(shown, spec),
        )
        show_chart(drawn, sentence=sentence, name=spec.id, rows=figure.rows())
        return
    st.html(figure_html(figure, sentence, colours))
    with st.expander("The chart as a table"):
        show_table(figure.rows(), words=sentence, file_name=spec.id)


def figure_html(figure: ThemeFigure, sentence: str, colours: Palette) -> str:
    """Return the drawing of a figure as HTML."""
    match figure.spec.kind:
        case FigureKind.GRID | FigureKind.NUMBERS:
            return _grid_html(figure, colours)
        case FigureKind.STACKED:
            bars = [
                DividedBar(
                    line,
                    tuple(figure.count(line, part).number for part in figure.parts),
                    _divided_words(figure, line),
                )
                for line in figure.lines
            ]
            focus = figure.spec.focus
            return divided_bars_html(
                bars, figure.parts, sentence, colours, focus=focus, to_full_width=bool(focus)
            )
        case _:
            return _bars_html(figure, sentence, colours)


def _bars_html(figure: ThemeFigure, sentence: str, colours: Palette) -> str:
    """Return bars of shares where the counts have a denominator, else of numbers."""
    of_shares = any(figure.count(line).out_of is not None for line in figure.lines)
    bars = [_bar(line, figure.count(line), figure.total, of_shares) for line in figure.lines]
    return bars_html(bars, sentence, colours, full=100.0 if of_shares else None)


def _bar(line: str, count: Count, whole: float, of_shares: bool) -> Bar:
    words = f"{count.words} ({share_words(count, whole)})" if count.number or count.out_of else count.words
    return Bar(line, count.share if of_shares else count.number, words)


def _divided_words(figure: ThemeFigure, line: str) -> str:
    """Return 'n', or with a focus 'n of m', so that a bar is read without its table."""
    if not figure.spec.focus:
        return f"{figure.of_line(line):,.10g}"
    return Count(figure.focus(line), figure.of_line(line)).words


def _grid_html(figure: ThemeFigure, colours: Palette) -> str:
    shaded = figure.spec.kind is FigureKind.GRID
    rows = [
        (line, [_grid_cell(figure.counts.get((line, part)), shaded) for part in figure.parts])
        for line in figure.lines
    ]
    words = figure.spec.counts[:1].upper() + figure.spec.counts[1:]
    caption = f"{words}: the stronger the shade, the higher the share" if shaded else words
    return share_grid_html(caption, "", figure.parts, rows, colours)


def _grid_cell(count: Count | None, shaded: bool) -> GridCell:
    if count is None:
        return GridCell("–")
    if count.share is None:
        return GridCell("–" if shaded else count.words)
    if (count.out_of or 0) < FEWEST_TO_SHADE:
        return GridCell(count.words)
    return GridCell(share_words(count, 0), count.words, count.share if shaded else None)


def _show_trends(spec: FigureSpec, rows: tuple[ScorecardRow, ...], colours: Palette) -> None:
    sentence = trends_sentence(rows, spec.counts, spec.supplied_by)
    st.markdown(sentence)
    if not rows:
        return
    charts = [
        Small(
            row.title,
            tuple((f.period.end, f.value) for f in row.figures if f.period.end and f.value is not None),
            row.step.target if row.step else None,
            row.latest.value_words if row.latest else "",
            f"{row.title}: {len(row.figures)} figures",
        )
        for row in rows
    ]
    st.markdown(small_multiples(charts, rows[0].kpi.unit, colours), unsafe_allow_html=True)
    table = [
        {"Measure": row.title, "Period": figure.period_words, "Value": figure.value_words}
        for row in rows
        for figure in reversed(row.figures)
    ]
    with st.expander("The chart as a table"):
        show_table(table, words=sentence, file_name=spec.id)
