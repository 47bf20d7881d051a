"""Several synthetic councils in one store: each its own, and only Northmere with settings and targets of its own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from data.build import no_progress
from data.errors import StoreError
from data.paths import StorePaths
from data.sources.declared import FEED
from data.synthetic.load import load_synthetic_council
from metrics.library import load_library


def test_two_councils_are_loaded_each_as_its_own(tmp_path: Path) -> None:
    loads = load_synthetic_council(
        StorePaths(tmp_path / "store"),
        load_library(),
        children=200,
        years=1,
        authorities=2,
        progress=no_progress,
    )
    assert Counter((load.authority, load.kind) for load in loads) == {
        ("Northmere", "ssd"): 1,
        ("Northmere", "annex_a"): 1,
        ("Northmere", "feed"): 31,
        ("Northmere", "targets"): 1,
        ("Amberstow", "ssd"): 1,
        ("Amberstow", "annex_a"): 1,
        ("Amberstow", "feed"): 30,
    }
    assert {load.authority for load in loads if load.parameters.get(FEED) == "settings"} == {"Northmere"}


@pytest.mark.parametrize("authorities", [0, 34])
def test_a_number_of_councils_that_cannot_be_made_is_refused_in_words(
    tmp_path: Path, authorities: int
) -> None:
    with pytest.raises(StoreError, match="use 1 to 33"):
        load_synthetic_council(
            StorePaths(tmp_path / "store"),
            load_library(),
            children=200,
            years=1,
            authorities=authorities,
            progress=no_progress,
        )
