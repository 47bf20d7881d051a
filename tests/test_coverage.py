"""docs/coverage.md says of every capability where it is found, and what it says is there is there."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache

import pytest
import typer

import cli
from data.paths import PROJECT_DIR
from exports.coverage_page import GROUPS, PAGE, STATES, Capability, coverage_page, read_capabilities
from metrics.library import load_library
from reporting.themes.register import load_theme, theme_ids

CAPABILITIES = read_capabilities()
NUMBERS = {"A": 26, "B": 22, "C": 18, "D": 21, "E": 17, "F": 17, "G": 18, "H": 10}


@cache
def screens_of_app() -> set[str]:
    """Return the address of every screen that app.py lists; '/' is the first one."""
    tree = ast.parse((PROJECT_DIR / "app.py").read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page":
            words = {word.arg: word.value for word in node.keywords}
            path = words.get("url_path")
            found.add(f"/{path.value}" if isinstance(path, ast.Constant) else "/")
    return found


@cache
def commands_of_cli() -> set[str]:
    """Return the words of every command, such as 'load values'."""
    found: set[str] = set()

    def walk(command: object, words: tuple[str, ...]) -> None:
        inner = getattr(command, "commands", None)
        if inner is None:
            found.add(" ".join(words))
        for name, one in (inner or {}).items():
            walk(one, (*words, name))

    walk(typer.main.get_command(cli.app), ())
    return found


@cache
def known_measures() -> frozenset[str]:
    """Return the id of every measure of the library."""
    return frozenset(load_library().ids)


@cache
def places_of_themes() -> set[str]:
    """Return the address of every section of the pages about one subject."""
    return {
        f"/{theme_id}#{section.id}" for theme_id in theme_ids() for section in load_theme(theme_id).sections()
    }


def test_every_capability_is_there_once() -> None:
    expected = [f"{letter}{number}" for letter, count in NUMBERS.items() for number in range(1, count + 1)]
    assert [capability.id for capability in CAPABILITIES] == expected
    assert len(expected) == 149
    assert set(NUMBERS) == set(GROUPS)


def test_every_state_is_one_of_four_and_all_are_used() -> None:
    assert set(Counter(capability.state for capability in CAPABILITIES)) == set(STATES)


@pytest.mark.parametrize("capability", CAPABILITIES, ids=lambda capability: capability.id)
def test_what_is_named_is_there(capability: Capability) -> None:
    screens, library = screens_of_app(), known_measures()
    assert [s for s in capability.screens if s.partition("#")[0] not in screens] == []
    themes = {f"/{theme_id}" for theme_id in theme_ids()}
    with_place = [s for s in capability.screens if "#" in s]
    assert [s for s in with_place if s not in places_of_themes()] == []
    assert [s for s in with_place if s.partition("#")[0] not in themes] == []
    assert [c for c in capability.commands if c not in commands_of_cli() and c != "load feed"] == []
    assert [kpi_id for kpi_id in capability.measures if kpi_id not in library] == []
    assert [file for file in capability.files if not (PROJECT_DIR / file).is_file()] == []
    feeds = PROJECT_DIR / "data" / "sources" / "feeds"
    assert [feed for feed in capability.feeds if not (feeds / f"{feed}.yaml").is_file()] == []


@pytest.mark.parametrize("capability", CAPABILITIES, ids=lambda capability: capability.id)
def test_the_state_is_borne_out(capability: Capability) -> None:
    """Built or partly: there is somewhere to look. A figure only: a measure and the way to load it. Else: why not."""
    match capability.state:
        case "built":
            assert capability.screens
        case "partly":
            assert capability.screens and capability.note
        case "figure only":
            assert capability.measures and "load values" in capability.commands
        case _:
            assert capability.note and not capability.commands


def test_what_sections_say_they_answer_is_where_the_register_says() -> None:
    found = {capability.id: capability.screens for capability in CAPABILITIES}
    missing = [
        (number, section.id)
        for theme_id in theme_ids()
        for section in load_theme(theme_id).sections()
        for number in section.answers
        if f"/{theme_id}#{section.id}" not in found[number]
    ]
    assert missing == []


def test_the_page_is_as_the_register_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == coverage_page(CAPABILITIES)


def test_every_row_of_the_page_has_every_column() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| [A-H]\d", line)]
    assert len(rows) == len(CAPABILITIES)
    assert {row.count(" | ") for row in rows} == {6}
