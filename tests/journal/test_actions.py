"""Actions: one as it stands, with the measures it is to move; each change a new version."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine, text

from journal.actions import report_action, write_action, written_actions
from journal.entries import EntryError

DUE = date(2026, 12, 31)


def write(journal: Engine, **changes: object) -> str:
    given = {
        "authority_id": "northmere",
        "words": "Plan every visit a week ahead",
        "post": "head_of_safeguarding",
        "due_on": DUE,
        "kpi_ids": ["child_protection_visits_on_time", "cp_visited_within_10_days"],
        "written_by": "performance_and_bi_manager",
    }
    return write_action(journal, **(given | changes))


def test_an_action_is_kept_with_its_measures(journal: Engine) -> None:
    action_id = write(journal)
    (action,) = written_actions(journal, "northmere")
    assert (action.action_id, action.version, action.words) == (action_id, 1, "Plan every visit a week ahead")
    assert (action.due_on, action.done_on, action.reported_as) == (DUE, None, None)
    assert action.kpi_ids == ("child_protection_visits_on_time", "cp_visited_within_10_days")
    assert written_actions(journal, "southmere") == ()


def test_a_report_changes_how_it_stands_and_keeps_the_rest(journal: Engine) -> None:
    action_id = write(journal)
    report_action(journal, action_id, written_by="head_of_safeguarding", reported_as="at risk")
    report_action(journal, action_id, written_by="head_of_safeguarding", done_on=date(2026, 11, 2))
    (action,) = written_actions(journal, "northmere")
    assert (action.version, action.done_on, action.reported_as) == (3, date(2026, 11, 2), None)
    assert (action.words, action.due_on, action.post) == (
        "Plan every visit a week ahead",
        DUE,
        "head_of_safeguarding",
    )
    with journal.connect() as connection:
        kept = connection.execute(text("SELECT version, reported_as FROM actions ORDER BY version")).all()
    assert kept == [(1, None), (2, "at risk"), (3, None)]


def test_a_report_on_an_action_that_has_changed_since_it_was_seen_is_refused(journal: Engine) -> None:
    action_id = write(journal)
    report_action(journal, action_id, written_by="head_of_safeguarding", done_on=DUE, replaces=1)
    with pytest.raises(EntryError, match="Someone else has just said"):
        report_action(journal, action_id, written_by="head_of_assessment", reported_as="at risk", replaces=1)
    (action,) = written_actions(journal, "northmere")
    assert (action.done_on, action.reported_as, action.version) == (DUE, None, 2)


def test_the_one_due_first_is_at_the_top_and_those_without_a_day_are_last(journal: Engine) -> None:
    for words, due_on in (("third", None), ("second", date(2026, 12, 1)), ("first", date(2026, 11, 30))):
        write(journal, words=words, due_on=due_on, kpi_ids=[])
    assert [action.words for action in written_actions(journal, "northmere")] == ["first", "second", "third"]


def test_what_cannot_be_kept_is_refused_in_words(journal: Engine) -> None:
    with pytest.raises(EntryError) as error:
        write(journal, words=" ", reported_as="done")
    assert error.value.problems == [
        "What is to be done is empty.",
        "The status is 'done'; it must be one of on track, at risk, off track.",
    ]
    with pytest.raises(EntryError, match="no such action"):
        report_action(journal, "nowhere", written_by="head_of_safeguarding")
    with pytest.raises(EntryError, match="Your post is empty"):
        report_action(journal, write(journal), written_by="")
