"""What the server does before the first visitor comes: open the store and read the KPI library."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import streamlit as st

from data.errors import StoreError
from data.paths import store_paths
from data.store import current_build_id, open_store
from metrics.library import load_library
from metrics.problems import MetricsError


@asynccontextmanager
async def warm_up(_app: st.App) -> AsyncIterator[None]:
    """Prepare in the background while the server starts; a problem is told by the first screen."""
    threading.Thread(target=prepare, daemon=True).start()
    yield


def prepare() -> None:
    """Import what the screens import, and open the build in use, if there is one."""
    with suppress(StoreError, MetricsError):
        paths = store_paths()
        load_library(cache_dir=paths.cache)
        if current_build_id(paths) is not None:
            open_store(paths)
