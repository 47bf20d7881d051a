"""What a running server takes: each screen opened warm, and twenty visitors at once. No browser is involved.

    python tests/benchmarks/bench_server.py

TRAJECTORY_BENCH_STORE names a data folder with Northmere in it; without it one is made first.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from pathlib import Path

from measuring import PROJECT
from ready_store import ready_northmere
from running_server import server
from streamlit_client import Answer, Session

from tests.own_server import free_port
from tests.pages.screens import SCREENS, address_of, screen_name

TURNS = 15
VISITORS, PAGES_EACH = 20, 12
SECONDS_BETWEEN = (2.0, 6.0)  # how long a person looks before the next click


def parts_of(path: str) -> tuple[str, str]:
    """Return the page name and the query of a screen's address."""
    return path, address_of(path, "northmere").partition("?")[2]


async def each_screen(address: str) -> None:
    """Print the server's time and what it sends, screen by screen, after a first run that fills the caches."""
    print(f"\nEach screen, warm (median of {TURNS} runs)")
    print(f"  {'':<24}{'first ms':>9}{'median ms':>10}{'p95 ms':>8}{'kB':>7}{'kB charts':>10}")
    session = Session(address)
    for path in SCREENS:
        first = await session.open(*parts_of(path))
        answers = [await session.open(*parts_of(path)) for _ in range(TURNS)]
        times = sorted(answer.seconds for answer in answers)
        figures = (
            f"{1000 * first.seconds:>9,.0f}{1000 * statistics.median(times):>10,.0f}{1000 * times[-1]:>8,.0f}"
        )
        print(f"  {screen_name(path):<24}{figures}{first.sent / 1000:>7,.0f}{first.in_charts / 1000:>10,.0f}")
    await session.close()


async def visit(address: str, seed: int) -> list[Answer]:
    """Open screens at a person's pace, in an order of this visitor's own, and return what each took."""
    chance = random.Random(seed)
    session, answers = Session(address), []
    await asyncio.sleep(chance.uniform(0, SECONDS_BETWEEN[1]))
    for _ in range(PAGES_EACH):
        answers.append(await session.open(*parts_of(chance.choice(list(SCREENS)))))
        await asyncio.sleep(chance.uniform(*SECONDS_BETWEEN))
    await session.close()
    return answers


def resident_mb(process_id: int) -> float:
    """Return how much memory a process holds, in MB; nan where the system does not say."""
    try:
        status = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    except OSError:
        return float("nan")
    return next(float(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


async def many_visitors(address: str, process_id: int) -> None:
    """Print what twenty people who click at a person's pace wait for, and what each adds in memory."""
    before = resident_mb(process_id)
    started = time.perf_counter()
    all_answers = await asyncio.gather(*(visit(address, seed) for seed in range(VISITORS)))
    times = sorted(answer.seconds for answers in all_answers for answer in answers)
    added = (resident_mb(process_id) - before) / VISITORS
    print(f"\n{VISITORS} visitors for {time.perf_counter() - started:.0f} s, {len(times)} screens opened")
    print(
        f"  median {1000 * statistics.median(times):,.0f} ms, p95 {1000 * times[int(0.95 * len(times))]:,.0f} ms"
    )
    print(f"  memory: {before:,.0f} MB before, {added:+.1f} MB a visitor")


def main() -> None:
    """Measure and print."""
    port = free_port()
    with ready_northmere(), server(str(PROJECT / "server.py"), port) as process_id:
        asyncio.run(each_screen(f"http://localhost:{port}"))
        asyncio.run(many_visitors(f"http://localhost:{port}", process_id))


if __name__ == "__main__":
    main()
