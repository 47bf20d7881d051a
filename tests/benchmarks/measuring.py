"""Measuring: medians of several turns, taken in rotation, printed side by side. Nothing here judges a time.

Times of different machines, or of one machine on two days, cannot be compared. So each table
holds the thing measured and something plain to hold it against, measured in turns in one run.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT))  # a benchmark is started as a script

Action = Callable[[], object]


def seconds_of(action: Action) -> float:
    """Return how long one call takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def cpu_seconds_of(action: Action) -> float:
    """Return the CPU time that one call takes in all threads of this process."""
    started = time.process_time()
    action()
    return time.process_time() - started


def in_turns(actions: Mapping[str, Callable[[], float]], turns: int) -> dict[str, list[float]]:
    """Return the seconds that each action gives, turn by turn: what disturbs one turn disturbs all of it."""
    measured: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(turns):
        for name, action in actions.items():
            measured[name].append(action())
    return measured


def print_table(title: str, measured: Mapping[str, list[float]], against: str) -> None:
    """Print median, least and most of each in milliseconds, and its ratio to the median of `against`."""
    base = statistics.median(measured[against])
    turns = len(measured[against])
    print(f"\n{title} (median of {turns} turns, ms; ratio to: {against})")
    width = max(map(len, measured))
    print(f"  {'':<{width}}  {'median':>9}  {'least':>9}  {'most':>9}  {'ratio':>7}")
    for name, times in measured.items():
        median = statistics.median(times)
        figures = "  ".join(f"{1000 * value:>9,.1f}" for value in (median, min(times), max(times)))
        print(f"  {name:<{width}}  {figures}  {median / base:>7.2f}")
    sys.stdout.flush()
