"""What events measure, like days taken, by cell: quartiles, average and highest, each from all its amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
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
    def of_cells(cls, cells: Numbers, ranks: Numbers, amounts: Grid, shape: tuple[int, int]) -> Self:
        """Return the numbers of events that are each in one cell of a grid, counted along its rows.

        `amounts` are all different amounts in order, `ranks` the place of each event's among them. A
        quartile between two amounts is interpolated, as percentiles usually are.
        """
        # Cell and rank as one number: sorting once puts the amounts of each cell side by side, in order.
        ordered = np.sort(cells * len(amounts) + ranks)
        cells, ranks = np.divmod(ordered, max(len(amounts), 1))
        ordered_amounts = amounts[ranks]
        starts = np.flatnonzero(np.diff(cells, prepend=-1))
        counts = np.diff(starts, append=len(cells))

        def grid(numbers: Grid) -> Grid:
            found = np.full(shape[0] * shape[1], np.nan)
            found[cells[starts]] = numbers
            return found.reshape(shape)

        def quartile(share: float) -> Grid:
            place = share * (counts - 1)
            below = np.floor(place).astype(np.int64)
            above = np.minimum(below + 1, counts - 1)
            low, high = ordered_amounts[starts + below], ordered_amounts[starts + above]
            return grid(low + (high - low) * (place - below))

        return cls(
            lower_quartile=quartile(0.25),
            median=quartile(0.5),
            upper_quartile=quartile(0.75),
            average=grid(np.add.reduceat(ordered_amounts, starts) / counts if len(starts) else counts),
            highest=grid(ordered_amounts[starts + counts - 1]),
        )

    @classmethod
    def one_under_the_other(cls, parts: Sequence[Self]) -> Self:
        """Return the numbers of several grids as those of one, the rows of each under those before it."""
        return cls(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(cls)))
