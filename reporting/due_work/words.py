"""What is due, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from reporting.due_work.item import COMING_DAYS, DueItem, DueWork
from reporting.due_work.matrix import NO_WORKER, Counted, Matrix, Part, short_id


def number_of(count: int, one: str, many: str | None = None) -> str:
    """Return '1 day', '2 days', 'no days'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}" if count else f"no {many or one + 's'}"


def day_words(day: date) -> str:
    """Return a day as people write it: 'Saturday 31 October 2026'."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_day(day: date | None) -> str:
    """Return a day as a table shows it: '31 Oct 2026'; '' where it is not known."""
    return f"{day.day} {day:%b %Y}" if day else ""


def shown_words(
    shown: Sequence[object], items: Sequence[object], one: str = "thing", many: str = "things"
) -> str:
    """Return which of a list are shown, on paper too: '122 things', or 'Things 51 to 100 of 122'."""
    if len(shown) == len(items):
        return number_of(len(items), one, many)
    first = items.index(shown[0]) + 1
    return f"{many[:1].upper()}{many[1:]} {first:,} to {first + len(shown) - 1:,} of {len(items):,}"


def time_left_words(item: DueItem) -> str:
    """Return how late a thing is or how long it has, in calendar days.

    Past a limit in working days a thing is not late before the next working day.
    """
    if item.is_overdue:
        return f"{number_of(-item.days_left, 'day')} late" if item.days_left else "Late today"
    if item.days_left < 0:
        return "Late from the next working day"
    if item.days_left == 0:
        return "Due today"
    return "Due tomorrow" if item.days_left == 1 else f"{item.days_left} days left"


def holder_words(item: DueItem) -> str:
    """Return who has it now, where that is not the worker it is counted under; '' otherwise."""
    return f"now with {short_id(str(item.worker_now_id))}" if item.has_changed_hands else ""


def extract_words(work: DueWork) -> str:
    """Return what the records can and cannot say about the day looked at."""
    extract = f"Records are as at {day_words(work.as_at_on)}."
    if work.on == work.as_at_on:
        return f"{extract} What has been done since then is not known."
    if work.on > work.as_at_on:
        days = number_of((work.on - work.as_at_on).days, "day")
        return (
            f"{extract} This looks {days} further on, to {day_words(work.on)}: what has been done since then "
            f"is not known, so some of this may be done, and what has begun since is not here.{lapsed_words(work)}"
        )
    return (
        f"{extract} This looks back to {day_words(work.on)}: what was open then, as the records know it now."
    )


def lapsed_words(work: DueWork) -> str:
    """Return how many things that were overdue need no longer be done by the day looked at, and why; '' for none."""
    if not work.lapsed:
        return ""
    counts = Counter(item.kind_id for item in work.lapsed)
    kinds = ", ".join(
        f"{count:,} of {lower_first(work.kind(kind_id).name)}" for kind_id, count in counts.most_common()
    )
    overdue = number_of(len(work.lapsed), "thing that was", "things that were")
    lapse = (
        "lapses by then and no longer counts"
        if len(work.lapsed) == 1
        else "lapse by then and no longer count"
    )
    return (
        f" {overdue} overdue on {day_words(work.as_at_on)} {lapse}: {kinds}. "
        "The records say that the work has ended, or has passed to another worker, from a day in between."
    )


def summary_words(work: DueWork, where: str) -> str:
    """Return the one sentence about everything that is due in a part."""
    if not work.items:
        return f"Nothing of {where} is overdue or falls due by {day_words(last_day(work))}."
    late = number_of(work.overdue, "thing is", "things are")
    sentence = (
        f"{late[:1].upper()}{late[1:]} overdue in {where} and {work.coming:,} more "
        f"{'falls' if work.coming == 1 else 'fall'} due by {day_words(last_day(work))}."
    )
    oldest = next((item for item in work.items if item.is_overdue), None)
    if oldest is None:
        return sentence
    thing = work.kind(oldest.kind_id).thing
    return f"{sentence} The oldest is {number_of(-oldest.days_left, 'day')} late: {lower_first(thing)}."


def undatable_words(work: DueWork) -> str:
    """Return how many open things have dates that cannot be right; they are in no count."""
    return (
        f"{work.undatable:,} more open in the council {'has' if work.undatable == 1 else 'have'} dates that "
        "cannot be right, such as an end before a start. They are in no count here, as in the figures."
    )


def not_in_build_words(work: DueWork) -> str:
    """Return the kinds that this build cannot list, and what to do about it."""
    names = ", ".join(lower_first(kind.name) for kind in work.not_in_build)
    return f"This store was built before these kinds could be listed: {names}. Run: python cli.py build."


def not_supplied_words(work: DueWork) -> str:
    """Return the kinds that no extract in use says anything about, and where what is missing is named."""
    names = ", ".join(lower_first(kind.name) for kind in work.not_supplied)
    return (
        f"Not listed, because the extracts do not say whether they were done: {names}. The page of each measure names "
        "what is missing."
    )


def last_day(work: DueWork) -> date:
    """Return the last due day that is looked ahead to."""
    return work.on + timedelta(days=COMING_DAYS)


def cell_words(count: Counted) -> tuple[str, str]:
    """Return a matrix's two lines: '12 late' and '4 due'; '' for none."""
    return (
        f"{count.overdue:,} late" if count.overdue else "",
        f"{count.coming:,} due" if count.coming else "",
    )


