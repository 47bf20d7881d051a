"""Who reads: the role, and the parts of the organisation that are the reader's own, as far as they are known."""

from __future__ import annotations

import os
from dataclasses import dataclass

from metrics.problems import MetricsError, did_you_mean
from reporting.organisation_tree import OrganisationTree

ROLE_VARIABLE = "TRAJECTORY_ROLE"
UNITS_VARIABLE = "TRAJECTORY_UNITS"
LOCAL_USER = "local_user"  # the one person of an installation without sign-in
ROLES = ("director", "head_of_service", "team_manager", "bi", "scrutiny", "administrator", LOCAL_USER)


class ReaderError(MetricsError):
    """A reader who cannot be told; the message says what was written."""


@dataclass(frozen=True)
class Reader:
    """One reader: the role, and the org_unit_ids of the reader's own parts; none where they are not known."""

    role: str
    unit_ids: tuple[str, ...] = ()

    def owns(self, team_unit_id: str, tree: OrganisationTree) -> bool:
        """Whether a team is one of the reader's own or lies in one; always, where those are not known."""
        way = {team_unit_id, *(unit.org_unit_id for unit in tree.way_to(team_unit_id))}
        return not self.unit_ids or not way.isdisjoint(self.unit_ids)


def local_reader() -> Reader:
    """Return the person at this machine, where nobody signs in.

    The role is local_user, unless TRAJECTORY_ROLE names another; TRAJECTORY_UNITS holds the org_unit_ids of
    the reader's own parts, with commas between them. ReaderError for a role that there is not.
    """
    role = os.environ.get(ROLE_VARIABLE, "").strip() or LOCAL_USER
    if role not in ROLES:
        hint = did_you_mean(role, ROLES) or f" The roles are: {', '.join(ROLES)}."
        raise ReaderError(f"{ROLE_VARIABLE} is '{role}', and there is no such role.{hint}")
    units = (unit.strip() for unit in os.environ.get(UNITS_VARIABLE, "").split(","))
    return Reader(role, tuple(unit for unit in units if unit))
