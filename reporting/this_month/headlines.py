"""The measures a director sees first: one row for each that is known now, and how many are only known from before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.definition import KpiDefinition
from reporting.scorecard import WORST_FIRST
from reporting.this_month.overview import AuthorityMonth, Judged


@dataclass(frozen=True)
class Headlines:
    """The rows with a current figure, in the order of the measures; the names of those with older figures alone."""

    rows: tuple[Judged, ...]
    older: tuple[str, ...]

    @property
    def older_words(self) -> str:
        """Return which measures are left out since their newest figure is old; '' for none."""
        if not self.older:
            return ""
        named = ", ".join(self.older)
        return f"Not here, with figures from more than two years before: {named}. The service scorecards have them."


def headlines(month: AuthorityMonth, kpis: Sequence[KpiDefinition]) -> Headlines:
    """Return the headline measures of a month; of one only known in parts, the part that is worst off stands for it."""
    rows, older = [], []
    for kpi in kpis:
        found = [judged for judged in month.of([kpi]) if judged.row.figures]
        current = [judged for judged in found if month.card.is_current(judged.row)]
        if current:
            rows.append(min(current, key=lambda judged: WORST_FIRST.index(judged.row.rating.colour)))
        elif found:
            older.append(kpi.short_name)
    return Headlines(tuple(rows), tuple(older))
