"""Whatever lies in a store, landed or built, leads to nobody: no identifier of a person, no full postcode."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from data.paths import StorePaths
from data.sources.pseudonyms import identities_file, plain_identifier
from data.store import Store, open_store

# Wider than the pattern of the program: any text with something in it that could be a full postcode.
# Names of loads and builds end in random letters and digits, which may look like one.
RANDOM_NAMES = ("load_id", "build_id", "source_id")
COULD_BE_A_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)


def identifiers_replaced(paths: StorePaths) -> dict[str, str]:
    """Return the identifiers that the extracts of a store held, and what each stands for."""
    with closing(sqlite3.connect(identities_file(paths))) as connection:
        return dict(connection.execute("SELECT identifier, person_kind FROM identities").fetchall())


def landed_texts(paths: StorePaths) -> Iterator[tuple[str, pa.Array]]:
    """Yield each text column that was landed, and its different texts."""
    for file in sorted(paths.landed.rglob("*.parquet")):
        table = pq.read_table(file)
        for name in table.column_names:
            if pa.types.is_string(table.column(name).type):
                yield f"{file.stem}.{name}", pc.unique(table.column(name)).drop_null()


def built_texts(store: Store) -> Iterator[tuple[str, pa.Array]]:
    """Yield each text column of a build, and its different texts."""
    columns = store.connection.execute(
        "SELECT table_schema, table_name, column_name FROM information_schema.columns WHERE data_type = 'VARCHAR'"
    ).fetchall()
    for schema, table, column in columns:
        found = store.connection.sql(f'SELECT DISTINCT "{column}" AS words FROM "{schema}"."{table}"')
        yield f"{schema}.{table}.{column}", found.to_arrow_table().column("words").drop_null()


@pytest.fixture(scope="module")
def texts(northmere: Store) -> list[tuple[str, list[str]]]:
    paths = StorePaths(northmere.file.parent.parent)
    found = [*landed_texts(paths), *built_texts(open_store(paths))]
    return [(name, values.to_pylist()) for name, values in found]


def test_no_identifier_of_a_child_worker_adopter_or_family_is_in_the_store(
    northmere: Store, texts: list[tuple[str, list[str]]]
) -> None:
    replaced = identifiers_replaced(StorePaths(northmere.file.parent.parent))
    assert set(replaced.values()) == {"child", "worker", "adopter", "family"}
    found = {
        (name, replaced[plain])
        for name, values in texts
        for value in values
        if (plain := plain_identifier(value)) in replaced
    }
    assert found == set()


def test_no_full_postcode_is_in_the_store(texts: list[tuple[str, list[str]]]) -> None:
    looked_at = [(name, values) for name, values in texts if not name.endswith(RANDOM_NAMES)]
    found = {name for name, values in looked_at for value in values if COULD_BE_A_POSTCODE.search(value)}
    assert found == set()


def test_an_address_is_landed_as_a_pseudonym_that_nothing_leads_back_from(
    northmere: Store, texts: list[tuple[str, list[str]]]
) -> None:
    landed = dict(texts)
    for name in ("ssd_cla_placement.clap_cla_placement_postcode", "list_8.placement_postcode"):
        assert len(landed[name]) > 3
        assert all(re.fullmatch(r"p[0-9a-f]{24}", address) for address in landed[name])
    shared = set(landed["ssd_cla_placement.clap_cla_placement_postcode"])
    assert set(landed["list_8.placement_postcode"]) <= shared
    with closing(sqlite3.connect(identities_file(StorePaths(northmere.file.parent.parent)))) as connection:
        known = connection.execute("SELECT pseudonym FROM identities").fetchall()
    assert not shared & {pseudonym for (pseudonym,) in known}
