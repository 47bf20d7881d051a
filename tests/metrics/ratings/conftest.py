"""Where the published oracle lies, if this copy of the project stands beside it."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

ORACLE = Path(__file__).resolve().parents[4] / "shared" / "spc" / "oracle"


@pytest.fixture(scope="session")
def oracle() -> Path:
    """Return the folder of series with the answers of other tools; skips where it is absent."""
    if not ORACLE.is_dir():
        pytest.skip(f"The oracle is not here: {ORACLE} is not a folder. The hand-worked tests still run.")
    return ORACLE


@pytest.fixture(scope="session")
def xmr_series(oracle: Path) -> list[dict[str, str]]:
    """Return one row per XmR series: options and icons."""
    with (oracle / "xmr_series.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def xmr_points(oracle: Path) -> dict[str, list[dict[str, str]]]:
    """Return the rows of xmr_points.csv by series id, in order."""
    points: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (oracle / "xmr_points.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            points[row["id"]].append(row)
    return points


@pytest.fixture(scope="session")
def attribute_series(oracle: Path) -> list[dict[str, Any]]:
    """Return the series of numerators and denominators with the limits of qicharts2."""
    series: list[dict[str, Any]] = json.loads((oracle / "attribute.json").read_text(encoding="utf-8"))
    return series


@pytest.fixture(scope="session")
def funnels(oracle: Path) -> list[dict[str, Any]]:
    """Return the funnel data sets with the answers of three tools."""
    sets: list[dict[str, Any]] = json.loads((oracle / "funnel.json").read_text(encoding="utf-8"))
    return sets
