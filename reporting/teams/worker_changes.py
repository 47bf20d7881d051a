"""Children whose social worker changed again and again, each with the workers of the 12 months."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from data.store import Store
from reporting.organisation_tree import OrganisationTree
from reporting.records_behind import RecordsError
from reporting.teams.over_months import first_month_end
from reporting.teams.workers import may_see_workers, team_unit, units_inside

LEAST_CHANGES = 2  # the measures count children with two or more, and with three or more


@dataclass(frozen=True)
class Stretch:
    """One worker of a child and the first and last day, None while it goes on."""

    worker_id: str
    first_on: date
    last_on: date | None


@dataclass(frozen=True)
class ChildWithChanges:
    """One child with open work: how often the worker changed in 12 months, how many there were, and who when."""

    child_id: str
    team_unit_id: str
    worker_id: str | None
    case_status: str
    changes: int
    workers: int
    history: tuple[Stretch, ...]


def children_with_changes(
    store: Store, tree: OrganisationTree, unit_id: str, end: date, *, role: str
) -> tuple[ChildWithChanges, ...]:
    """Return the children of a unit with LEAST_CHANGES or more changes of worker, most changes first.

    RecordsError for a role that may not see children's records.
    """
    if not may_see_workers(role):
        raise RecordsError(f"The role {role} may not see children's records.")
    inside = units_inside(tree, unit_id)
    rows = [
        row
        for row in store.rows(
            "reporting/teams/children_with_changes",
            authority_id=tree.authority_id,
            month_end=end,
            least=LEAST_CHANGES,
        )
        if team_unit(tree, row["team_id"]) in inside
    ]
    history: dict[str, list[Stretch]] = defaultdict(list)
    for row in store.rows(
        "reporting/teams/workers_of_children",
        authority_id=tree.authority_id,
        children=[row["child_id"] for row in rows],
        month_end=end,
        year_before=first_month_end(end, 13),
    ):
        last = row["released_on"]
        last_on = date.fromordinal(last.toordinal() - 1) if last is not None else None
        history[row["child_id"]].append(Stretch(row["worker_id"], row["allocated_on"], last_on))
    return tuple(
        ChildWithChanges(
            child_id=row["child_id"],
            team_unit_id=team_unit(tree, row["team_id"]),
            worker_id=row["worker_id"],
            case_status=row["case_status"],
            changes=int(row["social_worker_changes_in_12_months"]),
            workers=int(row["social_workers_in_12_months"]),
            history=tuple(history[row["child_id"]]),
        )
        for row in rows
    )
