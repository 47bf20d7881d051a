"""What readers see of the journal: which words are missing, which are expected, how actions stand on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journal.actions import write_action
from journal.commentary import write_commentary
from journal.database import Journal, open_journal, sqlite_address
from reporting.actions import actions_of, overdue_actions
from reporting.commentary import commentary_expected, commentary_missing, commentary_of, earlier_versions

KPIS = ("contacts_received", "referrals_received", "children_in_care")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return open_journal(sqlite_address(tmp_path / "journal.sqlite"))


def write(journal: Journal, kpi_id: str, month: date, words: str = "More.", unit: str = "northmere") -> None:
    write_commentary(
        journal,
        authority_id="northmere",
        org_unit_id=unit,
        kpi_id=kpi_id,
        month=month,
        what_changed=words,
        why="",
        what_we_do="",
        post="head_of_assessment",
    )


def test_missing_are_the_measures_without_words_in_the_month(journal: Journal) -> None:
    october = date(2026, 10, 31)
    write(journal, "referrals_received", october)
    write(journal, "contacts_received", date(2026, 9, 30))
    write(journal, "children_in_care", october, unit="northmere:T01")  # a team's words are not the council's
    assert commentary_missing(journal, "northmere", october, KPIS) == (
        "contacts_received",
        "children_in_care",
    )
    assert commentary_missing(journal, "northmere", october, ()) == ()


def test_expected_are_the_measures_written_about_in_the_year_before(journal: Journal) -> None:
    write(journal, "contacts_received", date(2025, 10, 31))  # 12 months before: the last that counts
    write(journal, "referrals_received", date(2025, 9, 30))  # 13 months before
    write(journal, "children_in_care", date(2026, 10, 31))  # the month itself is no habit
    assert commentary_expected(journal, "northmere", date(2026, 10, 31), KPIS) == ("contacts_received",)


def test_a_leap_day_has_a_year_before(journal: Journal) -> None:
    write(journal, "contacts_received", date(2023, 3, 31))
    assert commentary_expected(journal, "northmere", date(2024, 2, 29), KPIS) == ("contacts_received",)


def test_earlier_versions_are_those_before_the_one_in_force(journal: Journal) -> None:
    for words in ("first", "second", "third"):
        write(journal, "contacts_received", date(2026, 10, 31), words)
    (known,) = commentary_of(journal, "northmere", KPIS, None)
    assert known.what_changed == "third"
    assert [version.what_changed for version in earlier_versions(journal, known)] == ["second", "first"]


def test_actions_stand_as_at_the_day_asked_about(journal: Journal) -> None:
    for words, due_on, done_on, reported in (
        ("done late", date(2026, 9, 30), date(2026, 10, 5), None),
        ("due today", date(2026, 10, 10), None, "on track"),
        ("no day", None, None, None),
    ):
        write_action(
            journal,
            authority_id="northmere",
            words=words,
            post="head_of_assessment",
            due_on=due_on,
            kpi_ids=["contacts_received"] if due_on else [],
            written_by="head_of_assessment",
            reported_as=reported,
            done_on=done_on,
        )

    def statuses(as_at: date) -> list[str]:
        return [action.status.word for action in actions_of(journal, "northmere", None, as_at)]

    assert statuses(date(2026, 10, 4)) == ["overdue", "on track", "not rated"]
    assert statuses(date(2026, 10, 10)) == ["complete", "on track", "not rated"]
    assert statuses(date(2026, 10, 11)) == ["complete", "overdue", "not rated"]
    of_kpi = actions_of(journal, "northmere", "contacts_received", date(2026, 10, 11))
    assert [action.words for action in of_kpi] == ["done late", "due today"]
    assert [action.words for action in overdue_actions(of_kpi)] == ["due today"]
