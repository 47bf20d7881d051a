"""What is said about an extract when it is loaded: whose it is and the day it is about, and whether that can be so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from data.errors import ExtractError
from data.landing import (
    REJECTED_SCHEMA,
    LandedTables,
    Load,
    file_digest,
    land_tables,
    landed_loads,
    landed_records,
    landed_row_count,
    landed_tables,
)
from data.organisation import authority_id, known_authorities
from data.paths import StorePaths
from data.sources.dates import read_date
from data.sources.pseudonyms import Pseudonyms, pseudonyms_for
from data.sources.table_spec import PersonKind
from metrics.problems import did_you_mean

AS_AT, KEY_CHECK, FEED = "as_at", "key_check", "feed"
SSD, ANNEX_A, FEEDS = "ssd", "annex_a", "feed"
RECORD_KINDS = (SSD, ANNEX_A, FEEDS)
PERSONS = "ssd_person"
CHILD_COLUMNS = {SSD: "pers_person_id", ANNEX_A: "child_id", FEEDS: "child_id"}
BIRTH_COLUMNS = {SSD: "pers_dob", ANNEX_A: "born_on"}
CHILDREN_COMPARED = 500
LEAST_CHILDREN = 20  # fewer may all be new
SHARE_OF_ROWS_EXPECTED = 0.5  # of the extract before
# An extract is another authority's if most of its children are known there, and hardly any here.
SHARE_KNOWN_THERE, SHARE_KNOWN_HERE = 0.5, 0.1


@dataclass(frozen=True)
class Declared:
    """The authority and the day of an extract, as said; `earlier` are the loads of records in the store."""

    kind: str
    authority: str
    authority_id: str
    as_at: date
    earlier: tuple[Load, ...]
    pseudonyms: Pseudonyms
    feed: str | None = None

    @property
    def parameters(self) -> dict[str, str]:
        """What load.json keeps of it."""
        kept = {AS_AT: self.as_at.isoformat(), KEY_CHECK: self.pseudonyms.key_check}
        return kept | ({FEED: self.feed} if self.feed else {})

    def loads_of_authority(self) -> list[Load]:
        """Return the earlier loads for the same authority."""
        return [load for load in self.earlier if authority_id(load.authority or "") == self.authority_id]

    def loads_like_this(self) -> list[Load]:
        """Return those of them that are of the same kind, and the same feed."""
        return [
            load
            for load in self.loads_of_authority()
            if load.kind == self.kind and load.parameters.get(FEED) == self.feed
        ]

    def replaces(self, load: Load) -> bool:
        """Return whether this extract takes the place of an earlier one about the same day, which may be wrong."""
        same_day = load.kind == self.kind and as_at_of(load) == self.as_at
        return same_day and authority_id(load.authority or "") == self.authority_id


def declare(
    paths: StorePaths,
    source: Path,
    kind: str,
    authority: str | None,
    as_at: date | None,
    *,
    feed: str | None = None,
    today: date | None = None,
) -> Declared:
    """Return what is said about an extract. Raises ExtractError with all that cannot be so."""
    last_day, problems = today or date.today(), []
    unit_id = authority_id(authority or "")
    if not unit_id:
        problems.append("whose extract it is was not said. Name the authority, like --authority Havering.")
    if as_at is None:
        problems.append(
            "the day it is about was not said. It is not in the file: give it, like --as-at 2026-10-31."
        )
    elif as_at > last_day:
        problems.append(
            f"the day it is about, {as_at}, is in the future. Give the day on which it was extracted."
        )
    if problems or as_at is None or authority is None:
        raise ExtractError(source.name, problems)
    earlier = record_loads(landed_loads(paths))
    used_keys = {load.parameters[KEY_CHECK] for load in earlier}
    pseudonyms = pseudonyms_for(paths, unit_id, used_keys)
    return Declared(kind, authority.strip(), unit_id, as_at, tuple(earlier), pseudonyms, feed)


def record_loads(loads: list[Load]) -> list[Load]:
    """Return the loads of records that were taken in, oldest first."""
    return [load for load in loads if load.kind in RECORD_KINDS and not load.problems]


def as_at_of(load: Load) -> date:
    """Return the day that a load of records is about."""
    return date.fromisoformat(load.parameters[AS_AT])


def refuse(paths: StorePaths, source: Path, declared: Declared, problems: list[str]) -> ExtractError:
    """Keep a note that an extract was refused, without any of its rows, and return the error to raise."""
    nothing = LandedTables({}, REJECTED_SCHEMA.empty_table())
    if source.exists():
        land_tables(
            paths,
            source,
            declared.kind,
            nothing,
            authority=declared.authority,
            parameters=declared.parameters,
            problems=tuple(problems),
        )
    return ExtractError(source.name, problems)


def notes_on_order(paths: StorePaths, declared: Declared) -> Iterator[str]:
    """Yield what is odd about the authority or the day: a new name, an extract older than the newest."""
    known = [unit.name for unit in known_authorities(landed_loads(paths))]
    if declared.authority_id not in {authority_id(name) for name in known}:
        yield f"'{declared.authority}' is new to this store.{did_you_mean(declared.authority, known)}"
    days = [as_at_of(load) for load in declared.loads_like_this()]
    if days and declared.as_at < max(days):
        yield (
            f"It is about {declared.as_at}, and an extract about {max(days)} was loaded before. It is kept; the newer "
            "one stays in use, and only what it does not say is taken from this one."
            if declared.kind == ANNEX_A
            else f"It is about {declared.as_at}, and an extract about {max(days)} was loaded before. It is kept and "
            "not used: the newer one stays in use."
        )


def notes_on_file(declared: Declared, source: Path) -> Iterator[str]:
    """Yield whether the very same file was loaded before: for another day or authority, a wrong file was sent."""
    digest = file_digest(source)
    same = [load for load in declared.earlier if load.sha256 == digest]
    if not same:
        return
    before = same[-1]
    if authority_id(before.authority or "") == declared.authority_id and as_at_of(before) == declared.as_at:
        yield "It is the same file, to the last byte, as one that was loaded before: nothing changes."
    else:
        yield (
            f"It is the same file, to the last byte, as the one of {before.authority} about {as_at_of(before)}. "
            "Check that the right file was sent, and load the right one about the same day: it takes its place."
        )


def notes_on_size(paths: StorePaths, declared: Declared, tables: Mapping[str, pa.Table]) -> Iterator[str]:
    """Yield the tables that have far fewer rows than in the extract before: part of them may be missing."""
    before = declared.loads_like_this()
    if not before:
        return
    known = landed_tables(paths, before[-1].load_id)
    for name, table in tables.items():
        rows_before = landed_row_count(paths, before[-1].load_id, name) if name in known else 0
        if table.num_rows < rows_before * SHARE_OF_ROWS_EXPECTED:
            yield (
                f"{name} has {table.num_rows:,} rows where the extract before had {rows_before:,}. If rows are "
                "missing, load the whole extract again."
            )


@dataclass(frozen=True)
class KnownChildren:
    """How many children of an extract were looked up, and the share (0 to 1) that each authority's extract has."""

    compared: int
    shares: Mapping[str, float]

    def share_of(self, unit_id: str) -> float | None:
        """Return the share of one authority by its id, None if it has no extract."""
        return next((share for name, share in self.shares.items() if authority_id(name) == unit_id), None)


