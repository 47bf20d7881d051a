import shutil
from pathlib import Path

import pytest

from metrics import vocabulary
from metrics.definition_schema import SCHEMA_FILE, definition_schema_text
from metrics.problems import KpiDefinitionError
from metrics.registers import REGISTERS, load_registers


def test_service_areas_are_in_the_order_a_child_may_meet_them() -> None:
    areas = list(load_registers().service_areas.values())
    assert [area.journey_order for area in areas] == list(range(1, 14))
    assert areas[0].name == "Early help and front door"
    assert areas[-1].id == "finance"


def test_every_register_is_loaded() -> None:
    registers = load_registers()
    assert (len(registers.themes), len(registers.posts), len(registers.plans)) == (4, 18, 5)
    assert registers.posts["principal_social_worker"].name == "Principal Social Worker"
    assert set(registers.known_ids()) == {"service_areas", "themes", "posts", "plans"}


def test_mistakes_in_registers_are_all_told_with_their_lines(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(REGISTERS, tmp_path / "registers"))
    (folder / "themes.yaml").write_text(
        "- id: practice\n  name: Practice\n- id: practice\n  title: Practice\n"
    )
    (folder / "posts.yaml").write_text("")
    with pytest.raises(KpiDefinitionError) as caught:
        load_registers(folder)
    assert [
        (problem.file, problem.line, problem.message.split(":")[0]) for problem in caught.value.problems
    ] == [
        ("posts.yaml", 1, "is empty."),
        ("themes.yaml", 3, "id"),
        ("themes.yaml", 3, "name"),
        ("themes.yaml", 4, "title"),
    ]


def _is_vocabulary(words: type) -> bool:
    return issubclass(words, vocabulary.Vocabulary) and words is not vocabulary.Vocabulary


def test_every_word_of_every_vocabulary_has_a_label_of_its_own() -> None:
    lists = [
        words for words in vars(vocabulary).values() if isinstance(words, type) and _is_vocabulary(words)
    ]
    assert len(lists) == 14
    for words in lists:
        labels = [word.label for word in words]
        assert all(labels)
        assert len(set(labels)) == len(labels)
    assert vocabulary.Unit("rate_per_10000").label == "Rate per 10,000 children"


def test_the_schema_for_editors_is_current() -> None:
    assert SCHEMA_FILE.read_text() == definition_schema_text(), "Run python -m metrics.definition_schema"
