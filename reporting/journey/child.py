"""One child's record in order: for those who may see children's records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.store import Store
from reporting.event_tables import extract_days
from reporting.records_behind import ROLES_THAT_MAY_SEE_RECORDS, RecordsError


@dataclass(frozen=True)
class ChildEvent:
    """One thing on the record. `until_on` None: still open, or, where it is no span, a thing of one day."""

    what: str
    lane: str
    from_on: date | None
    until_on: date | None
    is_span: bool
    details: str

    @property
    def is_open(self) -> bool:
        """Whether it has begun and not ended."""
        return self.is_span and self.until_on is None


@dataclass(frozen=True)
class ChildsRecord:
    """What is known of one child as at `as_at_on`, and all that is on the record, the oldest first.

    `team_unit_id` is the org_unit_id of the team that has the child, None where there is none.
    """

    child_id: str
    as_at_on: date
    facts: tuple[tuple[str, str], ...]
    events: tuple[ChildEvent, ...]
    team_unit_id: str | None = None

    @property
    def lanes(self) -> tuple[str, ...]:
        """The lanes in the order of LANES, those with nothing in them left out."""
        present = {event.lane for event in self.events}
        return tuple(lane for lane in LANES if lane in present)


STATUS_LANE = "Case status"
LANES = (
    "Front door",
    "Early help",
    "Referral",
    "Assessment",
    "Section 47",
    "Conferences",
    "Plans",
    STATUS_LANE,
    "Visits",
    "Care",
    "Placements",
    "Missing",
)


def childs_record(store: Store, authority_id: str, child_id: str, *, role: str) -> ChildsRecord | None:
    """Return one child's record; None for an id that the records do not have.

    RecordsError for a role that may not see children's records.
    """
    if role not in ROLES_THAT_MAY_SEE_RECORDS:
        raise RecordsError(f"The role {role} may not see children's records.")
    days = extract_days(store, authority_id)
    found = (
        store.rows("reporting/journey/child_facts", authority_id=authority_id, child_id=child_id)
        if days is not None
        else []
    )
    if not found or days is None:
        return None
    rows = store.rows("reporting/journey/child", authority_id=authority_id, child_id=child_id)
    events = []
    for row in rows:
        # a status that records give an end in years to come is open
        until_on = row["until_on"] if row["until_on"] is None or row["until_on"] <= days.as_at_on else None
        if row["from_on"] is None or row["from_on"] <= days.as_at_on:
            events.append(ChildEvent(**{**row, "until_on": until_on}))
    return ChildsRecord(child_id, days.as_at_on, _facts(found[0]), tuple(events), found[0]["team_unit_id"])


def _facts(row: dict[str, object]) -> tuple[tuple[str, str], ...]:
    age = "not born yet" if row["is_unborn"] else row["age_in_years"]
    named = {
        "Age": age,
        "Sex": row["sex"],
        "Ethnicity": row["ethnicity_group"],
        "Disability": row["disability"],
        "Case status": row["case_status"],
        "Team": row["team"],
        "Worker": row["worker_id"],
    }
    return tuple((name, "Not known" if value is None else str(value)) for name, value in named.items())


def record_sentence(record: ChildsRecord) -> str:
    """Return how much is on the record and since when, and what is open now."""
    dated = [event.from_on for event in record.events if event.from_on is not None]
    if not dated:
        return "Nothing is on the record of this child in the years that the extracts cover."
    spans = sorted({event.what for event in record.events if event.is_open and event.lane != STATUS_LANE})
    count = len(record.events)
    things = "1 entry" if count == 1 else f"{count} entries"
    still = f" Open now: {', '.join(spans).lower()}." if spans else " Nothing is open now."
    return f"{things} since {min(dated):%B %Y}.{still}"
