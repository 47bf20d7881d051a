"""What a director should look at first: one order, stated in words, without weights.

KPIs are ordered by these questions, one after the other. A later question only decides between
KPIs that answer every earlier one alike; nothing adds up, so nothing can be outweighed unseen.

1. Is it off target and unlikely to recover by the target date?
2. Is it off target at all?
3. Is there a signal of concern (more than chance, in the wrong direction)?
4. How many are overdue now? More comes first.
5. Is the figure in doubt?
6. Has nobody written about it yet?

The order is that of harm to children: what will not come right by itself, then what falls short of
what was agreed, then what has just turned and what is late today, before what is only untidy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class AttentionSignals:
    """What is known about one KPI this month.

    against_where says where most of what counts against the figure is, if in one place.
    overdue_count is the number open and overdue now, overdue_where says where most of them are, if in one place.
    could_be_rated_otherwise: so many records behind the figure are doubtful that the rating could be another.
    """

    is_off_target: bool = False
    is_unlikely_to_recover: bool = False
    has_concern_signal: bool = False
    against_where: str = ""
    overdue_count: int = 0
    overdue_where: str = ""
    has_doubtful_data: bool = False
    could_be_rated_otherwise: bool = False
    has_no_commentary: bool = False


OrderKey = tuple[bool, bool, bool, int, bool, bool]


@dataclass(frozen=True)
class Attention:
    """Why a KPI needs a look (plain words, in the order of the questions) and its place in line.

    Sort by `order`: the smallest comes first. `is_needed` is False where there is no reason.
    `lacks_commentary`: words are waited for, and nobody has written them.
    """

    reasons: tuple[str, ...]
    order: OrderKey
    lacks_commentary: bool = False

    @property
    def is_needed(self) -> bool:
        """Return whether there is any reason to look."""
        return bool(self.reasons)


def attention(signals: AttentionSignals) -> Attention:
    """Return the reasons to look at one KPI and where it stands in the order."""
    will_stay_off = signals.is_off_target and signals.is_unlikely_to_recover
    where = f", {signals.against_where}" if signals.against_where else ""
    reasons = [
        words
        for applies, words in (
            (will_stay_off, "off target and unlikely to recover by the target date" + where),
            (signals.is_off_target and not will_stay_off, "off target" + where),
            (
                signals.has_concern_signal,
                "getting worse by more than chance" + ("" if signals.is_off_target else where),
            ),
            (signals.overdue_count > 0, overdue_words(signals)),
            (signals.has_doubtful_data, "the figure is in doubt"),
            (signals.could_be_rated_otherwise, "doubtful records could change its rating"),
            (signals.has_no_commentary, "no commentary yet"),
        )
        if applies
    ]
    order = (
        not will_stay_off,
        not signals.is_off_target,
        not signals.has_concern_signal,
        -signals.overdue_count,
        not (signals.has_doubtful_data or signals.could_be_rated_otherwise),
        not signals.has_no_commentary,
    )
    return Attention(tuple(reasons), order, signals.has_no_commentary)


def overdue_words(signals: AttentionSignals) -> str:
    """Return how many are open and overdue, and where most of them are.

    >>> overdue_words(AttentionSignals(overdue_count=67, overdue_where="65 of them in Assessment West"))
    '67 open and overdue, 65 of them in Assessment West'
    """
    said = f"{signals.overdue_count} open and overdue"
    return f"{said}, {signals.overdue_where}" if signals.overdue_where else said


def in_order(kpis: Iterable[tuple[str, AttentionSignals]]) -> list[tuple[str, Attention]]:
    """Return the KPIs that need a look, first things first; those alike in everything by name."""
    judged = [(name, attention(signals)) for name, signals in kpis]
    return sorted((pair for pair in judged if pair[1].is_needed), key=lambda pair: (pair[1].order, pair[0]))
