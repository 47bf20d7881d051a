"""One view of a theme put together: its measures as on the scorecard, its figures, the month they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.store import Store
from metrics.library import KpiLibrary
from metrics.vocabulary import KpiStatus
from reporting.event_tables import event_tables
from reporting.scorecard import ScorecardRow, scorecard
from reporting.themes.figures import ThemeFigure, ask, theme_figures
from reporting.themes.register import FigureKind, FigureSpec, Section, View
from reporting.words import target_words


@dataclass(frozen=True)
class ThemeView:
    """What a view shows of one authority.

    rows: the lines of each measure, several where it is only known in parts. on: the last day of the month that
    figures and lists are about; None without records of children.
    """

    view: View
    authority_id: str
    on: date | None
    rows: Mapping[str, Sequence[ScorecardRow]]
    figures: Mapping[str, ThemeFigure]

    def known_rows(self, measures: Sequence[str]) -> tuple[ScorecardRow, ...]:
        """Return the lines of measures that have a figure, in the order of the measures."""
        return tuple(row for kpi_id in measures for row in self.rows.get(kpi_id, ()) if row.figures)

    def awaited(self, section: Section) -> tuple[ScorecardRow, ...]:
        """Return the lines of a section's measures that have none."""
        return tuple(
            row for kpi_id in section.measures for row in self.rows.get(kpi_id, ()) if not row.figures
        )


def theme_view(
    store: Store, library: KpiLibrary, view: View, authority_id: str, until: date | None = None
) -> ThemeView:
    """Return one view; with `until` as of the last complete month that ends by then.

    Three queries for all measures and their parts, and one for each figure that has a query of its own.
    """
    on = last_month(store, authority_id, until)
    shown = [kpi_id for section in view.sections for kpi_id in section.measures]
    shown += [
        kpi_id for figure in view.figures() if figure.kind is FigureKind.TRENDS for kpi_id in figure.measures
    ]
    kpis = [kpi for kpi_id in dict.fromkeys(shown) if (kpi := library.get(kpi_id))]
    rows = defaultdict(list)
    for row in scorecard(store, library, kpis, authority_id, until).rows:
        rows[row.kpi.id].append(row)
    figures = theme_figures(store, library, view, authority_id, on) if on else {}
    return ThemeView(view, authority_id, on, dict(rows), figures)


def last_month(store: Store, authority_id: str, until: date | None = None) -> date | None:
    """Return the last day of the last complete month that an authority's extracts cover, up to a day."""
    if not event_tables(store):
        return None
    return next((row["month_end"] for row in ask(store, "last_month", authority_id, until)), None)


def limit_of(shown: ThemeView, spec: FigureSpec) -> tuple[float, str] | None:
    """Return the target of the measure that limits a figure, in force or to come, with its words; None without one."""
    for row in shown.rows.get(spec.limit_of or "", ()):
        step = row.step or row.coming_step
        if step is not None and step.target is not None:
            return step.target, f"Limit: {target_words(step, row.kpi, with_operator=True)}"
    return None


def awaited_words(row: ScorecardRow) -> str:
    """Return how a measure without a figure can come by one."""
    match row.kpi.status:
        case KpiStatus.LIVE:
            return "no case in the records loaded, or the feed that holds it is not loaded"
        case KpiStatus.SUPPLIED:
            return "a figure that the council supplies: python cli.py load values FILE"
        case _:
            return (
                "named in a plan and not calculated as a measure; a figure can be supplied with load values"
            )
