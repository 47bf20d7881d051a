"""Reads what the first screen shows before the first visitor asks for it; no visitor has to be there."""

from __future__ import annotations

from pages.parts.month_data import checks_of, judged_month, loads_of, newest_month, overdue_work
from pages.parts.sources import sources


def warm_month() -> None:
    """Read and judge the newest month of the authority that "This month" shows first, and keep it for all visitors.

    Nothing without a figure that has a date. Raises what opening the store or the journal raises.
    """
    known = sources()
    authority_id = known.authorities[0].org_unit_id
    month = newest_month(known, authority_id)
    if month is not None:
        judged_month(known, authority_id, month)
        overdue_work(known, authority_id, month)
        checks_of(known, authority_id)
        loads_of(known)
