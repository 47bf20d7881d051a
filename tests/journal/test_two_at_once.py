"""Two people who decide the same at the same moment: the database keeps one, and the other is told.

In a file one waits for the other; in PostgreSQL both begin, so there the first is held until the second waits.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from journal.actions import SOMEONE_ELSE_REPORTED, report_action, write_action, written_actions
from journal.annotations import WITHDRAWN_ALREADY, withdraw_annotation, write_annotation, written_annotations
from journal.commentary import SOMEONE_ELSE_WROTE, commentary_versions, write_commentary
from journal.database import apply_migrations, journal_sql, migrations, open_journal, reading
from journal.entries import EntryError
from journal.restarts import HOLDS_ALREADY, accept_restart, restarts_decided, withdraw_restart
from journal.restarts import WITHDRAWN_ALREADY as RESTART_WITHDRAWN_ALREADY

MARCH, NOON = date(2025, 3, 31), "2026-11-21T12:00:00+00:00"
RESTART = {"authority_id": "a", "org_unit_id": "a", "kpi_id": "k", "month": MARCH, "reason": "r", "post": "p"}
RESTART_ROW = RESTART | {"month": "2025-03", "restart_id": "1", "accepted_at": NOON}
WITHDRAWN = {"withdrawn_by": "p", "withdrawn_at": NOON, "withdrawn_because": "First"}
WORDS = {"what_changed": "First", "why": "", "what_we_do": "", "post": "p"}
PLACE = {"authority_id": "a", "org_unit_id": "a", "kpi_id": "k"}


def test_the_database_itself_keeps_one_restart_a_month(journal: Engine) -> None:
    insert = text(journal_sql("insert_restart"))
    with journal.begin() as connection:
        connection.execute(insert, RESTART_ROW)
    with pytest.raises(IntegrityError), journal.begin() as connection:
        connection.execute(insert, RESTART_ROW | {"restart_id": "2", "authority_id": "b"})
    assert [restart.restart_id for restart in restarts_decided(journal, "a")] == ["1"]


def test_people_who_accept_the_same_restart_at_once_have_one_between_them(journal: Engine) -> None:
    start, told = threading.Barrier(4), []

    def accept() -> None:
        start.wait()
        try:
            accept_restart(journal, **RESTART)
        except EntryError as error:
            told.extend(error.problems)

    people = [threading.Thread(target=accept) for _ in range(4)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert told == [HOLDS_ALREADY] * 3
    assert len(restarts_decided(journal, "a")) == 1


def test_of_restarts_that_were_decided_twice_before_the_earlier_holds(journal_at_version_4: Engine) -> None:
    journal = journal_at_version_4
    insert = text(journal_sql("insert_restart"))
    later = "2026-11-21T12:00:01+00:00"
    with journal.begin() as connection:
        for restart_id, month, moment in (
            ("c", "2025-03", later),
            ("b", "2025-03", NOON),
            ("a", "2025-03", NOON),
            ("d", "2025-04", NOON),
        ):
            row = RESTART_ROW | {"restart_id": restart_id, "month": month, "accepted_at": moment}
            connection.execute(insert, row)
        withdrawn = WITHDRAWN | {"restart_id": "d"}
        connection.execute(text(journal_sql("withdraw_restart")), withdrawn)
        connection.execute(insert, RESTART_ROW | {"restart_id": "e", "month": "2025-04"})
    assert apply_migrations(journal, migrations())[0] == 5
    found = {restart.restart_id: restart for restart in restarts_decided(journal, "a")}
    assert {name for name, restart in found.items() if restart.holds} == {"a", "e"}
    assert (found["c"].withdrawn_by, found["c"].withdrawn_because) == (
        "p",
        "Decided twice at the same moment. The earlier decision holds.",
    )
    assert found["d"].withdrawn_because == "First"


@pytest.fixture
def journal_at_version_4(journal: Engine) -> Engine:
    """A journal as it was before a month's restart was kept once; made in place of the newest."""
    with journal.begin() as connection:
        for table in ("audit_trail", "commentary", "actions", "action_kpis", "annotations", "restarts"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("DELETE FROM schema_migrations"))
    assert apply_migrations(journal, migrations()[:4]) == [1, 2, 3, 4]
    return journal


