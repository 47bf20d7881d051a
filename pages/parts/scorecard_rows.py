"""The cells of one row of a scorecard, as HTML with every word escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from charts.palette import Palette
from metrics.periods import short_period_label
from pages.parts.board import drawn_cell
from pages.parts.judgement_cells import assurance_cell, variation_cell
from pages.parts.linked_html import Links
from pages.parts.measure_pieces import fraction_note, opened_by, sparkline_of
from pages.parts.rating_cell import rating_cell
from reporting.benchmarks import COUNTRY, NEIGHBOURS, Benchmark, newest_of
from reporting.judgement.series import month_after
from reporting.judgement.words import outlook_note, outlook_words
from reporting.longer_periods import LongerPeriods
from reporting.scorecard import ScorecardRow
from reporting.this_month import Judged
from reporting.words import sentence_case, target_words


@dataclass(frozen=True)
class Beside:
    """What stands beside the figures of one row: longer periods, published figures, owner, what is written."""

    owner: str = ""
    periods: LongerPeriods | None = None
    benchmarks: Sequence[Benchmark] = ()
    is_written_about: bool = False


def measure_html(row: ScorecardRow, beside: Beside, links: Links) -> str:
    """Return the name as a link, and below it what better means, the owner, questions and commentary."""
    notes = [row.kpi.better_when.label, beside.owner]
    if row.doubts:
        number = len(row.doubts)
        notes.append("1 question to the owner" if number == 1 else f"{number} questions to the owner")
    if beside.is_written_about:
        notes.append("Commentary written")
    return links.to("kpi", opened_by(row), row.title) + soft(". ".join(note for note in notes if note))


def value_html(row: ScorecardRow) -> str:
    """Return the latest figure with its numbers and its period."""
    if row.latest is None:
        return '<span class="absent">No figure</span>'
    if row.latest.value is None:
        absent = f'<span class="absent">{escape(row.latest.value_words)}</span>'
        return absent + soft(row.latest.short_period_words) + soft(row.latest.why_absent)
    start = ", start point" if row.latest.role == "baseline" else ""
    when = soft(row.latest.short_period_words + start)
    return f'<span class="figure">{escape(row.latest.value_words)}</span>{soft(fraction_note(row))}{when}'


def rating_html(row: ScorecardRow, colours: Palette) -> str:
    """Return the rating and the target it was rated against; only the reason where there is no target."""
    if not row.figures:
        return soft(target_note(row))
    if row.rating.colour == "none":
        return f'<span class="soft">{escape(sentence_case(row.short_reason))}</span>{soft(target_note(row))}'
    return drawn_cell(rating_cell(row, colours)) + soft(target_note(row))


def target_note(row: ScorecardRow) -> str:
    """Return 'Target 85%', the target to come, or ''."""
    if row.step is not None:
        doubtful = ", doubtful, not used" if row.step.is_doubtful else ""
        return f"Target {target_words(row.step, row.kpi)}{doubtful}"
    if row.coming_step is None:
        return ""
    words = target_words(row.coming_step, row.kpi)
    if row.coming_step.state != "set":
        return f"Target {words[:1].lower()}{words[1:]}"
    return f"Target {words} from {row.coming_step.in_force_from:%b %Y}"


def variation_html(judged: Judged, colours: Palette) -> str:
    """Return what the latest month is, and below it the change."""
    judgement = judged.judgement
    words = ""
    if judgement.not_enough_words and judgement.points_counted:
        words = soft(sentence_case(judgement.not_enough_words))
    elif judgement.points_counted:
        words = drawn_cell(variation_cell(judgement, colours, 20))
    return words + soft(sentence_case(judged.row.change_words))


def assurance_html(judged: Judged, colours: Palette) -> str:
    """Return whether the target will be met month by month, and below it the outlook."""
    if not judged.judgement.is_judged:
        return ""
    assurance = drawn_cell(assurance_cell(judged.judgement, colours, 20))
    words, note = outlook_words(judged.judgement), outlook_note(judged.judgement)
    between = ", " if note.startswith("in ") else ": "
    return assurance + soft(sentence_case(between.join(part for part in (words, note) if part)))


def longer_html(row: ScorecardRow, periods: LongerPeriods | None) -> str:
    """Return the same month last year, the year to date and the last 12 months, those that there are."""
    lines = []
    if (before := same_month_last_year(row)) is not None:
        lines.append(before)
    if periods and periods.year_to_date:
        lines.append(("Year to date", periods.year_to_date.words))
    if periods and periods.rolling_12_months:
        lines.append(("12 months", periods.rolling_12_months.words))
    return "".join(line(name, words) for name, words in lines)


def same_month_last_year(row: ScorecardRow) -> tuple[str, str] | None:
    """Return the period and value of the figure about the same length of time that ended a year before."""
    latest = row.latest
    if latest is None or latest.period.end is None or latest.value is None:
        return None
    end = month_after(latest.period.end, -12)
    for figure in row.figures:
        if figure.period.kind == latest.period.kind and figure.period.end == end:
            return short_period_label(figure.period), figure.value_words
    return None


def published_html(row: ScorecardRow, benchmarks: Sequence[Benchmark]) -> str:
    """Return the newest published figures of England and of the statistical neighbours, with their year."""
    found = [
        benchmark for kind in (COUNTRY, NEIGHBOURS) if (benchmark := newest_of(benchmarks, kind)) is not None
    ]
    lines = [line(one.area, one.value_words(row.kpi)) for one in found]
    years = ", ".join(dict.fromkeys(sentence_case(one.year_label) for one in found))
    return "".join(lines) + soft(years)


def trend_html(row: ScorecardRow, colours: Palette) -> str:
    """Return the latest months as a drawing."""
    return sparkline_of(row, colours, width=84)


def line(name: str, words: str) -> str:
    """Return one line of a cell: what it is, and the figure."""
    return f'<div class="line"><span class="soft">{escape(name)}</span> <span>{escape(words)}</span></div>'


def soft(words: str) -> str:
    """Return a quieter line; '' for no words."""
    return f'<div class="soft">{escape(words)}</div>' if words else ""
