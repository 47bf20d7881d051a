"""The measures of caseloads and staffing in words: what was counted, and what has changed in a year."""

from __future__ import annotations

from metrics.definition import KpiDefinition
from metrics.periods import month_label
from reporting.teams.over_months import first_month_end
from reporting.teams.unit_figures import UnitFigure, number_words, shown_value
from reporting.teams.workforce import (
    AGENCY,
    AVERAGE,
    HIGHEST,
    OVER_LIMIT,
    SICKNESS,
    THREE_CHANGES,
    TURNOVER,
    TWO_CHANGES,
    TWO_CHANGES_IN_CARE,
    VACANCY,
    WEIGHTED,
    WorkforceFigures,
)
from reporting.words import change_words

COUNTED = {
    AVERAGE: "{top} children for {bottom} full-time social workers",
    WEIGHTED: "{top} points for {bottom} full-time social workers",
    HIGHEST: "children of one worker, of {bottom} social workers",
    OVER_LIMIT: "{top} of {bottom} social workers who hold a case",
    AGENCY: "{top} of {bottom} full-time social workers",
    VACANCY: "{top} of {bottom} full-time posts",
    TURNOVER: "{top} left in 12 months, {bottom} full-time in post",
    SICKNESS: "{top} of {bottom} working days in 12 months",
    TWO_CHANGES: "{top} of {bottom} children with open work",
    THREE_CHANGES: "{top} of {bottom} children with open work",
    TWO_CHANGES_IN_CARE: "{top} of {bottom} children in care",
}


def counts_of(figure: UnitFigure | None) -> tuple[float | None, float | None]:
    """Return numerator and denominator, None where there is no figure."""
    return (None, None) if figure is None else (figure.numerator, figure.denominator)


def counted_words(kpi: KpiDefinition, figure: UnitFigure | None) -> str:
    """Return what a figure is made from, in a few words; '' where nothing is known."""
    top, bottom = counts_of(figure)
    if top is None and bottom is None:
        return ""
    return COUNTED[kpi.id].format(top=number_words(top), bottom=number_words(bottom))


def year_change_words(figures: WorkforceFigures, kpi_id: str) -> str:
    """Return the difference from the same month a year before: '+1.2 since October 2025'; '' without both figures."""
    now, before = figures.figure(kpi_id), figures.year_before(kpi_id)
    if now is None or before is None or now.value is None or before.value is None:
        return ""
    kpi = figures.kpis[kpi_id]
    words = change_words(now.value - before.value, kpi.unit, kpi.decimal_places)
    return f"{words} since {month_label(first_month_end(figures.end, 13))}"


def caseload_sentence(figures: WorkforceFigures) -> str:
    """Return in one sentence the average and highest caseload, who is over the limit, and the team with most."""
    average = figures.figure(AVERAGE)
    if average is None or average.value is None:
        return (
            f"No social worker of {figures.unit.name} held a case at the end of {month_label(figures.end)}."
        )
    highest, over = figures.figure(HIGHEST), figures.figure(OVER_LIMIT)
    said = (
        f"At the end of {month_label(figures.end)} a full-time social worker of {figures.unit.name} held "
        f"{shown_value(figures.kpis[AVERAGE], average)} children on average, and one held "
        f"{shown_value(figures.kpis[HIGHEST], highest)}."
    )
    if over is not None and over.denominator:
        top, bottom = counts_of(over)
        said += f" {number_words(top)} of {number_words(bottom)} were above the limit of their role."
    loads = {
        team.name: figure.value
        for team in figures.teams
        if (figure := figures.figure(AVERAGE, team)) is not None and figure.value is not None
    }
    if len(loads) > 1:
        most = max(loads, key=lambda name: loads[name])
        said += f" Highest average: {most} ({loads[most]:.1f})."
    return said


def staffing_sentence(figures: WorkforceFigures) -> str:
    """Return in one sentence how many are agency, how many posts are vacant, and where most."""
    top, bottom = counts_of(figures.figure(AGENCY))
    if bottom is None:
        return (
            f"No social worker of {figures.unit.name} is known to be in post in {month_label(figures.end)}."
        )
    said = f"{number_words(top)} of {number_words(bottom)} full-time social workers at work are agency staff."
    vacant, posts = counts_of(figures.figure(VACANCY))
    if posts:
        said += f" {number_words(vacant)} of {number_words(posts)} posts are not filled by an employee."
    shares = {
        team: figure.value
        for team in figures.teams
        if (figure := figures.figure(AGENCY, team)) is not None and figure.value
    }
    if shares:
        most = max(shares, key=lambda team: shares[team])
        top, bottom = counts_of(figures.figure(AGENCY, most))
        counted = f"{number_words(top)} of {number_words(bottom)}"
        said += f" Largest share of agency staff: {most.name} ({counted})."
    return said
