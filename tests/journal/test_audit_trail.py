"""The audit trail: what is written is there, newest first, and never changes."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Engine

from journal.audit_trail import latest_acts, record_act


def test_an_act_is_kept_with_its_moment(journal: Engine) -> None:
    before = datetime.now(UTC)
    entry = record_act(journal, role="bi", act="load", subject="values.csv", outcome="3 of 4 rows loaded")
    assert latest_acts(journal) == [entry]
    assert (entry.role, entry.act, entry.subject, entry.outcome) == (
        "bi",
        "load",
        "values.csv",
        "3 of 4 rows loaded",
    )
    assert before <= datetime.fromisoformat(entry.happened_at) <= datetime.now(UTC)


def test_the_newest_acts_come_first_and_no_more_than_asked_for(journal: Engine) -> None:
    for number in range(5):
        record_act(journal, role="bi", act="view", subject=f"page {number}", outcome="")
    assert [entry.subject for entry in latest_acts(journal, most=2)] == ["page 4", "page 3"]


def test_two_acts_that_are_alike_are_two_entries(journal: Engine) -> None:
    for _ in range(2):
        record_act(journal, role="bi", act="view", subject="page", outcome="")
    assert len(latest_acts(journal)) == 2


def test_a_long_text_is_cut_and_one_with_quotation_marks_kept(journal: Engine) -> None:
    record_act(journal, role="bi", act="load", subject="x" * 300, outcome="it's; DROP TABLE audit_trail")
    (entry,) = latest_acts(journal)
    assert len(entry.subject) == 200
    assert entry.outcome == "it's; DROP TABLE audit_trail"
