"""The order of measures on screens: every id of the registers is in the library, and mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from metrics.library import load_library
from metrics.problems import KpiDefinitionError
from metrics.screen_order import (
    AREA,
    HEADLINE,
    HEADLINES,
    JOURNEY,
    OTHERS,
    _entries,
    headline_kpis,
    in_sections,
)


def test_every_headline_is_a_measure_that_is_calculated() -> None:
    library = load_library()
    named = [entry.kpi for entry in _entries(HEADLINES, HEADLINE)]
    assert 6 <= len(named) <= 9
    assert [kpi.id for kpi in headline_kpis(library)] == named
    assert {kpi.status.value for kpi in headline_kpis(library)} == {"live"}


def test_every_measure_of_the_journey_is_in_the_library_once_and_in_its_own_area() -> None:
    library = load_library()
    named = [
        (area.service_area, name)
        for area in _entries(JOURNEY, AREA)
        for section in area.sections
        for name in section.kpis
    ]
    assert len({name for _, name in named}) == len(named)
    assert [(area, name) for area, name in named if library.by_id(name).service_area != area] == []


def test_measures_in_no_section_come_last_by_name() -> None:
    library = load_library()
    kpis = library.in_service_area("assessment")
    sections = in_sections(kpis, "assessment")
    assert [name for name, _ in sections][:2] == ["Starting", "Doing the assessment"]
    assert sorted(kpi.id for _, inside in sections for kpi in inside) == sorted(kpi.id for kpi in kpis)
    (only,) = in_sections(kpis[:2], "no_such_area")
    assert only[0] == OTHERS
    assert [kpi.short_name for kpi in only[1]] == sorted(kpi.short_name for kpi in kpis[:2])


def test_a_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "headlines.yaml"
    file.write_text("- kpi: contacts_received\n- measure: children_in_care\n")
    with pytest.raises(KpiDefinitionError) as caught:
        headline_kpis(load_library(), file)
    assert [(problem.line, problem.message.split(":")[0]) for problem in caught.value.problems] == [
        (2, "kpi"),
        (2, "measure"),
    ]
