"""Definitions that the tests of what is judged share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary, load_library
from metrics.vocabulary import BetterWhen, Unit


@pytest.fixture(scope="session")
def library() -> KpiLibrary:
    return load_library()


@pytest.fixture(scope="session")
def share(library: KpiLibrary) -> KpiDefinition:
    """A percentage, higher is better, without questions or choices of its own."""
    return replace(
        library.by_id("icpc_within_15_days"),
        doubts=(),
        spc=None,
        targets=(),
        seasonal=False,
        decimal_places=1,
    )


@pytest.fixture(scope="session")
def number(share: KpiDefinition) -> KpiDefinition:
    """A count that is better when lower."""
    return replace(share, unit=Unit.COUNT, better_when=BetterWhen.LOWER, counted=None, decimal_places=0)
