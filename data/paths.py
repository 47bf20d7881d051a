"""Where the store keeps its files.

data_dir/
    landed/<load_id>/     one folder per load: load.json, rows, staged and rejected rows
    builds/kpi-<id>.duckdb  immutable builds
    current.json          names the build in use
    cache/                can be deleted at any time
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent
DATA_DIR_VARIABLE = "TRAJECTORY_DATA_DIR"


@dataclass(frozen=True)
class StorePaths:
    """The folders and files of one store."""

    data_dir: Path

    @property
    def landed(self) -> Path:
        """Folder of loads, one sub-folder each; never edited, never deleted by the program."""
        return self.data_dir / "landed"

    @property
    def builds(self) -> Path:
        """Folder of build files."""
        return self.data_dir / "builds"

    @property
    def current(self) -> Path:
        """JSON file that names the build in use."""
        return self.data_dir / "current.json"

    @property
    def lock(self) -> Path:
        """Held while one process builds."""
        return self.data_dir / "store.lock"

    @property
    def cache(self) -> Path:
        """Folder of files that are made again when missing."""
        return self.data_dir / "cache"

    @property
    def journal(self) -> Path:
        """The embedded database of what people write, when no other is configured."""
        return self.data_dir / "journal.sqlite"


def store_paths(data_dir: Path | str | None = None) -> StorePaths:
    """Return the paths of `data_dir`, else of the environment variable, else of data/store/."""
    chosen = data_dir or os.environ.get(DATA_DIR_VARIABLE) or PROJECT_DIR / "data" / "store"
    return StorePaths(Path(chosen).expanduser().resolve())
