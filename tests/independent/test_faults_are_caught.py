"""Each of many deliberate faults changes a number that was worked out by hand. One that does not is a gap in the checks."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pytest
import yaml

import data.sql
from data.calculation import branches
from data.calculation.worked_examples import disagreements
from data.event_schema import empty_events
from data.paths import PROJECT_DIR
from data.sql import read_sql
from metrics import clocks
from metrics.definition import Calculation, KpiDefinition, Limit
from metrics.library import DEFINITIONS, load_library
from metrics.vocabulary import MeasuredIn, Method, Statistic
from tests.independent import small_events, small_rows, small_workbooks
from tests.independent.faults import CLOCKS, FAULTS, FIGURES, MACROS, Fault
from tests.independent.faults_in_events import EVENT_FAULTS
from tests.independent.faults_in_stitching import STITCHING_FAULTS
from tests.independent.small_rows import Answers
from tests.independent.small_workbooks import STITCHED
from tests.queries.staged_tables import StagedTables, create_staged_tables, event_query

ENOUGH = 30
EVERY_FAULT = (*FAULTS, *EVENT_FAULTS, *STITCHING_FAULTS)
CALCULATION = (  # each after what it imports
    "branches",
    "amounts",
    "calendars",
    "places",
    "event_scan",
    "counting",
    "figure_lines",
    "observations",
)


@pytest.fixture(scope="module")
def like() -> KpiDefinition:
    return load_library().definitions[0]


@pytest.fixture(scope="module")
def staged() -> Iterator[StagedTables]:
    with duckdb.connect() as connection:
        create_staged_tables(connection)
        tables = StagedTables(connection)
        tables.empty()
        small_events.stage_small_council(tables)
        yield tables


@pytest.fixture(scope="module")
def copied_queries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faulty") / "queries"
    shutil.copytree(PROJECT_DIR / "queries", folder)
    return folder


def asked(asks: str, like: KpiDefinition, staged: StagedTables) -> Answers:
    """Return what the program says of one of the small sets of rows."""
    if asks == CLOCKS:
        return small_rows.clock_answers(clocks)
    if asks == MACROS:
        return small_rows.macro_answers()
    if asks == FIGURES:
        with small_rows.small_council() as connection:
            calculate = import_module("data.calculation.observations").calculate
            calculate(connection, small_rows.small_kpis(like), lambda _message: None)
            return small_rows.figures_asked_for(connection)
    if asks == STITCHED:
        return small_workbooks.stitched_answers()
    return small_events.event_answers(staged, asks)


def expected(asks: str) -> Answers:
    """Return what was worked out by hand."""
    tables = {
        CLOCKS: small_rows.CLOCK_ANSWERS,
        MACROS: small_rows.MACRO_QUESTIONS,
        FIGURES: small_rows.FIGURE_ANSWERS,
        STITCHED: small_workbooks.ANSWERS,
    }
    return tables.get(asks) or {asks: small_events.EVENT_ANSWERS[asks]}


def wrong_answers(found: Answers, right: Answers) -> list[str]:
    """Return the questions with another answer than the one worked out by hand."""
    return [name for name, answer in right.items() if not _same(found.get(name), answer)]


def _same(found: Any, answer: Any) -> bool:
    if isinstance(answer, tuple) and isinstance(found, tuple):
        return len(found) == len(answer) and all(map(_same, found, answer))
    if isinstance(answer, float) and isinstance(found, float):
        return found == pytest.approx(answer, abs=1e-9)
    return bool(found == answer)


@pytest.mark.parametrize("asks", [CLOCKS, MACROS, FIGURES, STITCHED, *small_events.EVENT_ANSWERS])
def test_without_a_fault_every_answer_is_the_one_worked_out_by_hand(
    asks: str, like: KpiDefinition, staged: StagedTables
) -> None:
    assert wrong_answers(asked(asks, like, staged), expected(asks)) == []


def test_there_are_enough_faults_and_none_is_there_twice() -> None:
    assert len({(fault.file, fault.old, fault.new) for fault in EVERY_FAULT}) == len(EVERY_FAULT) >= ENOUGH


@pytest.mark.parametrize("fault", EVERY_FAULT, ids=lambda fault: f"{Path(fault.file).stem}: {fault.says}")
def test_a_fault_is_noticed(
    fault: Fault, like: KpiDefinition, staged: StagedTables, copied_queries: Path
) -> None:
    text = (PROJECT_DIR / fault.file).read_text(encoding="utf-8")
    assert text.count(fault.old) == 1, f"{fault.file} has changed: write the fault anew"
    faulty = text.replace(fault.old, fault.new)
    if fault.asks == CLOCKS:
        found = small_rows.clock_answers(faulty_module(clocks, faulty))
    elif fault.file.endswith(".py"):
        with faulty_calculation(Path(fault.file).stem, faulty):
            found = asked(fault.asks, like, staged)
    else:
        with faulty_query(copied_queries, fault.file, faulty):
            found = asked(fault.asks, like, staged)
    assert wrong_answers(found, expected(fault.asks)), f"nothing noticed that {fault.says}"


def faulty_module(module: ModuleType, text: str) -> ModuleType:
    """Return a module made of other text than its own; the bank holidays, slow to work out, stay its own."""
    made = ModuleType(f"{module.__name__}_with_a_fault")
    sys.modules[made.__name__] = made  # dataclasses look their module up
    try:
        exec(compile(text, made.__name__, "exec"), made.__dict__)  # noqa: S102  the fault is ours
    finally:
        del sys.modules[made.__name__]
    made.__dict__["bank_holidays"] = clocks.bank_holidays
    return made


@contextmanager
def faulty_query(folder: Path, file: str, text: str) -> Iterator[None]:
    """Let the program read one query with a fault in it."""
    place = folder.parent / file
    original = place.read_text(encoding="utf-8")
    place.write_text(text, encoding="utf-8")
    patched = pytest.MonkeyPatch()
    patched.setattr(data.sql, "QUERIES", folder)
    try:
        forget_queries()
        yield
    finally:
        patched.undo()
        place.write_text(original, encoding="utf-8")
        forget_queries()


def forget_queries() -> None:
    """Let every query be read again."""
    read_sql.cache_clear()
    branches._method_tree.cache_clear()
    event_query.cache_clear()


@contextmanager
def faulty_calculation(name: str, text: str) -> Iterator[None]:
    """Let one module of data/calculation be other text, with those that import from it, and put all back."""
    modules = {part: import_module(f"data.calculation.{part}") for part in CALCULATION}
    kept = {part: dict(module.__dict__) for part, module in modules.items()}
    try:
        for part, module in modules.items():
            own = Path(str(module.__file__)).read_text(encoding="utf-8")
            exec(compile(text if part == name else own, str(module.__file__), "exec"), module.__dict__)  # noqa: S102
        yield
    finally:
        for part, module in modules.items():
            module.__dict__.clear()
            module.__dict__.update(kept[part])


# Faults in definitions: the worked examples written beside each definition notice them.

DEFINITION_FAULTS = (
    ("assessments_within_45_working_days", "working_days: 45", "working_days: 46"),
    ("assessments_within_45_working_days", "working_days: 45", "calendar_days: 45"),
    ("assessments_within_45_working_days", "cannot_be_counted: NOT has_valid_start_clock", ""),
    ("children_seen_during_assessment", "include: NOT is_unborn", ""),
    ("children_seen_during_assessment", "cannot_be_counted: is_child_seen IS NULL", ""),
    ("children_seen_during_assessment", "numerator: is_child_seen", "numerator: NOT is_child_seen"),
    ("re_referrals_within_12_months", "cannot_be_counted: NOT is_re_referral_known", ""),
    ("cic_health_assessments_up_to_date", "include: is_in_care_12_months", ""),
    ("cin_visits_on_time", "lapses_on: lapsed_on", ""),
    ("child_protection_visits_on_time", "lapses_on: lapsed_on", ""),
)


@pytest.fixture(scope="module")
def example_database() -> Iterator[duckdb.DuckDBPyConnection]:
    with empty_events() as connection:
        yield connection


@pytest.mark.parametrize(("kpi_id", "old", "new"), DEFINITION_FAULTS)
def test_a_fault_in_a_definition_is_noticed_by_its_examples(
    kpi_id: str, old: str, new: str, example_database: duckdb.DuckDBPyConnection
) -> None:
    (file,) = DEFINITIONS.rglob(f"{kpi_id}.yaml")
    text = file.read_text(encoding="utf-8")
    assert text.count(f"  {old}\n") + text.count(f"{{{old}}}") == 1, (
        f"{kpi_id} has changed: write the fault anew"
    )
    (kpi,) = (kpi for kpi in load_library() if kpi.id == kpi_id)
    faulty = replace(kpi, calculation=calculation_from(text.replace(old, new, 1)))
    assert disagreements(example_database, [kpi]) == []
    assert disagreements(example_database, [faulty]), (
        f"no example of {kpi_id} notices {new or 'that it is left out'}"
    )


def calculation_from(text: str) -> Calculation:
    """Return the calculation that a definition file gives."""
    given = yaml.safe_load(text)["calculation"]
    kinds: dict[str, Callable[[Any], Any]] = {
        "method": Method,
        "statistic": Statistic,
        "measured_in": MeasuredIn,
        "limit": lambda limit: Limit(**limit),
    }
    return Calculation(**{name: kinds.get(name, lambda value: value)(value) for name, value in given.items()})
