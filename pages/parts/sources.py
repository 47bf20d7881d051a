"""What every screen reads: the build in use, the KPI library, the registers. Cached by what they are."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data.paths import store_paths
from data.store import Store, current_build_id, open_store
from metrics.library import KpiLibrary, load_library
from metrics.registers import Registers, load_registers
from reporting.loaded_data import AuthorityHeld, authorities_held


@dataclass(frozen=True)
class Sources:
    """The store, the library and the registers, as one build knows them."""

    store: Store
    library: KpiLibrary
    registers: Registers
    authorities: tuple[AuthorityHeld, ...]

    def authority(self, org_unit_id: str) -> AuthorityHeld:
        """Return one authority of the build."""
        return next(held for held in self.authorities if held.org_unit_id == org_unit_id)


def sources() -> Sources:
    """Return the sources of the build in use now; a new build is seen at the next run of a page."""
    build_id = current_build_id(store_paths())
    if build_id is None:
        raise RuntimeError("there is no build: app.py makes one before any screen runs")
    return _sources_of(build_id)


@st.cache_resource(max_entries=2, show_spinner=False)
def _sources_of(build_id: str) -> Sources:
    paths = store_paths()
    store = open_store(paths, build_id)
    return Sources(
        store, load_library(cache_dir=paths.cache), load_registers(), tuple(authorities_held(store))
    )
