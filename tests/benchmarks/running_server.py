"""A dashboard of its own for a benchmark: started, waited for, ended."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from measuring import PROJECT

LONGEST_WAIT_SECONDS = 30


def free_port() -> int:
    """Return a port that nothing uses at this moment."""
    with socket.create_server(("localhost", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def server(script: str, port: int) -> Iterator[int]:
    """Run Streamlit on a script until the block ends; the block begins, with its process id, when it answers."""
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        f"--server.port={port}",
        "--logger.level=error",
        script,
    ]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL)
    try:
        wait_until_it_answers(process, port)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    """Return when the server is ready; RuntimeError if it has ended or takes too long."""
    give_up_at = time.monotonic() + LONGEST_WAIT_SECONDS
    while time.monotonic() < give_up_at and process.poll() is None:
        try:
            with urlopen(f"http://localhost:{port}/_stcore/health", timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError("The server did not start; run `python start.py` to see why.")
