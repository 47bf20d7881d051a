"""Local limits with the days on which they hold, as the build that is shown used them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.store import Store
from reporting.older_builds import holds

TABLE = "local_limits"
CASELOAD_LIMITS = {
    "caseload_limit_asye": "Newly qualified social worker",
    "caseload_limit_social_worker": "Social worker",
    "caseload_limit_advanced_practitioner": "Advanced practitioner",
}


@dataclass(frozen=True)
class LimitStep:
    """One value of a limit, in its unit; it holds from a day up to, but without, another, None while it holds."""

    setting_id: str
    valid_from: date
    valid_until: date | None
    value: float
    unit: str

    def holds_on(self, day: date) -> bool:
        """Return whether the step holds on a day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


def limit_steps(store: Store, authority_id: str, settings: Sequence[str]) -> tuple[LimitStep, ...]:
    """Return the steps of some limits, oldest first; none for an authority without records, or in an older build."""
    if not holds(store, TABLE):
        return ()
    rows = store.rows("reporting/teams/limits", authority_id=authority_id, settings=list(settings))
    return tuple(LimitStep(**row) for row in rows)


def limit_on(steps: Sequence[LimitStep], setting_id: str, day: date) -> float | None:
    """Return the value of a limit on a day, None where it is not known."""
    found = (step.value for step in steps if step.setting_id == setting_id and step.holds_on(day))
    return next(found, None)
