"""lists.yaml: strict to write, and complete against the published column list."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.sources.annex_a.list_specs import ColumnType, Treatment, list_specs, specs_from
from data.sources.tidy_text import squash

COLUMN_LIST = Path(__file__).parents[5] / "shared" / "domain" / "annex_a_columns.csv"
TYPES = {
    "text": {ColumnType.TEXT, ColumnType.IDENTIFIER},
    "code": {ColumnType.CODE},
    "date": {ColumnType.DATE},
    "integer >=0": {ColumnType.WHOLE_NUMBER, ColumnType.AGE},
    "postcode": {ColumnType.POSTCODE},
}
# The authority of a placement is a name: hundreds of spellings, and no list of codes.
OF_ANOTHER_TYPE = {"placement_authority": ColumnType.TEXT}


def published() -> Iterator[dict[str, str]]:
    with COLUMN_LIST.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def test_there_are_eleven_lists_and_a_person_in_each() -> None:
    assert list(list_specs()) == list(range(1, 12))
    for spec in list_specs().values():
        assert spec.identifier.type is ColumnType.IDENTIFIER
        assert spec.identifier.blank is Treatment.REJECTED
        assert spec.own_columns


def test_a_row_is_of_no_use_without_whom_and_when() -> None:
    assert {
        number: [column.column_id for column in spec.columns if column.blank is Treatment.REJECTED]
        for number, spec in list_specs().items()
    } == {
        1: ["child_id", "contact_received_on"],
        2: ["child_id", "early_help_assessment_started_on"],
        3: ["child_id", "referral_received_on"],
        4: ["child_id", "assessment_started_on"],
        5: ["child_id", "strategy_discussion_on"],
        6: ["child_id"],
        7: ["child_id", "plan_started_on"],
        8: ["child_id"],
        9: ["child_id"],
        10: ["child_id"],
        11: ["adopter_id"],
    }


def test_only_the_days_on_which_a_row_began_or_ended_reject_it_if_they_cannot_be_read() -> None:
    assert {
        number: [column.column_id for column in spec.columns if column.unreadable is Treatment.REJECTED]
        for number, spec in list_specs().items()
    } == {
        1: ["child_id", "contact_received_on"],
        2: ["child_id", "early_help_assessment_started_on", "early_help_assessment_completed_on"],
        3: ["child_id", "referral_received_on"],
        4: ["child_id", "assessment_started_on", "assessment_authorised_on"],
        5: ["child_id", "strategy_discussion_on"],
        6: ["child_id", "child_in_need_started_on", "child_in_need_ended_on"],
        7: ["child_id", "plan_started_on", "plan_ended_on"],
        8: ["child_id", "care_started_on", "care_ended_on"],
        9: ["child_id"],
        10: ["child_id", "adoption_decided_on"],
        11: ["adopter_id", "enquiry_received_on"],
    }


@pytest.mark.skipif(not COLUMN_LIST.is_file(), reason="the published column list is not on this computer")
@pytest.mark.parametrize("of", ["header", "ssd_script_header"])
def test_every_published_heading_finds_its_column_and_no_other(of: str) -> None:
    for row in published():
        heading = squash(row[of])
        spec = list_specs()[int(row["list"])]
        found = [c for c in spec.columns if heading in c.headings or heading.startswith(c.heading_starts)]
        if heading:
            assert [c.column_id for c in found] == [spec.columns[int(row["position"]) - 1].column_id], row[of]


@pytest.mark.skipif(not COLUMN_LIST.is_file(), reason="the published column list is not on this computer")
def test_every_column_has_the_published_type_and_the_same_cells_may_be_empty() -> None:
    rows = list(published())
    assert len(rows) == sum(len(spec.columns) for spec in list_specs().values())
    for row in rows:
        column = list_specs()[int(row["list"])].columns[int(row["position"]) - 1]
        assert column.type in {OF_ANOTHER_TYPE.get(column.column_id), *TYPES[row["type"]]}, column.column_id
        if row["can_be_blank"] != "(unset)":
            assert (column.blank is Treatment.ALLOWED) == (row["can_be_blank"] == "yes"), column.column_id


def test_every_fault_of_the_file_is_named() -> None:
    content = {
        "shared_columns": {"child_id": {"type": "identifier", "headings": ["Child ID"]}},
        "lists": {
            1: {
                "name": "Contacts",
                "sheet_names": [],
                "columns": {
                    "child_id": "shared",
                    "seen": {"type": "code", "headings": ["Seen", "child id"], "blanks": "counted"},
                    "on": {"type": "date", "codes": "no_such_list", "headings": ["On"]},
                },
            }
        },
    }
    with pytest.raises(ValueError) as found:
        specs_from(content)
    assert str(found.value) == (
        "lists.yaml: list 1, seen: 'blanks' is not a field of a column; "
        "list 1, seen: a code column, and no other, names its code list; "
        "list 1, on: a code column, and no other, names its code list; "
        "list 1, on: there is no code list 'no_such_list'; list 1: heading 'childid' stands twice."
    )
