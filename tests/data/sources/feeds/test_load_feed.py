"""Loading a local feed: typed by its written form, rows that break it rejected with their reasons."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from data.errors import ExtractError, StoreError
from data.landing import Load, landed_loads, landed_records, landed_table
from data.paths import StorePaths
from data.sources.feeds.load import load_feed
from data.sources.feeds.spec import feed_spec, feed_specs
from data.sources.ssd.load import load_ssd
from tests.data.sources.record_files import (
    AS_AT,
    COUNCIL,
    TODAY,
    Rows,
    write_csv,
    write_dataset,
    write_feed,
    write_sheets,
)

SUPERVISION = {
    "supervision_id": "S1",
    "child_id": "C1",
    "status": "need",
    "kind": "one_to_one",
    "held_at": "2026-10-01 14:30:00",
    "recorded_at": "2026-10-02 09:00",
    "worker_id": "W1",
    "team_id": "T1",
}


@pytest.fixture
def paths(tmp_path: Path) -> StorePaths:
    return StorePaths(tmp_path / "store")


def load(paths: StorePaths, file: Path, name: str = "case_supervision", authority: str = COUNCIL) -> Load:
    return load_feed(paths, name, file, authority, AS_AT, today=TODAY)


def refused(paths: StorePaths, file: Path, name: str = "case_supervision") -> str:
    with pytest.raises(ExtractError) as caught:
        load(paths, file, name)
    return "\n".join(caught.value.problems)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_rows_are_kept_as_text_with_pseudonyms(paths: StorePaths, tmp_path: Path, ending: str) -> None:
    result = load(paths, write_feed(tmp_path / f"supervision.{ending}", "case_supervision", [SUPERVISION]))
    assert (result.rows_landed, result.rows_rejected) == (1, 0)
    row = landed_records(paths, result.load_id, "case_supervision").to_pylist()[0]
    assert (row["landed_row"], row["supervision_id"], row["held_at"]) == (2, "S1", "2026-10-01 14:30:00")
    assert not {"C1", "W1"} & {row["child_id"], row["worker_id"]}


def test_every_reason_of_a_row_is_kept(paths: StorePaths, tmp_path: Path) -> None:
    good = [{**SUPERVISION, "supervision_id": f"G{number}"} for number in range(20)]
    broken = {**SUPERVISION, "supervision_id": "", "kind": "by telephone", "held_at": "last week"}
    result = load(paths, write_feed(tmp_path / "feed.csv", "case_supervision", [*good, broken, good[0]]))
    rejected = landed_table(paths, result.load_id, "rejected").to_pylist()
    assert [(row["source_row"], row["reasons"]) for row in rejected] == [
        (
            22,
            "supervision_id is empty; kind is not in the code list; "
            "held_at is not a date and time like 2025-10-31 14:30",
        ),
        (23, "repeats row 2"),
    ]
    assert result.rows_landed == result.rows_accepted + result.rows_rejected == 22


def test_codes_may_be_written_as_their_meaning(paths: StorePaths, tmp_path: Path) -> None:
    worded = {**SUPERVISION, "kind": "Group supervision", "status": "NEED"}
    assert load(paths, write_feed(tmp_path / "feed.csv", "case_supervision", [worded])).rows_rejected == 0


def test_headings_may_have_capitals_and_spaces_and_others_are_left_out(
    paths: StorePaths, tmp_path: Path
) -> None:
    row = {key.replace("_", " ").title(): value for key, value in SUPERVISION.items()} | {
        "Child name": "Made Up"
    }
    result = load(paths, write_csv(tmp_path / "feed.csv", list(row), [row]))
    assert result.rows_accepted == 1
    assert "child_name" not in landed_records(paths, result.load_id, "case_supervision").column_names
    assert (
        "the column 'child_name' is not one of the feed case_supervision, so it was not read." in result.notes
    )
    assert "the column 'supervisor_id' is not there: it counts as empty." in result.notes


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["supervision_id", "child_id"], "the column 'status' is missing."),
        ([*SUPERVISION, "supervisr_id"], "Did you mean 'supervisor_id'?"),
        (
            ["team_id", "name", "service_area", "valid_from", "valid_to"],
            "those of the feed teams. Load it as that.",
        ),
    ],
)
def test_other_headings_are_refused(
    paths: StorePaths, tmp_path: Path, headings: list[str], expected: str
) -> None:
    row = dict.fromkeys(headings, "x")
    assert expected in refused(paths, write_csv(tmp_path / "feed.csv", headings, [row]))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("feed.csv", b"", "is empty (0 bytes)"),
        ("feed.csv", b"child_id\nC1\n", "has one column only"),
        ("feed.doc", b"text", "ends in '.doc'"),
        ("feed.xlsx", b"text", "no Excel workbook"),
    ],
)
def test_other_files_are_refused(
    paths: StorePaths, tmp_path: Path, name: str, content: bytes, expected: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert expected in refused(paths, tmp_path / name)


def test_no_rows_are_none_unless_there_were_some(paths: StorePaths, tmp_path: Path) -> None:
    empty = write_feed(tmp_path / "empty.csv", "case_supervision", [])
    first = load(paths, empty)
    assert (first.rows_landed, first.notes[-1]) == (0, "It has headings but no rows: it counts as none.")
    load(paths, write_feed(tmp_path / "feed.csv", "case_supervision", [SUPERVISION]))
    assert "has headings but no rows, and the one before had 1" in refused(paths, empty)


def test_far_fewer_rows_than_before_are_said(paths: StorePaths, tmp_path: Path) -> None:
    rows = [{**SUPERVISION, "supervision_id": f"S{number}"} for number in range(5)]
    load(paths, write_feed(tmp_path / "five.csv", "case_supervision", rows))
    fewer = load(paths, write_feed(tmp_path / "two.csv", "case_supervision", rows[:2]))
    assert any("has 2 rows where the extract before had 5" in note for note in fewer.notes)
    half = load(paths, write_feed(tmp_path / "one.csv", "case_supervision", rows[:1]))
    assert not any("where the extract before" in note for note in half.notes)


def test_a_file_that_is_not_there_is_refused_and_leaves_no_trace(paths: StorePaths, tmp_path: Path) -> None:
    assert "there is no such file" in refused(paths, tmp_path / "feed.csv")
    assert landed_loads(paths) == []


def test_two_sheets_with_the_headings_are_refused(paths: StorePaths, tmp_path: Path) -> None:
    rows = [[*SUPERVISION], [*SUPERVISION.values()]]
    file = write_sheets(tmp_path / "feed.xlsx", {"One": rows, "Two": rows})
    assert "2 sheets have the headings of the feed" in refused(paths, file)


def test_the_sheet_with_the_headings_is_found(paths: StorePaths, tmp_path: Path) -> None:
    sheets = {"Notes": [["read me"]], "Data": [[*SUPERVISION], [*SUPERVISION.values()]]}
    assert load(paths, write_sheets(tmp_path / "feed.xlsx", sheets)).rows_accepted == 1


def test_a_feed_of_another_name_is_refused_with_the_nearest(paths: StorePaths, tmp_path: Path) -> None:
    with pytest.raises(
        StoreError, match="there is no feed 'case_supervisions'. Did you mean 'case_supervision'?"
    ):
        load(paths, tmp_path / "feed.csv", "case_supervisions")


def test_a_column_of_unreadable_dates_refuses_the_feed(paths: StorePaths, tmp_path: Path) -> None:
    rows = [{**SUPERVISION, "supervision_id": f"S{number}", "held_at": "soon"} for number in range(3)]
    said = refused(paths, write_feed(tmp_path / "feed.csv", "case_supervision", rows))
    assert "case_supervision: 3 of 3 cells of held_at (100%) are not dates" in said


def test_a_feed_about_another_authoritys_children_is_refused(paths: StorePaths, tmp_path: Path) -> None:
    load_ssd(paths, write_dataset(tmp_path / "one"), COUNCIL, AS_AT, today=TODAY)
    people: Rows = [{"pers_person_id": f"X{number}", "pers_dob": "2010-01-01"} for number in range(5)]
    small: dict[str, Rows] = {
        "ssd_person": people,
        "ssd_contacts": [],
        "ssd_cin_episodes": [],
        "ssd_cin_assessments": [],
    }
    load_ssd(paths, write_dataset(tmp_path / "two", small), "Southmere", AS_AT, today=TODAY)
    theirs = [{**SUPERVISION, "child_id": "X1"}, {**SUPERVISION, "supervision_id": "S2", "child_id": "X2"}]
    said = refused(paths, write_feed(tmp_path / "feed.csv", "case_supervision", theirs))
    assert "holds the children of Southmere" in said
    ours = [{**SUPERVISION, "child_id": "C1"}, {**SUPERVISION, "supervision_id": "S2", "child_id": "C2"}]
    assert load(paths, write_feed(tmp_path / "feed.csv", "case_supervision", ours)).rows_accepted == 2


def test_the_day_of_a_feed_is_today_unless_it_is_said(paths: StorePaths, tmp_path: Path) -> None:
    file = write_feed(tmp_path / "feed.csv", "case_supervision", [SUPERVISION])
    assert (
        load_feed(paths, "case_supervision", file, COUNCIL, today=TODAY).parameters["as_at"] == "2026-11-21"
    )
    with pytest.raises(ExtractError, match="is in the future"):
        load_feed(paths, "case_supervision", file, COUNCIL, date(2026, 12, 1), today=TODAY)


def test_a_large_feed_is_read_column_by_column(paths: StorePaths, tmp_path: Path) -> None:
    one = write_feed(tmp_path / "one.csv", "case_supervision", [SUPERVISION]).read_text().splitlines()
    many = tmp_path / "many.csv"
    many.write_text(
        "\n".join([one[0], *(one[1].replace("S1", f"S{number}") for number in range(20_000))]) + "\n"
    )
    assert load(paths, many).rows_accepted == 20_000
    shutil.rmtree(paths.data_dir)


def test_every_feed_has_a_form_that_can_be_read_and_settings_too() -> None:
    assert {"teams", "workers", "case_supervision", "settings"} <= feed_specs().keys()
    assert all(spec.table.columns for spec in feed_specs().values())
    assert feed_spec("settings").table.columns[0].codes is not None
