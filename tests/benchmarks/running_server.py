"""A dashboard of its own for a benchmark: started, waited for, ended."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from measuring import PROJECT

from data.paths import store_paths
from data.store import current_build_id
from tests.own_server import own_server

LONGEST_WAIT_SECONDS = 30  # for what a page shows
DASH_PYTHON_VARIABLE = "TRAJECTORY_BENCH_DASH"


@contextmanager
def server(script: str, port: int) -> Iterator[int]:
    """Run Streamlit on a script until the block ends; the block begins, with its process id, when it answers."""
    options = [f"--server.port={port}", "--logger.level=error"]
    command = [sys.executable, "-m", "streamlit", "run", *options, script]
    with own_server(command, f"http://localhost:{port}/_stcore/health") as process_id:
        yield process_id


def dash_python() -> str | None:
    """Return a Python that has Dash and DuckDB: the one named in the environment, else this one; None without."""
    python = os.environ.get(DASH_PYTHON_VARIABLE, sys.executable)
    found = subprocess.run([python, "-c", "import dash, duckdb"], capture_output=True, check=False)
    return python if found.returncode == 0 else None


@contextmanager
def dash_server(python: str, port: int) -> Iterator[int]:
    """Run the plain Dash page over the build in use until the block ends; the block begins, with its port, ready."""
    paths = store_paths()
    build = paths.builds / f"kpi-{current_build_id(paths)}.duckdb"
    script = PROJECT / "tests/benchmarks/pages/plain_dash.py"
    with own_server([python, str(script), str(build), str(port)], f"http://localhost:{port}/"):
        yield port
