"""Choosing among the rows of a scorecard and putting them in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from metrics.screen_order import in_sections
from reporting.scorecard import WORST_FIRST
from reporting.this_month import AuthorityMonth, Judged
from reporting.this_month.attention import from_usual

JOURNEY, RATING, ATTENTION, CHANGE, NAME = "journey", "rating", "attention", "change", "name"
CURRENT, OLDER, AWAITED = "current", "older", "awaited"
CHANGE_OF_NONE = -1.0


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for: None or '' leaves nothing out. rating: red, amber, green or none."""

    theme: str | None = None
    rating: str | None = None
    owner: str | None = None
    words: str = ""
    order: str = JOURNEY

    @property
    def leaves_out(self) -> bool:
        """Whether any row may be left out."""
        return any((self.theme, self.rating, self.owner, self.words.strip()))


@dataclass(frozen=True)
class Section:
    """Rows under one heading; '' where the order has no headings."""

    name: str
    rows: tuple[Judged, ...]


def chosen(rows: Sequence[Judged], wanted: Wanted) -> tuple[Judged, ...]:
    """Return the rows that meet every condition; each search word is somewhere in names or question."""
    words = wanted.words.casefold().split()

    def is_wanted(judged: Judged) -> bool:
        kpi = judged.row.kpi
        text = " ".join((judged.row.title, kpi.name, kpi.question)).casefold()
        return (
            wanted.theme in (None, kpi.theme)
            and wanted.owner in (None, kpi.owner)
            and (
                wanted.rating is None
                or (bool(judged.row.figures) and judged.row.rating.colour == wanted.rating)
            )
            and all(word in text for word in words)
        )

    return tuple(judged for judged in rows if is_wanted(judged))


def of_group(month: AuthorityMonth, rows: Sequence[Judged], group: str) -> tuple[Judged, ...]:
    """Return the rows with current figures, with older ones only, or without any."""
    if group == AWAITED:
        return tuple(judged for judged in rows if not judged.row.figures)
    is_current = group == CURRENT
    return tuple(
        judged for judged in rows if judged.row.figures and month.card.is_current(judged.row) == is_current
    )


def rated_first(rows: Sequence[Judged]) -> tuple[tuple[Judged, ...], tuple[Judged, ...]]:
    """Return the rated rows and the others; where none is rated, all are kept and none is left over."""
    rated = tuple(judged for judged in rows if judged.row.rating.colour != "none")
    if not rated:
        return tuple(rows), ()
    return rated, tuple(judged for judged in rows if judged.row.rating.colour == "none")


def left_out_words(left_out: Sequence[Judged]) -> str:
    """Return how many rows a sheet leaves out since they are not rated; '' for none."""
    if not left_out:
        return ""
    measures = "1 measure that is" if len(left_out) == 1 else f"{len(left_out)} measures that are"
    return f"Without {measures} not rated: the table on the screen has them all."


def sections_of(rows: Sequence[Judged], service_area: str, order: str) -> tuple[Section, ...]:
    """Return rows in an order: the child's journey with its headings, or one list without."""
    if order != JOURNEY:
        return (Section("", tuple(sorted(rows, key=_KEYS[order]))),) if rows else ()
    kpis = list(dict.fromkeys(judged.row.kpi for judged in rows))
    found = []
    for name, inside in in_sections(kpis, service_area):
        ids = [kpi.id for kpi in inside]
        of_section = [judged for judged in rows if judged.row.kpi.id in ids]
        found.append(
            Section(name, tuple(sorted(of_section, key=lambda judged: ids.index(judged.row.kpi.id))))
        )
    return tuple(found)


def _by_rating(judged: Judged) -> tuple[object, ...]:
    return (WORST_FIRST.index(judged.row.rating.colour), judged.row.title)


def _by_attention(judged: Judged) -> tuple[object, ...]:
    attention = judged.judgement.attention
    return (not attention.is_needed, attention.order, -from_usual(judged), judged.row.title)


def _by_change(judged: Judged) -> tuple[object, ...]:
    """Largest change against the usual range first; those without limits last."""
    change, width = judged.row.change, judged.usual_width
    size = CHANGE_OF_NONE if change is None or width is None else abs(change) / width
    return (-size, judged.row.title)


def _by_name(judged: Judged) -> tuple[object, ...]:
    return (judged.row.title,)


_KEYS: dict[str, Callable[[Judged], tuple[object, ...]]] = {
    RATING: _by_rating,
    ATTENTION: _by_attention,
    CHANGE: _by_change,
    NAME: _by_name,
}
