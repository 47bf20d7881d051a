"""The parts of an authority: which service holds which teams, and on which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.store import Store
from metrics.vocabulary import Level


@dataclass(frozen=True)
class OrgUnit:
    """One authority, service area or team; it exists from `valid_from` to `valid_to`, open where None."""

    org_unit_id: str
    parent_id: str | None
    authority_id: str
    level: Level
    name: str
    valid_from: date | None
    valid_to: date | None

    def exists_on(self, day: date | None) -> bool:
        """Whether the unit exists on a day; without a day, whether it has not ended."""
        if day is None:
            return self.valid_to is None
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True)
class OrganisationTree:
    """Every unit of one authority above the single worker."""

    authority_id: str
    units: tuple[OrgUnit, ...]

    def unit(self, org_unit_id: str) -> OrgUnit | None:
        """Return a unit by its id; None if the authority has none of that id."""
        return next((unit for unit in self.units if unit.org_unit_id == org_unit_id), None)

    def of_level(self, level: Level, on: date | None = None) -> tuple[OrgUnit, ...]:
        """Return the units of a level that exist on a day, by name."""
        return tuple(unit for unit in self.units if unit.level is level and unit.exists_on(on))

    def parts_of(self, org_unit_id: str, on: date | None = None) -> tuple[OrgUnit, ...]:
        """Return the units right below one that exist on a day, by name."""
        return tuple(unit for unit in self.units if unit.parent_id == org_unit_id and unit.exists_on(on))

    def way_to(self, org_unit_id: str) -> tuple[OrgUnit, ...]:
        """Return the units from the authority down to one, both included; empty for an unknown id."""
        way: list[OrgUnit] = []
        unit = self.unit(org_unit_id)
        while unit is not None and unit not in way:
            way.insert(0, unit)
            unit = self.unit(unit.parent_id) if unit.parent_id else None
        return tuple(way)


def organisation_tree(store: Store, authority_id: str) -> OrganisationTree:
    """Return the organisation of one authority."""
    rows = store.rows("reporting/organisation_tree", authority_id=authority_id)
    return OrganisationTree(
        authority_id, tuple(OrgUnit(**{**row, "level": Level(row["level"])}) for row in rows)
    )
