"""Start the dashboard, or run every check. Needs nothing but Python 3.11 or later.

    python start.py                      the dashboard on http://localhost:8501
    python start.py --server.port 8600   further words go to streamlit
    python start.py test                 every check, then the tests, one summary
    python start.py test -k scorecard    further words go to pytest

The packages are installed into .venv beside this file, again only when their list has changed.
On Windows write py instead of python if that is the name of yours.
"""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent
ENVIRONMENT = PROJECT / ".venv"
OLDEST_PYTHON = (3, 11)
PORT = 8501
TO_RUN = ("requirements.txt",)
TO_TEST = ("requirements.txt", "requirements-dev.txt")  # the second begins with the first


class StartError(Exception):
    """What keeps the program from starting, in words for the person who started it."""


@dataclass(frozen=True)
class Step:
    """One check: its name in the summary, and the command that makes it."""

    name: str
    command: list[str]


@dataclass(frozen=True)
class Result:
    """How a step ended; exit code 0 is a pass."""

    name: str
    exit_code: int
    seconds: float


def main(words: list[str]) -> int:
    """Do what the words on the command line ask and return the exit code."""
    if words[:1] in (["--help"], ["-h"]):
        say(__doc__ or "")
        return 0
    try:
        check_python(sys.version_info[:2])
        if words[:1] == ["test"]:
            python = ready_environment(TO_TEST)
            return summary(run_steps(check_steps(python, words[1:])))
        if words and not words[0].startswith("-"):
            raise StartError(f"'{words[0]}' is not known here. Try: python start.py --help")
        port = port_asked_for(words)
        if is_in_use(port):
            raise StartError(
                f"Port {port} is in use. If the dashboard already runs, open http://localhost:{port}\n"
                f"If not, choose another port: python start.py --server.port {port + 1}"
            )
        return run_dashboard(ready_environment(TO_RUN), port, words)
    except StartError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


def say(words: str) -> None:
    """Print a line at once, so that it stands before what the next program prints."""
    print(words, flush=True)


def check_python(version: tuple[int, ...]) -> None:
    """Raise StartError if this Python is too old."""
    if version < OLDEST_PYTHON:
        raise StartError(
            f"Trajectory needs Python {dotted(OLDEST_PYTHON)} or later; this is Python {dotted(version)}, "
            f"from {sys.executable}.\n"
            "Install a newer one from https://www.python.org/downloads/ and start again with it."
        )


def dotted(version: tuple[int, ...]) -> str:
    """Return a version as people write it."""
    return ".".join(str(number) for number in version)


def ready_environment(lists: tuple[str, ...]) -> str:
    """Make .venv if it is missing or broken, install what is new, and return its Python."""
    python = environment_python(ENVIRONMENT)
    if not works(python):
        say("Making an environment for the packages in .venv")
        if subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]).returncode:
            raise StartError(
                "The environment could not be made; the lines above say why.\n"
                "On Debian and Ubuntu, install the missing part first: sudo apt install python3-venv"
            )
    if not is_installed(PROJECT, ENVIRONMENT, lists):
        say(f"Installing the packages of {lists[-1]}: a minute or two the first time")
        if subprocess.run(install_command(python, lists[-1]), cwd=PROJECT).returncode:
            raise StartError(
                "The packages could not be installed; the lines above say why. Nothing else was changed.\n"
                "Without access to the internet, ask your IT service for the address of its package mirror\n"
                "and set it in the variable PIP_INDEX_URL; for a proxy, set HTTPS_PROXY. Then start again."
            )
        note_installed(PROJECT, ENVIRONMENT, lists)
    return python


