"""A build, phase by phase, and its calculation against a bare scan of DuckDB and against plain pandas.

    python tests/benchmarks/bench_calculation.py --children 12000 --years 5

TRAJECTORY_BENCH_STORE names a data folder with Northmere in it, which is only read; without it one is made
first. Seconds are by the clock, since a build uses every core: measure on a machine that nobody else uses. CPU
seconds of all threads stand beside them for the phases.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import duckdb
from bare_scan import bare_scans, live_by_table, run
from measuring import PROJECT, cpu_seconds_of, in_turns, print_table, seconds_of
from ready_store import CHILDREN, YEARS, ready_northmere

from data.build import BUILD_CONFIG, build_file, build_store, no_progress
from data.calculation.branches import calculation_of
from data.calculation.observations import calculate
from data.paths import StorePaths, store_paths
from data.sources.ssd.load import load_ssd
from data.sql import read_sql
from data.store import current_build_id
from data.synthetic import generate_council
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary, load_library
from tests.independent.conftest import CalculatedCouncil, extract_of
from tests.independent.plain_calculation import figures

TURNS = 3
CURVE = (10, 50, 100)
IN_PANDAS = 24
NEXT_MONTH = date(2026, 11, 30)  # one after the last of the council that is made
OURS, BARE = "all live KPIs", "bare scan and group"


def print_phases(title: str, folder: Path) -> None:
    """Build in another process and print what each phase takes."""
    script = str(PROJECT / "tests/benchmarks/build_phases.py")
    answer = subprocess.run(
        [sys.executable, script, str(folder)], cwd=PROJECT, capture_output=True, check=True
    )
    phases = json.loads(answer.stdout)
    print(f"\n{title}\n  {'':<36}{'seconds':>9}{'CPU s':>9}{'MB so far':>11}")
    for phase, seconds, cpu, memory in phases:
        print(f"  {phase:<36}{seconds:>9.2f}{cpu:>9.2f}{memory:>11,.0f}")
    seconds, cpu = (sum(row[place] for row in phases) for place in (1, 2))
    print(f"  {'all':<36}{seconds:>9.2f}{cpu:>9.2f}{phases[-1][3]:>11,.0f}", flush=True)


def newest_build(paths: StorePaths) -> Path:
    """Return the file of the build in use."""
    return build_file(paths, str(current_build_id(paths)))


@contextmanager
def own_copy(paths: StorePaths) -> Iterator[StorePaths]:
    """Give a copy of a store, with what stands beside it, in a folder that goes away."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for file in paths.data_dir.parent.glob(f"{paths.data_dir.name}.*"):
            shutil.copy(file, folder)
        yield store_paths(shutil.copytree(paths.data_dir, Path(folder) / paths.data_dir.name))


