"""Figures of a theme and their sentences, from rows counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from metrics.definition import KpiDefinition
from metrics.vocabulary import PeriodKind
from reporting.themes.figures import (
    Count,
    figure_of_measures,
    figure_of_rows,
    first_day,
    share_words,
)
from reporting.themes.register import FigureKind, FigureSpec
from reporting.themes.sentences import figure_sentence

ON = date(2026, 10, 31)


def spec(kind: FigureKind = FigureKind.BARS, **more: Any) -> FigureSpec:
    return FigureSpec(id="f", title="F", kind=kind, counts="audits", supplied_by="the feed audits", **more)


def row(line: object, number: int, part: object = "All", out_of: int | None = None) -> dict[str, Any]:
    return {"line": line, "part": part, "number": number, "out_of": out_of}


def test_a_count_says_its_numbers_and_its_share() -> None:
    assert (Count(3, 12).words, Count(3, 12).share) == ("3 of 12", 25.0)
    assert (Count(1200).words, Count(1200).share) == ("1,200", None)
    assert Count(0, 0).share is None  # no cases is not 0 %
    assert share_words(Count(0, 0), 0) == ""
    assert share_words(Count(3), 12) == "25%"


@pytest.mark.parametrize(
    ("months", "on", "first"),
    [
        (12, date(2026, 10, 31), date(2025, 11, 1)),
        (12, date(2026, 12, 31), date(2026, 1, 1)),
        (24, date(2026, 1, 31), date(2024, 2, 1)),
        (1, date(2026, 2, 28), date(2026, 2, 1)),
    ],
)
def test_a_window_of_months_begins_on_the_first_of_a_month(months: int, on: date, first: date) -> None:
    assert first_day(spec(window_months=months), on) == first
    assert first_day(spec(), on) is None


def test_bars_say_the_two_largest_and_their_share_of_all() -> None:
    figure = figure_of_rows(spec(), [row("A", 6), row("B", 3), row(None, 1)], ON)
    assert figure.lines == ("A", "B", "Not known")
    assert figure_sentence(figure) == "10 audits on 31 October 2026. Most: A (6, 60%), then B (3, 30%)."
    assert figure.rows() == [
        {" ": "A", "Number": 6, "Share": "60%"},
        {" ": "B", "Number": 3, "Share": "30%"},
        {" ": "Not known", "Number": 1, "Share": "10%"},
    ]


def test_nothing_found_is_said_with_where_it_would_come_from() -> None:
    figure = figure_of_rows(spec(window_months=12), [], ON)
    assert figure.is_empty
    assert figure_sentence(figure) == (
        "No audits on record in the 12 months to October 2026. They come from the feed audits."
    )


def test_parts_stand_in_their_declared_order_and_the_others_after_them() -> None:
    rows = [row("A", 1, "Good"), row("A", 2, "New"), row("A", 3, "Outstanding")]
    figure = figure_of_rows(spec(FigureKind.STACKED, order=("Outstanding", "Good")), rows, ON)
    assert figure.parts == ("Outstanding", "Good", "New")
    assert figure.rows() == [{" ": "A", "Outstanding": 3, "Good": 1, "New": 2}]


def test_a_focus_is_said_as_a_share_with_the_highest_and_the_lowest_line() -> None:
    rows = [
        row("A", 4, "Good"),
        row("A", 1, "Poor"),
        row("B", 1, "Good"),
        row("B", 5, "Poor"),
        row("C", 1, "Good"),
    ]
    figure = figure_of_rows(spec(FigureKind.STACKED, focus=("Good",), focus_words="that are good"), rows, ON)
    assert (
        figure_sentence(figure)
        == (
            "Audits that are good: 6 of 12 (50%) on 31 October 2026. "
            "Highest: A, 4 of 5 (80%); lowest: B, 1 of 6 (17%)."  # C has one only: too few to be called the highest
        )
    )


def test_lines_with_the_same_share_are_named_together() -> None:
    counts = {"A": (8, 2), "B": (4, 1), "C": (12, 3), "D": (16, 4), "E": (2, 6)}
    rows = [
        row(line, number, part)
        for line, pair in counts.items()
        for number, part in zip(pair, ("Good", "Poor"), strict=True)
    ]
    figure = figure_of_rows(spec(FigureKind.STACKED, focus=("Good",), focus_words="that are good"), rows, ON)
    assert figure_sentence(figure).endswith("Highest: 4 of them alike (80%); lowest: E, 2 of 8 (25%).")


def test_months_without_a_row_are_there_with_nought() -> None:
    rows = [row(date(2026, 8, 1), 2), row(date(2026, 10, 1), 4)]
    figure = figure_of_rows(spec(FigureKind.MONTHS, window_months=4), rows, ON)
    assert figure.lines == ("Jul 2026", "Aug 2026", "Sep 2026", "Oct 2026")
    assert [figure.of_line(line) for line in figure.lines] == [0, 2, 0, 4]
    assert figure_sentence(figure) == (
        "4 audits in October 2026; 6 in the 4 months to October 2026, 1.5 a month on average, "
        "most in Oct 2026 (4)."
    )


def test_months_with_a_focus_say_the_latest_month_and_all_of_them() -> None:
    rows = [row("2026-09-01", 3, "Good"), row("2026-09-01", 1, "Poor"), row("2026-10-01", 2, "Poor")]
    wanted = spec(FigureKind.MONTHS, window_months=2, focus=("Good",), focus_words="that are good")
    assert figure_sentence(figure_of_rows(wanted, rows, ON)) == (
        "Audits that are good: 0 of 2 in October 2026, 3 of 6 (50%) in the 2 months to October 2026."
    )


def test_a_month_without_any_has_no_share_of_nought() -> None:
    wanted = spec(FigureKind.MONTHS, window_months=2, focus=("Good",), focus_words="that are good")
    figure = figure_of_rows(wanted, [row("2026-09-01", 3, "Good")], ON)
    assert "none in October 2026" in figure_sentence(figure)


def test_a_grid_names_the_highest_and_the_lowest_share_of_five_or_more() -> None:
    rows = [row("A", 5, "X", 5), row("A", 1, "Y", 10), row("B", 0, "X", 4)]
    figure = figure_of_rows(spec(FigureKind.GRID), rows, ON)
    assert figure_sentence(figure) == (
        "Audits on 31 October 2026. Highest: X, A, 5 of 5 (100%); lowest: Y, A, 1 of 10 (10%)."
    )
    assert figure.rows() == [{" ": "A", "X": "5 of 5", "Y": "1 of 10"}, {" ": "B", "X": "0 of 4", "Y": ""}]


def test_a_grid_that_adds_up_says_its_sum() -> None:
    rows = [row("A", 5, "X", 5), row("B", 1, "X", 10)]
    figure = figure_of_rows(spec(FigureKind.GRID, adds_up=True), rows, ON)
    assert figure_sentence(figure).startswith("Audits on 31 October 2026: 6 of 15 (40%). ")


def test_columns_that_are_days_are_months_in_order() -> None:
    rows = [row("A", 1, date(2026, 2, 1), 2), row("B", 1, date(2025, 12, 1), 2)]
    assert figure_of_rows(spec(FigureKind.GRID), rows, ON).parts == ("Dec 2025", "Feb 2026")


def test_of_a_query_with_several_dimensions_one_is_taken() -> None:
    rows = [row("A", 1) | {"dimension": "team"}, row("B", 5) | {"dimension": "service"}]
    figure = figure_of_rows(spec(query="audit_grades", by="team"), rows, ON)
    assert figure.lines == ("A",)


def observation(
    kpi: KpiDefinition, part: str, top: float, bottom: float | None, **more: Any
) -> dict[str, Any]:
    return {
        "kpi_id": kpi.id,
        "breakdown": "age_band",
        "part": part,
        "period_kind": PeriodKind.AS_AT,
        "numerator": top,
        "denominator": bottom,
        "value": top if bottom is None else 100 * top / bottom if bottom else None,
        "state": "counted",
    } | more


def test_parts_of_a_count_are_shown_largest_first_without_the_empty_ones(number: KpiDefinition) -> None:
    rows = [observation(number, name, size, None) for name, size in (("a", 2), ("b", 7), ("c", 0))]
    figure = figure_of_measures(spec(measures=(number.id,), by="age_band"), [number], rows, ON)
    assert figure.lines == ("b", "a")
    assert figure.total == 9


def test_parts_of_a_percentage_are_its_numerator_of_its_denominator(share: KpiDefinition) -> None:
    rows = [
        observation(share, "a", 1, 4),
        observation(share, "b", 0, 0, state="no_cases"),
        observation(share, "c", 9, 9, breakdown="sex"),
        observation(share, "d", 9, 9, period_kind=PeriodKind.QUARTER),
    ]
    figure = figure_of_measures(spec(measures=(share.id,), by="age_band"), [share], rows, ON)
    assert figure.lines == ("a",)
    assert figure.count("a") == Count(1, 4)
    assert figure_sentence(figure) == "Audits on 31 October 2026: 1 of 4 (25%)."


def test_several_measures_are_lines_by_parts(share: KpiDefinition) -> None:
    other = replace(share, id="other", short_name="Other")
    rows = [observation(share, "a", 1, 4), observation(other, "a", 2, 4), observation(other, "b", 3, 4)]
    wanted = spec(FigureKind.GRID, measures=(share.id, "other"), by="age_band", order=("b", "a"))
    figure = figure_of_measures(wanted, [share, other], rows, ON)
    assert (figure.lines, figure.parts) == ((share.short_name, "Other"), ("b", "a"))
    assert figure.count("Other", "b") == Count(3, 4)
