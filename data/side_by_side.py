"""Doing several pieces of work on one store at the same time, each on a connection of its own.

The tables of one council are small, so that a single query seldom keeps more than one core busy.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from graphlib import TopologicalSorter
from queue import SimpleQueue
from typing import TypeVar

import duckdb

from data.sql import read_sql

Made = TypeVar("Made")
MOST_AT_ONCE = 4  # each of them may have a large table in memory


def side_by_side(
    con: duckdb.DuckDBPyConnection,
    work: Mapping[str, Collection[str]],
    do: Callable[[duckdb.DuckDBPyConnection, str], Made],
    prepare: Callable[[duckdb.DuckDBPyConnection], object] = lambda _con: None,
) -> Iterator[Made]:
    """Do every piece of work after those it needs, and yield what each made, in the order in which they are done.

    `work` maps the name of each piece to the names of those it needs; `do` is called with a connection that
    nothing else uses meanwhile and that was given to `prepare` once. The first error is raised once what has
    begun is over.
    """
    order = TopologicalSorter(work)
    order.prepare()
    at_once = min(MOST_AT_ONCE, os.cpu_count() or 1)
    with _connections_like(con, at_once, prepare) as free, ThreadPoolExecutor(at_once) as threads:

        def done(name: str) -> tuple[str, Made]:
            own = free.get()
            try:
                return name, do(own, name)
            finally:
                free.put(own)

        running: set[Future[tuple[str, Made]]] = set()
        try:
            while order.is_active():
                running |= {threads.submit(done, name) for name in order.get_ready()}
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    name, made = future.result()
                    order.done(name)
                    yield made
        finally:
            for future in running:
                future.cancel()


@contextmanager
def _connections_like(
    con: duckdb.DuckDBPyConnection, number: int, prepare: Callable[[duckdb.DuckDBPyConnection], object]
) -> Iterator[SimpleQueue[duckdb.DuckDBPyConnection]]:
    """Give prepared connections to the same store that find tables where `con` finds them."""
    ((search_path,),) = con.execute(read_sql("build/search_path")).fetchall()
    own = [con.cursor() for _ in range(number)]
    free: SimpleQueue[duckdb.DuckDBPyConnection] = SimpleQueue()
    for connection in own:
        connection.execute(read_sql("build/use_search_path"), {"search_path": search_path})
    try:
        for connection in own:
            prepare(connection)
            free.put(connection)
        yield free
    finally:
        for connection in own:
            connection.close()
