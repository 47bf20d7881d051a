"""What is wrong in the files, on purpose and in one place: gaps, repeats and sentinels of real extracts.

Every share is of the rows named. Keys always point to rows that exist, and no date lies before a
birth (unborn children excepted): those faults are for tests of the loader, not for a whole council.
"""

from __future__ import annotations

import numpy as np

from data.synthetic.arrays import Numbers, Texts, words_where

MISSING_ETHNICITY = 0.02  # persons
MISSING_SOURCE = 0.004  # contacts and referrals: source code blank
MISSING_NEED = 0.006  # referrals: primary need blank
MISSING_CHILD_SEEN = 0.012  # assessments
MISSING_OUTCOME = 0.006  # completed assessments: outcome and no-further-action flag blank
MISSING_SEEN_ALONE = 0.02  # visits
MISSING_DISTANCE = 0.01  # placements: 999.9, the code for unknown, see care.py
MISSING_QUORATE = 0.03  # child protection reviews
REPEATED_CONTACTS = 0.003  # contacts entered twice: same child, date and source, another id
REPEATED_ASSESSMENTS = 0.0012  # assessments entered twice
AUTHORISED_BEFORE_START = 0.0006  # completed assessments whose authorisation is dated before the start
NOT_AUTHORISED_AS_1900 = 0.35  # open assessments written with 1900-01-01 instead of blank
NO_PATHWAY_PLAN_AS_1900 = 0.6  # care leavers without a pathway plan, likewise
MISSPELT_CHINESE = 0.3  # persons of Chinese ethnicity written with the spelling of the specification (CNHE)
OPEN_PAST_18 = 2  # periods of care left open after the 18th birthday (borough of size 1)
REPEATED_PERSONS = 0.0008  # persons held twice under two ids, with the same birth date and family

SENTINEL = np.datetime64("1900-01-01", "D")


def blanked(rng: np.random.Generator, values: Texts, share: float) -> Texts:
    """Return the values with about `share` of them missing."""
    return words_where(~(rng.random(len(values)) < share), values)


def repeated_rows(rng: np.random.Generator, count: int, share: float) -> Numbers:
    """Return row positions 0 to count - 1 with about `share` of them a second time, at the end."""
    twice = np.flatnonzero(rng.random(count) < share)
    return np.concatenate([np.arange(count), twice])
