"""One sentence for each figure of a theme, worked out from its counts, so that it cannot contradict them."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.periods import day_label, month_label
from reporting.named_together import with_figure
from reporting.scorecard import ScorecardRow
from reporting.themes.figures import Count, ThemeFigure, share_words
from reporting.themes.register import FigureKind

FEWEST = 5  # a share of fewer is not called the highest or the lowest


def figure_sentence(figure: ThemeFigure) -> str:
    """Return what a figure shows, in words; why there is nothing to show where it is empty."""
    if figure.is_empty:
        return nothing_words(figure)
    match figure.spec.kind:
        case FigureKind.MONTHS:
            return _months(figure)
        case FigureKind.GRID:
            return _extremes(figure)
        case FigureKind.NUMBERS:
            return _first_line(figure)
        case FigureKind.STACKED if figure.spec.focus:
            return _focus(figure)
        case _ if not figure.is_divided and any(count.out_of for count in figure.counts.values()):
            return _extremes(figure)
        case _:
            return _most(figure)


def nothing_words(figure: ThemeFigure) -> str:
    """Return that no record was found, and where such records come from."""
    return f"No {figure.spec.counts} on record {when(figure)}. {comes_from(figure.spec.supplied_by)}"


def comes_from(supplied_by: str) -> str:
    """Return where records come from."""
    return f"They come from {supplied_by}."


def when(figure: ThemeFigure) -> str:
    """Return 'on 31 October 2026' or 'in the 12 months to October 2026'."""
    if figure.first is None:
        return f"on {day_label(figure.last)}"
    months = (figure.last.year - figure.first.year) * 12 + figure.last.month - figure.first.month + 1
    length = "in" if months == 1 else f"in the {months} months to"
    return f"{length} {month_label(figure.last)}"


def _most(figure: ThemeFigure) -> str:
    lines = sorted(figure.lines, key=lambda line: -figure.of_line(line))
    top = [
        f"{line} ({figure.of_line(line):,.10g}, {share_words(Count(figure.of_line(line)), figure.total)})"
        for line in lines[:2]
        if figure.of_line(line)
    ]
    return _sentence(f"{figure.total:,.10g} {figure.spec.counts} {when(figure)}. Most: {', then '.join(top)}")


def _months(figure: ThemeFigure) -> str:
    latest = figure.lines[-1]
    if figure.spec.focus:
        now, whole = figure.focus(latest), figure.of_line(latest)
        all_focus = sum(figure.focus(line) for line in figure.lines)
        share = share_words(Count(all_focus), figure.total)
        of_latest = f"{now:,.10g} of {whole:,.10g}" if whole else "none"
        return _sentence(
            f"{figure.spec.counts} {figure.spec.focus_words}: {of_latest} in {month_label(figure.last)}, "
            f"{all_focus:,.10g} of {figure.total:,.10g} ({share}) {when(figure)}"
        )
    highest = max(figure.lines, key=figure.of_line)
    mean = figure.total / len(figure.lines)
    return _sentence(
        f"{figure.of_line(latest):,.10g} {figure.spec.counts} in {month_label(figure.last)}; "
        f"{figure.total:,.10g} {when(figure)}, {mean:,.1f} a month on average, most in {highest} "
        f"({figure.of_line(highest):,.10g})"
    )


def _focus(figure: ThemeFigure) -> str:
    whole = sum(figure.focus(line) for line in figure.lines)
    said = (
        f"{figure.spec.counts} {figure.spec.focus_words}: {whole:,.10g} of {figure.total:,.10g} "
        f"({share_words(Count(whole), figure.total)}) {when(figure)}"
    )
    lines = [(line, Count(figure.focus(line), figure.of_line(line))) for line in figure.lines]
    return _sentence(said) + _highest_and_lowest(lines)


def _extremes(figure: ThemeFigure) -> str:
    cells = [
        (f"{part}, {line}" if figure.is_divided else line, count)
        for line in figure.lines
        for part in figure.parts
        if (count := figure.counts.get((line, part)))
        and (not figure.spec.focus or part in figure.spec.focus or line in figure.spec.focus)
    ]
    said = f"{figure.spec.counts} {when(figure)}"
    if not figure.is_divided or figure.spec.adds_up:
        whole = Count(sum(count.number for _, count in cells), sum(count.out_of or 0 for _, count in cells))
        said += f": {whole.words} ({share_words(whole, 0)})"
    return _sentence(said) + _highest_and_lowest(cells)


def _highest_and_lowest(cells: Sequence[tuple[str, Count]]) -> str:
    """Return the highest and the lowest share of those that are of FEWEST or more; '' if there are not two."""
    known = [
        (name, count) for name, count in cells if count.share is not None and (count.out_of or 0) >= FEWEST
    ]
    if len(known) < 2:
        return ""
    lowest, *_, highest = sorted(known, key=lambda cell: cell[1].share or 0.0)
    if share_words(highest[1], 0) == share_words(lowest[1], 0):
        return f" The same share everywhere with {FEWEST} or more."
    return f" Highest: {_like(highest[1], known)}; lowest: {_like(lowest[1], known)}."


def _like(count: Count, cells: Sequence[tuple[str, Count]]) -> str:
    """Return who has a share, with the numbers of one alone, or all that are written with the same share."""
    share = share_words(count, 0)
    alike = [(name, other) for name, other in cells if share_words(other, 0) == share]
    if len(alike) == 1:
        return f"{alike[0][0]}, {count.words} ({share})"
    return with_figure([name for name, _ in alike], share)


def _first_line(figure: ThemeFigure) -> str:
    line = figure.lines[0]
    parts = [f"{part[:1].lower()}{part[1:]} {figure.count(line, part).words}" for part in figure.parts]
    return _sentence(f"{figure.spec.counts} {when(figure)}. {line}: {', '.join(parts)}")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def trends_sentence(rows: Sequence[ScorecardRow], counts: str, supplied_by: str) -> str:
    """Return the latest figure of each measure that is drawn month by month."""
    known = [row for row in rows if row.latest is not None]
    if not known:
        return f"No figure of {counts}. {comes_from(supplied_by)}"
    latest = "; ".join(
        f"{row.title}: {row.latest.value_words} ({row.latest.short_period_words})"
        for row in known
        if row.latest
    )
    return f"{latest}."


def list_nothing_words(title: str, supplied_by: str) -> str:
    """Return that a list is empty."""
    return f"No one is on this list: {title[:1].lower()}{title[1:]}. {comes_from(supplied_by)}"
