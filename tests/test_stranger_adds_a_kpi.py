"""Someone new writes one definition file, and finds the measure on every screen, in every export and document.

The definition lies in a folder of the council's own, named in TRAJECTORY_LIBRARY_DIR: nothing else is changed.
"""

from __future__ import annotations

import ast
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

import cli
from data.paths import DATA_DIR_VARIABLE, PROJECT_DIR
from exports.kpi_pages import kpi_pages
from metrics.library import DEFINITIONS, LIBRARY_VARIABLE, load_library
from metrics.registers import load_registers

TITLE = "Assessments finished in 30 working days"
KPI = "assessments_finished_in_30_working_days"
ANSWERS = {
    "theme": "improving_practice",
    "kind": "performance",
    "status": "live",
    "owner": "head_of_assessment",
    "question": "Do we finish most assessments well before the limit?",
    "why_it_matters": "A family that is told early can plan.",
    "description": "Assessments authorised in the month within 30 working days of their start.",
    "unit": "percent",
    "decimal_places": "1",
    "better_when": "higher",
    "    from": "2026-11-01",
    "reviewed_by": "performance_and_bi_manager",
    "reviewed_on": "2026-11-01",
}
CALCULATION = """counted: {numerator: Assessments authorised within 30 working days, denominator: Assessments authorised}
calculation:
  method: timeliness
  events: assessments
  clock_starts: assessment_started_on
  clock_stops: assessment_authorised_on
  limit: {working_days: 30}
  cannot_be_counted: NOT has_valid_start_clock
breakdowns: [age_band]
targets:
- {from: 2024-04-01, to_reach_by: 2027-03-31, target: 70, floor: 60, set_by: improvement_board, kind: local, source: Plan}
"""
# The screens that list measures or show the one in the address; the others have to open all the same.
LISTS_MEASURES = ("scorecard", "kpi", "teams", "team", "due", "library", "data-checks")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def store(northmere_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the small Northmere, built with a library of somebody's own that has one measure more."""
    folder = tmp_path_factory.mktemp("stranger")
    library, store = folder / "our_measures", folder / "northmere"
    shutil.copytree(DEFINITIONS, library)
    shutil.copytree(northmere_dir, store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LIBRARY_VARIABLE, str(library))
        patch.setenv(DATA_DIR_VARIABLE, str(store))
        patch.chdir(PROJECT_DIR)
        written = Path(ran("kpi", "new", TITLE, "--service-area", "assessment", "--json")[0]["written"])
        assert written == library / "assessment" / f"{KPI}.yaml"
        written.write_text(filled_in(written.read_text(encoding="utf-8")), encoding="utf-8")
        assert ran("kpi", "check", KPI, "--json") == [{"definitions": 1, "worked_examples": 0, "problems": 0}]
        ran("build", "--json")
        yield store


def ran(*words: str) -> Any:
    """Run a command that must succeed and return the JSON that it printed."""
    found = CliRunner().invoke(cli.app, list(words))
    assert found.exit_code == 0, (found.output, found.exception)
    return json.loads(found.stdout)


def filled_in(text: str) -> str:
    """Return a new definition with every line marked "fill in" answered, and its calculation."""
    lines = []
    for line in text.splitlines():
        key = line.split(":")[0]
        if line.startswith("# calculation:"):
            lines += CALCULATION.splitlines()
        elif key in ANSWERS:
            lines.append(f"{key}: {ANSWERS[key]}")
        elif not line.startswith("#"):
            lines.append(line)
    return "\n".join(lines) + "\n"


def screen(file: str, **address: str) -> AppTest:
    """Return a screen run as the app runs it, with an address."""
    test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=120).run()
    test.switch_page(file)
    test.query_params.clear()
    for name, value in address.items():
        test.query_params[name] = value
    return test.run()


def everything_on(test: AppTest) -> str:
    """Return all that a screen sends to the browser, tables and drawings too, as one text."""
    sent = (getattr(element, "proto", None) for element in test.main)
    return b"\n".join(proto.SerializeToString() for proto in sent if proto is not None).decode(
        "utf-8", "ignore"
    )


