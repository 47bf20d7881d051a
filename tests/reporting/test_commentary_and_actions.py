"""What readers see of the journal: which words are missing, which are expected, how actions stand on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journal.actions import write_action
from journal.commentary import write_commentary
from journal.database import Journal, open_journal, sqlite_address
from reporting.actions import actions_of
from reporting.commentary import commentary_of, earlier_versions
from reporting.judgement.written import written_about

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
    written = written_about(journal, "northmere", KPIS)
    assert [i for i in KPIS if written.is_missing(i, october)] == ["contacts_received", "children_in_care"]
    of_a_team = written_about(journal, "northmere", KPIS, "northmere:T01")
    assert not any(of_a_team.is_missing(i, october) for i in KPIS)


def test_words_are_missing_about_the_month_of_the_figure_and_of_no_other(journal: Journal) -> None:
    # A figure of the year to March is asked about as of March, also when the newest month is October.
    write(journal, "children_in_care", date(2026, 3, 31))
    written = written_about(journal, "northmere", KPIS)
    assert not written.is_missing("children_in_care", date(2026, 3, 31))
    assert written.is_missing("children_in_care", date(2026, 6, 30))
    assert not written.is_missing("children_in_care", None)


def test_nobody_waits_for_the_words_of_a_council_that_has_never_written(journal: Journal) -> None:
    assert not written_about(journal, "havering", KPIS).is_missing("children_in_care", date(2026, 10, 31))


def test_expected_are_the_measures_written_about_in_the_year_before(journal: Journal) -> None:
    write(journal, "contacts_received", date(2025, 10, 31))  # 12 months before: the last that counts
    write(journal, "referrals_received", date(2025, 9, 30))  # 13 months before
    write(journal, "children_in_care", date(2026, 10, 31))  # the month itself is no habit
    written = written_about(journal, "northmere", KPIS)
    assert [i for i in KPIS if written.is_habit(i, date(2026, 10, 31))] == ["contacts_received"]


def test_a_leap_day_has_a_year_before(journal: Journal) -> None:
    write(journal, "contacts_received", date(2023, 3, 31))
    assert written_about(journal, "northmere", KPIS).is_habit("contacts_received", date(2024, 2, 29))


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
    assert [action.words for action in of_kpi if action.status.word == "overdue"] == ["due today"]