# PostgreSQL: the second waits for the first, and is told when the first is done


@pytest.fixture
def postgres(postgres_address: str) -> Iterator[Engine]:
    opened = open_journal(postgres_address)
    yield opened
    opened.dispose()


def told_after(
    journal: Engine, statement: str, row: dict[str, object], second: Callable[[], object]
) -> list[str]:
    """Return what the second is told who writes while the first has written and not finished."""
    told: list[str] = []

    def write() -> None:
        try:
            second()
        except EntryError as error:
            told.extend(error.problems)

    person = threading.Thread(target=write)
    with journal.begin() as first:
        first.execute(text(journal_sql(statement)), row)
        person.start()
        wait_until_one_waits(journal)
    person.join()
    return told


def test_in_postgresql_the_second_to_accept_a_restart_is_told(postgres: Engine) -> None:
    told = told_after(postgres, "insert_restart", RESTART_ROW, lambda: accept_restart(postgres, **RESTART))
    assert told == [HOLDS_ALREADY]
    assert [restart.restart_id for restart in restarts_decided(postgres, "a")] == ["1"]


def test_in_postgresql_the_second_to_withdraw_is_told_and_the_first_reason_stays(postgres: Engine) -> None:
    restart_id = accept_restart(postgres, **RESTART)
    day = write_annotation(
        postgres, authority_id="a", kpi_id="k", happened_on=MARCH, kind="event", words="w", post="p"
    ).annotation_id
    told = told_after(
        postgres,
        "withdraw_restart",
        WITHDRAWN | {"restart_id": restart_id},
        lambda: withdraw_restart(postgres, restart_id, because="Second", post="q"),
    )
    told += told_after(
        postgres,
        "withdraw_annotation",
        WITHDRAWN | {"annotation_id": day},
        lambda: withdraw_annotation(postgres, day, because="Second", post="q"),
    )
    assert told == [RESTART_WITHDRAWN_ALREADY, WITHDRAWN_ALREADY]
    assert restarts_decided(postgres, "a")[0].withdrawn_because == "First"
    assert written_annotations(postgres, "a", "k")[0].withdrawn_because == "First"


def test_in_postgresql_the_second_to_write_or_report_is_told_to_read_the_first(postgres: Engine) -> None:
    row = PLACE | WORDS | {"month": "2025-03", "version": 1, "written_at": NOON}
    mine = PLACE | WORDS | {"month": MARCH, "what_changed": "Second"}
    told = told_after(postgres, "insert_commentary", row, lambda: write_commentary(postgres, **mine))
    action = write_action(
        postgres, authority_id="a", words="See to it.", post="p", due_on=None, kpi_ids=(), written_by="p"
    )
    with reading(postgres) as connection:
        newest = connection.execute(text(journal_sql("newest_action")), {"action_id": action}).one()
    report = {"action_id": action, "version": 2, "reported_as": "on track", "done_on": None}
    told += told_after(
        postgres,
        "insert_action",
        dict(newest._mapping) | report | {"written_by": "p", "written_at": NOON},
        lambda: report_action(postgres, action, written_by="q", reported_as="at risk"),
    )
    assert told == [SOMEONE_ELSE_WROTE, SOMEONE_ELSE_REPORTED]
    assert [words.what_changed for words in commentary_versions(postgres, "a", "k", MARCH)] == ["First"]
    (known,) = written_actions(postgres, "a")
    assert (known.reported_as, known.version) == ("on track", 2)


def wait_until_one_waits(journal: Engine) -> None:
    """Return when another connection to the database waits for a lock."""
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with journal.connect() as connection:
            if connection.execute(waiting).scalar():
                return
    raise AssertionError("nobody waited")
