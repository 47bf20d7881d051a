"""Fills the journal of a council that does not exist, so that what people write can be seen and tried.

Deterministic: the same build gives the same words. An authority with people in it is never touched.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta

from data.store import Store
from data.synthetic.written_words import (
    MADE_UP,
    MadeUpVoice,
    made_up_actions,
    made_up_annotations,
    made_up_voices,
)
from journal.actions import report_action, write_action, written_actions
from journal.annotations import write_annotation
from journal.commentary import months_written_about, write_commentary
from journal.database import Journal
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.periods import month_label
from reporting.commentary import months_between
from reporting.figure_sets import figure_set
from reporting.loaded_data import authorities_held
from reporting.words import fraction_words, value_words

MONTHS = 12
WRITTEN_AFTER = timedelta(days=9)  # after the month's end
BI_MANAGER = "performance_and_bi_manager"


def write_made_up_journal(store: Store, library: KpiLibrary, journal: Journal) -> dict[str, int]:
    """Write commentary, actions and annotations of each synthetic authority that has written nothing yet.

    Return how many of each were written, by 'commentary', 'actions', 'annotations'.
    """
    counts = {"commentary": 0, "actions": 0, "annotations": 0}
    for held in authorities_held(store):
        authority_id = held.org_unit_id
        if not held.is_synthetic or held.latest_period_end is None:
            continue
        if months_written_about(journal, authority_id) or written_actions(journal, authority_id):
            continue
        counts["commentary"] += _write_commentary(store, library, journal, authority_id)
        counts["actions"] += _write_actions(library, journal, authority_id)
        counts["annotations"] += _write_annotations(library, journal, authority_id)
    return counts


def _write_commentary(store: Store, library: KpiLibrary, journal: Journal, authority_id: str) -> int:
    voices = [voice for voice in made_up_voices() if library.get(voice.kpi_id) is not None]
    values: dict[str, dict[date, tuple[float, float | None, float | None]]] = defaultdict(dict)
    figures = figure_set(store, [voice.kpi_id for voice in voices], [authority_id]).to_pylist()
    for row in figures:
        if row["value"] is not None:
            values[row["kpi_id"]][row["period_end"]] = (row["value"], row["numerator"], row["denominator"])
    newest = max((day for known in values.values() for day in known), default=None)
    if newest is None:
        return 0
    written = 0
    for voice in voices:
        months = sorted(values[voice.kpi_id])
        for before, month in zip([None, *months], months, strict=False):
            if months_between(month, newest) < MONTHS:
                written += _write_month(
                    journal,
                    authority_id,
                    library.by_id(voice.kpi_id),
                    voice,
                    values[voice.kpi_id],
                    before,
                    month,
                )
    return written


def _write_month(
    journal: Journal,
    authority_id: str,
    kpi: KpiDefinition,
    voice: MadeUpVoice,
    known: dict[date, tuple[float, float | None, float | None]],
    before: date | None,
    month: date,
) -> int:
    """Write about one month of a measure; return 1, or 0 where its voice is silent."""
    value, numerator, denominator = known[month]
    change = None if before is None else round(value - known[before][0], kpi.decimal_places)
    said = voice.says(month, change)
    if said is None:
        return 0
    why, what_we_do = said
    has_fraction = kpi.counted is not None and kpi.counted.denominator is not None
    numbers = f" ({fraction_words(numerator, denominator)})" if has_fraction and numerator is not None else ""
    write_commentary(
        journal,
        authority_id=authority_id,
        org_unit_id=authority_id,
        kpi_id=kpi.id,
        month=month,
        what_changed=f"{value_words(value, kpi.unit, kpi.decimal_places)}{numbers}{_moved(change, before)}.",
        why=why,
        what_we_do=f"{what_we_do} {MADE_UP}",
        post=voice.post,
        written_at=_moment(month + WRITTEN_AFTER),
    )
    return 1


def _moved(change: float | None, before: date | None) -> str:
    """Return how a figure moved, as the end of a sentence."""
    if change is None or before is None:
        return ""
    if not change:
        return f", as in {month_label(before)}"
    return f", {'higher' if change > 0 else 'lower'} than in {month_label(before)}"


def _write_actions(library: KpiLibrary, journal: Journal, authority_id: str) -> int:
    for action in made_up_actions():
        action_id = write_action(
            journal,
            authority_id=authority_id,
            words=action.words,
            post=action.post,
            due_on=action.due_on,
            kpi_ids=[kpi_id for kpi_id in action.kpi_ids if library.get(kpi_id) is not None],
            written_by=BI_MANAGER,
            written_at=_moment(action.due_on - timedelta(days=120)),
        )
        if action.done_on is not None or action.reported_as is not None:
            report_action(
                journal,
                action_id,
                written_by=action.post,
                reported_as=action.reported_as,
                done_on=action.done_on,
                written_at=_moment(action.done_on or action.due_on - timedelta(days=20)),
            )
    return len(made_up_actions())


def _write_annotations(library: KpiLibrary, journal: Journal, authority_id: str) -> int:
    known = [entry for entry in made_up_annotations() if library.get(entry["kpi"]) is not None]
    for entry in known:
        write_annotation(
            journal,
            authority_id=authority_id,
            kpi_id=entry["kpi"],
            happened_on=entry["happened_on"],
            kind=entry["kind"],
            words=entry["words"],
            post=entry["post"],
            written_at=_moment(entry["happened_on"]),
        )
    return len(known)


def _moment(day: date) -> datetime:
    """Return nine in the morning of a day, in UTC."""
    return datetime.combine(day, time(9), UTC)
