"""Where events belong: the lines of figures that an event table can have, and the line of every event in each.

A line is one unit, whole or one part of a breakdown. Lines come in sets: one for each level, and one for
each breakdown of service areas and of authorities. In every set an event has one line, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import duckdb
import numpy as np
import pyarrow as pa

from data.calculation.calendars import Numbers
from data.sql import read_sql
from metrics.vocabulary import Level

SPLIT_LEVELS = (Level.SERVICE_AREA, Level.AUTHORITY)  # within a team the parts are read from the records
NOT_KNOWN = "Not known"
NOT_ALLOCATED, NOT_ALLOCATED_SERVICE = "not_allocated", "not_allocated_service"


@dataclass(frozen=True)
class Unit:
    """One part of the organisation: the authority it belongs to, as a number, and the days it existed.

    The days count from 1 January 1970, both included; None is without a first or last day.
    """

    org_unit_id: str
    authority: int
    first_day: int | None = None
    last_day: int | None = None


@dataclass(frozen=True)
class Structure:
    """The organisation of every authority: the unit and the service area of each team, by its bare id."""

    team_units: Mapping[tuple[str, str], tuple[str, str]]
    days: Mapping[str, tuple[int | None, int | None]]

    @classmethod
    def read(cls, con: duckdb.DuckDBPyConnection) -> Self:
        """Return the structure of a connection that has staged.org_units."""
        con.execute(read_sql("calculation/prepare_structure"))
        rows = con.execute(read_sql("calculation/structure")).fetchall()
        teams = {
            (authority, team): (unit, area) for unit, _, _, authority, team, area in rows if team is not None
        }
        return cls(teams, {unit: (first, last) for unit, first, last, *_ in rows})


@dataclass(frozen=True)
class LineSet:
    """The lines of one level, whole or by one breakdown. `of_event` is the line of each event, -1 for none."""

    level: Level
    breakdown: str | None
    units: tuple[Unit, ...]
    parts: tuple[str | None, ...]
    of_event: Numbers


def line_sets(
    events: pa.Table, breakdowns: Sequence[str], structure: Structure, authorities: Sequence[str]
) -> list[LineSet]:
    """Return every set of lines that events can be in. Each authority has its line, with or without events.

    `events` has authority_id, team_id, worker_id and the breakdowns, as text, null for what is not known.
    """
    number = {name: place for place, name in enumerate(authorities)}
    names, codes = _codes(events.column("authority_id"))
    authority = np.array([number[str(name)] for name in names], dtype=np.int64)[codes]

    def unit(name: str, of: int) -> Unit:
        return Unit(name, of, *structure.days.get(name, (None, None)))

    def team(of: int, team_id: str | None) -> Unit:
        known = structure.team_units.get((authorities[of], str(team_id)))
        return unit(known[0] if known else f"{authorities[of]}:{NOT_ALLOCATED}", of)

    def area(of: int, team_id: str | None) -> Unit:
        known = structure.team_units.get((authorities[of], str(team_id)))
        return unit(known[1] if known else f"{authorities[of]}:{NOT_ALLOCATED_SERVICE}", of)

    def worker(of: int, worker_id: str | None) -> Unit | None:
        return None if worker_id is None else unit(f"{authorities[of]}:worker:{worker_id}", of)

    workers, of_worker = _units(authority, events.column("worker_id"), worker)
    teams, of_team = _units(authority, events.column("team_id"), team)
    areas, of_area = _units(authority, events.column("team_id"), area)
    wholes = tuple(unit(name, of) for of, name in enumerate(authorities))
    by_level: Mapping[Level, tuple[tuple[Unit, ...], Numbers]] = {
        Level.WORKER: (workers, of_worker),
        Level.TEAM: (teams, of_team),
        Level.SERVICE_AREA: (areas, of_area),
        Level.AUTHORITY: (wholes, authority),
    }
    sets = [
        LineSet(level, None, units, (None,) * len(units), of_event)
        for level, (units, of_event) in by_level.items()
    ]
    for breakdown in breakdowns:
        parts, of_part = _codes(events.column(breakdown).fill_null(NOT_KNOWN))
        for level in SPLIT_LEVELS:
            units, of_unit = by_level[level]
            sets.append(_split(LineSet(level, breakdown, units, tuple(parts), of_unit), of_part))
    return sets


def _codes(column: pa.ChunkedArray) -> tuple[list[str | None], Numbers]:
    """Return the different texts of a column, and the number of each row's text among them."""
    encoded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def _units(
    authority: Numbers, column: pa.ChunkedArray, unit_of: Callable[[int, str | None], Unit | None]
) -> tuple[tuple[Unit, ...], Numbers]:
    """Return the units that events name by a column, and the place of each event's unit, -1 for none."""
    names, codes = _codes(column)
    pairs, of_event = _renumbered(authority * len(names) + codes)
    places: dict[Unit, int] = {}
    found = [unit_of(int(pair) // len(names), names[int(pair) % len(names)]) for pair in pairs]
    place = [-1 if unit is None else places.setdefault(unit, len(places)) for unit in found]
    return tuple(places), np.array(place, dtype=np.int64)[of_event]


def _split(whole: LineSet, of_part: Numbers) -> LineSet:
    """Return a set of lines by unit and part; `whole` has the units, and every part by its number."""
    pairs, of_event = _renumbered(whole.of_event * len(whole.parts) + of_part)
    units, parts = pairs // max(len(whole.parts), 1), pairs % max(len(whole.parts), 1)
    return LineSet(
        whole.level,
        whole.breakdown,
        tuple(whole.units[unit] for unit in units),
        tuple(whole.parts[part] for part in parts),
        of_event,
    )


def _renumbered(codes: Numbers) -> tuple[Numbers, Numbers]:
    """Return the different numbers in order, and the place of each number among them."""
    if not len(codes):
        return codes, codes
    is_there = np.zeros(int(codes.max()) + 1, dtype=bool)
    is_there[codes] = True
    return np.flatnonzero(is_there), (np.cumsum(is_there) - 1)[codes]
