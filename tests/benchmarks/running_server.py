"""A dashboard of its own for a benchmark: started, waited for, ended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from measuring import PROJECT

from data.paths import store_paths
from data.store import current_build_id

LONGEST_WAIT_SECONDS = 30
DASH_PYTHON_VARIABLE = "TRAJECTORY_BENCH_DASH"


def free_port() -> int:
    """Return a port that nothing uses at this moment."""
    with socket.create_server(("localhost", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def server(script: str, port: int) -> Iterator[int]:
    """Run Streamlit on a script until the block ends; the block begins, with its process id, when it answers."""
    options = [f"--server.port={port}", "--logger.level=error"]
    command = [sys.executable, "-m", "streamlit", "run", *options, script]
    with _running(command, f"http://localhost:{port}/_stcore/health") as process_id:
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
    with _running([python, str(script), str(build), str(port)], f"http://localhost:{port}/"):
        yield port


@contextmanager
def _running(command: Sequence[str], address: str) -> Iterator[int]:
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL)
    try:
        wait_until_it_answers(process, address)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def wait_until_it_answers(process: subprocess.Popen[bytes], address: str) -> None:
    """Return when the server is ready; RuntimeError if it has ended or takes too long."""
    give_up_at = time.monotonic() + LONGEST_WAIT_SECONDS
    while time.monotonic() < give_up_at and process.poll() is None:
        try:
            with urlopen(address, timeout=1):  # noqa: S310  our own server
                return
        except (URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError("The server did not start; run `python start.py` to see why.")
