"""One build in a process of its own: what each phase takes. Started by bench_calculation.py.

    python tests/benchmarks/build_phases.py FOLDER

Prints JSON: [[phase, seconds, CPU seconds, MB of memory at most so far], ...].
"""

from __future__ import annotations

import json
import resource
import sys
import time
from itertools import pairwise
from pathlib import Path

import measuring  # noqa: F401  puts the project on the path

from data.build import build_store
from data.paths import store_paths
from metrics.library import load_library

PHASE_OF_WORDS = {  # how a line of progress begins, and the phase that begins with it
    "Reading": "published record and list of loads",
    "Staging": "staging",
    "Making events": "events",
    "Calculating": "calculation",
    "Looking for": "checks of records",
    "Writing": "writing",
    "Checking": "checks of the build",
}
Moment = tuple[str, float, float, float]


def now(phase: str) -> Moment:
    """Return the moment at which a phase begins."""
    most_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return phase, time.perf_counter(), time.process_time(), most_memory


def phases_of_build(folder: Path) -> list[Moment]:
    """Build, and return each phase with its seconds, its CPU seconds and the most memory until its end."""
    moments = [now("KPI library")]

    def note(message: str) -> None:
        phase = next(name for words, name in PHASE_OF_WORDS.items() if message.startswith(words))
        if phase != moments[-1][0]:
            moments.append(now(phase))

    paths = store_paths(folder)
    build_store(paths, load_library(cache_dir=paths.cache), progress=note)
    moments.append(now("end"))
    return [
        (phase, until - since, cpu_until - cpu_since, memory)
        for (phase, since, cpu_since, _), (_, until, cpu_until, memory) in pairwise(moments)
    ]


if __name__ == "__main__":
    print(json.dumps(phases_of_build(Path(sys.argv[1]))))
