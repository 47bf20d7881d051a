"""The first start: build the default store, showing what is being done."""

from __future__ import annotations

import os

import streamlit as st

from data.build import build_store
from data.errors import StoreError
from data.landing import landed_loads
from data.paths import store_paths
from data.store import current_build_id, open_store
from data.synthetic.load import DEFAULT_CHILDREN, DEFAULT_YEARS, load_synthetic_council
from metrics.library import load_library
from metrics.problems import MetricsError
from pages.parts.journal import journal_of_store
from reporting.made_up_journal import write_made_up_journal

# How many children the synthetic council of the default store has; 0 leaves it out.
DEMO_CHILDREN_VARIABLE = "TRAJECTORY_DEMO_CHILDREN"


def ensure_store() -> None:
    """Return when there is a build to read; the first time, make the synthetic council and the published record."""
    paths = store_paths()
    if current_build_id(paths) is not None:
        return
    children = int(os.environ.get(DEMO_CHILDREN_VARIABLE, DEFAULT_CHILDREN))
    with st.status("Building the store for the first time", expanded=True) as status:
        try:
            library = load_library(cache_dir=paths.cache)
            if children and not landed_loads(paths):
                load_synthetic_council(
                    paths, library, children=children, years=DEFAULT_YEARS, progress=st.write
                )
            build_store(paths, library, progress=st.write)
            write_made_up_journal(open_store(paths), library, journal_of_store())
        except (StoreError, MetricsError) as error:
            status.update(label="The store could not be built", state="error")
            st.code(str(error), language=None)
            st.stop()
        status.update(label="The store is ready", state="complete", expanded=False)
    st.rerun()
