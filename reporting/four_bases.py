"""One measure on its four bases side by side: what was completed, what fell due, what is late, what is too new.

The official figure counts what was completed. A team that leaves late work open looks good on it; the other
bases show that work.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.periods import day_label, month_label
from metrics.vocabulary import Basis, State
from reporting.figure_sets import figure_set
from reporting.words import STATE_WORDS, fraction_words, value_words

COUNTED_IN_PEOPLE = (Basis.OPEN_OVERDUE, Basis.TOO_RECENT)  # bases whose figure is a count, never a share
LEAST_DUE = 10  # of fewer that fell due in three months, a difference says nothing
LEAST_DIFFERENCE = 5.0  # points by which the completed figure must look better to be called so
MONTHS_TOGETHER = 3


@dataclass(frozen=True)
class BasisLine:
    """One basis: its latest figure in words, its numbers, what it means, and its months as (last day, value)."""

    basis: Basis
    latest_end: date
    value: float | None
    words: str
    numbers: str
    meaning: str
    points: tuple[tuple[date, float], ...]


@dataclass(frozen=True)
class FourBases:
    """The bases that a measure has, in the order of the vocabulary; `hidden` says where late work is left open."""

    lines: tuple[BasisLine, ...]
    hidden: str


def four_bases(store: Store, kpi: KpiDefinition, org_unit_id: str, until: date | None = None) -> FourBases:
    """Return the bases of a measure in one part of the organisation, from one query."""
    rows: dict[Basis, list[dict[str, Any]]] = defaultdict(list)
    for row in figure_set(store, [kpi.id], [org_unit_id], bases=list(Basis), until=until).to_pylist():
        rows[Basis(row["basis"])].append(row)
    lines = tuple(_line(kpi, basis, rows[basis]) for basis in Basis if rows[basis])
    return FourBases(lines, hidden_late_work(rows[Basis.COMPLETED], rows[Basis.DUE], lines))


def _line(kpi: KpiDefinition, basis: Basis, rows: list[dict[str, Any]]) -> BasisLine:
    newest = rows[-1]
    value, is_count = newest["value"], basis in COUNTED_IN_PEOPLE
    if value is None:
        words, numbers = STATE_WORDS.get(State(newest["state"]), "No figure"), ""
    elif is_count:
        words, numbers = f"{value:,.0f}", ""
    else:
        words = value_words(value, kpi.unit, kpi.decimal_places)
        numbers = fraction_words(newest["numerator"], newest["denominator"])
    return BasisLine(
        basis=basis,
        latest_end=newest["period_end"],
        value=value,
        words=words,
        numbers=numbers,
        meaning=meaning_of(basis, newest["period_end"]),
        points=tuple((row["period_end"], row["value"]) for row in rows if row["value"] is not None),
    )


def meaning_of(basis: Basis, end: date) -> str:
    """Return what a figure of a basis counts, as a sentence.

    >>> meaning_of(Basis.OPEN_OVERDUE, date(2026, 10, 31))
    'Not done on 31 October 2026, and past its day. A count, not a share.'
    """
    month, day = month_label(end), day_label(end)
    return {
        Basis.COMPLETED: f"Of those completed in {month}, done in time. The official figure.",
        Basis.DUE: f"Of those that fell due in {month}, done in time; late and still open is not in time.",
        Basis.OPEN_OVERDUE: f"Not done on {day}, and past its day. A count, not a share.",
        Basis.TOO_RECENT: f"Not done on {day}, and not due yet. A count; in no share.",
    }[basis]


def hidden_late_work(
    completed: list[dict[str, Any]], due: list[dict[str, Any]], lines: tuple[BasisLine, ...]
) -> str:
    """Return where the completed figure looks better than what fell due, over three months; '' elsewhere."""
    done, fell_due = _together(completed), _together(due)
    if done is None or fell_due is None:
        return ""
    (done_top, done_bottom), (due_top, due_bottom) = done, fell_due
    shown, real = 100.0 * done_top / done_bottom, 100.0 * due_top / due_bottom
    if due_bottom < LEAST_DUE or shown - real < LEAST_DIFFERENCE:
        return ""
    late = next((line.value for line in lines if line.basis is Basis.OPEN_OVERDUE), None)
    still_open = f" {late:,.0f} are open and overdue now." if late else ""
    return (
        f"The official figure leaves out late work that is still open. In the last {MONTHS_TOGETHER} months "
        f"{shown:.1f}% of what was completed was in time ({done_top:,.0f} of {done_bottom:,.0f}), but "
        f"{real:.1f}% of what fell due ({due_top:,.0f} of {due_bottom:,.0f}).{still_open}"
    )


def _together(rows: list[dict[str, Any]]) -> tuple[float, float] | None:
    """Return the summed numerator and denominator of the last months; None without any denominator."""
    last = [row for row in rows[-MONTHS_TOGETHER:] if row["denominator"] and row["numerator"] is not None]
    bottom = sum(row["denominator"] for row in last)
    return (sum(row["numerator"] for row in last), bottom) if bottom else None
