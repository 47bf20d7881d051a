"""What the server does before the first visitor comes: open the store and read what the first screen shows."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import streamlit as st

from data.errors import StoreError
from data.paths import store_paths
from data.store import current_build_id
from journal.database import JournalError
from metrics.library import load_library
from metrics.problems import MetricsError


@asynccontextmanager
async def warm_up(_app: st.App) -> AsyncIterator[None]:
    """Prepare in the background while the server starts; a problem is told by the first screen."""
    threading.Thread(target=prepare, daemon=True).start()
    yield


def prepare() -> None:
    """Import what the screens import; open the build in use, if there is one, and read its newest month."""
    with suppress(StoreError, MetricsError, JournalError):
        paths = store_paths()
        load_library(cache_dir=paths.cache)
        if current_build_id(paths) is not None:
            # Imported here: the screens take seconds to import, and the server does not wait for them.
            from pages.parts.warm_month import warm_month

            warm_month()