def screens() -> dict[str, str]:
    """Return the file of every screen by its address, as app.py lists them."""
    found = {}
    for node in ast.walk(ast.parse((PROJECT_DIR / "app.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page":
            named = {word.arg: ast.literal_eval(word.value) for word in node.keywords}
            found[named.get("url_path", "")] = ast.literal_eval(node.args[0])
    return found


def test_the_programs_own_library_is_as_it_was(store: Path) -> None:
    assert not list(DEFINITIONS.rglob(f"{KPI}.yaml"))
    assert len(load_library()) == len(load_library(DEFINITIONS)) + 1


def test_the_list_of_measures_has_it(store: Path) -> None:
    (row,) = (row for row in ran("kpi", "list", "--json") if row["id"] == KPI)
    assert (row["name"], row["service_area"], row["status"]) == (TITLE, "assessment", "live")
    assert ran("kpi", "show", KPI, "--json")["id"] == KPI


def test_it_has_figures_for_every_month_part_and_basis(store: Path) -> None:
    rows = ran("observations", "--kpi", KPI, "--json")
    usual = ran(
        "observations", "--kpi", "assessments_within_45_working_days", "--authority", "Northmere", "--json"
    )
    usual = [row for row in usual if row["origin"] == "calculated"]

    def kinds(name: str, of: list[dict[str, Any]]) -> set[Any]:
        return {row[name] for row in of}

    for name in ("period_end", "period_kind", "org_unit", "basis"):
        assert kinds(name, rows) == kinds(name, usual), name
    assert kinds("breakdown", rows) == {None, "age_band"}
    whole = [
        row
        for row in rows
        if (row["org_unit"], row["breakdown"], row["basis"]) == ("Northmere", None, "completed")
    ]
    assert kinds("target", [row for row in whole if row["period_start"] >= "2024-04-01"]) == {70.0}


def test_the_same_assessments_are_finished_and_fewer_in_30_days_than_in_45(store: Path) -> None:
    chosen = ["--org-unit", "Northmere", "--basis", "completed", "--period-kind", "month", "--json"]

    def months(kpi_id: str) -> dict[str, tuple[float, float]]:
        rows = ran("observations", "--kpi", kpi_id, *chosen)
        return {
            row["period_end"]: (row["numerator"], row["denominator"])
            for row in rows
            if row["breakdown"] is None and row["origin"] == "calculated"
        }

    ours, usual = months(KPI), months("assessments_within_45_working_days")
    assert ours.keys() == usual.keys()
    assert [of for _, of in ours.values()] == [of for _, of in usual.values()]
    assert all(ours[month][0] <= usual[month][0] for month in ours)
    assert sum(done for done, _ in ours.values()) < sum(done for done, _ in usual.values())


def test_the_records_behind_it_are_its_figure(store: Path) -> None:
    chosen = ["--kpi", KPI, "--basis", "completed"]
    (figure,) = (
        row
        for row in ran("observations", *chosen, "--from", "2026-09-01", "--to", "2026-09-30", "--json")
        if (row["org_unit"], row["breakdown"], row["period_kind"]) == ("Northmere", None, "month")
    )
    records = ran("records", *chosen, "--period", "2026-09", "--json")
    assert sum(record["in_denominator"] for record in records) == figure["denominator"] > 0
    assert sum(record["in_numerator"] for record in records) == figure["numerator"]


def test_it_is_judged(store: Path) -> None:
    judged = ran("rate", "--kpi", KPI, "--authority", "Northmere")
    assert judged["rag"]["word"] in ("on target", "near target", "off target")
    assert judged["spc"]["months"]


@pytest.mark.parametrize("path", LISTS_MEASURES)
def test_a_screen_that_lists_measures_shows_it(store: Path, path: str) -> None:
    test = screen(screens()[path], authority="northmere", service_area="assessment", kpi=KPI)
    assert not test.exception
    assert TITLE in everything_on(test)


@pytest.mark.parametrize("path", sorted(screens()))
def test_every_screen_opens_with_it_in_the_address(store: Path, path: str) -> None:
    test = screen(screens()[path], authority="northmere", service_area="assessment", kpi=KPI)
    assert not test.exception
    assert len(test.title) == 1


def test_the_printed_documentation_has_it_with_what_is_counted(store: Path) -> None:
    page = kpi_pages(load_library(), load_registers())["assessment.md"]
    assert f'## <a id="{KPI}"></a>{TITLE}' in page
    assert "Assessments authorised within 30 working days" in page


def test_every_measure_that_a_build_knows_is_in_the_same_documentation(store: Path) -> None:
    library = load_library()
    pages = "\n".join(kpi_pages(library, load_registers()).values())
    assert [kpi.id for kpi in library if f'<a id="{kpi.id}"></a>' not in pages] == []
