"""Reading a dataset from the places and in the forms in which councils keep it."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.errors import ExtractError
from data.sources.ssd.read import read_ssd
from tests.data.sources.record_files import write_dataset

PERSON_IDS = ["C1", "C2"]


def persons_of(source: Path) -> list[str]:
    return read_ssd(source).tables["ssd_person"].column("pers_person_id").to_pylist()


def problems_of(source: Path) -> str:
    with pytest.raises(ExtractError) as caught:
        read_ssd(source)
    return "\n".join(caught.value.problems)


def test_a_folder_of_csv_files_is_read_with_the_numbers_people_see(tmp_path: Path) -> None:
    extract = read_ssd(write_dataset(tmp_path / "ssd"))
    assert extract.tables["ssd_person"].column("pers_person_id").to_pylist() == PERSON_IDS
    assert extract.tables["ssd_person"].column("landed_row").to_pylist() == [2, 3]


def test_names_may_lack_the_prefix_have_an_owner_and_any_capitals(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "ssd")
    (folder / "ssd_person.csv").rename(folder / "PERSON.CSV")
    (folder / "ssd_contacts.csv").rename(folder / "dbo.SSD_Contacts.csv")
    extract = read_ssd(folder)
    assert {"ssd_person", "ssd_contacts"} <= extract.tables.keys()


def test_a_folder_of_parquet_files_gives_the_same_text(tmp_path: Path) -> None:
    folder = tmp_path / "ssd"
    folder.mkdir()
    ids = pa.array([10.0, None], pa.float64())  # a column of whole numbers with a gap, as some tools write it
    born = pa.array([0, 86_400_000], pa.timestamp("ms"))
    pq.write_table(pa.table({"pers_person_id": ids, "pers_dob": born}), folder / "ssd_person.parquet")
    table = read_ssd(folder).tables["ssd_person"]
    assert table.column("pers_person_id").to_pylist() == ["10", None]
    assert table.column("pers_dob").to_pylist()[1].startswith("1970-01-02")


def test_an_sqlite_file_holds_the_same_tables(tmp_path: Path) -> None:
    file = tmp_path / "ssd.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE ssd_person (pers_person_id, pers_dob)")
        connection.executemany("INSERT INTO ssd_person VALUES (?, ?)", [("C1", "2015-03-02"), (7, None)])
    assert persons_of(file) == ["C1", "7"]


def test_a_duckdb_file_holds_the_same_tables(tmp_path: Path) -> None:
    file = tmp_path / "ssd.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "CREATE TABLE SSD_PERSON AS SELECT 'C1' AS PERS_PERSON_ID, DATE '2015-03-02' AS pers_dob"
        )
    assert persons_of(file) == ["C1"]


def test_windows_text_and_semicolons_are_read(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "ssd")
    text = (folder / "ssd_department.csv").read_text().replace(",", ";").replace("Team North", "Équipe Nord")
    (folder / "ssd_department.csv").write_bytes(text.encode("cp1252"))
    names = read_ssd(folder).tables["ssd_department"].column("dept_team_name").to_pylist()
    assert names == ["Assessment", "Équipe Nord"]


def test_older_and_prefixless_column_names_are_known(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "ssd")
    (folder / "ssd_cla_episodes.csv").write_text(
        "CLAE_CLA_EPISODE_ID,person_id,clae_cla_episode_ceased\nE1,C1,2026-01-02\n"
    )
    table = read_ssd(folder).tables["ssd_cla_episodes"]
    assert table.column("clae_person_id").to_pylist() == ["C1"]
    assert table.column("clae_cla_episode_ceased_date").to_pylist() == ["2026-01-02"]


def test_columns_that_name_people_are_never_taken_over(tmp_path: Path) -> None:
    person = {"pers_person_id": "C1", "pers_forename": "Made", "pers_surname": "Up", "pers_upn": "A1"}
    folder = write_dataset(tmp_path / "ssd", {"ssd_person": [person]})
    columns = read_ssd(folder).tables["ssd_person"].column_names
    assert "pers_person_id" in columns
    assert not {"pers_forename", "pers_surname", "pers_upn"} & set(columns)


def test_a_row_of_another_length_keeps_its_place_and_says_why(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "ssd")
    (folder / "ssd_person.csv").write_text("pers_person_id,pers_dob\nC1,2015-03-02\nC2\nC3,2016-01-01\n")
    table = read_ssd(folder).tables["ssd_person"]
    assert table.column("pers_person_id").to_pylist() == ["C1", None, "C3"]
    assert table.column("row_fault").to_pylist() == [None, "has 1 cells where there are 2 headings", None]


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "ssd")
    (folder / "ssd_person.csv").write_text("pers_dob,pers_sex\n2015-03-02,F\n")
    (folder / "ssd_contacts.csv").write_text("cont_contact_id^cont_person_id\nK1^C1\n")
    (folder / "ssd_missing.csv").write_bytes(b"")
    (folder / "ssd_cp_plans.csv").write_bytes(b"\x00\x01\x02")
    shutil.copy(folder / "ssd_cin_episodes.csv", folder / "cin_episodes.csv")
    said = problems_of(folder)
    for expected in (
        "ssd_person.csv: the columns pers_person_id are missing",
        "ssd_contacts.csv has one column only",
        "ssd_missing.csv is empty (0 bytes)",
        "ssd_cp_plans.csv is not text",
        "the table ssd_cin_episodes is there twice",
    ):
        assert expected in said


def test_an_open_quotation_mark_is_refused_because_it_would_swallow_rows(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "ssd")
    (folder / "ssd_person.csv").write_text('pers_person_id,pers_sex\nC1,"F\nC2,M\nC3,M\n')
    assert "quotation mark that is not closed" in problems_of(folder)


def test_two_swapped_files_are_recognised(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "ssd")
    one, other, aside = folder / "ssd_contacts.csv", folder / "ssd_cin_assessments.csv", folder / "aside"
    one.rename(aside), other.rename(one), aside.rename(other)
    said = problems_of(folder)
    assert "Its columns are those of ssd_cin_assessments: were two files swapped?" in said
    assert "Its columns are those of ssd_contacts: were two files swapped?" in said


def test_a_heading_that_stands_twice_is_refused(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "ssd")
    (folder / "ssd_person.csv").write_text("pers_person_id,PERS_PERSON_ID\nC1,C1\n")
    assert "the column pers_person_id is there twice" in problems_of(folder)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("nothing", None, "there is no such folder or file"),
        ("letter.docx", b"PK\x03\x04 some other file", "neither a DuckDB nor an SQLite file"),
        ("broken.duckdb", b"12345678DUCKnonsense" * 9, "is damaged"),
        ("broken.sqlite", b"SQLite format 3\x00" + b"nonsense" * 9, "is damaged"),
    ],
)
def test_what_is_no_dataset_is_refused(
    tmp_path: Path, name: str, content: bytes | None, expected: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert expected in problems_of(tmp_path / name)


def test_a_folder_without_a_known_table_says_how_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "ssd_persons.csv").write_text("a,b\n1,2\n")
    assert "Name files like ssd_person.csv" in problems_of(tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "holds no CSV or Parquet files" in problems_of(empty)


def test_missing_and_unknown_tables_and_columns_are_noted(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "ssd")
    (folder / "ssd_address.csv").write_text("addr_person_id,addr_address_postcode\nC1,QN1 1AA\n")
    (folder / "ssd_cp_plan.csv").write_text("a,b\n1,2\n")
    (folder / "ssd_contacts.csv").write_text("cont_contact_id,cont_person_id\nK1,C1\n")
    notes = "\n".join(read_ssd(folder).notes)
    assert "ssd_address is not needed, so it was not read." in notes
    assert "ssd_cp_plan.csv is no table that is read. Did you mean 'ssd_cp_plans'?" in notes
    assert "ssd_contacts: the columns cont_contact_date, cont_contact_outcome_json" in notes
    assert "tables that are not there: ssd_assessment_factors" in notes
