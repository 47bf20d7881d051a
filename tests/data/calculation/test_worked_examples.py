"""Every worked example of every live definition, run through the real calculation."""

from __future__ import annotations

from collections import defaultdict

import pytest

from data.calculation.worked_examples import disagreements
from data.event_schema import empty_events, texts_about_events
from metrics.definition import KpiDefinition
from metrics.library import load_library
from metrics.vocabulary import KpiStatus

LIVE = [kpi for kpi in load_library() if kpi.status is KpiStatus.LIVE]
EXAMPLES_EACH = 4


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    """What the calculation says otherwise than an example, by KPI."""
    said = defaultdict(list)
    with empty_events() as con:
        for one in disagreements(con, LIVE):
            said[one.kpi_id].append(f"{one.says}: expected {one.expected}, found {one.found}")
    return said


def test_what_is_written_about_columns_is_what_the_queries_say() -> None:
    for file, text in texts_about_events().items():
        assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("kpi", LIVE, ids=lambda kpi: str(kpi.id))
def test_the_calculation_agrees_with_every_worked_example(
    kpi: KpiDefinition, found: dict[str, list[str]]
) -> None:
    assert found.get(kpi.id, []) == []


@pytest.mark.parametrize("kpi", LIVE, ids=lambda kpi: str(kpi.id))
def test_a_live_measure_has_enough_worked_examples(kpi: KpiDefinition) -> None:
    assert len(kpi.worked_examples) >= EXAMPLES_EACH
