"""Which agencies come to strategy meetings and child protection conferences, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.store import Store
from reporting.event_tables import event_tables

STRATEGY, CONFERENCE = "Strategy meeting", "Child protection conference"
TRIGGER = 50.0  # per cent: below it an agency's absence is raised with it
FEWEST_TO_JUDGE = 5  # meetings; with fewer the share is not marked
TABLE = "meeting_attendance"


@dataclass(frozen=True)
class Attended:
    """One agency in one month, or all months: to how many meetings it was asked, and came."""

    asked: int = 0
    attended: int = 0
    sent_information: int = 0
    reports_in_time: int = 0

    @property
    def share(self) -> float | None:
        """The share of meetings it came to, 0 to 100; None if it was asked to none."""
        return 100 * self.attended / self.asked if self.asked else None

    @property
    def report_share(self) -> float | None:
        """The share of conferences it shared a report for in time, 0 to 100."""
        return 100 * self.reports_in_time / self.asked if self.asked else None

    @property
    def is_below_trigger(self) -> bool:
        """Whether it came to fewer than half of enough meetings."""
        return self.asked >= FEWEST_TO_JUDGE and self.share is not None and self.share < TRIGGER


@dataclass(frozen=True)
class Attendance:
    """The grid of one kind of meeting: agencies by month, months in order."""

    meeting_kind: str
    agencies: tuple[str, ...]
    months: tuple[date, ...]
    cells: dict[tuple[str, date], Attended]

    def cell(self, agency: str, month: date) -> Attended:
        """Return one agency's month."""
        return self.cells.get((agency, month), Attended())

    def of_agency(self, agency: str) -> Attended:
        """Return one agency over all months."""
        found = [cell for (name, _), cell in self.cells.items() if name == agency]
        return Attended(
            sum(cell.asked for cell in found),
            sum(cell.attended for cell in found),
            sum(cell.sent_information for cell in found),
            sum(cell.reports_in_time for cell in found),
        )


def attendance(store: Store, authority_id: str, first_day: date, last_day: date) -> tuple[Attendance, ...]:
    """Return the grids of strategy meetings and conferences; those without a record are left out."""
    if TABLE not in event_tables(store):
        return ()
    rows = store.rows(
        "reporting/journey/attendance", authority_id=authority_id, first_day=first_day, last_day=last_day
    )
    grids = []
    for kind in (STRATEGY, CONFERENCE):
        own = [row for row in rows if row["meeting_kind"] == kind]
        if own:
            grids.append(
                Attendance(
                    kind,
                    tuple(sorted({row["agency"] for row in own})),
                    tuple(sorted({row["month_end"] for row in own})),
                    {
                        (row["agency"], row["month_end"]): Attended(
                            row["asked"], row["attended"], row["sent_information"], row["reports_in_time"]
                        )
                        for row in own
                    },
                )
            )
    return tuple(grids)


def attendance_sentence(grid: Attendance) -> str:
    """Return who came least over the months shown, and whether that is below the trigger."""
    totals = {agency: grid.of_agency(agency) for agency in grid.agencies}
    agency, least = min(
        totals.items(), key=lambda pair: pair[1].share if pair[1].share is not None else 101.0
    )
    months = [
        name
        for name in grid.agencies
        if any(grid.cell(name, month).is_below_trigger for month in grid.months)
    ]
    count = len(grid.months)
    share = f"{least.share:.0f}%" if least.share is not None else "none asked"
    sentence = (
        f"{agency} came to the fewest: {least.attended:,} of {least.asked:,} ({share}) in "
        f"{count} {'month' if count == 1 else 'months'}."
    )
    below = (
        f" Below half in at least one month: {', '.join(months)}." if months else " No month was below half."
    )
    return sentence + below