def known_children(paths: StorePaths, declared: Declared, received: Mapping[str, pa.Table]) -> KnownChildren:
    """Return which authorities know the children of an extract that are not yet under pseudonyms.

    Where birth dates are there they must agree too, because councils count their children from 1 alike. An
    authority without an extract is left out, and so is an extract that this one replaces.
    """
    children = _children(declared.kind, received)
    loads: dict[str, list[Load]] = {}
    for load in declared.earlier:
        if children and load.kind in BIRTH_COLUMNS and load.authority and not declared.replaces(load):
            loads.setdefault(load.authority, []).append(load)
    with_births = declared.kind in BIRTH_COLUMNS
    shares = {
        name: _share_known(paths, declared, name, newest[-1], children, with_births=with_births)
        for name, newest in loads.items()
    }
    return KnownChildren(len(children), shares)


def other_authoritys_children(declared: Declared, known: KnownChildren) -> Iterator[str]:
    """Yield whether the children of an extract are those of another authority."""
    here = known.share_of(declared.authority_id)
    for name, share in known.shares.items():
        is_other = authority_id(name) != declared.authority_id
        is_new_here = here is None and declared.kind in BIRTH_COLUMNS
        if (
            is_other
            and share > SHARE_KNOWN_THERE
            and (is_new_here or (here is not None and here < SHARE_KNOWN_HERE))
        ):
            yield (
                f"holds the children of {name}: {share:.0%} of them are in its extracts, and it was said to be "
                f"{declared.authority}'s. Load it with --authority {name}, or check which file was sent."
            )


