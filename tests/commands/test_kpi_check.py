"""`kpi check` works through the examples of definitions, and says which do not come out as they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import KPI, Run
from tests.small_library import write_small_library

SAYS = "Day 45 is on time, day 46 is late; the same day is on time."
OTHER = "contacts_received"


@pytest.fixture
def definition(tmp_path: Path) -> Path:
    """A definition in a library of two, to be changed: its file."""
    return write_small_library(tmp_path / "library", KPI, OTHER) / "assessment" / f"{KPI}.yaml"


def change(file: Path, old: str, new: str) -> Path:
    """Change the first place of some words in a definition and return the folder of the library."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file.parent.parent


def test_examples_that_come_out_as_they_say_are_counted(run: Run, definition: Path, tmp_path: Path) -> None:
    words = ["--folder", definition.parent.parent, "--data-dir", tmp_path / "store", "--json"]
    both = run("kpi", "check", *words)
    (found,) = both.json
    (one,) = run("kpi", "check", KPI, *words).json
    (other,) = run("kpi", "check", OTHER, *words).json
    assert both.exit_code == 0
    assert (found["definitions"], found["problems"]) == (2, 0)
    assert found["worked_examples"] == one["worked_examples"] + other["worked_examples"] > 5
    assert both.err == f"Read 2 definitions; working through {found['worked_examples']} examples\n"


def test_an_example_that_comes_out_otherwise_is_said_with_both_figures(
    run: Run, definition: Path, tmp_path: Path
) -> None:
    folder = change(definition, "numerator: 2, denominator: 3, value: 66.7", "numerator: 3, value: 100")
    words = ["--folder", folder, "--data-dir", tmp_path / "store"]
    found = run("kpi", "check", *words, "--json")
    assert found.exit_code == 1
    assert found.json[0]["problems"] == 1
    assert found.json[1:] == [
        {
            "kpi": KPI,
            "example": SAYS,
            "expected": "Completed in the period: 3 = 100",
            "calculated": "Completed in the period: 2 of 3 = 66.6667",
        }
    ]
    assert "calculated: Completed in the period: 2 of 3 = 66.6667" in run("kpi", "check", *words).out
    assert run("kpi", "check", OTHER, *words).exit_code == 0


def test_a_rule_that_is_changed_without_its_examples_is_found(
    run: Run, definition: Path, tmp_path: Path
) -> None:
    folder = change(definition, "working_days: 45", "working_days: 46")
    found = run("kpi", "check", "--folder", folder, "--data-dir", tmp_path / "store", "--json")
    assert found.exit_code == 1
    assert SAYS in [failed["example"] for failed in found.json[1:]]


def test_an_example_that_cannot_be_calculated_is_named_with_what_to_do(
    run: Run, definition: Path, tmp_path: Path
) -> None:
    folder = change(definition, "2026-09-02 ", "2026-02-31 ")
    found = run("kpi", "check", "--folder", folder, "--data-dir", tmp_path / "store")
    assert found.exit_code == 2
    assert f"{KPI}: its examples cannot be worked through: " in found.err
    assert "2026-02-31" in found.err
    assert "Correct a cell or a condition." in found.err
    assert OTHER not in found.err
