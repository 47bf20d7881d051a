"""The commands that list records: which day, which clock, periods without figures, and case-system numbers."""

from __future__ import annotations

import shutil
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

import cli
from data.paths import DATA_DIR_VARIABLE, StorePaths
from data.sources.pseudonyms import KEY_FILE_VARIABLE
from journal.audit_trail import AuditEntry, latest_acts
from journal.database import open_journal, sqlite_address
from metrics.kinds_of_work import clock_of, has_running_clock, kinds_in_register, kinds_of_work
from metrics.library import load_library
from reporting.case_system_numbers import ACT
from reporting.reader import ROLE_VARIABLE, UNITS_VARIABLE
from tests.commands.conftest import Ran, Run

KPI = "assessments_within_45_working_days"
VISITS = "cp_visited_within_10_days"
VISIT_CLOCK = "child_protection_visits_within_10_working_days"
RECORDS = ("records", "--kpi", KPI, "--period", "2026-09", "--basis", "completed")


@pytest.fixture(scope="module")
def copy(northmere_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> StorePaths:
    """The build of the small Northmere with a journal of its own."""
    folder = tmp_path_factory.mktemp("records") / "northmere"
    shutil.copytree(northmere_dir, folder, ignore=shutil.ignore_patterns("landed", "journal*"))
    return StorePaths(folder)


@pytest.fixture(autouse=True)
def own(copy: StorePaths, northmere_dir: Path, monkeypatch: pytest.MonkeyPatch) -> StorePaths:
    """Point the commands at the copy; the key and the way back are Northmere's, and nobody is signed in."""
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(copy.data_dir))
    monkeypatch.setenv(KEY_FILE_VARIABLE, str(northmere_dir.parent / f"{northmere_dir.name}.key"))
    monkeypatch.delenv(ROLE_VARIABLE, raising=False)
    monkeypatch.delenv(UNITS_VARIABLE, raising=False)
    return copy


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process. Lists of records print pseudonyms, which other commands never do."""

    def ran(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["cli.py", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return ran


def audit(paths: StorePaths, act: str) -> list[AuditEntry]:
    return [entry for entry in latest_acts(open_journal(sqlite_address(paths.journal))) if entry.act == act]


def test_identities_are_added_beside_the_pseudonyms_and_noted_without_them(run: Run, own: StorePaths) -> None:
    plain = run(*RECORDS, "--json")
    found = run(*RECORDS, "--identities", "--json")
    assert (plain.exit_code, found.exit_code) == (0, 0)
    assert len(found.json) == len(plain.json) > 0
    assert "child_number" not in plain.json[0]
    assert "SYN-C" not in plain.said
    assert all(row["child_number"].startswith("SYN-C") for row in found.json)
    assert {row["worker_number"][0] for row in found.json if row["worker_id"]} == {"W"}
    assert [{k: v for k, v in row.items() if not k.endswith("_number")} for row in found.json] == plain.json
    entry = audit(own, ACT)[0]
    people = {row[name] for row in found.json for name in ("child_id", "worker_id") if row[name]}
    assert (entry.role, entry.outcome) == ("local_user", f"{len(people)} of {len(people)} shown")
    assert entry.subject == f"{KPI}: records of 2026-09, the whole authority"
    assert "SYN-C" not in str(own.journal.read_bytes())


def test_a_manager_gets_the_numbers_of_the_own_team_only(
    run: Run, own: StorePaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = next(row["team_id"] for row in run(*RECORDS, "--json").json if row["team_id"])
    monkeypatch.setenv(ROLE_VARIABLE, "team_manager")
    monkeypatch.setenv(UNITS_VARIABLE, f"northmere:{team}")
    found = run(*RECORDS, "--identities", "--json")
    with_number = {row["team_id"] for row in found.json if row["child_number"]}
    assert with_number == {team} < {row["team_id"] for row in found.json}
    assert "stand under teams that are not yours" in found.err
    assert audit(own, ACT)[0].role == "team_manager"


@pytest.mark.parametrize("role", ["scrutiny", "administrator"])
@pytest.mark.parametrize("words", [RECORDS, ("due", "--kpi", KPI)])
def test_a_role_that_may_not_is_refused_in_words(
    run: Run, monkeypatch: pytest.MonkeyPatch, role: str, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv(ROLE_VARIABLE, role)
    found = run(*words, "--identities")
    assert (found.exit_code, found.out) == (2, "")
    assert f"The role {role} may not see children's records." in found.err


def test_a_lost_way_back_is_said_and_nothing_is_printed(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(KEY_FILE_VARIABLE, str(tmp_path / "elsewhere" / "our.key"))
    found = run(*RECORDS, "--identities")
    assert (found.exit_code, found.out) == (2, "")
    assert "ask the BI team" in found.err


def test_a_measure_of_a_month_end_is_listed_by_the_clock_of_the_same_things(run: Run) -> None:
    found = run("due", "--kpi", VISITS, "--within", "14", "--on", "2026-10-31", "--json")
    assert found.exit_code == 0
    assert f"by the clock of {VISIT_CLOCK}" in found.err
    by_clock = run("due", "--kpi", VISIT_CLOCK, "--within", "14", "--on", "2026-10-31", "--json")
    assert found.json == by_clock.json
    assert len(found.json) > 0


def test_what_never_falls_due_is_said_so(run: Run) -> None:
    found = run("due", "--kpi", "contacts_received")
    assert (found.exit_code, found.out) == (2, "")
    assert "has no time limit, so nothing of it falls due" in found.err


@pytest.mark.parametrize(("written", "ahead"), [("today", 0), ("tomorrow", 1), ("Tomorrow", 1)])
def test_a_day_can_be_named(run: Run, own: StorePaths, written: str, ahead: int) -> None:
    assert run("due", "--kpi", KPI, "--on", written, "--json").exit_code == 0
    days = {date.today() + timedelta(days=ahead), date.today() + timedelta(days=ahead - 1)}  # at midnight
    assert any(f"due and overdue on {day}," in audit(own, "records")[0].outcome for day in days)


def test_without_a_day_it_is_tomorrow(run: Run) -> None:
    assert run("due", "--kpi", KPI).out == run("due", "--kpi", KPI, "--on", "tomorrow").out


@pytest.mark.parametrize("written", ["yesterday week", "31/10/2026", "2026-02-30"])
def test_what_is_no_day_is_refused_with_what_would_be_right(run: Run, written: str) -> None:
    found = run("due", "--kpi", KPI, "--on", written)
    assert found.exit_code == 2
    assert "Write today, tomorrow or a day like 2026-10-31" in " ".join(found.err.replace("│", " ").split())


@pytest.mark.parametrize("period", ["2030-01", "2010-05"])
def test_a_period_without_figures_is_said_so_with_those_that_have_some(run: Run, period: str) -> None:
    found = run("records", "--kpi", KPI, "--period", period)
    assert (found.exit_code, found.out) == (2, "")
    assert f"{KPI} has no figure of 1 " in found.err
    assert "They go from 2023-11 to 2026-10" in found.err
    assert f"python cli.py observations --kpi {KPI} --authority northmere" in found.err


def test_the_clocks_that_measures_of_a_month_end_borrow() -> None:
    library = load_library()
    borrowed = {
        count.kpi: (kind, count.clock) for kind in kinds_in_register() for count in kind.month_end_counts
    }
    assert len(borrowed) > 5
    for kpi_id, (kind, clock) in borrowed.items():
        assert not has_running_clock(library.by_id(kpi_id)), kpi_id
        assert clock in kind.counted_by + kind.other_counts, kpi_id
        assert clock_of(library.by_id(kpi_id), library) == library.by_id(clock)
    named = [name for kind in kinds_of_work(library) for name in kind.kpi_ids]
    assert not set(named) & set(borrowed)
    assert clock_of(library.by_id(KPI), library) == library.by_id(KPI)
    assert clock_of(library.by_id("contacts_received"), library) is None
