"""What events measure, like days taken, by cell: quartiles, average and highest, each from all its amounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Amounts:
    """Five numbers of each cell, nan for a cell without an amount. All have one shape."""

    lower_quartile: Grid
    median: Grid
    upper_quartile: Grid
    average: Grid
    highest: Grid

    @classmethod
    def of_cells(cls, cells: Numbers, amounts: Grid, shape: tuple[int, int]) -> Self:
        """Return the numbers of amounts that are known, each in one cell of a grid, counted along its rows.

        A quartile between two amounts is interpolated, as percentiles usually are.
        """
        different, rank = np.unique(amounts, return_inverse=True)
        # Cell and amount as one number: sorting once puts the amounts of each cell side by side, in order.
        ordered = np.sort(cells * len(different) + rank)
        cells, amounts = ordered // max(len(different), 1), different[ordered % max(len(different), 1)]
        starts = np.flatnonzero(np.diff(cells, prepend=-1))
        counts = np.diff(starts, append=len(cells))

        def grid(numbers: Grid) -> Grid:
            found = np.full(shape[0] * shape[1], np.nan)
            found[cells[starts]] = numbers
            return found.reshape(shape)

        def quartile(share: float) -> Grid:
            place = share * (counts - 1)
            below = np.floor(place).astype(np.int64)
            low, high = amounts[starts + below], amounts[starts + np.minimum(below + 1, counts - 1)]
            return grid(low + (high - low) * (place - below))

        return cls(
            lower_quartile=quartile(0.25),
            median=quartile(0.5),
            upper_quartile=quartile(0.75),
            average=grid(np.add.reduceat(amounts, starts) / counts if len(starts) else counts),
            highest=grid(amounts[starts + counts - 1]),
        )
