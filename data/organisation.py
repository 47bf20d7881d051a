"""Which parts of the organisation the store knows, before and during a build."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from data.errors import StoreError, UnknownOrgUnitError
from data.landing import Load
from data.published_record import PUBLISHED
from data.store import Store
from metrics.problems import did_you_mean


@dataclass(frozen=True)
class Authority:
    """One authority: its id, and its name as people write it."""

    org_unit_id: str
    name: str


@dataclass(frozen=True)
class KnownUnit:
    """One part of the organisation that a row of a file may name, by its id or its name."""

    org_unit_id: str
    authority_id: str
    name: str

    def is_named(self, written: str) -> bool:
        """Whether `written` is the unit's id or name; capitals do not matter."""
        return written.casefold() in (self.org_unit_id.casefold(), self.name.casefold())


@dataclass(frozen=True)
class KnownUnits:
    """The parts of the organisation that a file may name; `default` is what a row without a name means."""

    units: tuple[KnownUnit, ...]
    default: str | None = None

    def find(self, written: str | None, authority: str | None = None) -> str | None:
        """Return the id of the unit that a row names, None if it is unknown or not the only one.

        A row that names only its authority is about the whole authority, whatever the default is.
        """
        named = written or authority
        if named is None:
            return self.default
        inside = None if authority is None else self._authority_ids(authority)
        found = [
            unit.org_unit_id
            for unit in self.units
            if unit.is_named(named) and (inside is None or unit.authority_id in inside)
        ]
        return found[0] if len(found) == 1 else None

    def check_authority(self, written: str) -> None:
        """Raise UnknownOrgUnitError if `written` is not the id or name of an authority."""
        self._check("authority", written, [u for u in self.units if u.org_unit_id == u.authority_id])

    def check_org_unit(self, written: str) -> None:
        """Raise UnknownOrgUnitError if no part of the organisation has the id or name `written`."""
        self._check("part of the organisation", written, self.units)

    @staticmethod
    def _check(kind: str, written: str, units: Sequence[KnownUnit]) -> None:
        if not any(unit.is_named(written) for unit in units):
            near = did_you_mean(written, [unit.name for unit in units])
            raise UnknownOrgUnitError(f"'{written}'", [f"the store knows no {kind} of that name.{near}"])

    def _authority_ids(self, authority: str) -> set[str]:
        return {unit.authority_id for unit in self.units if unit.is_named(authority)}


def authority_id(name: str) -> str:
    """Return the id that a new authority gets: its name in snake case, '' if it has no letter or digit.

    >>> authority_id("St Helens & Knowsley"), authority_id("Ynys Môn")
    ('st_helens_and_knowsley', 'ynys_mon')
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")


def known_authorities(loads: list[Load]) -> list[Authority]:
    """Return the authorities of the published record, then those that loads have added.

    A load of which no row was accepted adds none: its authority may be a slip of the pen.
    """
    with (PUBLISHED / "authorities.csv").open(encoding="utf-8", newline="") as handle:
        found = {row["org_unit_id"]: row["name"] for row in csv.DictReader(handle)}
    for load in loads:
        if load.authority and load.rows_accepted:
            found.setdefault(authority_id(load.authority), load.authority)
    return [Authority(unit_id, name) for unit_id, name in found.items()]


def known_units(loads: list[Load], default_authority: str | None = None) -> KnownUnits:
    """Return what a supplied row may name; `default_authority` is also what a row without a name means.

    Raises StoreError if `default_authority` is not a name.
    """
    authorities = known_authorities(loads)
    default = None
    if default_authority is not None:
        default = authority_id(default_authority)
        if not default:
            raise StoreError(
                "--authority", [f"'{default_authority}' is not a name. Write it like 'Havering'."]
            )
        if default not in {authority.org_unit_id for authority in authorities}:
            authorities.append(Authority(default, default_authority.strip()))
    return KnownUnits(tuple(KnownUnit(a.org_unit_id, a.org_unit_id, a.name) for a in authorities), default)


def units_in_store(store: Store) -> KnownUnits:
    """Return every part of the organisation that a build knows."""
    rows = store.ask("reporting/org_units").to_pylist()
    return KnownUnits(tuple(KnownUnit(**row) for row in rows))
