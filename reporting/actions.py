"""Actions as a reader sees them: how each stands on a day, by one rule for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from journal.actions import written_actions
from journal.database import Journal
from metrics.ratings.brag import BragRating, rate_action


@dataclass(frozen=True)
class Action:
    """One action: what is to be done, by which post (an id), until when; kpi_ids are the measures it is to move.

    status is its BRAG rating as at the day asked about: blue when done by then, red from the day after it
    was due, else what was reported. version counts from 1.
    """

    action_id: str
    words: str
    post: str
    due_on: date | None
    done_on: date | None
    kpi_ids: tuple[str, ...]
    status: BragRating
    reported_as: str | None
    written_by: str
    written_at: datetime
    version: int = 1


def actions_of(journal: Journal, authority_id: str, kpi_id: str | None, as_at: date) -> tuple[Action, ...]:
    """Return the actions of an authority, or those linked to one measure, the one due first at the top."""
    return tuple(
        Action(
            action_id=written.action_id,
            words=written.words,
            post=written.post,
            due_on=written.due_on,
            done_on=written.done_on,
            kpi_ids=written.kpi_ids,
            status=rate_action(
                written.reported_as,
                is_complete=written.done_on is not None and written.done_on <= as_at,
                due_on=written.due_on,
                as_at=as_at,
            ),
            reported_as=written.reported_as,
            written_by=written.written_by,
            written_at=written.written_at,
            version=written.version,
        )
        for written in written_actions(journal, authority_id)
        if kpi_id is None or kpi_id in written.kpi_ids
    )
