"""The journal's database: migrations once and in order, whole or not at all, with several processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, make_url, text
from sqlalchemy.exc import DatabaseError

from journal.database import (
    ADDRESS_VARIABLE,
    JournalError,
    Migration,
    apply_migrations,
    journal_address,
    migrations,
    open_journal,
    reading,
    sqlite_address,
)

PROJECT = Path(__file__).resolve().parent.parent.parent
ADD_NOTES = "-- Notes. One row is one note.\nCREATE TABLE notes (note_id INTEGER);\n"
ADD_TEXT = "ALTER TABLE notes ADD COLUMN note VARCHAR(10);\nINSERT INTO notes VALUES (1, 'first');"

OPEN_AND_WRITE = """
import sys
from journal.audit_trail import record_act
from journal.database import open_journal
print("Ready", flush=True)
sys.stdin.readline()
journal = open_journal(sys.argv[1])
for number in range(20):
    record_act(journal, role="local_user", act="load", subject=f"file {number}", outcome="done")
"""


def applied(journal: Engine) -> list[tuple[int, str]]:
    with reading(journal) as connection:
        question = "SELECT migration_number, name FROM schema_migrations ORDER BY migration_number"
        return [(row[0], row[1]) for row in connection.execute(text(question))]


def tables(journal: Engine) -> set[str]:
    return set(inspect(journal).get_table_names())


def test_a_new_journal_is_brought_up_to_date(journal: Engine) -> None:
    assert applied(journal) == [(migration.number, migration.name) for migration in migrations()]
    assert {"schema_migrations", "audit_trail"} <= tables(journal)


def test_migrations_are_applied_once_and_in_order(journal: Engine) -> None:
    wanted = [*migrations()]
    first = len(wanted) + 1
    wanted += [Migration(first, "notes", ADD_NOTES), Migration(first + 1, "note_text", ADD_TEXT)]
    assert apply_migrations(journal, wanted) == [first, first + 1]
    assert apply_migrations(journal, wanted) == []
    assert applied(journal)[-2:] == [(first, "notes"), (first + 1, "note_text")]
    with reading(journal) as connection:
        assert connection.execute(text("SELECT note_id, note FROM notes")).fetchall() == [(1, "first")]


def test_a_migration_that_fails_leaves_nothing_and_can_be_tried_again(journal: Engine) -> None:
    number = len(migrations()) + 1
    broken = Migration(number, "notes", f"{ADD_NOTES} INSERT INTO nowhere VALUES (1);")
    with pytest.raises(DatabaseError):
        apply_migrations(journal, [*migrations(), broken])
    assert "notes" not in tables(journal)
    assert apply_migrations(journal, [*migrations(), Migration(number, "notes", ADD_NOTES)]) == [number]
    assert "notes" in tables(journal)


def test_a_journal_of_a_newer_program_is_refused(journal: Engine) -> None:
    newer = [*migrations(), Migration(len(migrations()) + 1, "notes", ADD_NOTES)]
    apply_migrations(journal, newer)
    with pytest.raises(
        JournalError, match=f"of version {len(newer)}, this program knows {len(newer) - 1}. Update"
    ):
        apply_migrations(journal, migrations())


@pytest.mark.parametrize("name", ["0001_notes.sql", "0003_notes.sql", "2_notes.sql", "0002-notes.sql"])
def test_a_migration_out_of_order_is_refused_instead_of_left_out(tmp_path: Path, name: str) -> None:
    (tmp_path / "0001_audit_trail.sql").write_text("")
    (tmp_path / name).write_text("")
    with pytest.raises(JournalError, match=r"is out of order. Expected 000[12]_<what it does>.sql"):
        migrations(tmp_path)


def test_processes_that_open_a_new_journal_at_once_lose_nothing(tmp_path: Path) -> None:
    open_and_write_at_once(sqlite_address(tmp_path / "journal.sqlite"))


def test_servers_that_open_a_new_journal_in_postgresql_at_once_lose_nothing(postgres_address: str) -> None:
    open_and_write_at_once(postgres_address)


def open_and_write_at_once(address: str) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN_AND_WRITE, address],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "Ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go on\n")
        process.stdin.flush()
    for process in processes:
        assert process.communicate()[1] == ""
        assert process.returncode == 0
    journal = open_journal(address)
    assert applied(journal) == [(migration.number, migration.name) for migration in migrations()]
    with reading(journal) as connection:
        assert connection.execute(text("SELECT count(*) FROM audit_trail")).scalar() == 4 * 20
    journal.dispose()


def test_reading_waits_for_no_writer_and_sees_no_half_written_thing(journal: Engine) -> None:
    entry = "INSERT INTO audit_trail VALUES ('1', '2026-10-31', 'r', 'a', 's', 'o')"
    count = text("SELECT count(*) FROM audit_trail")
    with journal.begin() as writer:
        writer.execute(text(entry))
        with reading(journal) as reader:
            assert reader.execute(count).scalar() == 0
    with reading(journal) as reader:
        assert reader.execute(count).scalar() == 1


def test_a_file_that_is_no_journal_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite"
    file.write_bytes(b"this is not a database" * 100)
    with pytest.raises(JournalError, match="journal.sqlite cannot be opened: file is not a database."):
        open_journal(sqlite_address(file))


def test_the_same_address_is_opened_once(tmp_path: Path) -> None:
    address = sqlite_address(tmp_path / "journal.sqlite")
    assert open_journal(address) is open_journal(address)


def test_the_address_is_that_of_the_variable_else_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "data" / "journal.sqlite"
    monkeypatch.delenv(ADDRESS_VARIABLE, raising=False)
    assert journal_address(file) == sqlite_address(file)
    monkeypatch.setenv(ADDRESS_VARIABLE, "postgresql+psycopg://journal@server/trajectory")
    assert journal_address(file) == "postgresql+psycopg://journal@server/trajectory"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "nowhere",
            "TRAJECTORY_JOURNAL is no address of a database. It should be like postgresql+psycopg://",
        ),
        ("postgresql+no_such_driver://u@h/d", "TRAJECTORY_JOURNAL is no address of a database."),
    ],
)
def test_an_address_that_is_none_is_refused_in_words(address: str, said: str) -> None:
    with pytest.raises(JournalError) as refused:
        open_journal(address)
    assert str(refused.value).startswith(said)


def test_a_missing_driver_is_named_with_what_to_install_and_without_the_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    word = "secret"
    address = make_url("postgresql+psycopg://journal@server/trajectory").set(password=word)
    with pytest.raises(JournalError) as refused:
        open_journal(address.render_as_string(hide_password=False))
    said = str(refused.value)
    assert "needs the package psycopg, which is not installed" in said
    assert "pip install 'psycopg[binary]'" in said
    assert word not in said


def test_a_server_that_does_not_answer_is_said_without_the_password(postgres_address: str) -> None:
    word = "secret"
    nobody = make_url(postgres_address).set(port=1, username="journal", password=word)
    with pytest.raises(JournalError) as refused:
        open_journal(nobody.render_as_string(hide_password=False))
    assert "cannot be opened: connection failed" in str(refused.value)
    assert word not in str(refused.value)