@contextmanager
def opened_copy(build: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection as a build has it, over a copy of a build, to calculate in."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = shutil.copy(build, Path(folder) / "copy.duckdb")
        with duckdb.connect(config=BUILD_CONFIG) as con:
            con.execute(read_sql("build/attach_file"), {"file": str(file)})
            con.execute(read_sql("build/use_file"))
            con.execute(read_sql("use_utc"))
            yield con


def calculated(con: duckdb.DuckDBPyConnection, kpis: Sequence[KpiDefinition]) -> float:
    """Calculate some KPIs in place of all others, and return the seconds."""
    return seconds_of(partial(calculate, con, kpis, no_progress))


def print_against_bare_scan(con: duckdb.DuckDBPyConnection, live: Sequence[KpiDefinition]) -> float:
    """Print the calculation and the scan side by side; return the seconds of the calculation."""
    scans = bare_scans(con, live)
    measured = in_turns(
        {
            BARE: partial(seconds_of, partial(run, con, scans)),
            OURS: partial(calculated, con, live),
        },
        TURNS,
    )
    print_table(f"Calculating {len(live)} live KPIs from {len(scans)} event tables", measured, BARE)
    return statistics.median(measured[OURS])


def print_against_pandas(con: duckdb.DuckDBPyConnection, library: KpiLibrary, seconds_each: float) -> None:
    """Print what some KPIs take in the plain pandas of tests/independent, which makes every figure that we make."""
    council = CalculatedCouncil(con, library, extract_of(con))
    live = sorted(council.live, key=lambda kpi: kpi.id)
    chosen = [live[place * len(live) // IN_PANDAS] for place in range(IN_PANDAS)]
    print(
        f"\n{IN_PANDAS} of {len(live)} KPIs in pandas: the same figures. Reading the events is not counted (CPU)"
    )
    print(f"  {'':<56}{'events':>9}{'figures':>10}{'seconds':>9}")
    seconds = []
    for kpi in chosen:
        events = council.events(str(calculation_of(kpi).events))
        before = time.perf_counter()
        made = figures(kpi, events, council.extract)
        seconds.append(time.perf_counter() - before)
        print(f"  {kpi.id:<56}{len(events):>9,}{len(made):>10,}{seconds[-1]:>9.2f}")
    each = statistics.mean(seconds)
    print(
        f"  A KPI takes {1000 * each:,.0f} ms in pandas, {1000 * seconds_each:,.1f} ms of all live KPIs in ours:"
        f" {each / seconds_each:,.0f} times as long."
    )


def print_curve(con: duckdb.DuckDBPyConnection, live: Sequence[KpiDefinition]) -> None:
    """Print what a KPI takes when few or many are calculated together, chosen evenly from the library."""
    print("\nKPIs calculated together, over the same events")
    print(f"  {'KPIs':>6}{'event tables':>14}{'seconds':>10}{'ms a KPI':>10}")
    for number in [*(n for n in CURVE if n < len(live)), len(live)]:
        chosen = [live[place * len(live) // number] for place in range(number)]
        seconds = statistics.median(calculated(con, chosen) for _ in range(TURNS))
        print(
            f"  {number:>6}{len(live_by_table(chosen)):>14}{seconds:>10.2f}{1000 * seconds / number:>10.1f}"
        )


def print_one_more_month(paths: StorePaths, library: KpiLibrary, children: int, years: int) -> None:
    """Print what loading the dataset of the month after, and the build that follows, take."""
    with own_copy(paths) as own, tempfile.TemporaryDirectory() as folder:
        council = generate_council(
            Path(folder), children=children, years=years, ends_on=NEXT_MONTH, annex_a_months=0
        )
        made = council.authorities[0]
        actions = {
            "loading": partial(load_ssd, own, made.ssd_folder, made.name, NEXT_MONTH, today=NEXT_MONTH),
            "building": partial(build_store, own, library),
        }
        print("\nOne more month: the whole dataset again, a month later")
        for name, action in actions.items():
            started = time.perf_counter()
            cpu = cpu_seconds_of(action)
            print(f"  {name:<10}{time.perf_counter() - started:>8.2f} s{cpu:>8.2f} CPU s")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--children", type=int, default=CHILDREN)
    parser.add_argument("--years", type=int, default=YEARS)
    asked = parser.parse_args()
    library = load_library()
    with ready_northmere(asked.children, asked.years) as folder:
        paths = store_paths(folder)
        with own_copy(paths) as own:
            print_phases(
                f"A build: {asked.children:,} children, {asked.years} years, in its own process", own.data_dir
            )
            build = newest_build(own)
            print(f"  build file: {build.stat().st_size / 1e6:,.0f} MB")
            with opened_copy(build) as con:
                live = [kpi for of_table in live_by_table(library).values() for kpi in of_table]
                seconds = print_against_bare_scan(con, live)
                print_against_pandas(con, library, seconds / len(live))
                print_curve(con, sorted(live, key=lambda kpi: kpi.id))
        print_one_more_month(paths, library, asked.children, asked.years)


if __name__ == "__main__":
    main()
