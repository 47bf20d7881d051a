"""What a supplied figure may say: its value against its fraction, its unit and its state."""

from __future__ import annotations

from data.landing import cell_text
from data.supplied.cells import out_of_range
from metrics.vocabulary import Basis, State, Unit

UNIT_FACTOR = {Unit.PERCENT: 100.0, Unit.RATIO: 1.0, Unit.RATE_PER_10000: 10_000.0}
COUNTING_BASES = (Basis.OPEN_OVERDUE, Basis.TOO_RECENT)  # a number of cases, whatever the KPI's unit
HALF_A_WHOLE = 0.5  # a value printed without decimals may be rounded by this much,
HALF_A_TENTH = 0.05  # one with decimals by this much
ROUNDING_NOISE = 1e-9


def unit_of_figure(kpi_unit: Unit, basis: str) -> Unit:
    """Return the unit of a figure on one basis: cases that are late or too recent are counted."""
    return Unit.COUNT if basis in COUNTING_BASES else kpi_unit


def check_figure(
    unit: Unit, numerator: float | None, denominator: float | None, value: float | None, problems: list[str]
) -> tuple[float | None, State]:
    """Return the unrounded value and its state, appending every problem. No cases is not 0 %.

    A percentage, ratio or rate is counted again from its numerator and denominator where both are
    given: a printed value is rounded.
    """
    before = len(problems)
    problems += out_of_range(Unit.COUNT, (("numerator", numerator), ("denominator", denominator)))
    problems += out_of_range(unit, (("value", value),))
    if unit is Unit.COUNT:
        return _number_of_cases(numerator, denominator, value, problems), State.COUNTED
    if denominator == 0:
        if value is not None or numerator:
            problems.append("the denominator is 0, so there were no cases: leave value empty and numerator 0")
        return None, State.NO_CASES
    factor = UNIT_FACTOR.get(unit)
    if factor is None or numerator is None or denominator is None:
        if value is None:
            fraction = ", a numerator with its denominator" if factor else ""
            problems.append(f"value is empty: give a value{fraction}, or TBC, new or missing")
        return value, State.COUNTED
    if unit is Unit.PERCENT and numerator > denominator:
        problems.append("numerator is above its denominator")
    if len(problems) > before:
        return value, State.COUNTED
    counted = factor * numerator / denominator
    if value is not None and not _is_rounding_of(value, counted):
        fraction = f"{cell_text(numerator)} of {cell_text(denominator)}, which is {counted:.1f}"
        problems.append(f"value {cell_text(value)} does not agree with {fraction}")
    return counted, State.COUNTED


def _number_of_cases(
    numerator: float | None, denominator: float | None, value: float | None, problems: list[str]
) -> float | None:
    """Return a count, which may stand in the value or the numerator column."""
    counted = numerator if value is None else value
    if counted is None:
        problems.append("value is empty: give the number, or TBC, new or missing")
    elif not counted.is_integer():
        problems.append(f"value {cell_text(counted)} is not a whole number")
    if value is not None and numerator is not None and value != numerator:
        problems.append(f"value {cell_text(value)} does not agree with the numerator {cell_text(numerator)}")
    if denominator is not None:
        problems.append("denominator should be empty: this figure is a number, not a share")
    return counted


def _is_rounding_of(value: float, counted: float) -> bool:
    allowed = HALF_A_WHOLE if value.is_integer() else HALF_A_TENTH
    return abs(value - counted) <= allowed + ROUNDING_NOISE
