"""What needs attention: the measures that somebody should look at, first things first, with the reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reporting.this_month.overview import AuthorityMonth, Judged

FIRST = 10  # as many as a meeting gets through; the rest is one click away


def needing_attention(month: AuthorityMonth) -> tuple[Judged, ...]:
    """Return the measures with a reason to look at them, in the order of metrics/ratings/attention.

    Those alike in every reason come by how far the latest month lies from the usual, then by name.
    """
    needing = [judged for judged in month.current if judged.judgement.attention.is_needed]
    return tuple(
        sorted(
            needing,
            key=lambda judged: (judged.judgement.attention.order, -from_usual(judged), judged.row.title),
        )
    )


def lacking_commentary(month: AuthorityMonth) -> tuple[Judged, ...]:
    """Return the measures that say "no commentary yet", each measure once, in the order of need."""
    lacking = [judged for judged in needing_attention(month) if judged.judgement.attention.lacks_commentary]
    return tuple({judged.row.kpi.id: judged for judged in reversed(lacking)}.values())[::-1]


def commentary_sentence(lacking: Sequence[Judged]) -> str:
    """Return how many measures wait for commentary, and which measures words are waited for about."""
    if not lacking:
        return (
            "No measure waits for commentary. Once a council writes any, it is waited for on measures that are off "
            "target, getting worse by more than chance, or written about in the year before."
        )
    waiting = "One measure waits" if len(lacking) == 1 else f"{len(lacking)} measures wait"
    return (
        f"{waiting} for commentary on the latest figure: off target, getting worse by more than chance, or "
        "written about in the year before."
    )


def from_usual(judged: Judged) -> float:
    """Return how far the latest month lies from the mean, as a multiple of half the usual range; 0 if unknown."""
    width, judgement = judged.usual_width, judged.judgement
    if width is None:
        return 0.0
    value, mean = judgement.values[-1], judgement.mean[-1]
    return abs(value - mean) / (width / 2) if value is not None and mean is not None else 0.0


def change_sentence(month: AuthorityMonth) -> str:
    """Return in two sentences how many measures changed by more than chance, and how many miss their target."""
    said = Counter(
        (judged.judgement.variation or "").partition("_")[0]
        for judged in month.current
        if judged.judgement.is_judged
    )
    total = sum(said.values())
    off_target = sum(judged.row.rating.colour == "red" for judged in month.current)
    rated = sum(judged.row.rating.colour != "none" for judged in month.current)
    missed = f"{off_target} of the {rated} rated measures {_are(off_target)} off target."
    if rated == 1:
        missed = f"The one rated measure is {'off' if off_target else 'not off'} target."
    if not rated:
        missed = "No measure is rated: no target is in force for a figure of this month."
    if not total:
        return f"No measure has enough months yet to tell a change from chance. {missed}"
    return (
        f"Of {total} measures with enough months, {said['concern']} got worse and "
        f"{said['improvement']} got better by more than chance; {said['neutral']} changed without being better "
        f"or worse, and {said['common']} stayed within their usual range. {missed}"
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
