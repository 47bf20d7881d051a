"""Children with several contacts in six months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.store import Store
from reporting.records_behind import ROLES_THAT_MAY_SEE_RECORDS, RecordsError

USUAL_LEAST = 3  # the list begins with three: two contacts in six months are many children


@dataclass(frozen=True)
class RepeatContacts:
    """One child: contacts in the six and three whole months that end with the month, and the days they came."""

    child_id: str
    in_6_months: int
    in_3_months: int
    received_on: tuple[date, ...]
    sources: tuple[str, ...]
    has_referral: bool
    is_open_case: bool


def repeat_contacts(
    store: Store, authority_id: str, month_end: date, *, at_least: int, role: str
) -> tuple[RepeatContacts, ...]:
    """Return the children with at least so many contacts, most first. RecordsError if the role may not see them."""
    if role not in ROLES_THAT_MAY_SEE_RECORDS:
        raise RecordsError(f"The role {role} may not see children's records.")
    rows = store.rows(
        "reporting/journey/repeat_contacts", authority_id=authority_id, month_end=month_end, at_least=at_least
    )
    return tuple(
        RepeatContacts(
            child_id=row["child_id"],
            in_6_months=int(row["contacts_in_6_months"]),
            in_3_months=int(row["contacts_in_3_months"]),
            received_on=tuple(row["received_on"]),
            sources=tuple(name or "Not known" for name in row["source_groups"]),
            has_referral=bool(row["has_referral"]),
            is_open_case=bool(row["is_open_case"]),
        )
        for row in rows
    )
