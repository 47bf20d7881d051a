"""Sorting, filtering and headings of a scorecard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from reporting.scorecard import Scorecard
from reporting.scorecard_choice import (
    AWAITED,
    CHANGE,
    CURRENT,
    JOURNEY,
    NAME,
    OLDER,
    RATING,
    Wanted,
    chosen,
    left_out_words,
    of_group,
    rated_first,
    sections_of,
)
from reporting.this_month import AuthorityMonth, Judged, MonthFigures, authority_month
from reporting.this_month.headlines import headlines
from tests.reporting.made_up_months import figure, row, step, values

MONTH = date(2026, 7, 31)


@pytest.fixture
def month(library: KpiLibrary, share: KpiDefinition) -> AuthorityMonth:
    """Three measures of children in need: on target, off target with an old figure, and awaited."""

    def like(kpi_id: str, name: str) -> KpiDefinition:
        return replace(share, id=kpi_id, short_name=name, service_area="safeguarding")

    visits = like("child_protection_visits_on_time", "Protection visits")
    conferences = like("icpc_within_15_days", "Conferences")
    own = like("a_measure_of_our_own", "Own measure")
    rows = (
        row(own, []),
        row(visits, [figure(visits, 30, 90.0)], step(80.0)),
        row(conferences, values(conferences, [60.0]), step(80.0)),
    )
    return authority_month(MonthFigures(MONTH, Scorecard("northmoor", rows), {}))


def titles(rows: tuple[Judged, ...]) -> list[str]:
    return [judged.row.title for judged in rows]


def test_rows_fall_into_current_older_and_awaited(month: AuthorityMonth) -> None:
    groups = {group: titles(of_group(month, month.judged, group)) for group in (CURRENT, OLDER, AWAITED)}
    assert groups == {CURRENT: ["Protection visits"], OLDER: ["Conferences"], AWAITED: ["Own measure"]}


def test_the_journey_has_headings_and_what_is_in_no_section_comes_last(month: AuthorityMonth) -> None:
    sections = sections_of(month.judged, "safeguarding", JOURNEY)
    assert [(section.name, titles(section.rows)) for section in sections] == [
        ("Child protection conferences", ["Conferences"]),
        ("Child protection plans", ["Protection visits"]),
        ("Other measures", ["Own measure"]),
    ]


def test_other_orders_are_one_list(month: AuthorityMonth) -> None:
    (by_rating,) = sections_of(month.judged, "safeguarding", RATING)
    assert titles(by_rating.rows) == ["Conferences", "Protection visits", "Own measure"]
    (by_name,) = sections_of(month.judged, "safeguarding", NAME)
    assert titles(by_name.rows) == ["Conferences", "Own measure", "Protection visits"]
    (by_change,) = sections_of(month.judged, "safeguarding", CHANGE)
    assert len(by_change.rows) == 3
    assert sections_of((), "safeguarding", NAME) == ()


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (Wanted(), 3),
        (Wanted(rating="red"), 1),
        (Wanted(rating="none"), 0),  # what has no figure is awaited, not unrated
        (Wanted(words="PROTECTION visits"), 1),
        (Wanted(words="visits nowhere"), 0),
        (Wanted(theme="no_such_theme"), 0),
        (Wanted(owner="head_of_finance"), 0),
    ],
)
def test_every_condition_leaves_out_what_does_not_meet_it(
    month: AuthorityMonth, wanted: Wanted, left: int
) -> None:
    assert len(chosen(month.judged, wanted)) == left
    assert wanted.leaves_out == (left < 3)


def test_a_sheet_keeps_the_rated_rows_and_all_of_them_where_none_is_rated(month: AuthorityMonth) -> None:
    kept, left_out = rated_first(month.judged)
    assert titles(kept) == ["Protection visits", "Conferences"]
    assert titles(left_out) == ["Own measure"]
    assert left_out_words(left_out) == (
        "Without 1 measure that is not rated: the table on the screen has them all."
    )
    assert rated_first(left_out) == (left_out, ())
    assert left_out_words(()) == ""


def test_a_headline_has_a_current_figure_and_what_is_only_known_from_before_is_named(
    month: AuthorityMonth,
) -> None:
    found = headlines(month, [judged.row.kpi for judged in month.judged])
    assert titles(found.rows) == ["Protection visits"]
    assert found.older == ("Conferences",)
    assert found.older_words == (
        "Not here, with figures from more than two years before: Conferences. The service scorecards have them."
    )
