"""Actions: what is to be done, by which post, until when. Every change is a new version."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from journal.database import Journal, journal_sql, reading
from journal.entries import EntryError, checked, moment_written, read_day

LONGEST = 500  # characters: an action is one sentence
REPORTED_AS = ("on track", "at risk", "off track")
SOMEONE_ELSE_REPORTED = (
    "Someone else has just said how this action stands. Read theirs first, then save yours again."
)


@dataclass(frozen=True)
class WrittenAction:
    """An action as it stands in its newest version.

    reported_as is one of REPORTED_AS or None where nobody has said; done_on is None until it is done.
    """

    action_id: str
    authority_id: str
    words: str
    post: str
    due_on: date | None
    reported_as: str | None
    done_on: date | None
    written_by: str
    written_at: datetime
    version: int
    kpi_ids: tuple[str, ...]


def write_action(
    journal: Journal,
    *,
    authority_id: str,
    words: str,
    post: str,
    due_on: date | None,
    kpi_ids: Sequence[str],
    written_by: str,
    reported_as: str | None = None,
    done_on: date | None = None,
    written_at: datetime | None = None,
) -> str:
    """Keep a new action and return its id. Raises EntryError, all problems at once."""
    tidy = checked({"What is to be done": words, "The post": post, "Your post": written_by}, LONGEST, ())
    problems = [f"{name} is empty." for name, written in tidy.items() if not written]
    if reported_as is not None and reported_as not in REPORTED_AS:
        problems.append(f"The status is '{reported_as}'; it must be one of {', '.join(REPORTED_AS)}.")
    if problems:
        raise EntryError(problems)
    action_id = uuid.uuid4().hex
    row = {
        "action_id": action_id,
        "version": 1,
        "authority_id": authority_id,
        "words": tidy["What is to be done"],
        "post": tidy["The post"],
        "due_on": due_on.isoformat() if due_on else None,
        "reported_as": reported_as,
        "done_on": done_on.isoformat() if done_on else None,
        "written_by": tidy["Your post"],
        "written_at": moment_written(written_at),
    }
    with journal.begin() as connection:
        connection.execute(text(journal_sql("insert_action")), row)
        for kpi_id in dict.fromkeys(kpi_ids):
            connection.execute(
                text(journal_sql("insert_action_kpi")), {"action_id": action_id, "kpi_id": kpi_id}
            )
    return action_id


def report_action(
    journal: Journal,
    action_id: str,
    *,
    written_by: str,
    reported_as: str | None = None,
    done_on: date | None = None,
    due_on: date | None = None,
    replaces: int | None = None,
    written_at: datetime | None = None,
) -> None:
    """Keep how an action stands now: its status, the day it was done, a new due day (None: as before).

    `replaces` is the version that the writer saw: a newer one is not reported over unseen.
    Raises EntryError for an action that is not there, a status that is none, a missing post, and where someone
    else was quicker.
    """
    (post,) = checked({"Your post": written_by}, LONGEST, ("Your post",)).values()
    if reported_as is not None and reported_as not in REPORTED_AS:
        raise EntryError([f"The status is '{reported_as}'; it must be one of {', '.join(REPORTED_AS)}."])
    try:
        with journal.begin() as connection:
            known = connection.execute(text(journal_sql("newest_action")), {"action_id": action_id}).first()
            if known is None:
                raise EntryError(["There is no such action any more."])
            if replaces is not None and replaces != int(known.version):
                raise EntryError([SOMEONE_ELSE_REPORTED])
            row = dict(known._mapping) | {
                "action_id": action_id,
                "version": int(known.version) + 1,
                "reported_as": reported_as,
                "done_on": done_on.isoformat() if done_on else None,
                "written_by": post,
                "written_at": moment_written(written_at),
            }
            if due_on is not None:
                row["due_on"] = due_on.isoformat()
            connection.execute(text(journal_sql("insert_action")), row)
    except IntegrityError as error:  # two writers at once, where the database lets both begin
        raise EntryError([SOMEONE_ELSE_REPORTED]) from error


def written_actions(journal: Journal, authority_id: str) -> tuple[WrittenAction, ...]:
    """Return every action of an authority as it stands, the one due first at the top, those without a day last."""
    found: dict[str, WrittenAction] = {}
    with reading(journal) as connection:
        for row in connection.execute(text(journal_sql("actions")), {"authority_id": authority_id}):
            values = dict(row._mapping)
            kpi_id = values.pop("kpi_id")
            before = found.get(values["action_id"])
            if before is None:
                before = WrittenAction(
                    **{
                        **values,
                        "due_on": read_day(values["due_on"]),
                        "done_on": read_day(values["done_on"]),
                        "written_at": datetime.fromisoformat(values["written_at"]),
                    },
                    kpi_ids=(),
                )
            kpi_ids = (*before.kpi_ids, kpi_id) if kpi_id else before.kpi_ids
            found[before.action_id] = replace(before, kpi_ids=kpi_ids)
    return tuple(found.values())
