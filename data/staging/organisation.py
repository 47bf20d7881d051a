"""The organisation as the extracts name it: teams, the service areas they belong to, and the days they existed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from data.plain_yaml import read_plain_yaml
from data.sql import read_sql
from metrics.registers import load_registers

WORDS_FILE = Path(__file__).parent / "service_area_words.yaml"
NOT_KNOWN, NOT_KNOWN_NAME = "not_known", "Not known"


def create_org_units(con: duckdb.DuckDBPyConnection) -> None:
    """Create staged.org_units: service areas and teams of every authority that has loaded records."""
    areas = load_registers().service_areas
    con.register(
        "service_areas",
        pa.table(
            {
                "service_area": [*areas, NOT_KNOWN],
                "name": [*(area.name for area in areas.values()), NOT_KNOWN_NAME],
            }
        ),
    )
    names = con.execute(read_sql("staged/team_names")).fetchall()
    con.register(
        "areas_of_names",
        pa.table(
            {
                "name": pa.array([name for (name,) in names], pa.string()),
                "service_area": pa.array([service_area_of(name) for (name,) in names], pa.string()),
            }
        ),
    )
    con.execute(read_sql("staged/create_org_units"))
    con.unregister("areas_of_names")
    con.unregister("service_areas")


def service_area_of(name: str) -> str | None:
    """Return the service area that a team or department belongs to by its name, None if the name does not tell.

    >>> service_area_of("Assessment North"), service_area_of("Team 4")
    ('assessment', None)
    """
    by_name = {area.name.casefold(): area.id for area in load_registers().service_areas.values()}
    plain = name.casefold().strip()
    if plain in by_name:
        return by_name[plain]
    return next((area for area, pattern in _patterns().items() if pattern.search(plain)), None)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    words = read_plain_yaml(WORDS_FILE)
    # Short words are whole words: "cla" is none of "class", "cp" none of "cpd".
    return {
        area: re.compile(
            "|".join(rf"\b{re.escape(word)}" + (r"\b" if len(word) < 5 else "") for word in found)
        )
        for area, found in words.items()
    }
