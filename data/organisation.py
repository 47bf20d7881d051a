"""Which parts of the organisation the store knows, before and during a build."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

from data.landing import Load
from data.published_record import PUBLISHED
from data.supplied.cells import KnownUnits


@dataclass(frozen=True)
class Authority:
    """One authority: its id, and its name as people write it."""

    org_unit_id: str
    name: str


def authority_id(name: str) -> str:
    """Return the id that a new authority gets: its name in snake case.

    >>> authority_id("St Helens & Knowsley")
    'st_helens_and_knowsley'
    """
    return re.sub(r"[^a-z0-9]+", "_", name.lower().replace("&", " and ")).strip("_")


def known_authorities(loads: list[Load]) -> list[Authority]:
    """Return the authorities of the published record, then those that loads have added."""
    with (PUBLISHED / "authorities.csv").open(encoding="utf-8", newline="") as handle:
        found = {row["org_unit_id"]: row["name"] for row in csv.DictReader(handle)}
    for load in loads:
        if load.authority:
            found.setdefault(authority_id(load.authority), load.authority)
    return [Authority(unit_id, name) for unit_id, name in found.items()]


def known_units(loads: list[Load], default_authority: str | None = None) -> KnownUnits:
    """Return what a supplied row may name; `default_authority` is also what an empty cell means."""
    authorities = known_authorities(loads)
    default = authority_id(default_authority) if default_authority else None
    if default and default not in {authority.org_unit_id for authority in authorities}:
        authorities.append(Authority(default, str(default_authority)))
    return KnownUnits(tuple((a.org_unit_id, a.org_unit_id, a.name) for a in authorities), default)
