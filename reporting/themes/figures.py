"""The figures of a theme: counts by line and part, from the parts of measures or from one query each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data.sql import read_sql
from data.store import Store
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.periods import month_end
from metrics.vocabulary import PeriodKind, State, Unit
from reporting.event_tables import event_tables
from reporting.figure_sets import figure_set
from reporting.judgement.series import months_in_a_row
from reporting.themes.register import FigureKind, FigureSpec, View

QUERIES = "reporting/themes"
WHOLE = "All"  # the one part of a figure that is not divided
NOT_KNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class Count:
    """How many; `out_of` is the number they are a share of, None where they are no share of anything."""

    number: float
    out_of: float | None = None

    @property
    def share(self) -> float | None:
        """The share, 0 to 100; None without a number to divide by."""
        return 100.0 * self.number / self.out_of if self.out_of else None

    @property
    def words(self) -> str:
        """'3 of 12', or the number alone."""
        number = f"{self.number:,.10g}"
        return number if self.out_of is None else f"{number} of {self.out_of:,.10g}"


@dataclass(frozen=True)
class ThemeFigure:
    """A figure with its counts by (line, part), and the days it is about. Lines and parts are in order."""

    spec: FigureSpec
    first: date | None
    last: date
    lines: tuple[str, ...]
    parts: tuple[str, ...]
    counts: Mapping[tuple[str, str], Count]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show: no record was found."""
        return not any(count.number or count.out_of for count in self.counts.values())

    @property
    def is_divided(self) -> bool:
        """Whether the lines have parts."""
        return self.parts != (WHOLE,)

    def count(self, line: str, part: str = WHOLE) -> Count:
        """Return one count; nought where there is none."""
        return self.counts.get((line, part), Count(0))

    def of_line(self, line: str) -> float:
        """Return the sum of a line's parts."""
        return sum(self.count(line, part).number for part in self.parts)

    @property
    def total(self) -> float:
        """The sum of all counts."""
        return sum(count.number for count in self.counts.values())

    def focus(self, line: str) -> float:
        """Return the sum of the parts of a line that the sentence is about."""
        return sum(self.count(line, part).number for part in self.spec.focus)

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a line, for a table or a file; shares as '3 of 12'."""
        heading = "Month" if self.spec.kind == FigureKind.MONTHS else " "
        if self.is_divided:
            shares = {part for (_, part), count in self.counts.items() if count.out_of is not None}
            return [
                {heading: line} | {part: self._cell(line, part, part in shares) for part in self.parts}
                for line in self.lines
            ]
        of_shares = any(count.out_of is not None for count in self.counts.values())
        return [
            {
                heading: line,
                "Number": self._cell(line, WHOLE, of_shares),
                "Share": share_words(self.count(line), self.total),
            }
            for line in self.lines
        ]

    def _cell(self, line: str, part: str, is_share: bool) -> str | int:
        """Return a whole number, or in a column of shares '3 of 12', empty where nothing is known."""
        count = self.counts.get((line, part))
        if is_share:
            return count.words if count is not None else ""
        return round(count.number) if count is not None else 0


def share_words(count: Count, whole: float) -> str:
    """Return a share in whole per cent: of the count's own denominator, else of the whole; '' of nothing."""
    share = count.share if count.out_of is not None else (100.0 * count.number / whole if whole else None)
    return "" if share is None else f"{share:.0f}%"


