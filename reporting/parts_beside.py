"""Parts of one measure side by side: the parts of a breakdown, or the teams of a service, in one month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.periods import month_label
from metrics.ratings.funnel import MINIMUM_DENOMINATOR
from metrics.vocabulary import Basis, Level, State, Unit
from reporting.figure_sets import figure_set
from reporting.judgement.series import month_after
from reporting.named_together import with_figure
from reporting.organisation_tree import OrganisationTree
from reporting.words import STATE_WORDS, fraction_words, value_words

MONTHS_DRAWN = 24


@dataclass(frozen=True)
class PartBeside:
    """One part: its figure of the month, if it has one, and its months as (last day, value)."""

    name: str
    value: float | None
    numerator: float | None
    denominator: float | None
    state: str
    points: tuple[tuple[date, float], ...]

    def value_words(self, kpi: KpiDefinition) -> str:
        """Return the value as people read it, or why there is none."""
        if self.value is None:
            return STATE_WORDS.get(State(self.state), "No figure")
        return value_words(self.value, kpi.unit, kpi.decimal_places)


@dataclass(frozen=True)
class PartsBeside:
    """The parts of one measure in one month, in the order in which people read them."""

    kpi: KpiDefinition
    month: date
    parts: tuple[PartBeside, ...]

    @property
    def sentence(self) -> str:
        """Return which parts have the highest and which the lowest figure, in a sentence.

        A part whose figure rests on fewer than 5 is not named; parts with the same figure are named together.
        """
        known = [part for part in self.parts if part.value is not None]
        month = month_label(self.month)
        if len(known) < 2:
            return f"Fewer than two parts have a figure for {month}."
        enough = [p for p in known if p.denominator is None or p.denominator >= MINIMUM_DENOMINATOR]
        if len(enough) < 2:
            return (
                f"{month}, {len(known)} parts: too few counted to name a highest and a lowest; "
                f"a figure should rest on at least {MINIMUM_DENOMINATOR}."
            )
        left_out = len(known) - len(enough)
        small = (
            f" Not looked at, with fewer than {MINIMUM_DENOMINATOR} counted: {left_out}." if left_out else ""
        )
        return f"{month}, {len(known)} parts: {self._ends(enough)}.{small}"

    def _ends(self, parts: Sequence[PartBeside]) -> str:
        """Return the highest and the lowest of some parts with a value."""
        highest, lowest = (end(parts, key=lambda part: part.value or 0.0) for end in (max, min))
        if highest.value_words(self.kpi) == lowest.value_words(self.kpi):
            return f"all {len(parts)} have {highest.value_words(self.kpi)}"
        return f"highest {self._like(highest, parts)}, lowest {self._like(lowest, parts)}"

    def _like(self, one: PartBeside, parts: Sequence[PartBeside]) -> str:
        """Return a part with its numbers, or all parts that are written with the same value."""
        words = one.value_words(self.kpi)
        alike = [part.name for part in parts if part.value_words(self.kpi) == words]
        if len(alike) == 1 and self.kpi.unit is Unit.PERCENT and one.denominator is not None:
            words = f"{words}, {fraction_words(one.numerator, one.denominator)}"
        return with_figure(alike, words)

    def table(self, heading: str) -> list[dict[str, str]]:
        """Return one row a part: its value, and how many of how many."""
        has_fraction = self.kpi.counted is not None and self.kpi.counted.denominator is not None
        return [
            {heading: part.name, "Value": part.value_words(self.kpi)}
            | (
                {"Number of": fraction_words(part.numerator, part.denominator) if part.denominator else ""}
                if has_fraction
                else {}
            )
            | {"Months with a figure": str(len(part.points))}
            for part in self.parts
        ]


def parts_of_breakdown(
    store: Store, kpi: KpiDefinition, org_unit_id: str, breakdown: str, month: date, basis: Basis
) -> PartsBeside:
    """Return the parts of one breakdown in one part of the organisation, from one query."""
    rows = figure_set(
        store,
        [kpi.id],
        [org_unit_id],
        bases=[basis],
        breakdowns=[breakdown],
        since=month_after(month, 1 - MONTHS_DRAWN),
        until=month,
    ).to_pylist()
    return _beside(kpi, month, rows, "part", {row["part"]: row["part"] for row in rows})


def teams_of_unit(
    store: Store, kpi: KpiDefinition, tree: OrganisationTree, org_unit_id: str, month: date, basis: Basis
) -> PartsBeside:
    """Return the teams of a service, or of the whole authority, with figures of one measure; from one query.

    Teams that had ended before the month are left out.
    """
    whole = tree.unit(org_unit_id)
    is_authority = whole is not None and whole.level is Level.AUTHORITY
    names = {
        team.org_unit_id: team.name
        for team in tree.of_level(Level.TEAM, month)
        if is_authority or team.parent_id == org_unit_id
    }
    rows = figure_set(
        store,
        [kpi.id],
        list(names),
        bases=[basis],
        since=month_after(month, 1 - MONTHS_DRAWN),
        until=month,
    ).to_pylist()
    return _beside(kpi, month, rows, "org_unit_id", names)


def _beside(
    kpi: KpiDefinition, month: date, rows: Sequence[dict[str, Any]], key: str, names: Mapping[str, str]
) -> PartsBeside:
    """Return the parts that have any figure in the months read."""
    by_part: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_part[row[key]].append(row)
    parts = []
    for part, known in by_part.items():
        points = tuple((row["period_end"], row["value"]) for row in known if row["value"] is not None)
        now = next((row for row in reversed(known) if row["period_end"] == month), None)
        if points:
            parts.append(
                PartBeside(
                    name=names[part],
                    value=now["value"] if now else None,
                    numerator=now["numerator"] if now else None,
                    denominator=now["denominator"] if now else None,
                    state=now["state"] if now else State.NO_CASES.value,
                    points=points,
                )
            )
    return PartsBeside(kpi, month, tuple(sorted(parts, key=lambda part: reading_order(part.name))))


def reading_order(name: str) -> tuple[int, int, str]:
    """Return what parts are ordered by: ages as they follow each other, then everything else by name.

    >>> sorted(["5 to 9", "10 to 15", "Under 1", "Not known", "Unborn"], key=reading_order)
    ['Unborn', 'Under 1', '5 to 9', '10 to 15', 'Not known']
    """
    youngest = {"Unborn": 0, "Under 1": 1}
    if name in youngest:
        return 0, youngest[name], name
    first = name.partition(" ")[0]
    return (1, int(first), name) if first.isdigit() else (2, 0, name)
