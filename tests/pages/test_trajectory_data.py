"""What the trajectory chart of a measure is made from."""

from __future__ import annotations

from datetime import date

from metrics.definition import KpiDefinition
from metrics.library import load_library
from pages.parts.trajectory_data import first_day_of_latest_years
from reporting.judgement import judge_row
from reporting.kpi_history import KpiHistory
from reporting.scorecard import rows_of_kpi
from tests.reporting.made_up_months import values


def history_of(kpi: KpiDefinition, months: int) -> KpiHistory:
    """Return the history of some months from January 2024 on."""
    figures = tuple(values(kpi, [50, 60] * (months // 2)))
    return KpiHistory(kpi, "northmoor", tuple(rows_of_kpi(kpi, figures, (), "northmoor")), figures, (), "")


def test_the_chart_begins_with_the_first_month_that_has_limits() -> None:
    history = history_of(load_library().by_id("contacts_received"), 48)
    judged = judge_row(history.row(None))
    since = first_day_of_latest_years(history, None)
    assert judged.months[0] == date(2025, 1, 31)
    assert since == date(2025, 1, 1)
    drawn = [
        figure for figure in history.figures if figure.period.end is not None and figure.period.end >= since
    ]
    assert [figure.period.end for figure in drawn] == list(judged.months)
    assert all(level is not None for level in judged.mean)


def test_thirty_six_months_are_all_there_is_to_show() -> None:
    kpi = load_library().by_id("contacts_received")
    assert first_day_of_latest_years(history_of(kpi, 36), None) is None
    assert first_day_of_latest_years(history_of(kpi, 38), None) == date(2024, 3, 1)
