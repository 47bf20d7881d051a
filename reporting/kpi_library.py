"""The KPI library as a reader sees it: the list, and one definition in sections of plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from metrics.definition import Calculation, Doubt, KpiDefinition, Target
from metrics.library import KpiLibrary
from metrics.periods import day_label
from metrics.registers import Registers
from metrics.vocabulary import TargetKind
from reporting.supply import source_lines
from reporting.time_limits import limit_words
from reporting.words import value_words


@dataclass(frozen=True)
class Section:
    """A heading of a definition, and its lines as (label, words)."""

    heading: str
    lines: tuple[tuple[str, str], ...]


def kpi_list(library: KpiLibrary) -> list[dict[str, Any]]:
    """Return one dictionary a KPI, as `kpi list --json` prints it."""
    return [
        {
            "id": kpi.id,
            "name": kpi.name,
            "short_name": kpi.short_name,
            "service_area": kpi.service_area,
            "theme": kpi.theme,
            "kind": kpi.kind.value,
            "status": kpi.status.value,
            "unit": kpi.unit.value,
            "better_when": kpi.better_when.value,
            "owner": kpi.owner,
            "plans": [reference.plan for reference in kpi.named_in],
            "has_query": bool(kpi.doubts),
        }
        for kpi in library
    ]


def definition_sections(
    kpi: KpiDefinition, library: KpiLibrary, registers: Registers, authority_id: str | None = None
) -> list[Section]:
    """Return everything the file says, in the order a reader asks for it. Empty lines are left out.

    authority_id: whose page it is on: questions about the figures of another authority are left out.
    """
    counted = kpi.counted
    asked = [doubt for doubt in kpi.doubts if authority_id is None or doubt.authority in (None, authority_id)]
    sections = [
        Section(
            "What it measures",
            _lines(
                ("Question", kpi.question),
                ("Why it matters", kpi.why_it_matters),
                ("What is counted", kpi.description),
                ("Numerator", counted.numerator if counted else None),
                ("Denominator", counted.denominator if counted else None),
                ("Time rule", kpi.time_rule),
                ("Time limit", limit_words(kpi.calculation)),
                ("How it is calculated", _calculation_words(kpi.calculation)),
            ),
        ),
        Section(
            "How to read it",
            _lines(
                ("Unit", kpi.unit.label),
                ("Direction", kpi.better_when.label),
                ("Kind", kpi.kind.label),
                ("Status", kpi.status.label),
                ("Pattern of the year", "Compare with the same month last year" if kpi.seasonal else None),
                ("Read with", "; ".join(library.by_id(other).name for other in kpi.read_with)),
            ),
        ),
        Section("Targets for every authority", tuple(_target_line(target, kpi) for target in kpi.targets)),
        Section(
            "Where it comes from",
            _lines(
                ("Service area", registers.service_areas[kpi.service_area].name),
                ("Theme", registers.themes[kpi.theme].name),
                ("Owner", registers.posts[kpi.owner].name),
                ("How often", kpi.frequency),
                ("Usual source", kpi.usual_source),
                *source_lines(kpi),
                ("Requirement", kpi.requirement),
                ("Published as", kpi.published.series if kpi.published else None),
                ("How that differs", kpi.published.differs if kpi.published else None),
                ("Named in", "; ".join(plan_words(kpi, registers))),
            ),
        ),
        Section("Questions to its owner", tuple((doubt.about.label, doubt_words(doubt)) for doubt in asked)),
        Section(
            "History of the definition",
            (
                *(
                    (f"Version {c.version}, from {day_label(c.in_force_from)}", c.change)
                    for c in kpi.definition_history
                ),
                ("Reviewed", f"{registers.posts[kpi.reviewed_by].name}, {day_label(kpi.reviewed_on)}"),
            ),
        ),
    ]
    return [section for section in sections if section.lines]


def plan_words(kpi: KpiDefinition, registers: Registers) -> list[str]:
    """Return each plan that names the KPI, with its reference numbers."""
    return [
        registers.plans[reference.plan].name + (f", {', '.join(reference.refs)}" if reference.refs else "")
        for reference in kpi.named_in
    ]


def doubt_words(doubt: Doubt) -> str:
    """Return the question, and that it holds the rating where it does."""
    return f"{doubt.question} (Not rated until answered.)" if doubt.holds_rating else doubt.question


def _lines(*lines: tuple[str, str | None]) -> tuple[tuple[str, str], ...]:
    return tuple((label, words) for label, words in lines if words)


def _calculation_words(calculation: Calculation | None) -> str | None:
    if calculation is None:
        return None
    parts = [calculation.method.label]
    if calculation.events:
        parts.append(f"from {calculation.events.replace('_', ' ')}")
    return ", ".join(parts)


def _target_line(target: Target, kpi: KpiDefinition) -> tuple[str, str]:
    def words(value: float) -> str:
        return value_words(value, kpi.unit, kpi.decimal_places)

    aim = "no number" if target.target is None else words(target.target)
    if target.band is not None:
        aim = f"{words(target.band.low)} to {words(target.band.high)}"
    floor = f", floor {words(target.floor)}" if target.floor is not None else ""
    return (
        f"From {day_label(target.in_force_from)}",
        f"{aim}{floor}. {TargetKind(target.kind).label}: {target.source}",
    )
