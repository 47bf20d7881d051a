"""The invented authorities: their names, their size and how far each lags behind Northmere.

None of the names is, or was, an English council; a test checks them against a list of real ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from data.synthetic.arrays import day
from data.synthetic.randomness import stream

# fmt: off
NAMES = (
    "Northmere", "Amberstow", "Birchwater", "Brackenhythe", "Calderholm", "Coldharrow", "Dovenham",
    "Dunmarsh",
    "Eastmarrow", "Eskerby", "Farrowgate", "Fenwater", "Gorsebridge", "Greywater", "Harrowmere", "Hollinmere",
    "Ivelstoke", "Jarrowby", "Kelderwick", "Kingsfold", "Larkhaven", "Merrowdale", "Netherquay", "Oxmarsh",
    "Pennhallow", "Quillford", "Ravensmere", "Saltersby", "Thornwater", "Underhallow", "Valebrook",
    "Westhollow",
    "Yarrowbank",
)
# fmt: on
OUTSIDE = ("Eldermoss", "Stonequay", "Upper Wendle", "Vellmarch")  # where children are placed away from home

CHILDREN_AT_START = 1_500  # children whom a borough with 55,000 under 18 already works with on day one
CHILDREN_A_YEAR = 2_100  # children whom it gets to know in each further year
BURN_IN_DAYS = 730  # referrals are followed from this long before the history, so that it starts in full flow
CARE_BEFORE_DAYS = int(17.6 * 365.25)  # children still in care on day one may have come in this long before


@dataclass(frozen=True)
class Council:
    """One authority to be generated. `size` is 1 for a borough with about 55,000 under-18s."""

    number: int
    name: str
    seed: int
    children: int
    starts_on: np.datetime64
    ends_on: np.datetime64
    size: float
    later_by_days: int

    def stream(self, part: str) -> np.random.Generator:
        """Return the random numbers of one named part of this authority."""
        return stream(self.seed, self.number, part)

    @property
    def has_stories(self) -> bool:
        """Return whether the stories of stories.py are planted here."""
        return self.number == 1

    @property
    def detail_from(self) -> np.datetime64:
        """First day of visits, reviews, checks and supervision: a year before the history."""
        return self.starts_on - np.timedelta64(365, "D")

    @property
    def burn_in_from(self) -> np.datetime64:
        """First day on which referrals are followed."""
        return self.starts_on - np.timedelta64(BURN_IN_DAYS, "D")


def make_councils(
    authorities: int, *, children: int, years: int, seed: int, ends_on: date
) -> tuple[Council, ...]:
    """Return the authorities in order; the first is Northmere with exactly `children` children.

    The others have between 60 % and 140 % of `children` and run up to a year behind. Raises
    ValueError with every argument that cannot be used.
    """
    problems = [
        message
        for is_wrong, message in (
            (not 1 <= authorities <= len(NAMES), f"authorities is {authorities}: use 1 to {len(NAMES)}"),
            (children < 200, f"children is {children}: use 200 or more, fewer give empty teams"),
            (not 1 <= years <= 20, f"years is {years}: use 1 to 20"),
        )
        if is_wrong
    ]
    if problems:
        raise ValueError("The synthetic council cannot be made. " + "; ".join(problems) + ".")
    last = day(ends_on)
    first = np.datetime64(f"{ends_on.year - years:04d}-{ends_on.month:02d}", "M") + np.timedelta64(1, "M")
    rng = stream(seed, 0, "councils")
    share = np.r_[1.0, rng.uniform(0.6, 1.4, len(NAMES) - 1)]
    later = np.r_[0, rng.integers(0, 366, len(NAMES) - 1)]
    return tuple(
        Council(
            number=position + 1,
            name=NAMES[position],
            seed=seed,
            children=round(children * share[position]),
            starts_on=first.astype("datetime64[D]"),
            ends_on=last,
            size=children * share[position] / (CHILDREN_AT_START + CHILDREN_A_YEAR * years),
            later_by_days=int(later[position]),
        )
        for position in range(authorities)
    )
