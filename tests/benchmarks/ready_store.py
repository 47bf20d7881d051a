"""A store that is built before anything is timed, in a folder that goes away afterwards."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.build import build_store
from data.paths import DATA_DIR_VARIABLE, store_paths
from metrics.library import load_library

KPI_WITH_FIGURES = {
    "authority": "havering",
    "service_area": "assessment",
    "kpi": "assessments_within_45_working_days",
}


@contextmanager
def ready_store() -> Iterator[Path]:
    """Build a store and make it the default one of this process and of those it starts."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        paths = store_paths(folder)
        build_store(paths, load_library(cache_dir=paths.cache))
        before = os.environ.get(DATA_DIR_VARIABLE)
        os.environ[DATA_DIR_VARIABLE] = folder
        try:
            yield Path(folder)
        finally:
            del os.environ[DATA_DIR_VARIABLE]
            if before is not None:
                os.environ[DATA_DIR_VARIABLE] = before
