"""Every measure of a service in each of its teams: values, counts, ratings, and whether they add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.periods import month_label
from metrics.ratings.rag import RagRating
from metrics.vocabulary import Basis, KpiStatus
from reporting.figure_sets import figure_set
from reporting.figures import TargetStep
from reporting.teams.adding_up import AddingUp, adding_up
from reporting.teams.columns import Column, Structure, listed
from reporting.teams.targets import Targets, rating_of, short_reason, targets_of
from reporting.teams.unit_figures import (
    Figures,
    UnitFigure,
    figures_by_unit,
    of_units,
    shown_count,
    shown_value,
    together,
)
from reporting.words import sentence_case


@dataclass(frozen=True)
class TeamCell:
    """One KPI in one column and period: figure, step in force, rating."""

    kpi: KpiDefinition
    column: Column
    end: date
    figure: UnitFigure | None
    step: TargetStep | None
    rating: RagRating

    @property
    def value_words(self) -> str:
        """Return the value, or why there is none."""
        if self.figure is None:
            return self.column.absent_words(self.end)
        return shown_value(self.kpi, self.figure)

    @property
    def count_words(self) -> str:
        """Return '31 of 32'; '' where the value is the count."""
        words = shown_count(self.kpi, self.figure)
        return "" if words == self.value_words else words

    @property
    def rating_words(self) -> str:
        """Return the rating, or in two or three words why there is none; '' without a value."""
        return sentence_case(short_reason(self.kpi, self.figure, self.step, self.rating))

    @property
    def sentence(self) -> str:
        """Return everything the cell says in one line, for those who do not see it."""
        parts = [self.value_words, self.count_words, self.rating_words]
        return f"{self.column.name}, {self.kpi.short_name}: {', '.join(part for part in parts if part)}"


@dataclass(frozen=True)
class MeasureRow:
    """One KPI in one period over all columns. `whole` is by the structure shown, `check` says what adds up."""

    kpi: KpiDefinition
    end: date
    parts: tuple[TeamCell, ...]
    whole: TeamCell
    not_allocated: TeamCell
    check: AddingUp

    @property
    def cells(self) -> tuple[TeamCell, ...]:
        """Return the cells from left to right."""
        return (self.whole, *self.parts, self.not_allocated)

    @property
    def is_rated(self) -> bool:
        """Return whether a target is in force for any part, so that there is something to judge."""
        return any(cell.step is not None for cell in (*self.parts, self.whole))


@dataclass(frozen=True)
class SideBySide:
    """The rows of a service, and the columns that have any figure in them.

    without_figures: names of columns left out. of_the_authority_only: measures whose figure no part has,
    like rates by population, or contacts that no team is known for.
    """

    structure: Structure
    columns: tuple[Column, ...]
    rows: tuple[MeasureRow, ...]
    without_figures: tuple[str, ...]
    of_the_authority_only: tuple[KpiDefinition, ...]

    @property
    def part_names(self) -> tuple[str, ...]:
        """Return the names of the parts, in order."""
        return tuple(column.name for column in self.columns)

    def ratings_sentence(self) -> str:
        """Return how many cells have which rating, and which part has most off target."""
        cells = [cell for row in self.rows for cell in row.parts if cell.step is not None]
        words = Counter(cell.rating_words.lower() for cell in cells if cell.rating_words)
        if not words:
            return "No target is in force, so nothing is rated."
        order = ("off target", "near target", "on target", "too few to rate", "in doubt")
        said = ", ".join(f"{words[word]} {word}" for word in order if words[word])
        off = Counter(cell.column.name for cell in cells if cell.rating.colour == "red")
        measures = sum(row.is_rated for row in self.rows)
        counted = "1 measure with a target" if measures == 1 else f"{measures} measures with a target"
        first = f"{counted} in {len(self.columns)} {self.structure.part_word}: {said}."
        if not off:
            return first
        most = max(off.values())
        return f"{first} Most off target: {listed([n for n in self.part_names if off[n] == most])} ({most})."

    def adding_up_sentence(self) -> str:
        """Return in words whether everything adds up, and where something is not allocated."""
        return adding_up_sentence([row.check for row in self.rows], self.structure, "measures")


def adding_up_sentence(checks: Sequence[AddingUp], structure: Structure, rows_word: str) -> str:
    """Return 'In all 24 measures the teams add up …', which do not, and how many have parts not allocated."""
    known = [check for check in checks if check.agrees is not None]
    wrong = [check for check in known if check.agrees is False]
    whole = "council" if structure.is_whole_authority else "service and the council"
    if not known:
        return "Nothing is counted, so there is nothing to add up."
    said = f"Check: in all {len(known)} {rows_word} the {structure.part_word} add up to the {whole}."
    if wrong:
        said = f"Check: in {len(wrong)} of {len(known)} {rows_word} the {structure.part_word} do not add up."
    outside = sum(_has_any(check.not_allocated) for check in known)
    if outside:
        said += f" In {outside} of them something is not allocated to any team: it is in the council's figure only."
    return said


def _has_any(figure: UnitFigure | None) -> bool:
    return figure is not None and bool(figure.numerator or figure.denominator or figure.value)


def side_by_side(
    store: Store, kpis: Sequence[KpiDefinition], structure: Structure, end: date, basis: Basis
) -> SideBySide:
    """Return the figures of the month that ends on a day, from two queries."""
    asked = [kpi for kpi in kpis if kpi.status in (KpiStatus.LIVE, KpiStatus.SUPPLIED)]
    figures, targets = read_figures(store, asked, structure, end, end, basis)
    found = [(kpi, measure_row(kpi, structure, structure.parts, figures, targets, end)) for kpi in asked]
    rows = [row for _, row in found if row is not None]
    authority_id = structure.authority.org_unit_id
    only = tuple(kpi for kpi, row in found if row is None and (kpi.id, authority_id, end) in figures)
    shown, left_out = columns_with_figures(structure, rows)
    return SideBySide(
        structure,
        shown,
        tuple(with_columns(row, shown) for row in rows),
        left_out,
        only,
    )


def read_figures(
    store: Store,
    kpis: Sequence[KpiDefinition],
    structure: Structure,
    since: date,
    until: date,
    basis: Basis,
) -> tuple[Figures, Targets]:
    """Return the figures and targets of a structure in the periods that end between two days."""
    units = structure.unit_ids
    ids = [kpi.id for kpi in kpis]
    found = figure_set(store, ids, units, bases=(basis,), since=since, until=until)
    return figures_by_unit(found), targets_of(store, kpis, structure.authority.org_unit_id, units)


def measure_row(
    kpi: KpiDefinition,
    structure: Structure,
    columns: Sequence[Column],
    figures: Figures,
    targets: Targets,
    end: date,
) -> MeasureRow | None:
    """Return one KPI and period over some columns; None where neither a part nor the whole has a figure."""
    check = adding_up(kpi, structure, figures, end)
    if check.parts is None and check.whole is None:
        return None

    def cell(column: Column, figure: UnitFigure | None) -> TeamCell:
        step = targets.in_force(kpi, column.opens, end)
        return TeamCell(kpi, column, end, figure, step, rating_of(kpi, figure, step, targets.authority_id))

    parts = tuple(
        cell(column, together(kpi, of_units(figures, kpi.id, column.unit_ids, end))) for column in columns
    )
    whole = check.whole
    if structure.is_todays and not structure.is_whole_authority:
        whole = check.parts
    return MeasureRow(
        kpi,
        end,
        parts,
        cell(structure.whole, whole),
        cell(structure.not_allocated, check.not_allocated),
        check,
    )


def columns_with_figures(
    structure: Structure, rows: Sequence[MeasureRow]
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Return the columns with a figure in any row, and the names of those without.

    A team that did not exist in the period is a column only where something of it is counted.
    """
    used = {
        cell.column.unit_ids
        for row in rows
        for cell in row.parts
        if cell.figure is not None and (cell.column.is_of_the_time or _has_any(cell.figure))
    }
    shown = tuple(column for column in structure.parts if column.unit_ids in used)
    left_out = [c.name for c in structure.parts if c.is_of_the_time and c.unit_ids not in used]
    return shown, tuple(left_out)


