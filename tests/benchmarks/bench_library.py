"""The KPI library: reading and checking every definition, against reading the same files as plain YAML."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import yaml
from measuring import in_turns, print_table, seconds_of

from metrics.library import DEFINITIONS, load_library

TURNS = 7


def read_as_plain_yaml() -> list[object]:
    """Return every definition as the fastest YAML reader gives it, unchecked."""
    paths = sorted(DEFINITIONS.rglob("*.yaml"))
    return [yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in paths]


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        unchanged = partial(load_library, cache_dir=Path(folder))
        unchanged()  # writes the copy that later calls read
        measured = in_turns(
            {
                "plain YAML, unchecked": partial(seconds_of, read_as_plain_yaml),
                "library, every file read and checked": partial(seconds_of, load_library),
                "library, nothing changed": partial(seconds_of, unchanged),
            },
            TURNS,
        )
    print_table(f"Loading {len(load_library())} KPI definitions", measured, "plain YAML, unchecked")


if __name__ == "__main__":
    main()
