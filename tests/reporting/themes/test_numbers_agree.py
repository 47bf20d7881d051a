"""On the small Northmere: what a figure or list of a theme shows that is also a measure equals the measure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from data.store import Store
from metrics.library import KpiLibrary
from reporting.records_behind import RecordsError
from reporting.themes.figures import ThemeFigure
from reporting.themes.lists import theme_list
from reporting.themes.page import last_month, theme_view
from reporting.themes.register import ListSpec, load_theme, theme_ids

AUTHORITY, ON = "northmere", date(2026, 10, 31)
Figures = Mapping[str, ThemeFigure]


@pytest.fixture(scope="module")
def figures(northmere: Store, library: KpiLibrary) -> Figures:
    """Every figure of every theme."""
    found: dict[str, ThemeFigure] = {}
    for theme_id in theme_ids():
        for view in load_theme(theme_id).views:
            found |= theme_view(northmere, library, view, AUTHORITY).figures
    return found


def observed(store: Store, kpi_id: str, kind: str = "as_at", since: date = ON) -> list[dict[str, Any]]:
    """Return the figures of a measure for all of Northmere, oldest first."""
    return store.rows(
        "reporting/figure_sets",
        kpis=[kpi_id],
        org_units=[AUTHORITY],
        bases=["completed"],
        period_kinds=[kind],
        breakdowns=[],
        since=since,
        until=ON,
    )


def one(store: Store, kpi_id: str, kind: str = "as_at") -> dict[str, Any]:
    (row,) = observed(store, kpi_id, kind)
    return row


def lists() -> dict[str, ListSpec]:
    return {
        spec.id: spec
        for theme_id in theme_ids()
        for section in load_theme(theme_id).sections()
        for spec in section.lists
    }


def length(store: Store, list_id: str) -> int:
    return len(theme_list(store, lists()[list_id], AUTHORITY, ON, role="bi"))


def test_the_month_is_the_last_one_covered_or_the_one_asked_for(northmere: Store) -> None:
    assert last_month(northmere, AUTHORITY) == ON
    assert last_month(northmere, AUTHORITY, date(2026, 8, 15)) == date(2026, 7, 31)
    assert last_month(northmere, AUTHORITY, date(2019, 1, 31)) is None
    assert last_month(northmere, "havering") is None


def test_few_figures_are_empty_since_a_test_of_nothing_shows_nothing(figures: Figures) -> None:
    empty = {name for name, figure in figures.items() if figure.is_empty}
    assert len(figures) > 30
    assert len(empty) <= 4, empty


@pytest.mark.parametrize(
    "spec", [spec for spec in lists().values() if spec.measure], ids=lambda spec: spec.id
)
def test_a_list_has_as_many_children_as_its_measure_counts(northmere: Store, spec: ListSpec) -> None:
    row = one(northmere, spec.measure or "")
    counted = row["numerator"] if row["numerator"] is not None else row["value"]
    assert len(theme_list(northmere, spec, AUTHORITY, ON, role="bi")) == (counted or 0)


@pytest.mark.parametrize("spec", lists().values(), ids=lists())
def test_every_list_has_the_columns_it_declares_and_is_kept_from_scrutiny(
    northmere: Store, spec: ListSpec
) -> None:
    for row in theme_list(northmere, spec, AUTHORITY, ON, role="bi"):
        assert list(row) == [column.words for column in spec.columns]
        assert not isinstance(next(iter(row.values())), bool)
    with pytest.raises(RecordsError):
        theme_list(northmere, spec, AUTHORITY, ON, role="scrutiny")


def test_placements_add_up_to_the_children_in_care(northmere: Store, figures: Figures) -> None:
    children = one(northmere, "children_in_care")["value"]
    assert figures["placement_mix"].total == children > 0
    assert figures["placements_in_year"].total == children
    moved = one(northmere, "cic_three_or_more_placements")["numerator"]
    assert figures["placements_in_year"].of_line("3 or more placements") == moved


def test_supported_accommodation_and_parents_are_the_measures(northmere: Store, figures: Figures) -> None:
    assert figures["supported_by_age"].total == one(northmere, "cic_semi_independent_accommodation")["value"]
    assert figures["with_parents_by_order"].total == one(northmere, "cic_placed_with_parents")["value"]


def test_those_who_left_care_are_the_year_of_the_measure(northmere: Store, figures: Figures) -> None:
    row = one(northmere, "children_leaving_care", "rolling_12_months")
    assert figures["leaving_reasons"].total == row["value"] > 0


def test_children_without_a_plan_are_the_rest_of_the_measure(northmere: Store) -> None:
    row = one(northmere, "cic_permanency_plan_ratified_at_second_review")
    assert length(northmere, "no_permanence_plan") == row["denominator"] - row["numerator"]


def test_overdue_reviews_are_the_rest_of_the_measure(northmere: Store) -> None:
    row = one(northmere, "children_in_care_with_review_in_date")
    assert length(northmere, "reviews_overdue") == row["denominator"] - row["numerator"]


def test_participation_in_reviews_is_the_measure(northmere: Store, figures: Figures) -> None:
    row = one(northmere, "cic_contributing_to_review", "rolling_12_months")
    figure = figures["review_participation"]
    known = figure.total - figure.of_line("Not known")
    assert known == row["denominator"] > 0
    assert known - figure.of_line("Stayed away, gave no views") == row["numerator"]


def test_education_plans_in_time_are_the_months_of_the_measure(northmere: Store, figures: Figures) -> None:
    rows = observed(northmere, "cic_up_to_date_pep", "month", date(2024, 11, 1))
    figure = figures["education_by_term"]
    in_time = [figure.count(line, "Completed in time") for line in figure.lines]
    assert sum(count.number for count in in_time) == sum(row["numerator"] or 0 for row in rows) > 0
    assert sum(count.out_of or 0 for count in in_time) == sum(row["denominator"] or 0 for row in rows)


def test_young_people_out_of_touch_are_the_rest_of_the_measure(northmere: Store, figures: Figures) -> None:
    row = one(northmere, "care_leavers_in_touch")
    rest = row["denominator"] - row["numerator"]
    assert figures["not_in_touch_reasons"].total == rest == length(northmere, "leavers_not_in_touch")
    assert figures["in_touch_by_age"].total == row["numerator"]


def test_overdue_pathway_plans_are_the_rest_of_the_measure(northmere: Store) -> None:
    row = one(northmere, "care_leavers_up_to_date_pathway_plan")
    assert length(northmere, "pathway_plans_overdue") == row["denominator"] - row["numerator"]


@pytest.mark.parametrize(
    ("measure", "ages"),
    [("care_leavers_17_18_in_eet", (17, 18)), ("care_leavers_19_21_in_eet", (19, 20, 21))],
)
def test_what_young_people_do_is_the_measure(
    northmere: Store, figures: Figures, measure: str, ages: tuple[int, ...]
) -> None:
    row, figure = one(northmere, measure), figures["activity_by_age"]
    assert sum(figure.focus(f"Aged {age}") for age in ages) == row["numerator"]
    assert sum(figure.of_line(f"Aged {age}") for age in ages) == row["denominator"]


def test_grades_by_month_are_the_measure_in_every_month(northmere: Store, figures: Figures) -> None:
    rows = observed(northmere, "audits_good_or_better", "month", date(2024, 11, 1))
    figure = figures["grades_by_month"]
    shown = [(figure.focus(line), figure.of_line(line)) for line in figure.lines]
    assert shown == [(row["numerator"] or 0, row["denominator"] or 0) for row in rows]
    assert sum(whole for _, whole in shown) > 0


@pytest.mark.parametrize("name", ["grades_by_service", "grades_by_team", "grades_by_kind"])
def test_grades_by_part_are_the_year_of_the_measure(northmere: Store, figures: Figures, name: str) -> None:
    row = one(northmere, "audits_good_or_better", "rolling_12_months")
    figure = figures[name]
    assert sum(figure.focus(line) for line in figure.lines) == row["numerator"]
    assert figure.total == row["denominator"]


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("complaints_by_month", "complaints_received"),
        ("missing_by_month", "missing_episodes_started"),
        ("police_protection_by_month", "children_entering_care"),
    ],
)
def test_columns_by_month_are_the_months_of_the_measure(
    northmere: Store, figures: Figures, name: str, measure: str
) -> None:
    rows = observed(northmere, measure, "month", date(2024, 11, 1))
    figure = figures[name]
    assert [figure.of_line(line) for line in figure.lines] == [row["value"] or 0 for row in rows]


def test_every_return_without_an_interview_in_time_is_on_the_list(northmere: Store) -> None:
    row = one(northmere, "return_home_interviews_within_72_hours", "rolling_12_months")
    late = row["denominator"] - row["numerator"]
    assert length(northmere, "interviews_not_held") == late + (row["not_counted"] or 0)


def test_audits_on_the_list_are_those_not_completed_in_the_grid(northmere: Store, figures: Figures) -> None:
    counts = figures["audit_programme"].counts.values()
    given, done = sum(count.out_of or 0 for count in counts), sum(count.number for count in counts)
    assert length(northmere, "audits_open") == given - done > 0


def test_all_teams_together_are_the_sum_of_the_teams(figures: Figures) -> None:
    figure = figures["practice_by_team"]
    first, *teams = figure.lines
    assert first == "All teams"
    for part in figure.parts:
        assert figure.count(first, part).number == sum(figure.count(team, part).number for team in teams)
        assert figure.count(first, part).out_of == sum(figure.count(team, part).out_of or 0 for team in teams)


def test_what_came_after_inadequate_audits_is_the_list(northmere: Store, figures: Figures) -> None:
    assert figures["after_inadequate"].total == length(northmere, "audits_inadequate")


def test_an_authority_without_records_has_measures_and_no_figures(
    northmere: Store, library: KpiLibrary
) -> None:
    view = theme_view(northmere, library, load_theme("care").view("in_care"), "havering")
    assert (view.on, dict(view.figures)) == (None, {})
    assert view.known_rows(["cic_three_or_more_placements"])
    section = view.view.sections[0]
    assert {row.kpi.id for row in view.awaited(section)} >= {"children_in_care"}
