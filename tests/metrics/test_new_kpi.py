from datetime import date
from pathlib import Path

import pytest

from metrics.definition_fields import DEFINITION
from metrics.definition_file import read_definition
from metrics.new_kpi import FILL_IN, NewKpiError, kpi_id_from_title, new_definition_text, write_new_definition
from metrics.problems import KpiDefinitionError

TITLE = "Children seen alone at each visit"


@pytest.mark.parametrize(
    ("title", "kpi_id"),
    [
        ("Children seen alone at each visit", "children_seen_alone_at_each_visit"),
        ("Director's visits, within 4 weeks", "directors_visits_within_4_weeks"),
        ("  Café -- visits  ", "cafe_visits"),
        ("16 and 17 year olds", "16_and_17_year_olds"),
    ],
)
def test_the_id_is_the_title_in_snake_case(title: str, kpi_id: str) -> None:
    assert kpi_id_from_title(title) == kpi_id


def test_every_line_to_fill_in_is_refused_with_its_number(tmp_path: Path) -> None:
    path = write_new_definition(TITLE, "safeguarding", tmp_path)
    assert path == tmp_path / "safeguarding" / "children_seen_alone_at_each_visit.yaml"
    marked = [n for n, line in enumerate(path.read_text().splitlines(), start=1) if f":  {FILL_IN}" in line]
    with pytest.raises(KpiDefinitionError) as caught:
        read_definition(path)
    assert [problem.line for problem in caught.value.problems] == marked
    assert [problem.message.split(":")[0] for problem in caught.value.problems] == [
        "theme",
        "kind",
        "owner",
        "question",
        "why_it_matters",
        "description",
        "unit",
        "decimal_places",
        "better_when",
        "definition_history.from",
        "reviewed_by",
        "reviewed_on",
    ]


def test_a_filled_in_file_is_a_definition(tmp_path: Path) -> None:
    path = write_new_definition(TITLE, "safeguarding", tmp_path)
    answers = {
        "theme": "improving_practice",
        "kind": "performance",
        "owner": "head_of_safeguarding",
        "question": "Do we see children on their own?",
        "why_it_matters": "A child may not speak in front of a parent.",
        "description": "Visits in the month at which the child was seen alone.",
        "unit": "count",
        "decimal_places": "0",
        "better_when": "higher",
        "    from": "2026-11-01",
        "reviewed_by": "performance_and_bi_manager",
        "reviewed_on": "2026-11-01",
    }
    lines = path.read_text().splitlines()
    for key, answer in answers.items():
        (number,) = (n for n, line in enumerate(lines) if line.startswith(f"{key}:"))
        lines[number] = f"{key}: {answer}"
    path.write_text("\n".join(lines))
    kpi = read_definition(path)
    assert (kpi.id, kpi.name, kpi.short_name) == ("children_seen_alone_at_each_visit", TITLE, TITLE)
    assert kpi.definition_history[0].in_force_from == date(2026, 11, 1)


def test_every_field_is_in_the_new_file_in_order() -> None:
    keys = [field.key for field in DEFINITION.fields]
    lines = [line.removeprefix("# ") for line in new_definition_text(TITLE, "safeguarding").splitlines()[2:]]
    assert [line.split(":")[0] for line in lines if not line.startswith(" ")] == keys


@pytest.mark.parametrize(
    "title",
    [
        "Visits: on time",
        "Visits # 2",
        '"Seen" alone',
        "It's seen",
        "- visits",
        "[Visits]",
        "2026",
        "Visites à l'école",
        "Children seen alone at each visit by a worker whom they already know and trust, every four weeks",
    ],
)
def test_any_title_comes_back_as_it_was_written(title: str, tmp_path: Path) -> None:
    path = write_new_definition(title, "safeguarding", tmp_path)
    with pytest.raises(KpiDefinitionError) as caught:
        read_definition(path)
    fields = [problem.message.split(":")[0] for problem in caught.value.problems]
    assert not {"id", "name", ""} & set(fields)
    assert ("short_name" in fields) == (len(title) > 40)


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    path = write_new_definition(TITLE, "safeguarding", tmp_path)
    path.write_text("mine")
    for area in ("safeguarding", "assessment"):
        with pytest.raises(
            NewKpiError, match=r"already exists and is left as it is\. Change it there, or choose"
        ):
            write_new_definition(f"  {TITLE}!", area, tmp_path)
    assert path.read_text() == "mine"
    assert not (tmp_path / "assessment").exists()


def test_a_title_without_words_and_an_unknown_area_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NewKpiError, match="is not a title. Give a few plain words"):
        write_new_definition(" ?! ", "safeguarding", tmp_path)
    with pytest.raises(NewKpiError, match="'safegarding'. Did you mean 'safeguarding'?"):
        write_new_definition(TITLE, "safegarding", tmp_path)
    assert list(tmp_path.iterdir()) == []
