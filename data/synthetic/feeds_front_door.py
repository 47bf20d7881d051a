"""Local feeds of the front door and early help: decisions, assessments, families who wait."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.synthetic.arrays import known, only_where, plus_days, words_where
from data.synthetic.columns import date_column, looked_up, second_column, take_rows, text
from data.synthetic.ids import Ids
from data.synthetic.records import Records
from data.synthetic.ssd_front_door import contacts_entered
from data.synthetic.teams import team_of

WAIT_STARTS_AFTER_DAYS = 3  # a service that begins this soon after the assessment had no waiting list
ENDED_BECAUSE = {
    "Outcomes met": "outcomes_met", "Family withdrew": "withdrew", "No further action": "no_further_action",
    "Moved away": "moved_away", "Stepped up to social care": "stepped_up",
}  # fmt: skip


def contact_decisions_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed contact_decisions: one row for each contact, those entered twice included."""
    rows = records.contacts
    _, entered = contacts_entered(records)
    table = pa.table(
        {
            "contact_id": ids.records("CONT", len(rows)),
            "child_id": ids.child(rows.child),
            "received_at": second_column(rows.received_at),
            "rating": text(rows.rating),
            "reason": text(rows.reason),
            "decided_at": second_column(rows.decided_at),
            "recorded_at": second_column(rows.recorded_at),
            "decision": text(words_where(known(rows.decided_at), rows.outcome)),
        }
    )
    return take_rows(table, entered).set_column(0, "contact_id", ids.records("CONT", len(entered)))


def early_help_assessments_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed early_help_assessments."""
    rows = records.early_help
    asked_by = np.where(rows.is_step_down, "step_down", np.where(rows.is_partner, "partner", "front_door"))
    return pa.table(
        {
            "early_help_assessment_id": ids.records("EHA", len(rows)),
            "child_id": ids.child(rows.child),
            "family_id": ids.record("FAM", records.children.family[rows.child]),
            "requested_on": date_column(rows.requested_on),
            "requested_by": text(asked_by.astype(object)),
            "assessment_started_on": date_column(rows.assessed_from),
            "assessment_completed_on": date_column(rows.assessed_to),
            "completed_by": text(np.where(rows.is_partner, "partner", "council").astype(object)),
            "organisation": text(rows.organisation),
            "plan_started_on": date_column(rows.plan_from),
            "plan_ended_on": date_column(rows.plan_to),
            "ended_because": looked_up(words_where(known(rows.plan_to), rows.ended_because), ENDED_BECAUSE),
            "team_id": ids.team(team_of(rows.desk, rows.requested_on)),
        }
    )


def waiting_list_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed early_help_waiting_list: who waited longer than a few days after the assessment."""
    rows, end = records.early_help, records.council.ends_on
    added = plus_days(rows.assessed_to, 1)
    started = only_where(rows.waited_to <= end, rows.waited_to)
    waited = known(rows.assessed_to) & rows.is_help_planned
    waited &= ~(rows.waited_to <= plus_days(rows.assessed_to, WAIT_STARTS_AFTER_DAYS)) & (added <= end)
    chosen = np.flatnonzero(waited)
    return pa.table(
        {
            "early_help_assessment_id": ids.record("EHA", chosen),
            "child_id": ids.child(rows.child[chosen]),
            "family_id": ids.record("FAM", records.children.family[rows.child[chosen]]),
            "added_on": date_column(added[chosen]),
            "service_started_on": date_column(started[chosen]),
            "team_id": ids.team(team_of(rows.desk[chosen], added[chosen])),
        }
    )


def front_door_feeds(records: Records, ids: Ids) -> dict[str, pa.Table]:
    """Return the feeds of this module by name."""
    return {
        "contact_decisions": contact_decisions_feed(records, ids),
        "early_help_assessments": early_help_assessments_feed(records, ids),
        "early_help_waiting_list": waiting_list_feed(records, ids),
    }
