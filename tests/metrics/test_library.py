import os
import pickle
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import metrics.library
from metrics.library import KpiLibrary, load_library
from metrics.library_cache import CACHE_FILE
from metrics.problems import KpiDefinitionError, MetricsError, Problem, UnknownKpiError
from metrics.registers import REGISTERS
from metrics.vocabulary import KpiKind, KpiStatus

EventColumns = Mapping[str, Sequence[str]]


@pytest.fixture
def folder(tmp_path: Path, good_definitions: Path) -> Path:
    """A copy of the good definitions that a test may change."""
    return Path(shutil.copytree(good_definitions, tmp_path / "definitions"))


@pytest.fixture
def library(good_definitions: Path, event_columns: EventColumns) -> KpiLibrary:
    return load_library(good_definitions, event_columns=event_columns)


def replace_in(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make reading any definition file an error, so that only a cache can answer."""

    def refuse(*_: object) -> None:
        raise AssertionError("a definition file was read")

    monkeypatch.setattr(metrics.library, "read_content", refuse)


def test_kpis_come_in_journey_order_and_then_by_name(library: KpiLibrary) -> None:
    assert library.ids == (
        "contacts_received",
        "assessments_within_45_working_days",
        "children_seen_during_assessment",
        "dental_checks_up_to_date",
    )
    assert len(library) == 4
    assert [kpi.id for kpi in library.in_service_area("assessment")] == [
        "assessments_within_45_working_days",
        "children_seen_during_assessment",
    ]
    assert library.in_service_area("finance") == ()


def test_a_kpi_is_found_by_its_id(library: KpiLibrary) -> None:
    assert library.by_id("contacts_received").name == "Contacts received at the front door"
    assert "contacts_received" in library
    assert library.get("contacts") is None
    with pytest.raises(UnknownKpiError, match="'contact_received'. Did you mean 'contacts_received'?"):
        library.by_id("contact_received")


def test_filters_are_joined_by_and(library: KpiLibrary) -> None:
    def ids(**wanted: str) -> list[str]:
        return [kpi.id for kpi in library.matching(**wanted)]  # type: ignore[arg-type]

    assert ids(kind=KpiKind.ACTIVITY) == ["contacts_received"]
    assert ids(status=KpiStatus.SUPPLIED) == ["dental_checks_up_to_date"]
    assert ids(owner="head_of_assessment", theme="improving_practice") == [
        "assessments_within_45_working_days",
        "children_seen_during_assessment",
    ]
    assert ids(plan="havering-2024") == ["contacts_received", "assessments_within_45_working_days"]
    assert ids(plan="havering-2024", service_area="assessment") == ["assessments_within_45_working_days"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("SEEN", ["children_seen_during_assessment"]),
        ("demand", []),  # only in why_it_matters, which is not searched
        ("teeth care", ["dental_checks_up_to_date"]),  # teeth in the question, care in the name
        ("teeth front door", []),  # every word must be there
        ("unborn", ["children_seen_during_assessment"]),  # in the description
        ("45 days", ["assessments_within_45_working_days"]),
        # In the name of two, and in the description or question of the other two: names first.
        (
            "child",
            [
                "children_seen_during_assessment",
                "dental_checks_up_to_date",
                "contacts_received",
                "assessments_within_45_working_days",
            ],
        ),
    ],
)
def test_search_wants_every_word_and_puts_names_first(library: KpiLibrary, text: str, ids: list[str]) -> None:
    assert [kpi.id for kpi in library.search(text)] == ids


def test_a_blank_search_finds_every_kpi(library: KpiLibrary) -> None:
    assert library.search("  ") == library.definitions


def test_the_digest_follows_the_content_not_the_place_or_the_time(
    folder: Path, library: KpiLibrary, event_columns: EventColumns
) -> None:
    assert load_library(folder, event_columns=event_columns).digest == library.digest
    replace_in(folder / "children_in_care" / "dental_checks_up_to_date.yaml", "hurts", "hurts a lot")
    assert load_library(folder, event_columns=event_columns).digest != library.digest


def test_a_library_can_be_pickled_for_the_cache_of_the_screens(library: KpiLibrary) -> None:
    assert pickle.loads(pickle.dumps(library)) == library


def test_all_problems_of_all_files_are_told_at_once(folder: Path, event_columns: EventColumns) -> None:
    replace_in(
        folder / "assessment" / "children_seen_during_assessment.yaml", "unit: percent", "unit: percents"
    )
    replace_in(folder / "front_door_and_early_help" / "contacts_received.yaml", "kind: activity\n", "")
    dental = folder / "children_in_care" / "dental_checks_up_to_date.yaml"
    replace_in(dental, "short_name: Dental checks up to date", "short_name: contacts Received")
    replace_in(dental, "calculation:", "read_with: [contact_received]\ncalculation:")
    (folder / "loose.yaml").write_text("id: loose\n")
    with pytest.raises(KpiDefinitionError) as caught:
        load_library(folder, event_columns=event_columns)
    assert [(problem.file, problem.line) for problem in caught.value.problems] == [
        ("assessment/children_seen_during_assessment.yaml", 21),
        ("children_in_care/dental_checks_up_to_date.yaml", 15),
        ("front_door_and_early_help/contacts_received.yaml", 3),
        ("front_door_and_early_help/contacts_received.yaml", 5),
        ("loose.yaml", 1),
    ]
    _, unknown, taken, missing, loose = (problem.message for problem in caught.value.problems)
    assert unknown == "read_with: no KPI has the id 'contact_received'. Did you mean 'contacts_received'?"
    assert taken == (
        "short_name: 'Contacts received' is taken by children_in_care/dental_checks_up_to_date.yaml. "
        "Give each KPI its own."
    )
    assert missing.startswith("kind: required, but missing")
    assert loose == "is in the wrong place: expected <service area>/<id>.yaml."
    assert "front_door_and_early_help/contacts_received.yaml has 2 problems:\n  line 3: " in str(caught.value)


def test_a_kpi_cannot_be_read_with_itself(folder: Path, event_columns: EventColumns) -> None:
    replace_in(
        folder / "assessment" / "assessments_within_45_working_days.yaml",
        "[children_seen_during_assessment, contacts_received]",
        "[assessments_within_45_working_days]",
    )
    with pytest.raises(KpiDefinitionError, match="line 16: read_with: names the KPI itself"):
        load_library(folder, event_columns=event_columns)


def test_a_companion_with_a_mistake_in_it_is_not_also_unknown(
    folder: Path, event_columns: EventColumns
) -> None:
    replace_in(folder / "front_door_and_early_help" / "contacts_received.yaml", "unit: count", "unit: counts")
    with pytest.raises(KpiDefinitionError) as caught:
        load_library(folder, event_columns=event_columns)
    assert [problem.line for problem in caught.value.problems] == [14]


@pytest.mark.parametrize("name", ["not_there", "empty"])
def test_a_folder_without_definitions_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(MetricsError, match="holds no KPI definition"):
        load_library(tmp_path / name)


def test_unchanged_files_are_not_read_again(
    folder: Path, tmp_path: Path, event_columns: EventColumns, monkeypatch: pytest.MonkeyPatch
) -> None:
    cold = load_library(folder, tmp_path / "cache", event_columns)
    forbid_reading(monkeypatch)
    assert load_library(folder, tmp_path / "cache", event_columns) == cold


@pytest.mark.parametrize("change", ["content", "time", "new file", "deleted file", "columns", "register"])
def test_a_change_makes_the_cache_stale(
    folder: Path, tmp_path: Path, event_columns: EventColumns, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    load_library(folder, tmp_path, event_columns)
    dental = folder / "children_in_care" / "dental_checks_up_to_date.yaml"
    if change == "content":
        replace_in(dental, "hurts", "aches")
    elif change == "time":
        stat = dental.stat()
        os.utime(dental, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))
    elif change == "new file":
        (folder / "children_in_care" / "copy.yaml").write_text("")
    elif change == "deleted file":
        dental.unlink()
    elif change == "register":
        registers = Path(shutil.copytree(REGISTERS, tmp_path / "registers"))
        replace_in(registers / "themes.yaml", "Removing barriers", "Removing all barriers")
        monkeypatch.setattr(metrics.library, "REGISTERS", registers)
    else:
        event_columns = {"assessments": (*event_columns["assessments"], "locality")}
    forbid_reading(monkeypatch)
    with pytest.raises(AssertionError, match="a definition file was read"):
        load_library(folder, tmp_path, event_columns)


def test_a_changed_file_shows_and_the_cache_follows(
    folder: Path, tmp_path: Path, event_columns: EventColumns, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_library(folder, tmp_path, event_columns)
    replace_in(folder / "children_in_care" / "dental_checks_up_to_date.yaml", "hurts", "aches")
    changed = load_library(folder, tmp_path, event_columns)
    assert changed.by_id("dental_checks_up_to_date").why_it_matters.startswith("Tooth decay aches")
    forbid_reading(monkeypatch)
    assert load_library(folder, tmp_path, event_columns) == changed


@pytest.mark.parametrize("damage", ["cut short", "one letter", "not json", "empty", "another shape"])
def test_a_damaged_cache_is_ignored_and_written_again(
    folder: Path, tmp_path: Path, event_columns: EventColumns, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    whole = load_library(folder, tmp_path, event_columns)
    cache = tmp_path / CACHE_FILE
    content = cache.read_bytes()
    cache.write_bytes(
        {
            "cut short": content[:-100],
            "one letter": content.replace(b"Tooth decay hurts", b"Tooth decay helps"),
            "not json": b"\x80\x04\n\x95",
            "empty": b"",
            "another shape": b"[1, 2]\n[3]",
        }[damage]
    )
    assert load_library(folder, tmp_path, event_columns) == whole
    assert cache.read_bytes() == content
    forbid_reading(monkeypatch)
    assert load_library(folder, tmp_path, event_columns) == whole


def test_a_cache_folder_that_cannot_be_written_costs_only_time(
    folder: Path, tmp_path: Path, event_columns: EventColumns
) -> None:
    in_the_way = tmp_path / "a_file"
    in_the_way.write_text("")
    assert len(load_library(folder, in_the_way / "cache", event_columns)) == 4


def test_nothing_unfinished_is_left_beside_the_cache(
    folder: Path, tmp_path: Path, event_columns: EventColumns, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_library(folder, tmp_path / "cache", event_columns)
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [CACHE_FILE]

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "replace", fail)
    load_library(folder, tmp_path / "other", event_columns)
    assert list((tmp_path / "other").iterdir()) == []


def test_a_definition_with_problems_is_never_cached(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(KpiDefinitionError):
        load_library(folder, tmp_path)
    assert not (tmp_path / CACHE_FILE).exists()


def test_problems_are_in_order_of_file_and_line() -> None:
    error = KpiDefinitionError(
        [Problem("b.yaml", 1, "x"), Problem("a.yaml", 10, "y"), Problem("a.yaml", 9, "z")]
    )
    assert str(error) == (
        "a.yaml has 2 problems:\n  line 9: z\n  line 10: y\nb.yaml has 1 problem:\n  line 1: x"
    )
