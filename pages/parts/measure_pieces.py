"""Small pieces of HTML about one measure that screens share: its link, rating, variation, figures and months."""

from __future__ import annotations

from html import escape

from charts.icons import variation_icon
from charts.palette import Palette
from charts.sparklines import light_sparkline
from pages.parts.linked_html import Links
from pages.parts.rating_cell import rating_shape, rating_words
from reporting.judgement.words import variation_words
from reporting.scorecard import ScorecardRow
from reporting.this_month import Judged
from reporting.words import target_words


def opened_by(row: ScorecardRow) -> dict[str, str]:
    """Return the parameters of the page that a row opens."""
    opens = {"kpi": row.kpi.id, "authority": row.org_unit_id, "service_area": row.kpi.service_area}
    return opens | ({"part": row.part} if row.part else {})


def measure_link(row: ScorecardRow, links: Links) -> str:
    """Return the measure's name as a link to its page."""
    return links.to("kpi", opened_by(row), row.title)


def rating_html(row: ScorecardRow, colours: Palette) -> str:
    """Return shape and word of a rating, with the target it was rated against."""
    target = f", target {target_words(row.step, row.kpi)}" if row.step is not None else ""
    words = escape(f"{rating_words(row.rating)}{target}")
    return f'<span class="chip">{rating_shape(row.rating, colours)}<span>{words}</span></span>'


def variation_html(judged: Judged, colours: Palette) -> str:
    """Return icon and words of what the latest month is; how many months there are where they are too few."""
    words = variation_words(judged.judgement)
    if not words or judged.judgement.variation is None:
        waiting = judged.judgement.not_enough_words
        return f'<span class="soft">{escape(waiting[:1].upper() + waiting[1:])}</span>' if waiting else ""
    icon = variation_icon(judged.judgement.variation, colours, size=20)
    return f'<span class="chip">{icon}<span>{escape(words)}</span></span>'


def figure_note(row: ScorecardRow) -> str:
    """Return '190 of 196, Oct 2026', or only when; '' without a figure."""
    if row.latest is None:
        return ""
    return ", ".join(part for part in (fraction_note(row), row.latest.short_period_words) if part)


def fraction_note(row: ScorecardRow) -> str:
    """Return '190 of 196'; '' where neither number is known, or the measure has none."""
    latest = row.latest
    if latest is None or latest.value is None or (latest.numerator is None and latest.denominator is None):
        return ""
    return latest.fraction_words


def sparkline_of(row: ScorecardRow, colours: Palette, width: int = 96) -> str:
    """Return the months of a row as a sparkline; '' with fewer than two."""
    points = [
        (figure.period.end, figure.value)
        for figure in row.figures
        if figure.period.end is not None and figure.value is not None
    ]
    if len(points) < 2:
        return ""
    return light_sparkline(
        points,
        target=row.step.target if row.step else None,
        colour=colours.series,
        target_colour=colours.target,
        text=f"{row.title}: the latest of {len(points)} figures is {row.figures[-1].value_words}",
        width=width,
    )
