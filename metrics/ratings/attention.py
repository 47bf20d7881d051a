"""What a director should look at first: one order, stated in words, without weights.

KPIs are ordered by these questions, one after the other. A later question only decides between
KPIs that answer every earlier one alike; nothing adds up, so nothing can be outweighed unseen.

1. Is it off target and unlikely to recover by the target date?
2. Is there a signal of concern (more than chance, in the wrong direction)?
3. How many are overdue now? More comes first.
4. Is it off target at all?
5. Is the figure in doubt?
6. Has nobody written about it this month?

The order is that of harm to children: what will not come right by itself, then what has just
turned, then what is late today, before what is only untidy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class AttentionSignals:
    """What is known about one KPI this month.

    overdue_count is the number open and overdue now, overdue_where says where most of them are, if in one place.
    """

    is_off_target: bool = False
    is_unlikely_to_recover: bool = False
    has_concern_signal: bool = False
    overdue_count: int = 0
    overdue_where: str = ""
    has_doubtful_data: bool = False
    has_no_commentary: bool = False


OrderKey = tuple[bool, bool, int, bool, bool, bool]


@dataclass(frozen=True)
class Attention:
    """Why a KPI needs a look (plain words, in the order of the questions) and its place in line.

    Sort by `order`: the smallest comes first. `is_needed` is False where there is no reason.
    """

    reasons: tuple[str, ...]
    order: OrderKey

    @property
    def is_needed(self) -> bool:
        """Return whether there is any reason to look."""
        return bool(self.reasons)


def attention(signals: AttentionSignals) -> Attention:
    """Return the reasons to look at one KPI and where it stands in the order."""
    will_stay_off = signals.is_off_target and signals.is_unlikely_to_recover
    reasons = [
        words
        for applies, words in (
            (will_stay_off, "off target and unlikely to recover by the target date"),
            (signals.has_concern_signal, "getting worse by more than chance"),
            (signals.overdue_count > 0, overdue_words(signals)),
            (signals.is_off_target and not will_stay_off, "off target"),
            (signals.has_doubtful_data, "the figure is in doubt"),
            (signals.has_no_commentary, "no commentary this month"),
        )
        if applies
    ]
    order = (
        not will_stay_off,
        not signals.has_concern_signal,
        -signals.overdue_count,
        not signals.is_off_target,
        not signals.has_doubtful_data,
        not signals.has_no_commentary,
    )
    return Attention(tuple(reasons), order)


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
