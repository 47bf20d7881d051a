"""Loading a synthetic council, and the targets it has set itself, through the same doors as a real one."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from data.errors import StoreError
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
    authorities: int = 1,
    ends_on: date = date(2026, 10, 31),
) -> list[Load]:
    """Make the files of Northmere, and of further councils, in a folder that is thrown away; load them all.

    `children` is the number of Northmere's; it alone has targets. Returns the loads. Raises StoreError for
    sizes that the generator does not make.
    """
    with tempfile.TemporaryDirectory() as folder:
        progress(f"Making up {_councils(authorities)} of {children:,} children and {years} years")
        try:
            council = generate_council(
                Path(folder),
                children=children,
                years=years,
                authorities=authorities,
                ends_on=ends_on,
                annex_a_months=1,
            )
        except ValueError as error:
            raise StoreError("demo", [str(error)]) from error
        loads = [
            load for made in council.authorities for load in _load_authority(paths, made, ends_on, progress)
        ]
    return [*loads, load_targets(paths, TARGETS, library, authority=council.authorities[0].name)]


def _councils(authorities: int) -> str:
    return "a council" if authorities == 1 else f"{authorities} councils, the first"


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
