"""A server in a process of its own: started, waited for, ended. For tests, screenshots and benchmarks."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from urllib.request import urlopen

from data.paths import PROJECT_DIR

START_SECONDS = 60


def free_port() -> int:
    """Return a port that nothing uses at this moment."""
    with socket.create_server(("localhost", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def own_server(
    command: Sequence[str], address: str, environment: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Run a command until the block ends; the block begins, with its process id, when the address answers.

    RuntimeError if the process has ended before, or takes longer than START_SECONDS.
    """
    process = subprocess.Popen(command, cwd=PROJECT_DIR, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_until_it_answers(process, address)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_until_it_answers(process: subprocess.Popen[bytes], address: str) -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and process.poll() is None:
        try:
            with urlopen(address, timeout=1):  # noqa: S310  our own server
                return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("The server did not start; run `python start.py` to see why.")
