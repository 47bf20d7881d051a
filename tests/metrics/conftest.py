"""What the tests of the KPI library share: the good definitions and the columns of one event table."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

DEFINITION_FIXTURES = Path(__file__).parent.parent / "fixtures" / "definitions"


@pytest.fixture
def good_definitions() -> Path:
    return DEFINITION_FIXTURES / "good"


@pytest.fixture
def bad_definitions() -> Path:
    return DEFINITION_FIXTURES / "bad"


@pytest.fixture
def event_columns() -> Mapping[str, Sequence[str]]:
    return {
        "assessments": (
            "event_id",
            "child_id",
            "assessment_started_on",
            "assessment_authorised_on",
            "is_from_other_authority",
            "is_unborn",
            "child_was_seen",
            "age_band",
            "ethnicity_group",
        )
    }
