"""Days that a chart should name: what people noted, actions that were completed, and breaks in the series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal.annotations import KINDS, Annotation, written_annotations
from journal.database import Journal
from reporting.actions import Action
from reporting.judgement.result import RestartMark
from reporting.series_breaks import BreakKind, SeriesBreak

__all__ = ["KINDS", "Annotation", "NamedDay", "annotations_of", "named_days", "withdrawn_annotations"]

BREAK_WORDS = {
    BreakKind.SETTING: "limit changed",
    BreakKind.DEFINITION: "definition changed",
    BreakKind.REORGANISATION: "reorganisation",
}
NOTED_WORDS = {"practice": "change of practice", "recording": "recording changed", "event": "event"}


@dataclass(frozen=True)
class NamedDay:
    """One day with a sentence; kind_words says in a word or two where it comes from."""

    day: date
    words: str
    kind_words: str
    is_restart: bool = False


def annotations_of(journal: Journal, authority_id: str, kpi_id: str) -> tuple[Annotation, ...]:
    """Return what was noted about one measure, and about all of them, and holds, oldest day first."""
    return tuple(noted for noted in written_annotations(journal, authority_id, kpi_id) if noted.holds)


def withdrawn_annotations(journal: Journal, authority_id: str, kpi_id: str) -> tuple[Annotation, ...]:
    """Return what was noted about one measure, and about all of them, and was withdrawn, oldest day first."""
    return tuple(noted for noted in written_annotations(journal, authority_id, kpi_id) if not noted.holds)


def named_days(
    annotations: Sequence[Annotation],
    actions: Sequence[Action],
    breaks: Sequence[SeriesBreak],
    restarts: Sequence[RestartMark],
) -> tuple[NamedDay, ...]:
    """Return all days to name on one chart, oldest first; a restart is named by the first day of its month."""
    days = [
        NamedDay(noted.happened_on, noted.words, NOTED_WORDS.get(noted.kind, noted.kind))
        for noted in annotations
    ]
    days += [
        NamedDay(action.done_on, action.words, "action completed")
        for action in actions
        if action.done_on is not None
    ]
    days += [NamedDay(found.day, found.words, BREAK_WORDS[found.kind]) for found in breaks]
    days += [
        NamedDay(mark.month.replace(day=1), mark.reason, "limits start afresh", is_restart=True)
        for mark in restarts
    ]
    return tuple(sorted(days, key=lambda named: (named.day, named.kind_words, named.words)))
