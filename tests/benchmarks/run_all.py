"""Run every benchmark of this folder, one after the other, each in a process of its own.

    python tests/benchmarks/run_all.py

Prints tables of medians and ratios, judges nothing, and is no part of the tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Return 1 if a benchmark could not run, else 0."""
    failed = []
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent.parent)}
    for file in sorted(HERE.glob("bench_*.py")):
        if subprocess.run([sys.executable, str(file)], cwd=HERE.parent.parent, env=environment).returncode:
            failed.append(file.name)
    if failed:
        print(f"\nCould not run: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
