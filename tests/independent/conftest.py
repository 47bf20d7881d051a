"""One small synthetic council, staged and calculated by the real pipeline, for all tests of this folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from data.calculation.event_tables import create_event_tables, event_columns
from data.calculation.observations import calculate
from data.landing import landed_loads
from data.paths import StorePaths
from data.sources.feeds.load import load_feed
from data.sources.ssd.load import load_ssd
from data.sql import read_sql
from data.staging.stage import stage_records
from data.synthetic.generate import generate_council
from metrics.definition import KpiDefinition
from metrics.library import DEFINITIONS, KpiLibrary, load_library
from metrics.vocabulary import KpiStatus
from tests.independent.plain_calculation import KEYS, NUMBERS
from tests.independent.plain_rows import Extract

CHILDREN, YEARS = 1_200, 3  # November 2023 to October 2026: eight months before the reorganisation, 28 after
ENDS_ON, TODAY = date(2026, 10, 31), date(2026, 11, 20)
AS_PANDAS = {
    pa.bool_(): pd.BooleanDtype(),
    pa.string(): pd.StringDtype("python"),
    pa.float64(): pd.Float64Dtype(),
    pa.int32(): pd.Float64Dtype(),
    pa.int64(): pd.Float64Dtype(),
}


def live_kpis(also: str = "") -> list[str]:
    """Return the ids of the live KPIs whose file has a line like `also`; read as text, since tests are named first."""
    texts = {file.stem: file.read_text(encoding="utf-8") for file in DEFINITIONS.rglob("*.yaml")}
    patterns = [re.compile(pattern, re.MULTILINE) for pattern in (r"^status: live\b", also)]
    return sorted(kpi_id for kpi_id, text in texts.items() if all(p.search(text) for p in patterns))


@dataclass(frozen=True)
class CalculatedCouncil:
    """The council's database after a whole calculation, and the definitions it was calculated by."""

    connection: duckdb.DuckDBPyConnection
    library: KpiLibrary
    extract: Extract

    def events(self, table: str) -> pd.DataFrame:
        """Return an event table, days as pandas' timestamps and unknowns as unknown."""
        return _frame(self, table)

    def kpi(self, kpi_id: str) -> KpiDefinition:
        """Return a definition by its id."""
        return next(kpi for kpi in self.library if kpi.id == kpi_id)

    @property
    def live(self) -> list[KpiDefinition]:
        """Every KPI that is calculated."""
        return [kpi for kpi in self.library if kpi.status is KpiStatus.LIVE]

    def figures(self, kpi_id: str) -> pd.DataFrame:
        """Return every figure that the program calculated of a KPI."""
        columns = ", ".join([*KEYS, *NUMBERS, "state"])
        question = f"SELECT {columns} FROM calculated_observations WHERE kpi_id = '{kpi_id}'"
        found: pd.DataFrame = self.connection.sql(question).to_arrow_table().to_pandas(date_as_object=True)
        return found


@cache
def _frame(council: CalculatedCouncil, table: str) -> pd.DataFrame:
    rows = council.connection.table(f"events.{table}").to_arrow_table()
    types = {pa.date32(): pa.timestamp("us"), pa.decimal128(38, 0): pa.float64()}
    fields = [pa.field(field.name, types.get(field.type, field.type)) for field in rows.schema]
    frame: pd.DataFrame = rows.cast(pa.schema(fields)).to_pandas(types_mapper=AS_PANDAS.get)
    return frame


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalculatedCouncil]:
    folder = tmp_path_factory.mktemp("council")
    made = generate_council(
        folder / "files", children=CHILDREN, years=YEARS, ends_on=ENDS_ON, annex_a_months=0
    )
    (authority,) = made.authorities
    paths = StorePaths(folder / "store")
    load_ssd(paths, authority.ssd_folder, authority.name, ENDS_ON, today=TODAY)
    for name, file in authority.feed_files.items():
        load_feed(paths, name, file, authority.name, ENDS_ON, today=TODAY)
    connection = duckdb.connect()
    stage_records(connection, paths, landed_loads(paths))
    connection.execute(read_sql("calculation/create_load_quality"))
    create_event_tables(connection)
    library = load_library(event_columns=event_columns(connection))
    calculate(connection, library, lambda _message: None)
    yield CalculatedCouncil(connection, library, extract_of(connection))
    connection.close()


def extract_of(connection: duckdb.DuckDBPyConnection) -> Extract:
    """Return what the extracts of the one authority of a store cover, and its organisation and settings."""
    ((authority_id, covered_from, as_at_on),) = connection.execute("FROM staged.coverage").fetchall()
    teams = connection.execute(
        "SELECT org_unit_id, parent_id, valid_from, valid_to FROM staged.org_units WHERE level = 'team'"
    ).fetchall()
    settings = connection.execute(
        "SELECT setting_id, valid_from, valid_until, value, unit FROM staged.settings"
    ).fetchall()
    populations = connection.execute(
        "SELECT population_id, valid_from, valid_until, children FROM staged.populations"
    ).fetchall()
    bare = [(unit.removeprefix(f"{authority_id}:"), *others) for unit, *others in teams]
    return Extract(authority_id, covered_from, as_at_on, tuple(bare), tuple(settings), tuple(populations))
