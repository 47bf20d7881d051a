"""Which tables of records each authority's extracts supply: what a missing list, table or feed leaves unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import duckdb
import pyarrow as pa

from data.sources.declared import ANNEX_A, FEEDS, SSD
from data.sources.feeds.spec import feed_specs
from data.sources.ssd.spec import ssd_tables
from data.sql import read_sql
from data.staging.annex_a_lists import tables_of_list
from data.staging.tables import ADOPTERS_LIST, LOCAL_SETTINGS, list_table, record_tables

REFERRAL_CLOSINGS = "referral_closings"
CLOSED_CASES_LIST = 6  # it says when referrals were closed, and not which referrals there were
LISTS = range(1, 12)
FROM_EVERY_LIST_OF_CHILDREN = ("people", "disabilities", "immigration_statuses", "involvements", "teams")
# A dataset says in the table of referrals when each was closed; Annex A says it in another list.
ALSO_IN_DATASET: Mapping[str, tuple[str, ...]] = {"referrals": (REFERRAL_CLOSINGS,)}
# Feeds of rules and places: what they say holds until they say otherwise.
HOLD_ON = ("caseload_weights", "placement_locations", "populations", "team_changes", "teams")


@cache
def tables_of_lists() -> Mapping[int, tuple[str, ...]]:
    """Return the tables that each Annex A list fills; what all lists about children say is not here."""
    found = {number: tables_of_list(list_table(number)) for number in LISTS}
    closings = (REFERRAL_CLOSINGS if name == "referrals" else name for name in found[CLOSED_CASES_LIST])
    return {**found, CLOSED_CASES_LIST: tuple(closings)}


def received_tables() -> tuple[str, ...]:
    """Return the names of the tables of records that extracts and feeds can supply, in order."""
    of_lists = {name for names in tables_of_lists().values() for name in names}
    return tuple(sorted((of_lists | set(record_tables())) - {LOCAL_SETTINGS}))


def sources_of(table: str, *, without: tuple[str, ...] = ()) -> list[str]:
    """Return in words what would supply a table, leaving out some kinds of source; empty if nothing would."""
    found = []
    if ANNEX_A not in without:
        lists = [number for number, names in tables_of_lists().items() if table in names]
        found += [f"list {number} of Annex A" for number in lists]
        if table in FROM_EVERY_LIST_OF_CHILDREN:
            found.append("Annex A")
    if SSD not in without:
        found += [
            f"the table {spec.name} of the Standard Safeguarding Dataset"
            for spec in ssd_tables().values()
            if table in (spec.staged, *ALSO_IN_DATASET.get(spec.staged, ()))
        ]
    found += [f"the feed {name}" for name, feed in feed_specs().items() if table == feed.table.staged]
    return found


def create_supplied_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Create staged.supplied_tables from the loads in use; staged.row_counts says what arrived with each."""
    rows = [dict(zip(("received_table", "source_kind", "table_name"), row, strict=True)) for row in _made()]
    con.register("tables_made", pa.Table.from_pylist(rows))
    con.execute(read_sql("staged/create_supplied_tables"), {"hold_on": list(HOLD_ON)})
    con.unregister("tables_made")


def _made() -> Iterator[tuple[str, str, str]]:
    """Yield which table of records each received table fills, by kind of source."""
    for number, names in tables_of_lists().items():
        of_children = FROM_EVERY_LIST_OF_CHILDREN if number != ADOPTERS_LIST else ()
        for name in (*names, *of_children):
            yield list_table(number), ANNEX_A, name
    for name in record_tables():
        yield name, FEEDS, name
        for also in (name, *ALSO_IN_DATASET.get(name, ())):
            yield name, SSD, also
