"""What the pages about one subject declare: every id is there, every mistake is refused with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data.sql import QUERIES
from metrics.library import KpiLibrary
from metrics.problems import KpiDefinitionError
from reporting.themes.register import FigureKind, Theme, load_theme, read_theme, theme_ids

QUERIES_OF_THEMES = QUERIES / "reporting" / "themes"
ALSO_READ = {"last_month", "list_adoption_plans"}  # by reporting/themes/page.py and adoption.py
GOOD = """
id: made_up
title: Made up
purpose: What a page is for.
views:
- id: only
  name: Only
  sections:
  - id: first
    title: First
    question: Is it so?
"""


@pytest.fixture(params=theme_ids())
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def test_there_are_three_themes_named_as_their_files() -> None:
    assert theme_ids() == ("care", "exploitation", "quality")
    assert all(load_theme(theme_id).id == theme_id for theme_id in theme_ids())


def test_every_measure_is_in_the_library(theme: Theme, library: KpiLibrary) -> None:
    named = {kpi_id for view in theme.views for kpi_id in view.measures}
    named |= {spec.measure for section in theme.sections() for spec in section.lists if spec.measure}
    named |= {spec.limit_of for view in theme.views for spec in view.figures() if spec.limit_of}
    assert {kpi_id for kpi_id in named if kpi_id not in library} == set()


def test_every_breakdown_is_one_of_its_measure(theme: Theme, library: KpiLibrary) -> None:
    wrong = [
        (spec.id, kpi_id)
        for view in theme.views
        for spec in view.figures()
        if spec.by and not spec.query
        for kpi_id in spec.measures
        if spec.by not in library.by_id(kpi_id).breakdowns
    ]
    assert wrong == []


def test_every_query_is_there_and_each_one_is_used() -> None:
    themes = [load_theme(theme_id) for theme_id in theme_ids()]
    named = {spec.query for theme in themes for view in theme.views for spec in view.figures() if spec.query}
    named |= {spec.query for theme in themes for section in theme.sections() for spec in section.lists}
    assert named | ALSO_READ == {file.stem for file in QUERIES_OF_THEMES.glob("*.sql")}


def test_every_column_of_a_list_is_in_its_query(theme: Theme) -> None:
    for section in theme.sections():
        for spec in section.lists:
            text = (QUERIES_OF_THEMES / f"{spec.query}.sql").read_text(encoding="utf-8")
            missing = [c.id for c in spec.columns if not re.search(rf"(\.| AS ){c.id}\b", text)]
            assert missing == [], spec.id


def test_ids_are_used_once_since_they_name_files_and_places(theme: Theme) -> None:
    ids = [section.id for section in theme.sections()]
    assert len(ids) == len(set(ids))
    saved = [spec.id for view in theme.views for spec in view.figures()]
    saved += [spec.id for section in theme.sections() for spec in section.lists]
    assert len(saved) == len(set(saved))


def test_a_figure_comes_from_a_query_from_parts_or_from_the_months_of_measures(theme: Theme) -> None:
    for view in theme.views:
        for spec in view.figures():
            from_parts = bool(spec.measures and spec.by)
            is_trend = spec.kind is FigureKind.TRENDS and bool(spec.measures)
            assert (spec.query is not None) + from_parts + is_trend == 1, spec.id


def write(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "made_up.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_small_theme_is_read(tmp_path: Path) -> None:
    theme = read_theme(write(tmp_path, GOOD))
    assert theme.view("only").sections[0].title == "First"
    assert theme.view("only").measures == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "question: Is it so?",
            "question: It is so.",
            "line 11: views.sections.question: should end with '?'.",
        ),
        ("title: First", "titel: First", "Did you mean 'title'?"),
        ("  - id: first\n", "  - id: first\n    special: magic\n", "'magic' is not allowed here."),
        ("id: made_up", "id: Made up", "should be small letters"),
    ],
)
def test_a_mistake_is_refused_with_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(KpiDefinitionError) as refused:
        read_theme(write(tmp_path, GOOD.replace(old, new)))
    assert "made_up.yaml has 1 problem" in str(refused.value) or "problems" in str(refused.value)
    assert said in str(refused.value)
