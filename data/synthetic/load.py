"""Loading a synthetic council, and the targets it has set itself, through the same doors as a real one."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from data.landing import Load
from data.paths import StorePaths
from data.sources.annex_a_load import load_annex_a
from data.sources.feeds.load import load_feed
from data.sources.ssd.load import load_ssd
from data.supplied.load import load_targets
from data.synthetic.generate import SyntheticAuthority, generate_council
from metrics.library import KpiLibrary

DEFAULT_CHILDREN, DEFAULT_YEARS = 12_000, 5
TARGETS = Path(__file__).parent / "targets.csv"


def load_synthetic_council(
    paths: StorePaths,
    library: KpiLibrary,
    *,
    children: int,
    years: int,
    progress: Callable[[str], None],
    ends_on: date = date(2026, 10, 31),
) -> list[Load]:
    """Make Northmere's files in a folder that is thrown away, load them all, and return the loads."""
    with tempfile.TemporaryDirectory() as folder:
        progress(f"Making up a council of {children:,} children and {years} years")
        council = generate_council(
            Path(folder), children=children, years=years, ends_on=ends_on, annex_a_months=1
        )
        loads = [
            load for made in council.authorities for load in _load_authority(paths, made, ends_on, progress)
        ]
    return [*loads, load_targets(paths, TARGETS, library, authority=council.authorities[0].name)]


def _load_authority(
    paths: StorePaths, made: SyntheticAuthority, as_at: date, progress: Callable[[str], None]
) -> list[Load]:
    progress(f"Loading the records of {made.name}")
    loads = [load_ssd(paths, made.ssd_folder, made.name, as_at)]
    progress(f"Loading {len(made.feed_files)} local feeds of {made.name}")
    loads += [load_feed(paths, name, file, made.name, as_at) for name, file in made.feed_files.items()]
    progress(f"Loading the Annex A workbook of {made.name}")
    return [
        *loads,
        *(load_annex_a(paths, workbook.path, made.name, workbook.as_at) for workbook in made.annex_a),
    ]
