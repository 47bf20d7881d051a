from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from metrics.definition_file import read_definition
from metrics.problems import KpiDefinitionError

EventColumns = Mapping[str, Sequence[str]]


RATE = "method: rate_per_10000, events: assessments, population: children_under_18"
PER_WORKER = "method: per_worker, events: assessments, statistic: average, amount: assessment_started_on"
COUNTED_ON = "counted_on: assessment_started_on"


@pytest.mark.parametrize(
    ("calculation", "unit", "said"),
    [
        (
            RATE.replace(", population: children_under_18", ""),
            "rate_per_10000",
            "needs it, but it is missing",
        ),
        (f"{RATE}, amount: assessment_started_on", "rate_per_10000", "does not use it"),
        (RATE, "rate_per_10000", None),
        (f"{RATE}, {COUNTED_ON}", "rate_per_10000", None),
        (PER_WORKER, "ratio", None),
        (PER_WORKER, "percent", None),
        (PER_WORKER, "score", None),
        (PER_WORKER, "days", "gives ratio or count or percent or score"),
        ("method: timeliness, limit: {}", "percent", "has none, but needs exactly one of"),
        ("method: own_query, sql_file: children_seen", "percent", "should end with '.sql'"),
        ("method: own_query, sql_file: children_seen.sql", "percent", None),
    ],
)
def test_a_method_needs_its_own_keys(
    tmp_path: Path,
    good_definitions: Path,
    event_columns: EventColumns,
    calculation: str,
    unit: str,
    said: str | None,
) -> None:
    good = (good_definitions / "assessment" / "children_seen_during_assessment.yaml").read_text()
    before, rest = good.split("calculation:\n")
    after = rest[rest.index("unit: percent") :].replace("unit: percent", f"unit: {unit}")
    file = tmp_path / "assessment" / "children_seen_during_assessment.yaml"
    file.parent.mkdir()
    file.write_text(f"{before}calculation: {{{calculation}}}\n{after}")
    if said is None:
        read_definition(file, event_columns=event_columns)
    else:
        with pytest.raises(KpiDefinitionError, match=said):
            read_definition(file, event_columns=event_columns)
