"""The command line as people and programs use it: exit codes, JSON, messages, and what it leaves behind.

The published record is read through a real process; the other commands run in this one, which is
the same code without the start of Python.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import typer
from filelock import FileLock

import cli
from data.paths import StorePaths
from data.store import current_build_id, open_store
from journal.audit_trail import AuditEntry, latest_acts
from journal.database import open_journal, sqlite_address

PROJECT = Path(__file__).resolve().parent.parent
HEADINGS = "period,kpi,org_unit,numerator,denominator,value,source,note"
KPI = "assessments_within_45_working_days"
GOOD = f"2024-12,{KPI},Havering,45,50,90,Monthly return,"
BAD = f"2024-12,{KPI}_,Havering,45,50,90,Monthly return,Zebedee Quorn was seen"
LEAST_COMMANDS = {
    ("demo",),
    ("build",),
    ("load", "values"),
    ("load", "targets"),
    ("loads",),
    ("check",),
    ("observations",),
    ("kpi", "list"),
    ("kpi", "show"),
    ("kpi", "new"),
    ("kpi", "check"),
}


def commands_under(command: Any, words: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the words of a command and of every command under it."""
    found = [words]
    for name, inner in getattr(command, "commands", {}).items():
        found += commands_under(inner, (*words, name))
    return found


COMMANDS = commands_under(typer.main.get_command(cli.app))


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    exit_code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


def run_process(*words: str) -> Ran:
    """Run the command line as a process of its own, from another folder."""
    found = subprocess.run(
        [sys.executable, str(PROJECT / "cli.py"), *words], capture_output=True, text=True, cwd=PROJECT.parent
    )
    return Ran(found.returncode, found.stdout, found.stderr)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process."""

    def ran(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["cli.py", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return ran


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the published record that the command `demo` has made; no test changes it."""
    folder = tmp_path_factory.mktemp("demo")
    found = run_process("demo", "--children", "0", "--data-dir", str(folder), "--json")
    assert found.exit_code == 0, found.err
    return folder


@pytest.fixture
def store(tmp_path: Path, demo: Path) -> Path:
    """The folder of a store that a test may change: empty but for the library as `demo` has read it."""
    shutil.copytree(StorePaths(demo).cache, StorePaths(tmp_path / "store").cache)
    return tmp_path / "store"


@pytest.fixture
def values_file(tmp_path: Path) -> Callable[..., Path]:
    def write(*lines: str, name: str = "values.csv", headings: str = HEADINGS) -> Path:
        file = tmp_path / name
        file.write_text("\n".join([headings, *lines, ""]), encoding="utf-8")
        return file

    return write


def audit(store: Path) -> list[AuditEntry]:
    """Return the audit trail, oldest first."""
    return latest_acts(open_journal(sqlite_address(StorePaths(store).journal)))[::-1]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words) or "all")
def test_every_command_has_help(run: Run, command: tuple[str, ...]) -> None:
    found = run(*command, "--help")
    assert found.exit_code == 0
    assert " ".join(["Usage: python cli.py", *command]) in found.out
    assert found.err == ""


def test_the_commands_that_people_and_programs_count_on_are_there() -> None:
    assert set(COMMANDS) >= LEAST_COMMANDS


@pytest.mark.parametrize(
    ("kpi_id", "target", "values"),
    [
        (KPI, 85, {"2024-04-30": 70.4, "2024-11-30": 96.7}),
        ("icpc_within_15_days", 82, {"2024-04-30": 58.3, "2024-11-30": 95.8}),
    ],
)
def test_the_printed_months_of_2024_are_read_with_the_target_of_the_plan(
    demo: Path, kpi_id: str, target: float, values: dict[str, float]
) -> None:
    words = ["--kpi", kpi_id, "--authority", "Havering", "--period-kind", "month", "--from", "2024-01-01"]
    found = run_process("observations", *words, "--format", "json", "--data-dir", str(demo))
    assert (found.exit_code, found.err) == (0, "")
    rows = found.json
    assert {row["period_end"]: row["value"] for row in rows} == values
    assert {row["target"] for row in rows} == {target}
    assert {(row["authority"], row["level"], row["org_unit"]) for row in rows} == {
        ("Havering", "authority", "Havering")
    }
    assert {(row["breakdown"], row["state"], row["basis"]) for row in rows} == {
        (None, "counted", "completed")
    }