def with_columns(row: MeasureRow, columns: Sequence[Column]) -> MeasureRow:
    """Return a row with the cells of some columns only."""
    kept = tuple(cell for cell in row.parts if cell.column in columns)
    return MeasureRow(row.kpi, row.end, kept, row.whole, row.not_allocated, row.check)


def worst_first(rows: Sequence[MeasureRow]) -> list[MeasureRow]:
    """Return rows with those first that have most parts off target, then near target; else as they are."""

    def ratings(row: MeasureRow) -> tuple[int, int]:
        colours = [cell.rating.colour for cell in row.parts]
        return -colours.count("red"), -colours.count("amber")

    return sorted(rows, key=ratings)


def table_rows(rows: Sequence[MeasureRow], *, by_month: bool = False) -> list[dict[str, str]]:
    """Return the rows as a table of words, with the check in full, to read and to save."""
    found = []
    for row in rows:
        first = {"Month": month_label(row.end)} if by_month else {"Measure": row.kpi.name}
        cells: dict[str, str] = {}
        for cell in row.cells:
            parts = (cell.value_words, cell.count_words, cell.rating_words)
            cells[cell.column.full_name] = "; ".join(part for part in parts if part)
        found.append(
            first
            | cells
            | {
                "Check": row.check.verdict,
                "Parts and service": row.check.sum_words,
                "Everything and council": row.check.authority_words,
            }
        )
    return found
