"""The children: when they were born, who belongs together, where they live.

What the journey needs of a child is drawn first (`Children`); what only describes the child
(sex, ethnicity, disability) is drawn at the end, for the children who are kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic import code_lists
from data.synthetic.arrays import Dates, Flags, Numbers, Rows, Shares, Texts, plus_days, words_where
from data.synthetic.councils import Council
from data.synthetic.randomness import Quantiles, at_quantile, chance, pick

# Age in days when a child is first referred: 3 % before birth, 9 % in the first year ...
AGE_AT_REFERRAL: Quantiles = (
    (0, -130),
    (0.03, 0),
    (0.12, 365),
    (0.3, 1826),
    (0.54, 3652),
    (0.88, 5844),
    (1, 6500),
)
AGE_AT_CARE: Quantiles = ((0, 1), (0.2, 365), (0.35, 1826), (0.5, 3652), (0.84, 5844), (1, 6480))
AGE_UNACCOMPANIED: Quantiles = ((0, 5100), (0.3, 5950), (0.9, 6420), (1, 6540))
FAMILY_SIZES = {"1": 0.52, "2": 0.27, "3": 0.13, "4": 0.06, "5": 0.02}
DISABLED_SHARE = 0.12
DISABILITY_KNOWN_SHARE = 0.93
SECOND_DISABILITY_SHARE = 0.35


@dataclass(frozen=True)
class Children(Rows):
    """One row per child, by position. `place` (0 to 1) says where the family lives; `desk_draw`
    (0 to 1) which practitioner of a team works with the child."""

    born_on: Dates
    family: Numbers
    place: Shares
    is_unaccompanied: Flags
    is_disabled: Flags
    desk_draw: Shares


@dataclass(frozen=True)
class Portraits(Rows):
    """What describes each child, by position; None where the case system does not hold it."""

    sex: Texts
    ethnicity: Texts
    nationality: Texts
    disability: Texts
    second_disability: Texts


def new_families(rng: np.random.Generator, count: int, first_family: int, *, alone: bool = False) -> Numbers:
    """Return family numbers for `count` children: brothers and sisters stand next to each other."""
    if alone:
        return first_family + np.arange(count)
    sizes = pick(rng.random(count), FAMILY_SIZES).astype(np.int64)
    return first_family + np.repeat(np.arange(count), sizes)[:count]


def on_same_day(dates: Dates, family: Numbers) -> Dates:
    """Return the first date of each family for all its members; dates must be in order."""
    first = (
        np.flatnonzero(np.r_[True, family[1:] != family[:-1]]) if len(family) else np.zeros(0, dtype=np.int64)
    )
    return dates[np.repeat(first, np.diff(np.r_[first, len(family)]))]


def new_children(
    rng: np.random.Generator, seen_on: Dates, family: Numbers, ages: Quantiles, *, unaccompanied: bool = False
) -> Children:
    """Return one child for each date on which somebody first asked about the child."""
    size = len(seen_on)
    family_count = int(family.max() - family.min()) + 1 if size else 0
    return Children(
        born_on=plus_days(seen_on, -at_quantile(rng.random(size), ages)),
        family=family,
        place=rng.random(family_count)[family - family.min()] if size else rng.random(0),
        is_unaccompanied=np.full(size, unaccompanied),
        is_disabled=chance(rng, DISABLED_SHARE, size),
        desk_draw=rng.random(size),
    )


def portraits(council: Council, children: Children) -> Portraits:
    """Return sex, ethnicity, nationality and disability of every child."""
    rng = council.stream("portraits")
    size = len(children)
    sex = pick(rng.random(size), {"M": 0.52, "F": 0.48})
    sex = np.where(children.is_unaccompanied, pick(rng.random(size), {"M": 0.93, "F": 0.07}), sex)
    unborn = children.born_on > council.ends_on
    sex = np.where(unborn | chance(rng, 0.002, size), "U", sex)
    of_family = rng.random(int(children.family.max()) + 1)[children.family]
    ethnicity = pick(of_family, code_lists.ETHNICITY)
    ethnicity = np.where(
        children.is_unaccompanied, pick(rng.random(size), code_lists.ETHNICITY_UNACCOMPANIED), ethnicity
    )
    nationality = pick(rng.random(size), code_lists.NATIONALITY_UNACCOMPANIED)
    first = pick(rng.random(size), code_lists.DISABILITY)
    second = pick(rng.random(size), code_lists.DISABILITY)
    has_second = children.is_disabled & chance(rng, SECOND_DISABILITY_SHARE, size) & (second != first)
    is_known = children.is_disabled | chance(rng, DISABILITY_KNOWN_SHARE, size)
    return Portraits(
        sex=sex,
        ethnicity=ethnicity,
        nationality=words_where(children.is_unaccompanied, nationality),
        disability=np.where(children.is_disabled, first, words_where(is_known, "NONE")),
        second_disability=words_where(has_second, second),
    )
