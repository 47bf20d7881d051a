"""Which part of the organisation a row means, by id or name, alone or with its authority."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import StoreError, UnknownOrgUnitError
from data.organisation import KnownUnit, KnownUnits, known_units, units_in_store
from data.store import Store

UNITS = (
    KnownUnit("north", "north", "North Borough"),
    KnownUnit("south", "south", "South Borough"),
    KnownUnit("north_team_1", "north", "Team 1"),
    KnownUnit("south_team_1", "south", "Team 1"),
    KnownUnit("south_team_2", "south", "Team 2"),
)


@pytest.mark.parametrize(
    ("org_unit", "authority", "found"),
    [
        ("north", None, "north"),
        ("North Borough", None, "north"),
        ("SOUTH BOROUGH", None, "south"),
        ("Team 2", None, "south_team_2"),
        ("Team 1", None, None),  # there are two
        ("Team 1", "South Borough", "south_team_1"),
        ("Team 1", "north", "north_team_1"),
        ("Team 2", "north", None),  # it is not in the north
        ("Team 2", "West Borough", None),
        (None, "South Borough", "south"),
        (None, "West Borough", None),
        (None, None, "north"),  # the default
        ("Team 3", None, None),
    ],
)
def test_a_unit_is_found_by_id_or_name_if_it_is_the_only_one(
    org_unit: str | None, authority: str | None, found: str | None
) -> None:
    assert KnownUnits(UNITS, default="north").find(org_unit, authority) == found


def test_without_a_default_a_row_without_names_means_nothing() -> None:
    assert KnownUnits(UNITS).find(None) is None


def test_an_unknown_authority_or_unit_is_named_with_the_closest_known() -> None:
    known = KnownUnits(UNITS)
    known.check_authority("north borough")
    known.check_org_unit("Team 1")
    with pytest.raises(
        UnknownOrgUnitError, match="knows no authority of that name. Did you mean 'North Borough'?"
    ):
        known.check_authority("Nort Borough")
    with pytest.raises(UnknownOrgUnitError, match="knows no authority of that name"):
        known.check_authority("Team 1")
    with pytest.raises(UnknownOrgUnitError, match="knows no part of the organisation of that name"):
        known.check_org_unit("Nothing at all")


def test_a_name_without_a_letter_is_no_authority(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="'!!' is not a name. Write it like 'Havering'."):
        known_units([], "!!")


def test_the_store_knows_the_authorities_of_the_published_record(published_store: Store) -> None:
    assert {unit.name for unit in units_in_store(published_store).units} == {
        "Havering",
        "Barking and Dagenham",
        "City of London",
    }
