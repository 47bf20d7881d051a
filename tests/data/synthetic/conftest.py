"""One default council and one small one, generated once, and tools that owe nothing to the generator."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.synthetic import SyntheticAuthority, generate_council

REFERENCE = Path(__file__).parent / "reference"

# Typed from the government's list, England and Wales. 2022 has two days in June and one in September
# that other years do not have, 2023 one in May.
BANK_HOLIDAYS = (REFERENCE / "bank_holidays.txt").read_text(encoding="utf-8").split()

WorkingDays = Callable[[pd.Series, pd.Series], pd.Series]
Read = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="session")
def bank_holidays() -> list[str]:
    return BANK_HOLIDAYS


@pytest.fixture(scope="session")
def working_days() -> WorkingDays:
    """Counts working days after the first date up to and including the second, from the list above."""

    def count(start: pd.Series, end: pd.Series) -> pd.Series:
        first = start.to_numpy().astype("datetime64[D]") + np.timedelta64(1, "D")
        last = end.to_numpy().astype("datetime64[D]") + np.timedelta64(1, "D")
        days = np.busday_count(first, last, holidays=np.array(BANK_HOLIDAYS, dtype="datetime64[D]"))
        return pd.Series(days, index=start.index)

    return count


@pytest.fixture(scope="session")
def northmere(tmp_path_factory: pytest.TempPathFactory) -> SyntheticAuthority:
    """The default council: 12,000 children, five years to 31 October 2026, three workbooks."""
    folder = tmp_path_factory.mktemp("northmere")
    return generate_council(folder, annex_a_months=3).authorities[0]


@pytest.fixture(scope="session")
def ssd(northmere: SyntheticAuthority) -> Read:
    """Reads a table of the Standard Safeguarding Dataset by name."""
    kept: dict[str, pd.DataFrame] = {}

    def read(name: str) -> pd.DataFrame:
        if name not in kept:
            kept[name] = pd.read_parquet(northmere.ssd_folder / f"{name}.parquet")
        return kept[name]

    return read


@pytest.fixture(scope="session")
def feed(northmere: SyntheticAuthority) -> Read:
    """Reads a local feed by name; columns that end in _on, _at, _from, _to, _until or _end are dates."""
    kept: dict[str, pd.DataFrame] = {}

    def read(name: str) -> pd.DataFrame:
        if name not in kept:
            rows = pd.read_csv(northmere.feed_files[name], keep_default_na=False, na_values=[""])
            dates = [c for c in rows.columns if c.endswith(("_on", "_at", "_from", "_to", "_until", "_end"))]
            kept[name] = rows.assign(**{c: pd.to_datetime(rows[c]) for c in dates})
        return kept[name]

    return read


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of lists that were copied from the public specifications."""
    return REFERENCE
