"""Identifiers, all plainly synthetic: SYN-C00000012 a child, W0012 a worker, T12 a team.

Numbers of different authorities never meet: each has its own block.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.synthetic.arrays import Flags, Numbers

CHILDREN_A_BLOCK, WORKERS_A_BLOCK, TEAMS_A_BLOCK = 10_000_000, 10_000, 100


def numbered(prefix: str, numbers: Numbers, digits: int, missing: Flags | None = None) -> pa.Array:
    """Return text such as SYN-C00000012 for each number; null where `missing`."""
    padded = pc.utf8_lpad(pc.cast(pa.array(numbers, mask=missing), pa.string()), digits, "0")
    return pc.binary_join_element_wise(pa.scalar(prefix), padded, "")


@dataclass(frozen=True)
class Ids:
    """The identifiers of one authority, made from row numbers that start at 0; -1 gives null."""

    authority: int

    def child(self, rows: Numbers) -> pa.Array:
        """Return child identifiers."""
        return numbered("SYN-C", rows + 1 + (self.authority - 1) * CHILDREN_A_BLOCK, 8, rows < 0)

    def worker(self, rows: Numbers) -> pa.Array:
        """Return worker identifiers."""
        return numbered("W", rows + 1 + (self.authority - 1) * WORKERS_A_BLOCK, 4, rows < 0)

    def staff(self, rows: Numbers) -> pa.Array:
        """Return the second identifier that case systems keep for a worker."""
        return numbered("SYN-STAFF", rows + 1 + (self.authority - 1) * WORKERS_A_BLOCK, 5, rows < 0)

    def team(self, rows: Numbers) -> pa.Array:
        """Return team identifiers."""
        return numbered("T", rows + 1 + (self.authority - 1) * TEAMS_A_BLOCK, 2, rows < 0)

    def record(self, kind: str, rows: Numbers) -> pa.Array:
        """Return identifiers of records, such as SYN-REF-00000012 for kind REF."""
        return numbered(f"SYN-{kind}-", rows + 1 + (self.authority - 1) * CHILDREN_A_BLOCK, 8, rows < 0)

    def records(self, kind: str, count: int) -> pa.Array:
        """Return identifiers of `count` records in row order."""
        return self.record(kind, np.arange(count))
