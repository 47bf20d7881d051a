"""Whether the parts add up to the whole, said where the parts are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from metrics.definition import KpiDefinition
from metrics.vocabulary import Method, Statistic
from reporting.teams.columns import Structure
from reporting.teams.unit_figures import Figures, UnitFigure, is_same, of_units, shown_count, together


@dataclass(frozen=True)
class AddingUp:
    """One KPI and period: the parts together beside the whole, and all parts beside the authority.

    agrees: None where nothing is counted. By today's structure the parts may differ from the service as it
    was (has_moved), and still make the authority.
    """

    kpi: KpiDefinition
    structure: Structure
    parts: UnitFigure | None
    whole: UnitFigure | None
    others: UnitFigure | None
    not_allocated: UnitFigure | None
    everything: UnitFigure | None
    authority: UnitFigure | None

    @property
    def whole_agrees(self) -> bool | None:
        """Return whether the parts together count the same as the whole."""
        if self.structure.is_whole_authority:
            return self.authority_agrees
        return is_same(self.kpi, self.parts, self.whole)

    @property
    def authority_agrees(self) -> bool | None:
        """Return whether all parts and what is not allocated count the same as the authority."""
        return is_same(self.kpi, self.everything, self.authority)

    @property
    def has_moved(self) -> bool:
        """Return whether the difference comes from teams that have changed service since."""
        return self.structure.is_todays and self.whole_agrees is False and self.authority_agrees is True

    @property
    def agrees(self) -> bool | None:
        """Return whether everything adds up; None where nothing is counted."""
        answers = {self.authority_agrees} if self.has_moved else {self.whole_agrees, self.authority_agrees}
        answers.discard(None)
        return all(answers) if answers else None

    @property
    def verdict(self) -> str:
        """Return the check in two or three words."""
        return {True: "Adds up", False: "Does not add up", None: "Nothing counted"}[self.agrees]

    @property
    def sum_words(self) -> str:
        """Return 'Teams together 187 of 193 = service 187 of 193'."""
        return self._equation(self.structure.part_word, self.parts, "service", self.whole, self.whole_agrees)

    @property
    def authority_words(self) -> str:
        """Return the same of all parts and the authority."""
        words = "with other services and not allocated"
        if self.structure.is_whole_authority:
            words = "services and not allocated"
        return self._equation(words, self.everything, "council", self.authority, self.authority_agrees)

    @property
    def words(self) -> str:
        """Return the equation that is shown beside a row."""
        if self.structure.is_whole_authority:
            return self.authority_words
        if self.has_moved:
            return f"{self.sum_words} at the time: teams have changed service since"
        return self.sum_words

    @property
    def rule_words(self) -> str:
        """Return how the value of the whole comes about, where it is no sum; '' where it is."""
        calculation = self.kpi.calculation
        if calculation is not None and calculation.method is Method.DURATION:
            return "A median is worked out afresh for the whole; what is added up is how many were counted."
        if calculation is not None and calculation.statistic is Statistic.MAXIMUM:
            return "The highest of the parts is the highest of the whole."
        return ""

    def _equation(
        self,
        parts_name: str,
        parts: UnitFigure | None,
        whole_name: str,
        whole: UnitFigure | None,
        agrees: bool | None,
    ) -> str:
        sign = "≠" if agrees is False else "="
        left = f"{parts_name[:1].upper()}{parts_name[1:]} together {self._count(parts)}"
        return f"{left} {sign} {whole_name} {self._count(whole)}"

    def _count(self, figure: UnitFigure | None) -> str:
        return shown_count(self.kpi, figure) or "none"


def adding_up(kpi: KpiDefinition, structure: Structure, figures: Figures, end: date) -> AddingUp:
    """Return the check of one KPI and period, from the figures of `structure.unit_ids`."""

    def of(*groups: tuple[str, ...]) -> UnitFigure | None:
        units = [unit for group in groups for unit in group]
        return together(kpi, of_units(figures, kpi.id, units, end))

    part_units = tuple(unit for column in structure.parts for unit in column.unit_ids)
    others, outside = structure.others.unit_ids, structure.not_allocated.unit_ids
    # By the structure at the time the services make the authority; by today's all teams do.
    inside = part_units if structure.is_whole_authority or structure.is_todays else structure.whole.unit_ids
    return AddingUp(
        kpi=kpi,
        structure=structure,
        parts=of(part_units),
        whole=of(structure.whole.unit_ids),
        others=of(others),
        not_allocated=of(outside),
        everything=of(inside, others, outside),
        authority=of((structure.authority.org_unit_id,)),
    )
