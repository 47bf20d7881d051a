"""Workers, children on plans and allocations, as the tests of workers and of supervision fill them in."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.queries.staged_tables import StagedTables

LONG_AGO = date(2024, 1, 1)


def add_worker(staged: StagedTables, worker: str = "W1", **values: Any) -> None:
    row = {
        "worker_id": worker,
        "role": "social_worker",
        "contract": "permanent",
        "fte": 1.0,
        "team_id": "T1",
        "in_team_from": LONG_AGO,
        "started_on": LONG_AGO,
        **values,
    }
    staged.add("workers", **row)


def add_child(staged: StagedTables, child: str = "C1", plan: str = "cin_plans", **values: Any) -> None:
    """Add a child on a plan since 2024."""
    plan_id = {"cin_plans": "cin_plan_id", "cp_plans": "cp_plan_id"}[plan]
    staged.add(plan, **{plan_id: f"P-{child}", "child_id": child, "plan_started_on": LONG_AGO, **values})


def allocate(staged: StagedTables, child: str = "C1", worker: str = "W1", **values: Any) -> None:
    row = {
        "involvement_id": f"I-{child}-{worker}-{values.get('involvement_started_on', LONG_AGO)}",
        "child_id": child,
        "worker_id": worker,
        "team_id": "T1",
        "role_code": "Allocated Case Worker",
        "involvement_started_on": LONG_AGO,
        **values,
    }
    staged.add("involvements", **row)


def october(staged: StagedTables, table: str, *columns: str, **where: Any) -> Any:
    """Return the values of the one row of October 2026 that has these values."""
    return staged.months(table, *columns, **where)["2026-10"]
