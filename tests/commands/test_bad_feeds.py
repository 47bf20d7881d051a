"""Bad feeds, datasets and supplied files through the real command line: read as they are meant, or refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from data.landing import landed_loads, landed_records
from data.paths import StorePaths
from data.sources.feeds.spec import feed_specs
from tests.commands.bad_files import compound_file
from tests.commands.conftest import COUNCIL, Council, Loader, Run
from tests.data.sources.record_files import write_dataset

pytestmark = pytest.mark.usefixtures("small_library")

SESSION = {
    "supervision_id": "S1",
    "child_id": "SYN-C00000001",
    "status": "need",
    "kind": "case",
    "held_at": "2026-10-05 10:00",
    "recorded_at": "2026-10-06 09:00",
    "worker_id": "W1",
    "supervisor_id": "W2",
    "team_id": "T1",
}
SESSIONS = [{**SESSION, "supervision_id": f"S{number}"} for number in range(1, 11)]
TEAMS = (
    "team_id,name,service_area,valid_from,valid_to\n"
    "T1,The Children’s team – “North”,assessment,2024-04-01,\n"
    "T2,£500 fund team,safeguarding,2024-04-01,\n"
)


def sessions(rows: list[dict[str, str]] = SESSIONS, mark: str = ",") -> str:
    headings = [column.received for column in feed_specs()["case_supervision"].table.columns]
    lines = [headings, *([row.get(heading, "") for heading in headings] for row in rows)]
    return "\n".join(mark.join(line) for line in lines) + "\n"


def unreadable_days() -> str:
    return sessions([*SESSIONS[:8], *({**row, "held_at": "last week"} for row in SESSIONS[8:])])


REFUSED: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "is empty (0 bytes). Export it again."),
    "blank_lines": ("\n\n\n", "is empty: its lines hold nothing. Export it again."),
    "delimiter": (
        sessions(mark="^"),
        "has one column only: its columns are parted by something else than a comma, semicolon, tab or bar.",
    ),
    "utf_16_without_its_mark": (
        sessions().encode("utf-16-le"),
        "is not text. Export it again as CSV (UTF-8)",
    ),
    "not_text": (b"\x00\x01\x02" * 100, "is not text."),
    "no_headings": (
        sessions().partition("\n")[2],
        "the column 'child_id' is missing.",
    ),
    "wrong_template": (
        "complaint_id,received_on,stage,service_area,theme,is_complex,due_on,closed_on,outcome\n",
        "its columns are those of the feed complaints. Load it as that.",
    ),
    "misspelt_heading": (
        sessions().replace("child_id", "child_idd", 1),
        "the column 'child_idd' is not one of the feed case_supervision. Did you mean 'child_id'?",
    ),
    "open_quotation_mark": (
        sessions().replace("S3", '"S3', 1),
        "has a quotation mark that is not closed: rows would be lost in one cell.",
    ),
    "dates": (unreadable_days(), "2 of 10 cells of held_at (20%) are not dates like 2025-10-31."),
    "another_file_named_csv": (b"PK\x03\x04" + bytes(range(256)) * 4, "is not text."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_feed_is_refused_with_what_is_wrong(loader: Loader, tmp_path: Path, name: str) -> None:
    content, wrong = REFUSED[name]
    file = tmp_path / f"{name}.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    said = loader.refusal("feed", "case_supervision", file, "--authority", COUNCIL, "--as-at", "2026-10-31")
    assert said.startswith(f"{file.name} has ")
    assert wrong in said


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (compound_file("EncryptionInfo", "EncryptedPackage"), "is protected by a password."),
        (b"PK\x03\x04 cut off", "is damaged or was cut short on the way."),
        (sessions().encode(), "is no Excel workbook, whatever its name says."),
    ],
    ids=["password", "cut off", "csv"],
)
@pytest.mark.parametrize(
    "words", [("feed", "case_supervision"), ("values",), ("targets",)], ids=["feed", "values", "targets"]
)
def test_a_bad_workbook_is_refused_whatever_it_should_hold(
    loader: Loader, tmp_path: Path, words: tuple[str, ...], content: bytes, wrong: str
) -> None:
    file = tmp_path / "october.xlsx"
    file.write_bytes(content)
    assert wrong in loader.refusal(*words, file, "--authority", COUNCIL)


@pytest.mark.parametrize("kind", ["values", "targets"])
def test_a_stray_entry_far_away_is_refused_and_does_not_end_the_program(
    loader: Loader, tmp_path: Path, kind: str
) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "figures.xlsx")) as book:
        sheet = book.add_worksheet("Values")
        sheet.write_row(0, 0, ["period", "kpi", "value"])
        sheet.write(1_048_575, 16_383, 1)
    said = loader.refusal(kind, tmp_path / "figures.xlsx", "--authority", COUNCIL)
    assert "sheet 'Values' reaches to row 1,048,576 and column 16,384" in said


def without_persons(folder: Path) -> None:
    (folder / "ssd_person.csv").unlink()


def with_an_empty_table(folder: Path) -> None:
    (folder / "ssd_contacts.csv").write_bytes(b"")


def swapped(folder: Path) -> None:
    one, other = folder / "ssd_cin_episodes.csv", folder / "ssd_cin_assessments.csv"
    contents = one.read_bytes(), other.read_bytes()
    one.write_bytes(contents[1])
    other.write_bytes(contents[0])


def of_something_else(folder: Path) -> None:
    for file in folder.iterdir():
        file.rename(folder / f"budget_{file.name}")


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (without_persons, "the table ssd_person is missing. Every other table refers to it."),
        (with_an_empty_table, "ssd_contacts.csv is empty (0 bytes). Export it again."),
        (swapped, "Its columns are those of ssd_cin_assessments: were two files swapped?"),
        (of_something_else, "Name files like ssd_person.csv, ssd_cin_episodes.csv, one for each table."),
    ],
    ids=["no persons", "empty table", "swapped", "something else"],
)
def test_a_bad_dataset_is_refused_with_what_is_wrong(
    loader: Loader, tmp_path: Path, change: Callable[[Path], None], wrong: str
) -> None:
    folder = write_dataset(tmp_path / "extract")
    change(folder)
    assert wrong in loader.refusal("ssd", folder, "--authority", COUNCIL, "--as-at", "2026-10-31")


@pytest.mark.slow
def test_the_encodings_of_windows_keep_pound_signs_and_curly_quotes(
    run: Run, council: Council, tmp_path: Path
) -> None:
    loader = Loader(run, council.copy_of_store(tmp_path))
    names = ["The Children’s team – “North”", "£500 fund team"]
    for encoding, mark in (("cp1252", ","), ("utf-16", "\t")):
        file = tmp_path / f"teams_{encoding}.csv"
        file.write_bytes(TEAMS.replace(",", mark).encode(encoding))
        found = loader.load("feed", "teams", file, "--authority", COUNCIL, "--as-at", "2026-10-31")
        assert (found.exit_code, found.out.partition("\n")[0]) == (
            0,
            f"{file.name}: 2 of 2 rows loaded, 0 rejected.",
        )
        paths = StorePaths(loader.store)
        rows = landed_records(paths, landed_loads(paths)[-1].load_id, "teams")
        assert rows.column("name").to_pylist() == names
