"""A store that is built before anything is timed, in a folder that goes away afterwards."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.build import build_store, no_progress
from data.paths import DATA_DIR_VARIABLE, store_paths
from data.synthetic.load import load_synthetic_council
from metrics.library import load_library

KPI_WITH_FIGURES = {
    "authority": "havering",
    "service_area": "assessment",
    "kpi": "assessments_within_45_working_days",
}


BENCH_STORE_VARIABLE = "TRAJECTORY_BENCH_STORE"
CHILDREN, YEARS = 12_000, 5  # the council that a first start makes


@contextmanager
def ready_northmere(children: int = CHILDREN, years: int = YEARS) -> Iterator[Path]:
    """Give the synthetic council: of the folder that TRAJECTORY_BENCH_STORE names, else made and built here."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        made = os.environ.get(BENCH_STORE_VARIABLE)
        paths = store_paths(made or folder)
        if made is None:
            library = load_library(cache_dir=paths.cache)
            load_synthetic_council(paths, library, children=children, years=years, progress=no_progress)
            build_store(paths, library)
        patch.setenv(DATA_DIR_VARIABLE, str(paths.data_dir))
        yield paths.data_dir


@contextmanager
def ready_store() -> Iterator[Path]:
    """Build a store and make it the default one of this process and of those it starts."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        paths = store_paths(folder)
        build_store(paths, load_library(cache_dir=paths.cache))
        patch.setenv(DATA_DIR_VARIABLE, folder)
        yield Path(folder)