def matrix_words(counts: Matrix, parts: str) -> str:
    """Return the one sentence about a matrix: where most is late. `parts` names them, like 'teams'."""
    total = counts.total
    if not total.overdue:
        return f"Nothing is late; {number_of(total.coming, 'thing falls', 'things fall')} due in 14 days."
    part = max(counts.parts, key=lambda part: counts.of_part(part.id).overdue)
    kind = max(counts.kinds, key=lambda kind: counts.of_kind(kind.id).overdue)
    most = counts.of_part(part.id).overdue
    of_kind = counts.of_kind(kind.id).overdue
    by_part = late_words(part, most, total.overdue, parts, is_only=len(counts.parts) == 1)
    return f"{by_part[:1].upper()}{by_part[1:]}; of all kinds {lower_first(kind.name)}, {of_kind:,}."


def late_words(part: Part, late: int, total: int, parts: str, *, is_only: bool) -> str:
    """Return where most is late, or all of it where there is only one part; of workers, one may not be known."""
    are = f"{late:,} {'is' if late == 1 else 'are'} late"
    if is_only:
        where = lower_first(part.name) if parts == "workers" else part.name
        return f"{are} {'with' if parts == 'workers' else 'in'} {where}"
    if part.id == NO_WORKER:
        have = "has" if late == 1 else "have"
        return f"of {total:,} late, {late:,} {have} no worker known, more than any one worker"
    return f"of all {parts} {part.name} has most, {late:,} of {total:,} late"


def changed_hands_words(items: Iterable[DueItem]) -> str:
    """Return how many things have passed to another worker, and how that is counted; '' for none."""
    passed = sum(item.has_changed_hands for item in items)
    if not passed:
        return ""
    things = number_of(passed, "thing has", "things have")
    return (
        f"{things[:1].upper()}{things[1:]} passed to another worker since the day it was due: the figures count it "
        "where it was, the list says who has it now."
    )


def nothing_due_words(work: DueWork, counts: Matrix) -> str:
    """Return the kinds of which nothing is late or due, so that no one takes them for forgotten."""
    present = {kind.id for kind in counts.kinds}
    absent = [lower_first(kind.name) for kind in work.kinds if kind.id not in present]
    return f"Nothing late or due: {', '.join(absent)}." if absent else ""


def lower_first(text: str) -> str:
    """Return a name as it stands within a sentence."""
    return text[:1].lower() + text[1:]


def item_row(item: DueItem, work: DueWork, team: str) -> dict[str, str]:
    """Return one row of the list as it is saved: words only, full ids."""
    return {
        "What": work.kind(item.kind_id).thing,
        "Child": item.child_id or "",
        "Team": team,
        "Worker": item.worker_id or "",
        "Worker now": item.worker_now_id or "",
        "Started": item.started_on.isoformat() if item.started_on else "",
        "Due on": item.due_on.isoformat(),
        "Days left": str(item.days_left),
        "Overdue": "yes" if item.is_overdue else "no",
        "How late": time_left_words(item),
        "Counted by": item.kpi_id or "",
    }