def test_observations_have_the_columns_that_other_programs_count_on(run: Run, demo: Path) -> None:
    found = run("observations", "--json", "--data-dir", demo)
    columns = set(found.json[0])
    assert columns >= {
        *(
            "kpi_id",
            "definition_version",
            "org_unit_id",
            "authority",
            "level",
            "org_unit",
            "breakdown",
            "part",
        ),
        *("period_kind", "period_start", "period_end", "basis", "numerator", "denominator", "value"),
        *("not_counted", "state", "source_id", "build_id"),
    }
    assert len(found.json) == 234 + 249
    assert {row["build_id"] for row in found.json} == {current_build_id(StorePaths(demo))}


def test_observations_are_the_same_in_json_csv_and_parquet(run: Run, demo: Path, tmp_path: Path) -> None:
    as_json = run("observations", "--format", "json", "--data-dir", demo).json
    as_csv = run("observations", "--data-dir", demo).out
    file = tmp_path / "figures.parquet"
    assert run("observations", "--format", "parquet", "--out", file, "--data-dir", demo).exit_code == 0
    assert not as_csv.endswith("\n\n")
    from_csv = list(csv.DictReader(io.StringIO(as_csv)))
    from_parquet = pq.read_table(file).to_pylist()
    assert [float(row["value"]) if row["value"] else None for row in from_csv] == [
        row["value"] for row in as_json
    ]
    assert [row["value"] for row in from_parquet] == [row["value"] for row in as_json]
    assert [row["period_end"] or None for row in from_csv] == [row["period_end"] for row in as_json]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--authority", "barking and dagenham"], {"Barking and Dagenham"}),
        (["--authority", "city_of_london"], {"City of London"}),
        (["--org-unit", "City of London"], {"City of London"}),
        (["--level", "team"], set()),
        (["--basis", "due"], set()),
        (["--from", "2025-01-01"], {"Havering"}),
        (["--to", "2012-12-31"], {"Havering"}),
    ],
)
def test_observations_can_be_chosen(run: Run, demo: Path, words: list[str], expected: set[str]) -> None:
    found = run("observations", *words, "--json", "--data-dir", demo)
    assert {row["authority"] for row in found.json} == expected


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["observations", "--kpi", f"{KPI}s"], f"No KPI has the id '{KPI}s'. Did you mean '{KPI}'?"),
        (["kpi", "show", "assessment"], "No KPI has the id 'assessment'."),
        (
            ["observations", "--authority", "Haverng"],
            "knows no authority of that name. Did you mean 'Havering'?",
        ),
        (["observations", "--org-unit", "Team 9"], "knows no part of the organisation of that name."),
        (["observations", "--build", "x"], "kpi-x.duckdb has 1 problem:\n  is not there any more."),
        (["observations", "--format", "parquet"], "parquet is not text: give a file with --out"),
        (["observations", "--level", "street"], "'street' is not one of"),
        (["build", "--as-known-at", "yesterday"], "'yesterday' is not a day like 2026-10-31"),
        (["load", "values", "nowhere.csv"], "'nowhere.csv' does not exist."),
        (["nothing"], "No such command 'nothing'."),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_says_why(
    run: Run, demo: Path, words: list[str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TRAJECTORY_DATA_DIR", str(demo))
    found = run(*words)
    assert (found.exit_code, found.out) == (2, "")
    assert message in found.err
    assert "Traceback" not in found.err


def test_a_store_without_a_build_says_what_to_run(run: Run, store: Path) -> None:
    for command in ("observations", "check"):
        found = run(command, "--data-dir", store)
        assert found.exit_code == 2
        assert "holds no build yet. Run: python cli.py demo" in found.err


def test_a_data_folder_that_cannot_be_written_ends_with_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    found = run("build", "--data-dir", tmp_path / "file")
    assert found.exit_code == 2
    assert "file" in found.err
    assert "Traceback" not in found.err


def test_a_build_reports_what_it_holds(run: Run, store: Path) -> None:
    found = run("build", "--data-dir", store, "--json")
    (built,) = found.json
    assert set(built) == {"build_id", "kpis", "observations", "targets", "seconds"}
    assert (built["observations"], built["targets"]) == (483, 155)
    assert built["build_id"] == current_build_id(StorePaths(store))
    assert found.err.splitlines()[-1] == "Checking the build", "progress is not mixed with the answer"


def test_a_good_file_is_loaded_and_built(run: Run, store: Path, values_file: Callable[..., Path]) -> None:
    found = run("load", "values", values_file(GOOD), "--data-dir", store)
    assert (found.exit_code, found.out) == (0, "values.csv: 1 of 1 rows loaded, 0 rejected.\n")
    (row,) = run(
        "observations", "--from", "2024-12-01", "--to", "2024-12-31", "--json", "--data-dir", store
    ).json
    assert (row["value"], row["origin"], row["source"], row["target"]) == (
        90,
        "supplied",
        "Monthly return",
        85,
    )


def test_a_file_with_a_bad_row_loads_the_others_and_ends_with_1(
    run: Run, store: Path, values_file: Callable[..., Path]
) -> None:
    found = run("load", "values", values_file(GOOD, BAD), "--data-dir", store)
    assert found.exit_code == 1
    assert found.out == (
        "values.csv: 1 of 2 rows loaded, 1 rejected.\n"
        f"  row 3: kpi '{KPI}_' is not in the library. Did you mean '{KPI}'?\n"
    )
    rows = run("observations", "--from", "2024-12-01", "--json", "--data-dir", store).json
    assert [row["value"] for row in rows if row["origin"] == "supplied"] == [90]


def test_a_load_can_be_read_as_json_at_once_and_later(
    run: Run, store: Path, values_file: Callable[..., Path]
) -> None:
    (now,) = run("load", "values", values_file(GOOD, BAD), "--data-dir", store, "--json").json
    (later,) = run("loads", "--data-dir", store, "--json").json
    assert now == later
    assert {
        name: later[name] for name in ("kind", "file_name", "rows_landed", "rows_accepted", "rows_rejected")
    } == {
        "kind": "values",
        "file_name": "values.csv",
        "rows_landed": 2,
        "rows_accepted": 1,
        "rows_rejected": 1,
    }
    assert [row["source_row"] for row in later["rejected"]] == [3]
    assert later["problems"] == []


def test_a_file_that_is_refused_ends_with_1_and_is_shown_among_the_loads(
    run: Run, store: Path, values_file: Callable[..., Path]
) -> None:
    file = values_file(GOOD, headings=HEADINGS.replace("kpi", "measure"))
    found = run("load", "values", file, "--data-dir", store)
    assert (found.exit_code, found.out) == (1, "")
    assert found.err == (
        "values.csv has 2 problems:\n"
        "  column 'kpi' is missing.\n"
        "  the heading of column 2 is not one of ours. Did you mean 'source'?\n"
        "Nothing was loaded.\n"
    )
    (answer,) = run("load", "values", file, "--data-dir", store, "--json").json
    assert (answer["rows_landed"], len(answer["problems"])) == (0, 2)
    shown = run("loads", "--data-dir", store, "--json").json
    assert [load["problems"] for load in shown] == [answer["problems"]] * 2
    assert "column 'kpi' is missing." in run("loads", "--data-dir", store).out


def test_targets_are_loaded_for_a_new_authority(run: Run, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "targets.csv"
    file.write_text(
        "kpi,org_unit,target,in_force_from,to_reach_by,floor,set_by,source,note\n"
        f"{KPI},,88,2024-04-01,,,Board,Plan,\n{KPI},,101,2025-04-01,,,Board,Plan,\n",
        encoding="utf-8",
    )
    found = run("load", "targets", file, "--authority", "New Borough", "--data-dir", store)
    assert found.exit_code == 1
    assert "row 3: target 101 is not a percentage from 0 to 100" in found.out
    rows = open_store(StorePaths(store)).rows("reporting/target_steps", kpis=[KPI], org_unit_id="new_borough")
    assert [(row["target"], row["set_by"]) for row in rows] == [(88.0, "Board")]


def test_a_figure_whose_kpi_has_gone_is_shown_among_the_loads(
    run: Run, store: Path, values_file: Callable[..., Path]
) -> None:
    (loaded,) = run("load", "values", values_file(GOOD), "--data-dir", store, "--json").json
    staged = store / "landed" / loaded["load_id"] / "staged.parquet"
    rows = pq.read_table(staged)
    gone = [["measure_of_long_ago"] * rows.num_rows]
    pq.write_table(rows.set_column(rows.column_names.index("kpi_id"), "kpi_id", gone), staged)
    run("build", "--data-dir", store)
    (load,) = run("loads", "--data-dir", store, "--json").json
    reasons = "kpi 'measure_of_long_ago' is no longer in the library"
    assert load["rejected"] == [{"source_row": 2, "reasons": reasons}]


def test_a_build_of_an_earlier_day_can_be_read_by_its_id(
    run: Run, store: Path, values_file: Callable[..., Path]
) -> None:
    run("load", "values", values_file(GOOD), "--data-dir", store)
    (earlier,) = run("build", "--as-known-at", "2014-01-31", "--data-dir", store, "--json").json
    rows = run("observations", "--build", earlier["build_id"], "--json", "--data-dir", store).json
    assert {row["source_id"] for row in rows} == {"havering-2014"}
    assert current_build_id(StorePaths(store)) != earlier["build_id"]


def test_check_ends_with_0_for_a_good_build_and_says_what_the_owners_should_settle(
    run: Run, demo: Path
) -> None:
    found = run("check", "--data-dir", demo, "--json")
    assert found.exit_code == 0
    rows = {row["name"]: row["rows"] for row in found.json}
    assert rows["note_doubtful_figure"] == 14
    assert {rows[name] for name in rows if name.startswith("stop_")} == {0}
    assert set(found.json[0]) == {"name", "rows", "what_is_wrong", "what_to_do", "stops_build"}


def test_every_act_is_in_the_audit_trail_without_a_cell_of_a_file(
    run: Run, store: Path, values_file: Callable[..., Path], tmp_path: Path
) -> None:
    run("load", "values", values_file(GOOD, BAD), "--data-dir", store)
    run("load", "values", values_file("x", name="refused.csv", headings="Zebedee"), "--data-dir", store)
    run("build", "--data-dir", store)
    out = tmp_path / "figures.json"
    run("observations", "--kpi", KPI, "--json", "--out", out, "--data-dir", store)
    entries = audit(store)
    assert [(entry.act, entry.subject.split("-")[0][:4]) for entry in entries] == [
        ("load", "valu"),
        ("build", entries[1].subject[:4]),
        ("load", "refu"),
        ("build", entries[3].subject[:4]),
        ("export", "figu"),
    ]
    assert entries[0].outcome == "1 of 2 rows loaded, 1 rejected"
    assert entries[2].outcome.startswith("refused: ")
    assert entries[3].subject == current_build_id(StorePaths(store))
    assert entries[4].outcome == f"{len(json.loads(out.read_text()))} figures of build {entries[3].subject}"
    assert {entry.role for entry in entries} == {"local_user"}
    said = json.dumps([entry.__dict__ for entry in entries])
    assert not any(word in said for word in ("Zebedee", "Quorn", KPI))


def test_a_build_that_is_stopped_is_in_the_audit_trail(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.build.LOCK_SECONDS", 0.05)
    with FileLock(StorePaths(store).lock):
        assert run("build", "--data-dir", store).exit_code == 2
    (entry,) = audit(store)
    assert (entry.act, entry.subject, entry.outcome) == ("build", "stopped", "1 problems")


def test_the_library_is_listed_with_what_other_programs_count_on(run: Run, store: Path) -> None:
    rows = run("kpi", "list", "--json", "--data-dir", store).json
    assert len(rows) >= 341
    assert all({"id", "name", "service_area", "status", "unit", "better_when"} <= set(row) for row in rows)
    by_id = {row["id"]: row for row in rows}
    assert len(by_id) == len(rows)
    assert by_id[KPI]["service_area"] == "assessment"
    assert by_id[KPI]["unit"] == "percent"
    assert by_id[KPI]["better_when"] == "higher"


def test_a_definition_is_shown_whole_as_text_and_as_json(run: Run, store: Path) -> None:
    """This KPI has two questions to its owner under the same label, and neither may be lost."""
    shown = run("kpi", "show", KPI, "--json", "--data-dir", store).json
    assert (shown["id"], shown["unit"]) == (KPI, "percent")
    headings = [section["heading"] for section in shown["sections"]]
    (questions,) = [s["lines"] for s in shown["sections"] if s["heading"] == "Questions to its owner"]
    assert [label for label, _ in questions] == ["A value", "A value"]
    text = run("kpi", "show", KPI, "--data-dir", store).out
    assert all(heading in text for heading in headings)
    for section in shown["sections"]:
        assert all(f"  {label}: {words}" in text for label, words in section["lines"])


def test_a_new_definition_is_written_where_it_is_wanted_and_then_checked(
    run: Run, store: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "definitions"
    words = ["--service-area", "assessment", "--folder", folder, "--data-dir", store]
    (written,) = run("kpi", "new", "Children seen at each visit", *words, "--json").json
    assert Path(written["written"]) == folder / "assessment" / "children_seen_at_each_visit.yaml"
    assert run("kpi", "new", "Children seen at each visit", *words).exit_code == 2
    checked = run("kpi", "check", "--folder", folder)
    assert checked.exit_code == 2
    assert "assessment/children_seen_at_each_visit.yaml has" in checked.err


def test_the_library_has_no_problem(run: Run, store: Path) -> None:
    (found,) = run("kpi", "check", "--json", "--data-dir", store).json
    assert found["definitions"] >= 341
    assert found["worked_examples"] > 800
    assert found["problems"] == 0
    (one,) = run("kpi", "check", KPI, "--json", "--data-dir", store).json
    assert one == {"definitions": 1, "worked_examples": 5, "problems": 0}
    assert run("kpi", "check", "nothing", "--data-dir", store).exit_code == 2