def notes_on_children(declared: Declared, known: KnownChildren) -> Iterator[str]:
    """Yield whether hardly any child of an extract is known to its authority: perhaps it is not its own."""
    here = known.share_of(declared.authority_id)
    if here is not None and here < SHARE_KNOWN_HERE and known.compared >= LEAST_CHILDREN:
        yield (
            f"Hardly any of its children ({here:.0%}) are in the extract of {declared.authority} before it. Check "
            "which file was sent, and load the right one about the same day: it takes its place. If the numbers "
            "of children have changed, their earlier history cannot be joined on."
        )


def _children(kind: str, received: Mapping[str, pa.Table]) -> list[tuple[str, str | None]]:
    """Return identifiers and birth dates (as written) of some children, always the same ones."""
    child, born = CHILD_COLUMNS[kind], BIRTH_COLUMNS.get(kind, "")
    found: dict[str, str | None] = {}
    for table in received.values():
        if child in table.column_names:
            births = (
                table.column(born) if born in table.column_names else pa.nulls(table.num_rows, pa.string())
            )
            births = births.to_pylist()
            found |= {
                identifier: day
                for identifier, day in zip(table.column(child).to_pylist(), births, strict=True)
                if identifier is not None
            }
    chosen = sorted(found)[:: max(1, len(found) // CHILDREN_COMPARED)]
    return [(identifier, found[identifier]) for identifier in chosen]


def _share_known(
    paths: StorePaths,
    declared: Declared,
    authority: str,
    load: Load,
    children: list[tuple[str, str | None]],
    *,
    with_births: bool,
) -> float:
    """Return the share of the children, 0 to 1, who stand in an earlier extract of an authority."""
    theirs = Pseudonyms(declared.pseudonyms.key, authority_id(authority), declared.pseudonyms.identities)
    columns = [CHILD_COLUMNS[load.kind], BIRTH_COLUMNS[load.kind]]
    names = [PERSONS] if load.kind == SSD else landed_tables(paths, load.load_id)
    tables = (landed_records(paths, load.load_id, name, columns) for name in names)
    rows = [table.select(columns) for table in tables if table.num_columns == len(columns)]
    if not rows:
        return 0.0
    known = pa.concat_tables(rows)
    wanted = [(theirs.of(PersonKind.CHILD, identifier), day) for identifier, day in children]
    if not with_births:
        names = pa.array([name for name, _ in wanted], pa.string())
        return float(pc.mean(pc.is_in(names, known.column(0).combine_chunks()).cast(pa.float64())).as_py())
    # Each source writes days in its own way, so they are read before they are compared.
    asked = pa.array([name for name, _ in wanted], pa.string())
    found = known.filter(pc.is_in(known.column(0), asked)).to_pydict()
    pairs = {(name, _day(written)) for name, written in zip(*found.values(), strict=True)}
    return sum((name, _day(written)) in pairs for name, written in wanted) / len(wanted)


def _day(written: str | None) -> date | None:
    day = read_date(written) if written else None
    return day if isinstance(day, date) else None
