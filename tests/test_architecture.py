"""The shape of the program: imports point one way, each library has one home, SQL lives in queries/.

docs/decisions/0001-one-direction-of-imports.md says why. The rules are functions of a folder, so
that the tests below can plant a mistake in a small tree and see it found.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent

# Part of the program: the parts it may import. What is not named may not be imported.
MAY_IMPORT = {
    "metrics": set(),
    "data": {"metrics"},
    "journal": {"metrics"},
    "reporting": {"journal", "data", "metrics"},
    "charts": {"reporting", "metrics"},
    "exports": {"reporting", "journal", "data", "metrics"},
    "pages": {"charts", "exports", "reporting", "journal", "data", "metrics"},
    "commands": {"exports", "reporting", "journal", "data", "metrics"},
    "cli": {"commands", "pages", "charts", "exports", "reporting", "journal", "data", "metrics"},
    "serving": {"pages", "journal", "data", "metrics"},
    "server": {"serving"},
    "app": {"pages", "charts", "exports", "reporting", "journal", "data", "metrics"},
    "start": set(),
}
HOME_OF_LIBRARY = {
    "streamlit": {"app", "pages", "serving", "server"},
    "starlette": {"serving", "server"},
    "plotly": {"charts"},
    "duckdb": {"data"},
    "sqlalchemy": {"journal"},
}
PAGE_LINES, MODULE_LINES = 60, 300  # fewer than this

SQL_START = re.compile(
    r"""\s*(--[^\n]*\n\s*)*(
        (SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|COPY|ATTACH|PRAGMA|MERGE|TRUNCATE|EXPLAIN)\s
        | (?i:insert\s+into|delete\s+from)\s
        | (?i:(create|drop|alter)\s+(or\s+replace\s+)?(temp\w*\s+)?(table|view|index))\s
        | (?i:select)\s+(\*|count\s*\()
    )""",
    re.VERBOSE,
)
# Packages whose name to install differs from their name to import.
DISTRIBUTION = {"yaml": "pyyaml", "python_calamine": "python-calamine"}


@dataclass(frozen=True)
class Module:
    """One Python file of the program: its path from the root, its part, its syntax tree."""

    path: str
    part: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def is_page(self) -> bool:
        return self.part == "pages" and "/parts/" not in self.path


def program(root: Path) -> list[Module]:
    """Return every module of the program under a root; tests and what git ignores are no part of it."""
    found = []
    for part in MAY_IMPORT:
        for file in [root / f"{part}.py", *sorted((root / part).rglob("*.py"))]:
            if file.is_file():
                found.append(Module(file.relative_to(root).as_posix(), part, file.read_text("utf-8")))
    return found


def imported_names(module: Module) -> Iterator[tuple[int, str]]:
    """Yield (line, full name) of all that a module imports, at its top or inside a function."""
    package = module.path.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            around = package[: len(package) - node.level + 1] if node.level else []
            yield node.lineno, ".".join([*around, *([node.module] if node.module else [])])
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func).rpartition(".")[2]
            if called in ("import_module", "__import__") and isinstance(node.args[0].value, str):
                yield node.lineno, node.args[0].value


def wrong_imports(root: Path) -> list[str]:
    """Return every import that points the wrong way or takes a library out of its home."""
    problems = []
    for module in program(root):
        for line, name in imported_names(module):
            top = name.partition(".")[0]
            if top == "tests" or (top in MAY_IMPORT and top not in {module.part, *MAY_IMPORT[module.part]}):
                problems.append(f"{module.path}, line {line}: {module.part} must not import {name}")
            if module.part not in HOME_OF_LIBRARY.get(top, {module.part}):
                homes = " and ".join(sorted(HOME_OF_LIBRARY[top]))
                problems.append(f"{module.path}, line {line}: {top} belongs in {homes} only")
    return problems


def sql_outside_queries(root: Path) -> list[str]:
    """Return every text constant in the program that begins like SQL; docstrings are no constants."""
    problems = []
    for module in program(root):
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(module.tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in docstrings
                and SQL_START.match(node.value)
            ):
                place = f"{module.path}, line {node.lineno}"
                problems.append(f"{place}: '{node.value[:40]}' is SQL. Put it in queries/, read it by name.")
    return problems


def packages_not_asked_for(root: Path) -> list[str]:
    """Return what the program imports without naming it in requirements.txt.

    What only comes along with another package goes away with that package's next release.
    """
    lines = (root / "requirements.txt").read_text("utf-8").lower().splitlines()
    known = (
        {re.split(r"[<>=!~;\[ ]", line)[0] for line in lines} | set(sys.stdlib_module_names) | set(MAY_IMPORT)
    )
    first_use: dict[str, str] = {}
    for module in program(root):
        for line, name in imported_names(module):
            package = DISTRIBUTION.get(name.partition(".")[0], name.partition(".")[0])
            if package not in known:
                first_use.setdefault(
                    package, f"{module.path}, line {line}: {package} is not in requirements.txt"
                )
    return list(first_use.values())


def misplaced_page_scripts(root: Path) -> list[str]:
    """Return scripts directly in pages/: the first visitor after a start could open them past app.py."""
    return [
        f"pages/{file.name}: move it to pages/<section>/{file.name}"
        for file in sorted((root / "pages").glob("*.py"))
        if file.name != "__init__.py"
    ]


def too_long(root: Path) -> list[str]:
    """Return the modules that have grown past their limit."""
    problems = []
    for module in program(root):
        limit = PAGE_LINES if module.is_page else MODULE_LINES
        if module.lines >= limit:
            problems.append(f"{module.path}: {module.lines} lines; keep it under {limit}. Split it.")
    return problems


def report(problems: list[str]) -> str:
    """Return every problem on a line of its own, for the reader of a failed test."""
    return "\n" + "\n".join(problems)


def test_imports_point_one_way_and_each_library_stays_at_home() -> None:
    problems = wrong_imports(PROJECT)
    assert not problems, report(problems)


def test_sql_lives_in_queries() -> None:
    problems = sql_outside_queries(PROJECT)
    assert not problems, report(problems)


def test_every_package_the_program_imports_is_asked_for() -> None:
    problems = packages_not_asked_for(PROJECT)
    assert not problems, report(problems)


def test_no_page_script_lies_directly_in_pages() -> None:
    problems = misplaced_page_scripts(PROJECT)
    assert not problems, report(problems)


def test_pages_and_modules_are_short() -> None:
    problems = too_long(PROJECT)
    assert not problems, report(problems)


def test_every_folder_with_python_is_a_known_part() -> None:
    """A new folder has to be given its place in the one direction before anything can hide in it."""
    with_python = {
        path.name.removesuffix(".py")
        for path in PROJECT.iterdir()
        if path.suffix == ".py" or (path.is_dir() and path.name[0] != "." and any(path.rglob("*.py")))
    }
    assert with_python - {"tests"} == set(MAY_IMPORT)


def test_start_uses_the_standard_library_only_and_can_be_read_by_an_old_python() -> None:
    """An old Python has to get as far as the sentence that says it is too old."""
    text = (PROJECT / "start.py").read_text("utf-8")
    tops = {name.partition(".")[0] for _, name in imported_names(Module("start.py", "start", text))}
    assert tops <= set(sys.stdlib_module_names)
    ast.parse(text, feature_version=(3, 7))


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        ("metrics/rag.py", "from data.store import open_store\n", "metrics must not import data.store"),
        ("metrics/rag.py", "def f():\n    import reporting.words\n", "line 2: metrics must not import"),
        ("data/build.py", "import journal.audit_trail\n", "data must not import journal.audit_trail"),
        ("journal/notes.py", "from data import landing\n", "journal must not import data"),
        ("charts/trend.py", "from exports.rows import csv_text\n", "charts must not import exports.rows"),
        ("exports/slides.py", "from charts import marks\n", "exports must not import charts"),
        ("pages/a/b.py", "from app import page\n", "pages must not import app"),
        ("reporting/a.py", "from cli import main\n", "reporting must not import cli"),
        ("reporting/a.py", "import tests.fixtures\n", "reporting must not import tests.fixtures"),
        ("reporting/a.py", "import importlib\nimportlib.import_module('pages.parts')\n", "line 2: reporting"),
        (
            "reporting/a.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import charts\n",
            "line 3",
        ),
        (
            "metrics/spc/a.py",
            "from ..spc import b\nfrom ...data import c\n",
            "line 2: metrics must not import data",
        ),
        (
            "reporting/a.py",
            "import streamlit as st\n",
            "streamlit belongs in app and pages and server and serving only",
        ),
        ("pages/a/b.py", "import plotly.graph_objects as go\n", "plotly belongs in charts only"),
        ("reporting/a.py", "from duckdb import connect\n", "duckdb belongs in data only"),
        ("data/a.py", "import sqlalchemy\n", "sqlalchemy belongs in journal only"),
    ],
)
def test_a_planted_wrong_import_is_found(tmp_path: Path, file: str, text: str, found: str) -> None:
    plant(tmp_path, file, text)
    problems = wrong_imports(tmp_path)
    assert len(problems) == 1
    assert file in problems[0]
    assert found in problems[0]


def test_imports_that_point_right_are_left_alone(tmp_path: Path) -> None:
    plant(tmp_path, "pages/a/b.py", "import streamlit\nfrom charts import marks\nimport metrics.rag\n")
    plant(tmp_path, "metrics/spc/a.py", "from . import b\nfrom ..rag import rate\nimport data_tools\n")
    assert wrong_imports(tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        'QUERY = "SELECT kpi_id FROM kpis"\n',
        'QUERY = """\n    -- one row is one KPI\n    WITH a AS (SELECT 1) SELECT * FROM a"""\n',
        'con.execute(f"INSERT INTO {table} VALUES (1)")\n',
        'con.execute("create temp table a (b int)")\n',
        'con.execute("PRAGMA journal_mode = WAL")\n',
        "con.execute('select * from kpis')\n",
    ],
)
def test_planted_sql_is_found(tmp_path: Path, text: str) -> None:
    plant(tmp_path, "data/a.py", text)
    assert len(sql_outside_queries(tmp_path)) == 1


def test_english_is_no_sql(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "data/a.py",
        '"""SELECT is a word of SQL."""\nA = "Select a measure from the list"\nB = "With it"\n',
    )
    assert sql_outside_queries(tmp_path) == []


def test_a_planted_package_that_nobody_asked_for_is_found(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("# packages\nPyYAML>=6,<7\npandas[excel]>=3\n", "utf-8")
    plant(tmp_path, "data/a.py", "import json\nimport yaml\nimport pandas.io\nfrom numpy import array\n")
    assert packages_not_asked_for(tmp_path) == ["data/a.py, line 4: numpy is not in requirements.txt"]


def test_a_planted_page_script_and_a_long_module_are_found(tmp_path: Path) -> None:
    plant(tmp_path, "pages/__init__.py", "")
    plant(tmp_path, "pages/admin.py", "")
    plant(tmp_path, "pages/a/long.py", "a = 1\n" * 60)
    plant(tmp_path, "pages/a/short.py", "a = 1\n" * 59)
    plant(tmp_path, "pages/parts/piece.py", "a = 1\n" * 299)
    plant(tmp_path, "metrics/long.py", "a = 1\n" * 300)
    assert [line.partition(":")[0] for line in misplaced_page_scripts(tmp_path)] == ["pages/admin.py"]
    assert [line.partition(":")[0] for line in too_long(tmp_path)] == ["metrics/long.py", "pages/a/long.py"]


def plant(root: Path, file: str, text: str) -> None:
    """Write a file into a small tree."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