def first_day(spec: FigureSpec, last: date) -> date | None:
    """Return the first day of what a figure looks back on; None for a state on its last day.

    >>> first_day(FigureSpec(id="a", title="A", kind="bars", counts="things", supplied_by="x",
    ...     window_months=12), date(2026, 10, 31))
    datetime.date(2025, 11, 1)
    """
    if spec.window_months is None:
        return None
    place = last.year * 12 + last.month - spec.window_months
    return date(place // 12, place % 12 + 1, 1)


def theme_figures(
    store: Store, library: KpiLibrary, view: View, authority_id: str, on: date
) -> dict[str, ThemeFigure]:
    """Return every figure of a view by its id, as of the last day of a month.

    The parts of all measures come from one query, the other figures from one each; a query that answers several
    figures is asked once. A figure whose event table a build of an older program lacks is empty.
    """
    found: dict[str, ThemeFigure] = {}
    asked: dict[tuple[str, date | None], list[dict[str, Any]]] = {}
    held = event_tables(store)
    by_parts = [spec for spec in view.figures() if spec.query is None and spec.by is not None]
    broken_down = _parts_of_measures(store, by_parts, authority_id, on)
    for spec in view.figures():
        if spec.query is not None:
            key = (spec.query, first_day(spec, on))
            if key not in asked:
                asked[key] = _ask_if_held(store, held, spec, authority_id, on)
            found[spec.id] = figure_of_rows(spec, asked[key], on)
        elif spec.by is not None:
            measures = [kpi for kpi_id in spec.measures if (kpi := library.get(kpi_id))]
            found[spec.id] = figure_of_measures(spec, measures, broken_down, on)
    return found


def _ask_if_held(
    store: Store, held: frozenset[str], spec: FigureSpec, authority_id: str, on: date
) -> list[dict[str, Any]]:
    if not held.issuperset(spec.needs) or spec.query is None:
        return []
    return ask(store, spec.query, authority_id, on, first_day(spec, on))


def ask(
    store: Store, query: str, authority_id: str, on: date | None, since: date | None = None
) -> list[dict[str, Any]]:
    """Return the rows of a query of a theme, given those of the three parameters that it names."""
    name = f"{QUERIES}/{query}"
    text = read_sql(name)
    given = {"authority_id": authority_id, "on": on, "since": since}
    return store.rows(name, **{key: value for key, value in given.items() if f"${key}" in text})


def figure_of_rows(spec: FigureSpec, rows: Iterable[Mapping[str, Any]], on: date) -> ThemeFigure:
    """Return a figure of rows with line, part, number and out_of; a missing line or part is not known.

    Of a query with several dimensions, the rows of the one that the figure is by. A line or part that is a day
    stands for its month; a figure by months has every month, also those without a row.
    """
    counts: dict[tuple[str, str], Count] = {}
    chosen = [row for row in rows if spec.by is None or row["dimension"] == spec.by]
    parts = [row.get("part", WHOLE) for row in chosen]
    if parts and all(isinstance(part, date) for part in parts):
        spec = replace(spec, order=tuple(_words(part) for part in sorted(set(parts))))
    for row, part in zip(chosen, parts, strict=True):
        line, out_of = row["line"], row.get("out_of")
        if spec.kind is FigureKind.MONTHS and isinstance(line, str):
            line = date.fromisoformat(line)
        counts[_words(line), _words(part)] = Count(
            float(row["number"]), None if out_of is None else float(out_of)
        )
    return _figure(spec, counts, on)


def figure_of_measures(
    spec: FigureSpec, measures: Sequence[KpiDefinition], rows: Sequence[Mapping[str, Any]], on: date
) -> ThemeFigure:
    """Return a figure of the parts of measures: one measure by its parts, or several lines by parts.

    A percentage is shown as its numerator of its denominator.
    """
    counts = {}
    for kpi in measures:
        for row in rows:
            if (
                row["kpi_id"] != kpi.id
                or row["breakdown"] != spec.by
                or row["period_kind"] not in _kinds(spec)
            ):
                continue
            key = (kpi.short_name, row["part"]) if len(measures) > 1 else (row["part"], WHOLE)
            if row["state"] == State.COUNTED:
                out_of = row["denominator"] if kpi.unit is Unit.PERCENT else None
                counts[key] = Count(row["numerator"] if out_of is not None else row["value"], out_of)
    figure = _figure(spec, counts, on)
    if len(measures) > 1 or any(count.out_of for count in counts.values()):
        return figure
    return figure if spec.order else _largest_first(figure)


def _figure(spec: FigureSpec, counts: Mapping[tuple[str, str], Count], on: date) -> ThemeFigure:
    """Return the figure, its lines and parts in their declared order and the others after them as they came."""
    lines = _in_order(spec, (line for line, _ in counts))
    parts = _in_order(spec, (part for _, part in counts))
    first = first_day(spec, on)
    if spec.kind == FigureKind.MONTHS and first is not None and counts:
        lines = tuple(_words(month) for month in months_in_a_row(month_end(first), on))
    if spec.period is PeriodKind.ROLLING_12_MONTHS:
        first = date(on.year - 1 if on.month < 12 else on.year, on.month % 12 + 1, 1)
    return ThemeFigure(spec, first, on, lines, parts or (WHOLE,), counts)


def _in_order(spec: FigureSpec, named: Iterable[str]) -> tuple[str, ...]:
    there = dict.fromkeys(named)
    return (*(name for name in spec.order if name in there), *(n for n in there if n not in spec.order))


def _words(name: object) -> str:
    if name is None:
        return NOT_KNOWN
    return f"{name:%b %Y}" if isinstance(name, date) else str(name)


def _largest_first(figure: ThemeFigure) -> ThemeFigure:
    in_order = sorted(figure.lines, key=lambda line: -figure.count(line).number)
    shown = tuple(line for line in in_order if figure.count(line).number)
    return ThemeFigure(figure.spec, figure.first, figure.last, shown, figure.parts, figure.counts)


def _kinds(spec: FigureSpec) -> tuple[PeriodKind, ...]:
    return (spec.period,) if spec.period else (PeriodKind.AS_AT, PeriodKind.MONTH)


def _parts_of_measures(
    store: Store, specs: Sequence[FigureSpec], authority_id: str, on: date
) -> list[dict[str, Any]]:
    if not specs:
        return []
    found: list[dict[str, Any]] = figure_set(
        store,
        list(dict.fromkeys(kpi_id for spec in specs for kpi_id in spec.measures)),
        [authority_id],
        period_kinds=tuple(dict.fromkeys(kind for spec in specs for kind in _kinds(spec))),
        breakdowns=tuple(dict.fromkeys(spec.by for spec in specs if spec.by)),
        since=on,
        until=on,
    ).to_pylist()
    return found
