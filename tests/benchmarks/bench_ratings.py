"""Times the ratings on 10,000 series of 36 months; run by hand: python tests/benchmarks/bench_ratings.py

Prints the seconds for all series at once, and how many times longer one series after another takes
(timed on the first 500, scaled up).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from metrics.ratings.outlook import outlook, outlook_many
from metrics.ratings.outlook_of_counts import outlook_of_counts, outlook_of_counts_many
from metrics.ratings.outlook_of_values import outlook_of_values, outlook_of_values_many
from metrics.ratings.spc import p_prime, p_prime_many, xmr, xmr_many

SERIES, MONTHS, TIMED_ONE_BY_ONE = 10_000, 36, 500


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def report(name: str, at_once: Callable[[], object], one: Callable[[int], object]) -> None:
    """Print the seconds at once, and the ratio to one series after another."""
    together = seconds(at_once)
    sample = seconds(lambda: [one(row) for row in range(TIMED_ONE_BY_ONE)])
    one_by_one = sample * SERIES / TIMED_ONE_BY_ONE
    sys.stdout.write(
        f"{name:<28}{together:7.2f} s for {SERIES:,} series at once; "
        f"one by one {one_by_one:7.2f} s, {one_by_one / together:.1f} times as long\n"
    )


def main() -> None:
    """Time XmR, p' and the three outlooks, six months ahead, on made-up figures with some months missing."""
    random = np.random.default_rng(1)
    sizes = random.integers(15, 120, (SERIES, MONTHS)).astype(float)
    tops = random.binomial(sizes.astype(int), random.uniform(0.6, 0.95, (SERIES, 1))).astype(float)
    tops[random.random(tops.shape) < 0.03] = np.nan
    shares = 100.0 * tops / sizes
    report(
        "xmr",
        lambda: xmr_many(shares, better_when="higher", target=85.0, restart_at=[18]),
        lambda row: xmr(shares[row], better_when="higher", target=85.0, restart_at=[18]),
    )
    report(
        "p_prime",
        lambda: p_prime_many(tops, sizes, better_when="higher", target=0.85),
        lambda row: p_prime(tops[row], sizes[row], better_when="higher", target=0.85),
    )
    many = xmr_many(shares, better_when="higher", target=85.0)
    report(
        "xmr, read as single results",
        lambda: [many.of(row) for row in range(SERIES)],
        lambda row: xmr(shares[row], better_when="higher", target=85.0),
    )
    report(
        "outlook of percentages",
        lambda: outlook_many(tops, sizes, months_ahead=6, target=85.0, better_when="higher"),
        lambda row: outlook(tops[row], sizes[row], months_ahead=6, target=85.0, better_when="higher"),
    )
    report(
        "outlook of counts",
        lambda: outlook_of_counts_many(tops, months_ahead=6, target=60.0, better_when="lower"),
        lambda row: outlook_of_counts(tops[row], months_ahead=6, target=60.0, better_when="lower"),
    )
    report(
        "outlook of values",
        lambda: outlook_of_values_many(shares, months_ahead=6, target=60.0, better_when="lower", unit="days"),
        lambda row: outlook_of_values(
            shares[row], months_ahead=6, target=60.0, better_when="lower", unit="days"
        ),
    )


if __name__ == "__main__":
    main()