def environment_python(environment: Path) -> str:
    """Return the Python of an environment, as this system places it."""
    return str(environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def works(python: str) -> bool:
    """Return whether a Python is there, new enough and able to install packages."""
    question = f"import pip, sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        return subprocess.run([python, "-c", question], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def install_command(python: str, list_name: str) -> list[str]:
    """Return the command that installs a list; it shows its progress only to a person."""
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    return [python, "-m", "pip", "install", "--disable-pip-version-check", *quiet, "--requirement", list_name]


def digest_of_lists(project: Path, lists: tuple[str, ...]) -> str:
    """Return the SHA-256 of the lists of packages, whatever their line ends."""
    digest = hashlib.sha256()
    for name in lists:
        digest.update(name.encode())
        for line in (project / name).read_text("utf-8").splitlines():
            digest.update(b"\n" + line.encode())
    return digest.hexdigest()


def stamp(environment: Path, lists: tuple[str, ...]) -> Path:
    """Return the file that says which state of the lists is installed."""
    return environment / f"installed-{lists[-1]}.sha256"


def is_installed(project: Path, environment: Path, lists: tuple[str, ...]) -> bool:
    """Return whether the environment holds what the lists ask for now."""
    try:
        return stamp(environment, lists).read_text("utf-8") == digest_of_lists(project, lists)
    except OSError:
        return False


def note_installed(project: Path, environment: Path, lists: tuple[str, ...]) -> None:
    """Note that the lists are installed, and so is each list they begin with."""
    for number in range(1, len(lists) + 1):
        part = lists[:number]
        stamp(environment, part).write_text(digest_of_lists(project, part), "utf-8")


def port_asked_for(words: list[str]) -> int:
    """Return the port that the words for streamlit name, else its variable, else 8501."""
    found = os.environ.get("STREAMLIT_SERVER_PORT", str(PORT))
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word == "--server.port":
            found = following
        elif word.startswith("--server.port="):
            found = word.partition("=")[2]
    if not (found.isdecimal() and 0 < int(found) < 65536):
        raise StartError(f"The port is '{found}'. Give a number from 1 to 65535, like --server.port 8600")
    return int(found)


def is_in_use(port: int) -> bool:
    """Return whether something answers on the port."""
    try:
        with socket.create_connection(("localhost", port), timeout=0.5):
            return True
    except OSError:
        return False


def run_dashboard(python: str, port: int, words: list[str]) -> int:
    """Run the dashboard until it is stopped, and return its exit code."""
    say(f"Trajectory is starting. Open http://localhost:{port} in a browser; stop it here with Ctrl+C.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    dashboard = subprocess.Popen(
        [python, "-m", "streamlit", "run", f"--server.port={port}", *words, "server.py"], cwd=PROJECT
    )
    try:
        return dashboard.wait()
    finally:  # also after Ctrl+C, so that no server is left behind
        dashboard.terminate()
        dashboard.wait()


def check_steps(python: str, words: list[str]) -> list[Step]:
    """Return every check in the order of cheapest first; the words go to pytest."""
    steps = [
        Step("ruff check", [python, "-m", "ruff", "check", "."]),
        Step("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        Step("mypy", [python, "-m", "mypy"]),
    ]
    if (PROJECT / ".sqlfluff").is_file():
        steps.append(Step("sqlfluff lint", [python, "-m", "sqlfluff", "lint", "queries"]))
    # One file stays with one process, so that what a file prepares is prepared once.
    steps.append(Step("pytest", [python, "-m", "pytest", "-n", "auto", "--dist", "loadfile", *words]))
    return steps


def run_steps(steps: list[Step]) -> list[Result]:
    """Run each step, whatever became of those before it."""
    results = []
    for step in steps:
        say(f"\n== {step.name}")
        started = time.monotonic()
        exit_code = subprocess.run(step.command, cwd=PROJECT).returncode
        results.append(Result(step.name, exit_code, time.monotonic() - started))
    return results


def summary(results: list[Result]) -> int:
    """Print one line a step and the outcome; return 1 if any failed, else 0."""
    say("\n== Summary")
    for result in results:
        outcome = "passed" if result.exit_code == 0 else "FAILED"
        say(f"  {outcome}  {result.name:<14} {result.seconds:6.1f} s")
    failed = [result.name for result in results if result.exit_code]
    say(f"Failed: {', '.join(failed)}." if failed else "Everything passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
