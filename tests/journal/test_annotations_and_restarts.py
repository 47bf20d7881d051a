"""Annotations and restarts: kept with post and reason; withdrawn ones stay but no longer count."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from journal.annotations import withdraw_annotation, write_annotation, written_annotations
from journal.entries import EntryError
from journal.restarts import accept_restart, restarts_decided, withdraw_restart
from reporting.annotations import annotations_of, withdrawn_annotations

KPI = "cp_visited_within_10_days"


def annotate(journal: Engine, words: str, kpi_id: str | None = KPI, day: date = date(2025, 3, 1)) -> str:
    return write_annotation(
        journal,
        authority_id="northmere",
        kpi_id=kpi_id,
        happened_on=day,
        kind="practice",
        words=words,
        post="head_of_safeguarding",
    ).annotation_id


def accept(journal: Engine, month: date = date(2025, 3, 31), reason: str = "Visits planned ahead") -> str:
    return accept_restart(
        journal,
        authority_id="northmere",
        org_unit_id="northmere",
        kpi_id=KPI,
        month=month,
        reason=reason,
        post="head_of_safeguarding",
    )


def test_annotations_of_a_measure_come_with_those_of_all_by_day(journal: Engine) -> None:
    annotate(journal, "New recording system", kpi_id=None, day=date(2025, 4, 1))
    annotate(journal, "Visits planned ahead")
    annotate(journal, "Another measure", kpi_id="contacts_received")
    found = written_annotations(journal, "northmere", KPI)
    assert [(known.words, known.kpi_id) for known in found] == [
        ("Visits planned ahead", KPI),
        ("New recording system", None),
    ]


def test_a_withdrawn_annotation_is_not_shown_and_not_deleted(journal: Engine) -> None:
    annotation_id = annotate(journal, "A mistake")
    annotate(journal, "Stays", day=date(2025, 3, 2))
    withdraw_annotation(journal, annotation_id, because=" Wrong year ", post="head_of_quality_assurance")
    assert [noted.words for noted in annotations_of(journal, "northmere", KPI)] == ["Stays"]
    (kept,) = withdrawn_annotations(journal, "northmere", KPI)
    assert (kept.words, kept.post, kept.withdrawn_because, kept.withdrawn_by, kept.holds) == (
        "A mistake",
        "head_of_safeguarding",
        "Wrong year",
        "head_of_quality_assurance",
        False,
    )


def test_an_annotation_is_withdrawn_once_and_with_a_reason_and_a_post(journal: Engine) -> None:
    annotation_id = annotate(journal, "A mistake")
    with pytest.raises(EntryError) as error:
        withdraw_annotation(journal, annotation_id, because=" ", post="")
    assert error.value.problems == ["The reason is empty.", "Your post is empty."]
    assert annotations_of(journal, "northmere", KPI)[0].holds
    withdraw_annotation(journal, annotation_id, because="First", post="head_of_safeguarding")
    with pytest.raises(EntryError, match="withdrawn already"):
        withdraw_annotation(journal, annotation_id, because="Second", post="head_of_assessment")
    assert written_annotations(journal, "northmere", KPI)[0].withdrawn_because == "First"


def test_an_unknown_kind_or_empty_words_are_refused(journal: Engine) -> None:
    with pytest.raises(EntryError, match="What happened is empty"):
        annotate(journal, " ")
    with pytest.raises(EntryError, match="must be one of practice, recording, event"):
        write_annotation(
            journal,
            authority_id="northmere",
            kpi_id=None,
            happened_on=date(2025, 3, 1),
            kind="other",
            words="Something",
            post="head_of_safeguarding",
        )


def test_a_restart_holds_until_it_is_withdrawn_with_a_reason(journal: Engine) -> None:
    restart_id = accept(journal)
    (restart,) = restarts_decided(journal, "northmere", "northmere")
    assert (restart.month, restart.reason, restart.post, restart.holds) == (
        date(2025, 3, 31),
        "Visits planned ahead",
        "head_of_safeguarding",
        True,
    )
    withdraw_restart(journal, restart_id, because="It was the weather", post="head_of_quality_assurance")
    (restart,) = restarts_decided(journal, "northmere")
    assert not restart.holds
    assert (restart.withdrawn_because, restart.withdrawn_by) == (
        "It was the weather",
        "head_of_quality_assurance",
    )
    assert restart.reason == "Visits planned ahead"


def test_what_was_withdrawn_once_keeps_its_first_reason(journal: Engine) -> None:
    restart_id = accept(journal)
    withdraw_restart(journal, restart_id, because="First", post="head_of_safeguarding")
    with pytest.raises(EntryError, match="withdrawn already"):
        withdraw_restart(journal, restart_id, because="Second", post="head_of_safeguarding")
    assert restarts_decided(journal, "northmere")[0].withdrawn_because == "First"


def test_the_same_month_is_accepted_once_and_again_after_it_was_withdrawn(journal: Engine) -> None:
    restart_id = accept(journal)
    with pytest.raises(EntryError, match="already start afresh"):
        accept(journal, reason="Again")
    withdraw_restart(journal, restart_id, because="A mistake", post="head_of_safeguarding")
    accept(journal)
    assert [restart.holds for restart in restarts_decided(journal, "northmere")] == [False, True]


def test_without_a_reason_nothing_starts_afresh(journal: Engine) -> None:
    with pytest.raises(EntryError, match="The reason is empty"):
        accept(journal, reason="  ")
    assert restarts_decided(journal, "northmere") == ()
    assert restarts_decided(journal, "northmere", "northmere:T01") == ()


def test_another_measure_unit_or_month_has_a_decision_of_its_own(journal: Engine) -> None:
    accept(journal)
    accept(journal, month=date(2025, 4, 30))
    for place in ({"org_unit_id": "northmere:T01"}, {"kpi_id": "contacts_received"}):
        given = {"org_unit_id": "northmere", "kpi_id": KPI} | place
        accept_restart(
            journal,
            authority_id="northmere",
            month=date(2025, 3, 31),
            reason="Visits planned ahead",
            post="head_of_safeguarding",
            **given,
        )
    assert len(restarts_decided(journal, "northmere")) == 4
