"""Commentary: the newest words count, earlier ones stay, and nobody writes over words they have not seen."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from journal.commentary import LONGEST, commentary_versions, newest_commentary, write_commentary
from journal.entries import EntryError

OCTOBER = date(2026, 10, 31)


def write(journal: Engine, **changes: object) -> None:
    """Write about a measure in October 2026; `changes` replace what is written by default."""
    given = {
        "authority_id": "northmere",
        "org_unit_id": "northmere",
        "kpi_id": "contacts_received",
        "month": date(2026, 10, 3),
        "what_changed": "More contacts.",
        "why": "Schools are back.",
        "what_we_do": "Two more workers.",
        "post": "head_of_assessment",
    }
    write_commentary(journal, **(given | changes))


def newest(journal: Engine, month: date | None = OCTOBER) -> list[tuple[str, date, str, int]]:
    found = newest_commentary(journal, "northmere", "northmere", ["contacts_received"], month)
    return [(known.kpi_id, known.month, known.what_changed, known.version) for known in found]


def test_words_are_kept_with_post_moment_and_the_last_day_of_their_month(journal: Engine) -> None:
    moment = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
    write(journal, written_at=moment)
    (known,) = newest_commentary(journal, "northmere", "northmere", ["contacts_received"], OCTOBER)
    assert (known.month, known.post, known.written_at, known.version) == (
        OCTOBER,
        "head_of_assessment",
        moment,
        1,
    )
    assert (known.what_changed, known.why, known.what_we_do) == (
        "More contacts.",
        "Schools are back.",
        "Two more workers.",
    )


def test_a_second_version_counts_and_the_first_is_kept(journal: Engine) -> None:
    write(journal)
    write(journal, what_changed="Fewer contacts.", replaces=1)
    assert newest(journal) == [("contacts_received", OCTOBER, "Fewer contacts.", 2)]
    versions = commentary_versions(journal, "northmere", "contacts_received", OCTOBER)
    assert [(version.version, version.what_changed) for version in versions] == [
        (2, "Fewer contacts."),
        (1, "More contacts."),
    ]


def test_words_that_the_writer_has_not_seen_are_not_written_over(journal: Engine) -> None:
    write(journal, replaces=0)
    with pytest.raises(EntryError, match="Someone else has written"):
        write(journal, what_changed="Mine.", replaces=0)
    assert newest(journal) == [("contacts_received", OCTOBER, "More contacts.", 1)]


def test_months_measures_and_parts_of_the_organisation_are_kept_apart(journal: Engine) -> None:
    write(journal)
    write(journal, month=date(2026, 9, 30), what_changed="September.")
    write(journal, org_unit_id="northmere:T01", what_changed="A team's.")
    write(journal, kpi_id="referrals_received", what_changed="Another measure.")
    write(journal, authority_id="southmere", org_unit_id="southmere", what_changed="Another council.")
    assert newest(journal) == [("contacts_received", OCTOBER, "More contacts.", 1)]
    assert [row[2] for row in newest(journal, None)] == ["More contacts.", "September."]
    assert newest_commentary(journal, "northmere", "northmere", [], None) == ()


def test_every_problem_is_said_at_once_and_nothing_is_kept(journal: Engine) -> None:
    with pytest.raises(EntryError) as error:
        write(journal, what_changed="  ", why="Child 4857773456 moved.", what_we_do="x" * (LONGEST + 1))
    assert error.value.problems == [
        "What changed is empty.",
        "Why holds a long number, like that of a case or a child. Take it out.",
        "What we do has 2,001 characters; write at most 2,000.",
    ]
    assert newest(journal) == []


def test_sums_and_dates_are_no_long_numbers(journal: Engine) -> None:
    write(journal, why="On 31/10/2026 we spent £120,000 on 2026 visits.")
    assert len(newest(journal)) == 1
