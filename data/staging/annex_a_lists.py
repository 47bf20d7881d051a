"""Which tables of records the lists of an Annex A workbook are stitched into, as the queries say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from data.sql import QUERIES

FILLED = re.compile(r"^INSERT INTO staged\.(\w+)", re.MULTILINE)
LIST_READ = re.compile(r"\bstaged\.(annex_a_list_\d+)\b")


def tables_of_list(name: str) -> tuple[str, ...]:
    """Return the tables that are made from a list, by name; none for anything that is not a list.

    >>> "cp_visits" in tables_of_list("annex_a_list_7"), tables_of_list("cp_visits")
    (True, ())
    """
    return _tables_by_list().get(name, ())


@cache
def _tables_by_list() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for file in sorted((QUERIES / "staged" / "annex_a").glob("*.sql")):
        text = file.read_text(encoding="utf-8")
        for name in LIST_READ.findall(text):
            found[name].update(FILLED.findall(text))
    return {name: tuple(sorted(tables)) for name, tables in found.items()}
