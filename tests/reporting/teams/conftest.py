"""A small made-up organisation that was reorganised, for tests of what stands beside what."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.vocabulary import Level
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.structures import TeamChange

MOVED_ON = date(2024, 7, 1)


def unit(
    name: str, parent: str | None, level: Level, begins: date | None = None, ends: date | None = None
) -> OrgUnit:
    """Return a unit whose id is its name; 'x' is the authority."""
    unit_id = "x" if name == "Council" else f"x:{name}"
    return OrgUnit(unit_id, parent, "x", level, name, begins, ends)


@pytest.fixture(scope="session")
def tree() -> OrganisationTree:
    """Two services. Duty 4 was split into East and West, Duty 1 renamed North, Court moved to the other service."""
    team, service = Level.TEAM, Level.SERVICE_AREA
    last = date(2024, 6, 30)
    return OrganisationTree(
        "x",
        (
            unit("Council", None, Level.AUTHORITY),
            unit("assessment", "x", service),
            unit("care", "x", service),
            unit("Assessment East", "x:assessment", team, MOVED_ON),
            unit("Assessment West", "x:assessment", team, MOVED_ON),
            unit("Assessment North", "x:assessment", team, MOVED_ON),
            unit("Duty 1", "x:assessment", team, None, last),
            unit("Duty 4", "x:assessment", team, None, last),
            unit("Court", "x:care", team, MOVED_ON),
            unit("Court Work", "x:assessment", team, None, last),
            unit("not_allocated", "x", team),
            unit("not_allocated_service", "x", service),
        ),
    )


@pytest.fixture(scope="session")
def changes() -> tuple[TeamChange, ...]:
    def change(old: str, new: str) -> TeamChange:
        return TeamChange(MOVED_ON, f"x:{old}", f"x:{new}")

    return (
        change("Duty 4", "Assessment East"),
        change("Duty 4", "Assessment West"),
        change("Duty 1", "Assessment North"),
        change("Court Work", "Court"),
    )
