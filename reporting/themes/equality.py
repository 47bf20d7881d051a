"""One measure by protected characteristic, with small numbers hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.periods import Period, period_label
from metrics.vocabulary import KpiStatus, PeriodKind, State, Unit
from reporting.figure_sets import figure_set
from reporting.named_together import with_figure
from reporting.small_numbers import Part, SafePart, hide_small_numbers, is_total_safe

CHARACTERISTICS = {
    "age_band": "Age",
    "sex": "Sex",
    "ethnicity_group": "Ethnicity",
    "disability": "Disability",
}
AGES = ("Unborn", "Under 1", "1 to 4", "5 to 9", "10 to 15", "16 to 17", "18 and over")
KINDS = (PeriodKind.ROLLING_12_MONTHS, PeriodKind.AS_AT)  # a year of events, or a state on its last day


@dataclass(frozen=True)
class Characteristic:
    """The parts of one characteristic as they may be shown."""

    id: str
    name: str
    parts: tuple[SafePart, ...]

    @property
    def hidden(self) -> int:
        """How many parts are hidden."""
        return sum(part.hidden is not None for part in self.parts)

    @property
    def shown(self) -> tuple[Part, ...]:
        """The parts that are shown."""
        return tuple(safe.part for safe in self.parts if safe.part is not None)


@dataclass(frozen=True)
class EqualityView:
    """One measure in one period: its total, None where that is hidden or not known, and its characteristics."""

    kpi: KpiDefinition
    period_words: str
    total: Part | None
    characteristics: tuple[Characteristic, ...]


def equality_measures(library: KpiLibrary) -> tuple[KpiDefinition, ...]:
    """Return the measures that are counted from records by at least one protected characteristic."""
    return tuple(
        kpi
        for kpi in library
        if kpi.status is KpiStatus.LIVE
        and kpi.unit in (Unit.PERCENT, Unit.COUNT)
        and not CHARACTERISTICS.keys().isdisjoint(kpi.breakdowns)
    )


def equality_view(store: Store, kpi: KpiDefinition, org_unit_id: str, on: date) -> EqualityView | None:
    """Return a measure by characteristic, over the 12 months up to a day or as of that day; None without figures."""
    parts = figure_set(
        store,
        [kpi.id],
        [org_unit_id],
        period_kinds=KINDS,
        breakdowns=tuple(CHARACTERISTICS),
        since=on,
        until=on,
    ).to_pylist()
    totals = figure_set(store, [kpi.id], [org_unit_id], period_kinds=KINDS, since=on, until=on).to_pylist()
    return safe_view(kpi, totals, parts)


def safe_view(
    kpi: KpiDefinition, totals: Sequence[Mapping[str, Any]], parts: Sequence[Mapping[str, Any]]
) -> EqualityView | None:
    """Return the view of the first kind of period that has a total, small numbers hidden."""
    for kind in KINDS:
        total = next((row for row in totals if row["period_kind"] == kind), None)
        if total is None or total["state"] != State.COUNTED:
            continue
        whole = _part(kpi, "All", total)
        shown = is_total_safe(whole)
        return EqualityView(
            kpi,
            period_label(Period(kind, total["period_start"], total["period_end"])),
            whole if shown else None,
            tuple(
                Characteristic(name, words, hide_small_numbers(found))
                for name, words in CHARACTERISTICS.items()
                if shown and (found := _parts_of(kpi, parts, kind, name))
            ),
        )
    return None


def equality_sentence(characteristic: Characteristic, view: EqualityView) -> str:
    """Return which shown part has the most, or the highest and the lowest share, and how many are hidden."""
    hidden = "1 part is" if characteristic.hidden == 1 else f"{characteristic.hidden} parts are"
    said_hidden = f" {hidden} hidden so that no child can be recognised." if characteristic.hidden else ""
    known = [part for part in characteristic.shown if _size(part)]
    if not known:
        return f"{characteristic.name}: nothing can be shown.{said_hidden}"
    ranked = sorted(known, key=_rank)
    first, last = ranked[-1], ranked[0]
    if first is last or view.total is None:
        return f"{characteristic.name}: {first.name}, {part_words(first, view.total)}.{said_hidden}"
    if first.out_of is None:
        return f"{characteristic.name}: most are {first.name}, {part_words(first, view.total)}.{said_hidden}"
    highest, lowest = (_like(end, known, view.total) for end in (first, last))
    if highest == lowest:
        return f"{characteristic.name}: the same share in all parts shown.{said_hidden}"
    return f"{characteristic.name}: highest {highest}; lowest {lowest}.{said_hidden}"


def _like(one: Part, parts: Sequence[Part], total: Part) -> str:
    """Return a part with its numbers, or all parts that are written with the same share."""
    share = f"{part_share(one, total) or 0.0:.0f}%"
    alike = [part.name for part in parts if f"{part_share(part, total) or 0.0:.0f}%" == share]
    return with_figure(alike, share) if len(alike) > 1 else f"{one.name}, {part_words(one, total)}"


def part_words(part: Part, total: Part | None) -> str:
    """Return '45 of 60 (75%)', or a count with its share of the total, '45 (15%)'."""
    share = part_share(part, total)
    words = f"{part.number:,.10g}" if part.out_of is None else f"{part.number:,.10g} of {part.out_of:,.10g}"
    return words if share is None else f"{words} ({share:.0f}%)"


def part_share(part: Part, total: Part | None) -> float | None:
    """Return the share of a part, 0 to 100: of its own denominator, or of the total for a count."""
    whole = part.out_of if part.out_of is not None else total.number if total else None
    return 100.0 * part.number / whole if whole else None


def _parts_of(
    kpi: KpiDefinition, rows: Sequence[Mapping[str, Any]], kind: PeriodKind, breakdown: str
) -> list[Part]:
    found = [
        _part(kpi, row["part"], row)
        for row in rows
        if row["period_kind"] == kind and row["breakdown"] == breakdown and row["state"] == State.COUNTED
    ]
    return sorted(found, key=lambda part: AGES.index(part.name) if part.name in AGES else len(AGES))


def _part(kpi: KpiDefinition, name: str, row: Mapping[str, Any]) -> Part:
    if kpi.unit is Unit.PERCENT:
        return Part(name, row["numerator"], row["denominator"])
    return Part(name, row["value"])


def _size(part: Part) -> float:
    return part.number if part.out_of is None else part.out_of


def _rank(part: Part) -> float:
    return part.number if part.out_of is None else part.number / part.out_of
