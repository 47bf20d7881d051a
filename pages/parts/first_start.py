"""The first start: build the default store, showing what is being done."""

from __future__ import annotations

import streamlit as st

from data.build import build_store
from data.errors import StoreError
from data.paths import store_paths
from data.store import current_build_id
from metrics.library import load_library
from metrics.problems import MetricsError


def ensure_store() -> None:
    """Return when there is a build to read; the first time, make it from the published record."""
    paths = store_paths()
    if current_build_id(paths) is not None:
        return
    with st.status("Building the store for the first time", expanded=True) as status:
        try:
            build_store(paths, load_library(cache_dir=paths.cache), progress=st.write)
        except (StoreError, MetricsError) as error:
            status.update(label="The store could not be built", state="error")
            st.code(str(error), language=None)
            st.stop()
        status.update(label="The store is ready", state="complete", expanded=False)
    st.rerun()
