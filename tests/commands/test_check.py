"""The command `check` over a council with records: what is doubtful, what it threatens, and the rows themselves."""

from __future__ import annotations

import json
import sys

import pytest

import cli
from data.data_checks.registry import data_checks
from data.paths import StorePaths
from journal.audit_trail import latest_acts
from journal.database import open_journal, sqlite_address
from tests.commands.conftest import A_CHILD, Run

CHECK = "facts_about_child_missing"


def test_the_checks_of_records_stand_behind_those_of_the_build(run: Run, own_northmere: StorePaths) -> None:
    found = run("check", "--data-dir", own_northmere.data_dir, "--json")
    assert found.exit_code == 0
    of_build = [row for row in found.json if "org_unit" not in row]
    of_records = {row["name"]: row for row in found.json if row.get("org_unit") == "northmere"}
    assert {row["name"][:5] for row in of_build} == {"stop_", "note_"}
    assert set(of_records) <= {check.id for check in data_checks()}
    assert not any(row["stops_build"] for row in of_records.values())
    facts = of_records[CHECK]
    assert 0 < facts["rows"] <= facts["of_rows"]
    assert {kpi["touches"] for kpi in facts["kpis"]} == {"parts"}
    assert facts["kpis"][0]["in_words"].startswith("Cannot be worked out: the total does not change")
    assert not A_CHILD.search(found.said)


def test_a_team_can_be_looked_at_alone(run: Run, own_northmere: StorePaths) -> None:
    whole = run("check", "--data-dir", own_northmere.data_dir, "--json").json
    team = run("check", "--org-unit", "northmere:T06", "--data-dir", own_northmere.data_dir, "--json").json
    looked_at = {
        row["org_unit"]: row["of_rows"] for row in [*whole, *team] if row["name"] == "dates_out_of_order"
    }
    assert 0 < looked_at["northmere:T06"] < looked_at["northmere"]


def test_the_rows_to_put_right_are_listed_and_noted(
    own_northmere: StorePaths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows name children by pseudonym, as `records` does, so this command is run without the guard of `run`."""
    folder = str(own_northmere.data_dir)
    monkeypatch.setattr(sys, "argv", ["cli.py", "check", "--rows", CHECK, "--data-dir", folder, "--json"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    rows = json.loads(capsys.readouterr().out)
    assert not ended.value.code
    assert {"team", "child_id", "source_table", "file_name", "landed_row", "doubt"} <= set(rows[0])
    (act, *_) = latest_acts(open_journal(sqlite_address(own_northmere.journal)))
    assert (act.act, act.subject) == ("records", f"doubtful rows: {CHECK}")
    assert act.outcome == f"{len(rows)} rows of every authority"


def test_a_check_that_there_is_not_is_answered_with_the_nearest(run: Run, own_northmere: StorePaths) -> None:
    found = run("check", "--rows", "open_twise", "--data-dir", own_northmere.data_dir)
    assert found.exit_code == 2
    assert "'open_twice'" in found.err
