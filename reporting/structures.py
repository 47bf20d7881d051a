"""Reading history by today's structure: which teams of today carry on the history of which older ones.

A council that reorganises renames, moves, splits and merges teams. Figures are kept by the team at the
time. This module says how to read them by the teams of today, without ever sharing a number out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class TeamChange:
    """One step of a reorganisation: from `changed_on`, work of the old team was done by the new one."""

    changed_on: date
    old_team_id: str
    new_team_id: str


@dataclass(frozen=True)
class SharedHistory:
    """Teams of today with one history together, and every team, theirs included, whose figures make it up."""

    todays_teams: tuple[str, ...]
    carried_teams: tuple[str, ...]


def todays_structure(team_ids: Iterable[str], changes: Iterable[TeamChange]) -> tuple[SharedHistory, ...]:
    """Return today's teams with the teams whose history they carry; every team is in exactly one.

    A team that was renamed or moved carries its old self, a merged one all the teams it came from. Where
    a team was split nobody can say which part did which work, so the teams that came from it carry its
    history together, with whatever else one of them took over: their sum has an unbroken history, each
    alone has not. Changes follow each other: what was renamed twice is carried by the last. A team that
    gave work away and goes on is one of today's. A team that ended and has no follower keeps its own
    history. The parts add up to the whole in every month, since no team is left out or used twice.

    >>> split = [TeamChange(date(2024, 7, 1), "Old", new) for new in ("North", "South")]
    >>> todays_structure(["Old", "North", "South", "East"], split)[1].carried_teams
    ('North', 'Old', 'South')
    """
    steps = tuple(changes)
    everyone = {*team_ids, *(team for step in steps for team in (step.old_team_id, step.new_team_id))}
    connected: dict[str, set[str]] = {team: {team} for team in everyone}
    for step in steps:
        together = connected[step.old_team_id] | connected[step.new_team_id]
        for team in together:
            connected[team] = together
    ended = _ended(steps)
    found = {
        tuple(sorted(together)): tuple(sorted(together - ended)) or tuple(sorted(together))
        for together in connected.values()
    }
    return tuple(
        sorted(
            (SharedHistory(todays, carried) for carried, todays in found.items()),
            key=lambda history: history.todays_teams,
        )
    )


def _ended(steps: Iterable[TeamChange]) -> set[str]:
    """Return the teams that gave all their work away on a day and got none on that day or later."""
    gave_last: dict[str, date] = {}
    got_last: dict[str, date] = {}
    for step in steps:
        gave_last[step.old_team_id] = max(step.changed_on, gave_last.get(step.old_team_id, date.min))
        got_last[step.new_team_id] = max(step.changed_on, got_last.get(step.new_team_id, date.min))
    return {team for team, day in gave_last.items() if got_last.get(team, date.min) < day}
