"""The teams, and the reorganisation of 1 July 2024.

Work is given to *desks*: the places in today's structure. Before the reorganisation the same desk
belonged to an older team, so one table answers "which team had this child on that day" for both
structures. Teams were renamed, split, merged and moved between services; four did not change.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic.arrays import Dates, Flags, Numbers, Shares, Texts
from data.synthetic.councils import Council
from data.synthetic.stories import LAGGING_COST, LAGGING_DAYS, LAGGING_TEAM
from data.synthetic.trajectories import share_on

REORGANISED_ON = np.datetime64("2024-07-01", "D")

FRONT_DOOR, ASSESSMENT, SAFEGUARDING = "front_door_and_early_help", "assessment", "safeguarding"
DISABILITIES, IN_CARE, CARE_EXPERIENCED = "children_with_disabilities", "children_in_care", "care_experienced"
FOSTERING, EXPLOITATION = "fostering_and_placements", "exploitation_and_missing"
SERVICE_AREAS = {
    FRONT_DOOR: "Early help and front door",
    ASSESSMENT: "Assessment",
    SAFEGUARDING: "Children in need and child protection",
    DISABILITIES: "Children with disabilities",
    IN_CARE: "Children in care",
    CARE_EXPERIENCED: "Care experienced young people",
    FOSTERING: "Fostering and placements",
    EXPLOITATION: "Exploitation and missing",
}

# Today's teams: name, service area, number of practitioners in a borough of size 1, and the names
# of the teams that did this work before the reorganisation (none: the team did not change; two:
# they were merged).
TODAY: tuple[tuple[str, str, int, tuple[str, ...]], ...] = (
    ("Front Door Team", FRONT_DOOR, 6, ("Triage and Referral Team",)),
    ("Early Help North", FRONT_DOOR, 4, ("Early Help Locality 1",)),
    ("Early Help South", FRONT_DOOR, 4, ("Early Help Locality 2",)),
    ("Early Help East", FRONT_DOOR, 4, ("Early Help Locality 3",)),
    ("Early Help West", FRONT_DOOR, 4, ("Early Help Locality 3",)),
    ("Assessment North", ASSESSMENT, 5, ("Duty and Assessment 1",)),
    ("Assessment South", ASSESSMENT, 5, ("Duty and Assessment 2",)),
    ("Assessment East", ASSESSMENT, 5, ("Duty and Assessment 3",)),
    ("Assessment West", ASSESSMENT, 5, ("Duty and Assessment 4",)),
    ("Assessment Central", ASSESSMENT, 5, ("Duty and Assessment 4",)),
    ("Safeguarding North", SAFEGUARDING, 7, ("Family Support and Protection 1",)),
    ("Safeguarding South", SAFEGUARDING, 7, ("Family Support and Protection 2",)),
    ("Safeguarding East", SAFEGUARDING, 7, ("Family Support and Protection 3",)),
    ("Safeguarding West", SAFEGUARDING, 7, ("Family Support and Protection 3",)),
    ("Safeguarding Central", SAFEGUARDING, 7, ("Family Support and Protection 4",)),
    ("Court and Pre-proceedings", SAFEGUARDING, 4, ("Court Work Team",)),
    ("Conference and Reviewing", SAFEGUARDING, 6, ()),
    ("Children with Disabilities 0 to 11", DISABILITIES, 5, ("Children with Disabilities",)),
    ("Children with Disabilities 12 to 17", DISABILITIES, 5, ("Children with Disabilities",)),
    ("Children in Care 1", IN_CARE, 5, ("Looked After Children 1",)),
    ("Children in Care 2", IN_CARE, 5, ("Looked After Children 2",)),
    ("Children in Care 3", IN_CARE, 5, ("Looked After Children 3",)),
    ("Permanence", IN_CARE, 4, ("Permanence Team",)),
    ("Leaving Care 1", CARE_EXPERIENCED, 6, ("Leaving Care",)),
    ("Leaving Care 2", CARE_EXPERIENCED, 6, ("Leaving Care",)),
    ("Young People Seeking Asylum", CARE_EXPERIENCED, 4, ("Asylum Team",)),
    ("Fostering Recruitment", FOSTERING, 4, ()),
    ("Fostering Support", FOSTERING, 4, ()),
    ("Placements and Kinship", FOSTERING, 4, ("Placements", "Connected Carers")),
    ("Exploitation and Missing", EXPLOITATION, 4, ("Adolescent Team",)),
    ("Virtual Adolescent Hub", EXPLOITATION, 3, ()),
)
MOVED_FROM = {  # old teams that belonged to another service
    "Court Work Team": IN_CARE,
    "Permanence Team": FOSTERING,
    "Asylum Team": IN_CARE,
    "Adolescent Team": SAFEGUARDING,
}


@dataclass(frozen=True)
class Team:
    """One team as it was called, with the dates between which it existed (None: not limited)."""

    name: str
    service_area: str
    valid_from: np.datetime64 | None
    valid_to: np.datetime64 | None


@dataclass(frozen=True)
class TeamChange:
    """One step of the reorganisation: work of team `old` went to team `new` (positions in TEAMS)."""

    old: int
    new: int
    kind: str  # renamed, moved, split, merged


def _all_teams() -> tuple[Team, ...]:
    day_before = REORGANISED_ON - np.timedelta64(1, "D")
    today = [Team(name, area, REORGANISED_ON if before else None, None) for name, area, _, before in TODAY]
    areas = {old: MOVED_FROM.get(old, area) for _, area, _, before in TODAY for old in before}
    return (*today, *(Team(name, area, None, day_before) for name, area in areas.items()))


TEAMS = _all_teams()
TEAM_NAMES = np.array([team.name for team in TEAMS], dtype=object)
POSITION = {team.name: position for position, team in enumerate(TEAMS)}


def team_changes() -> tuple[TeamChange, ...]:
    """Return the map from old teams to new ones."""
    heirs = [old for _, _, _, before in TODAY for old in before]
    changes = []
    for name, _, _, before in TODAY:
        for old in before:
            kind = "merged" if len(before) > 1 else "split" if heirs.count(old) > 1 else "renamed"
            changes.append(TeamChange(POSITION[old], POSITION[name], "moved" if old in MOVED_FROM else kind))
    return tuple(changes)


TODAY_NAMES: Texts = np.array([row[0] for row in TODAY], dtype=object)
WORK = {  # the desks that do each kind of work with children
    "front_door": ("Front Door Team",),
    "early_help": ("Early Help North", "Early Help South", "Early Help East", "Early Help West"),
    "assessment": tuple(row[0] for row in TODAY if row[1] == ASSESSMENT),
    "safeguarding": tuple(f"Safeguarding {side}" for side in ("North", "South", "East", "West", "Central")),
    "court": ("Court and Pre-proceedings",),
    "disability": ("Children with Disabilities 0 to 11", "Children with Disabilities 12 to 17"),
    "care": ("Children in Care 1", "Children in Care 2", "Children in Care 3", "Permanence"),
    "leaving_care": ("Leaving Care 1", "Leaving Care 2"),
    "asylum": ("Young People Seeking Asylum",),
    "exploitation": ("Exploitation and Missing", "Virtual Adolescent Hub"),
    "reviewing": ("Conference and Reviewing",),
}


def team_of(desk: Numbers, on: Dates, post: Numbers | None = None) -> Numbers:
    """Return the team (position in TEAMS) that had a desk on a date; desk -1 or an unknown date give -1.

    `post` says which of two merged teams had the work; without it the first of them.
    """
    older = [[POSITION[old] for old in (before or (name,))] for name, _, _, before in TODAY]
    first = np.array([teams[0] for teams in older])
    last = np.array([teams[-1] for teams in older])
    before = np.where((post if post is not None else 0 * desk) % 2 == 0, first[desk], last[desk])
    return np.where((desk < 0) | np.isnat(on), -1, np.where(on < REORGANISED_ON, before, desk))


def desk_for(work: str, place: Shares) -> Numbers:
    """Return the desk that does a kind of work for children by where they live (`place`, 0 to 1)."""
    choices = np.array([POSITION[name] for name in WORK[work]])
    return choices[np.minimum((place * len(choices)).astype(np.int64), len(choices) - 1)]


def on_time_share(council: Council, curve: str, due_on: Dates, desk: Numbers) -> Shares:
    """Return the aimed-for on-time share of each row: the journey, later and lower for a team that lags."""
    lags: Flags = TODAY_NAMES[desk] == LAGGING_TEAM
    return share_on(curve, due_on, council.later_by_days + LAGGING_DAYS * lags) - LAGGING_COST * lags


def reorganised_between(start: Dates, end: Dates, desk: Numbers) -> Flags:
    """Return whether a stretch of time has days in the old team and days in the new one."""
    changed = np.array([bool(row[3]) for row in TODAY])
    return changed[desk] & (start < REORGANISED_ON) & (np.isnat(end) | (end >= REORGANISED_ON))
