"""The day a workbook is about is proposed, with doubts, and never decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa
import pytest

from data.sources.annex_a import StagedList, flow_starts_on, propose_reference_date, staged_schema
from data.sources.annex_a.list_specs import list_specs
from data.sources.annex_a.reference_date import ProposedFrom, dates_in_file_name

TODAY = date(2026, 11, 20)
CONTACTS = [date(2026, 4, 2), date(2026, 7, 9), date(2026, 9, 30)]


def staged(dates: Mapping[int, Mapping[str, Sequence[date | None]]]) -> dict[int, StagedList]:
    found = {}
    for number, columns in dates.items():
        schema = staged_schema(list_specs()[number])
        length = len(next(iter(columns.values())))
        arrays = [pa.array(columns.get(field.name, [None] * length), field.type) for field in schema]
        nothing = pa.table({})
        found[number] = StagedList(
            list_specs()[number], pa.table(arrays, schema=schema), nothing, nothing, nothing, 0
        )
    return found


LISTS = staged({1: {"contact_received_on": CONTACTS}, 3: {"referral_received_on": [date(2026, 9, 28), None]}})


def test_the_date_in_the_name_comes_first() -> None:
    found = propose_reference_date("Annex A 30-09-2026.xlsx", LISTS, last_day=TODAY)
    assert (found.proposed_on, found.proposed_from) == (date(2026, 9, 30), ProposedFrom.FILE_NAME)
    assert found.doubts == ()


def test_without_a_date_in_the_name_it_is_the_latest_event() -> None:
    found = propose_reference_date("Annex_A_2026_Sep.xlsx", LISTS, last_day=TODAY)
    assert (found.proposed_on, found.proposed_from) == (date(2026, 9, 30), ProposedFrom.LATEST_EVENT)
    assert found.contacts_from == date(2026, 4, 2)


def test_it_is_never_moved_to_the_first_of_the_month_or_to_today() -> None:
    found = propose_reference_date("x.xlsx", LISTS, last_day=date(2026, 10, 14))
    assert found.proposed_on == date(2026, 9, 30)


def test_days_that_lie_ahead_are_left_out() -> None:
    lists = staged({1: {"contact_received_on": [*CONTACTS, date(2027, 9, 1)]}})
    assert propose_reference_date("x.xlsx", lists, last_day=TODAY).proposed_on == date(2026, 9, 30)


def test_a_conference_that_is_only_booked_is_no_event() -> None:
    booked = {
        "strategy_discussion_on": [date(2026, 9, 29)],
        "initial_conference_held_on": [date(2026, 10, 20)],
    }
    lists = staged({1: {"contact_received_on": CONTACTS}, 5: booked})
    assert propose_reference_date("x.xlsx", lists, last_day=TODAY).proposed_on == date(2026, 9, 30)


def test_nothing_to_go_by_proposes_nothing() -> None:
    found = propose_reference_date("x.xlsx", {}, last_day=TODAY)
    assert (found.proposed_on, found.proposed_from, found.doubts) == (None, ProposedFrom.NOTHING, ())


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("Annex A 2026-08-31.xlsx", "The file's name says 2026-08-31, but the latest event"),
        ("Annex A 2027-03-31.xlsx", "The date in the file's name, 2027-03-31, is after 2026-"),
        ("Annex A 1.4.2026 to 30.9.2026.xlsx", "The file's name holds several dates"),
    ],
)
def test_a_name_that_does_not_fit_is_doubted(name: str, doubt: str) -> None:
    found = propose_reference_date(name, LISTS, last_day=TODAY)
    assert doubt in found.doubts[0]
    is_taken = name == "Annex A 2026-08-31.xlsx"
    assert found.proposed_on == (date(2026, 8, 31) if is_taken else date(2026, 9, 30))
    assert found.date_in_file_name == (date(2026, 8, 31) if is_taken else None)


def test_one_list_that_ends_much_later_than_the_others_is_doubted() -> None:
    lists = LISTS | staged({4: {"assessment_started_on": [date(2026, 11, 9)]}})
    found = propose_reference_date("x.xlsx", lists, last_day=TODAY)
    assert found.proposed_on == date(2026, 11, 9)
    assert (
        "Only List 4 has an event as late as 2026-11-09; the other lists end on 2026-09-30."
        in found.doubts[0]
    )


def test_contacts_that_do_not_reach_back_six_months_are_doubted() -> None:
    lists = staged({1: {"contact_received_on": [date(2026, 6, 15), date(2026, 9, 30)]}})
    found = propose_reference_date("x.xlsx", lists, last_day=TODAY)
    assert found.doubts == (
        "The contacts reach back to 2026-06-15, not six months. Figures begin there; load an earlier workbook as "
        "well for the months before.",
    )


@pytest.mark.parametrize(
    ("reference", "contacts_from", "expected"),
    [
        (date(2026, 9, 30), date(2026, 4, 2), date(2026, 4, 2)),
        (date(2026, 9, 30), date(2026, 1, 5), date(2026, 3, 30)),
        (date(2026, 8, 31), None, date(2026, 2, 28)),
    ],
)
def test_flow_begins_with_the_six_months_or_with_the_first_contact(
    reference: date, contacts_from: date | None, expected: date
) -> None:
    assert flow_starts_on(reference, contacts_from) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Annex A 31-03-2026.xlsx", date(2026, 3, 31)),
        ("annex_a_2026_03_31_final.xlsx", date(2026, 3, 31)),
        ("annexa_20260331.xlsx", date(2026, 3, 31)),
        ("AnnexA 31032026 v2.xlsx", date(2026, 3, 31)),
        ("Annex A 03.04.2026.xlsx", date(2026, 4, 3)),
        ("Annex A at 1st April 2026.xlsx", date(2026, 4, 1)),
        ("Annex_A_31_Mar_2026.xlsx", date(2026, 3, 31)),
    ],
)
def test_dates_in_names(name: str, expected: date) -> None:
    assert dates_in_file_name(name) == {expected}


@pytest.mark.parametrize(
    "name", ["Annex_A_2026_Jan.xlsx", "Annex A 12345678.xlsx", "Annex A v10.2.xlsx", "AnnexA.xlsx"]
)
def test_a_month_or_a_number_is_no_date(name: str) -> None:
    assert dates_in_file_name(name) == frozenset()
