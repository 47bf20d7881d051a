"""Builds that an older program made: what they hold, so that a month can still be seen as it was known."""

from __future__ import annotations

from data.store import Store


def holds(store: Store, relation: str) -> bool:
    """Return whether a build has a table or view of this name: one made before the program had it has not."""
    return bool(store.rows("reporting/relation_in_build", relation=relation)[0]["is_there"])
