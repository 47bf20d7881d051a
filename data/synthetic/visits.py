"""Visits of all three kinds as records, with what was seen and when it was written down."""

from __future__ import annotations

from dataclasses import dataclass

from data.synthetic.allocations import AtWork
from data.synthetic.arrays import Dates, Flags, Numbers, Rows, keep, years_old
from data.synthetic.councils import Council
from data.synthetic.journey import Journey
from data.synthetic.randomness import chance
from data.synthetic.recording import Moments, end_of, in_working_hours, recorded_in_72_hours
from data.synthetic.regular_events import RegularEvents

SEEN_SHARE = 0.96
ALONE_SHARE = 0.82  # of children aged 4 and over who were seen
BEDROOM_SHARE = 0.7


@dataclass(frozen=True)
class Visits(Rows):
    """Visits to children, one row each; `stretch` is the position of the plan or placement visited for.

    Only visits made and recorded by the end of the history. Unborn children are not "seen".
    """

    stretch: Numbers
    child: Numbers
    on: Dates
    at: Moments
    recorded_at: Moments
    is_seen: Flags
    is_seen_alone: Flags
    is_bedroom_seen: Flags
    desk: Numbers
    worker: Numbers


def make_visits(
    council: Council, journey: Journey, at_work: AtWork, kind: str, events: RegularEvents, child: Numbers
) -> Visits:
    """Return the visits of one kind (protection | need | care); `child` is the child of each stretch."""
    rng = council.stream(f"visits {kind}")
    events = keep(events, events.held_on <= council.ends_on)
    who, on, size = child[events.stretch], events.held_on, len(events)
    at = in_working_hours(rng, on)
    age = years_old(journey.children.born_on[who], on)
    seen = chance(rng, SEEN_SHARE, size) & (journey.children.born_on[who] <= on)
    desk = at_work.desk(who, on)
    visits = Visits(
        stretch=events.stretch,
        child=who,
        on=on,
        at=at,
        recorded_at=recorded_in_72_hours(council, rng, at),
        is_seen=seen,
        is_seen_alone=seen & chance(rng, ALONE_SHARE, size) & (age >= 4),
        is_bedroom_seen=seen & chance(rng, BEDROOM_SHARE, size),
        desk=desk,
        worker=at_work.worker(who, desk, on),
    )
    return keep(visits, visits.recorded_at <= end_of(council.ends_on))
