"""Placements of children in care: what is a new home, three in a year, two years with the same carers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables

IN_CARE_FROM = date(2020, 1, 6)


@pytest.fixture
def care(staged: StagedTables) -> StagedTables:
    """One child of about ten in care since 6 January 2020."""
    staged.add("people", child_id="C1", born_on=date(2016, 5, 5))
    staged.add(
        "care_episodes",
        care_episode_id="E",
        child_id="C1",
        episode_started_on=IN_CARE_FROM,
        start_reason_code="S",
    )
    return staged


def add_placements(staged: StagedTables, *placements: tuple[date, date | None, str], **values: Any) -> None:
    for start, end, kind in placements:
        row = {"placement_id": f"P-{start}-{kind}", "child_id": "C1", "provider_code": "PR1", **values}
        staged.add(
            "placements", placement_started_on=start, placement_ended_on=end, placement_type_code=kind, **row
        )


def placements_in_year(staged: StagedTables, month: str = "2026-03") -> int:
    found: int = staged.months("care_at_month_end", "placements_in_12_months")[month]
    return found


# Three or more in 12 months (1 April 2025 to 31 March 2026)


@pytest.mark.parametrize(
    ("first_ended", "placements"),
    [
        pytest.param(date(2025, 4, 1), 3, id="still open on the first day of the 12 months"),
        pytest.param(date(2025, 3, 31), 2, id="ended the day before"),
    ],
)
def test_a_placement_open_at_the_start_of_the_12_months_counts_1(
    care: StagedTables, first_ended: date, placements: int
) -> None:
    add_placements(
        care,
        (IN_CARE_FROM, first_ended, "U6"),
        (first_ended, date(2025, 9, 1), "K2"),
        (date(2025, 9, 1), None, "U6"),
    )
    assert placements_in_year(care) == placements


def test_one_placement_all_year_is_one(care: StagedTables) -> None:
    add_placements(care, (IN_CARE_FROM, None, "U4"))
    assert placements_in_year(care) == 1


def test_a_placement_of_under_24_hours_does_not_count(care: StagedTables) -> None:
    night = date(2025, 9, 1)
    add_placements(care, (IN_CARE_FROM, night, "U6"), (night, night, "U6"), (night, None, "K2"))
    assert placements_in_year(care) == 2


def test_a_placement_of_one_night_counts(care: StagedTables) -> None:
    night = date(2025, 9, 1)
    next_day = night + timedelta(days=1)
    add_placements(care, (IN_CARE_FROM, night, "U6"), (night, next_day, "K2"), (next_day, None, "U6"))
    assert placements_in_year(care) == 3


@pytest.mark.parametrize("kind", ["T0", "T1", "T2", "T3", "T4"])
def test_a_temporary_placement_and_the_way_back_home_do_not_count(care: StagedTables, kind: str) -> None:
    away, back = date(2025, 8, 4), date(2025, 8, 18)
    add_placements(care, (IN_CARE_FROM, away, "U4"), (back, None, "U4"), address_id="p1")
    add_placements(care, (away, back, kind), address_id="p9")
    assert placements_in_year(care) == 1


def test_another_home_of_the_same_kind_after_a_temporary_placement_counts(care: StagedTables) -> None:
    away, back = date(2025, 8, 4), date(2025, 8, 18)
    add_placements(care, (IN_CARE_FROM, away, "U4"), address_id="p1")
    add_placements(care, (away, back, "T4"))
    add_placements(care, (back, None, "U4"), address_id="p2")
    assert placements_in_year(care) == 2


def test_without_an_address_two_placements_are_two_homes(care: StagedTables) -> None:
    add_placements(care, (IN_CARE_FROM, date(2025, 9, 1), "U4"), (date(2025, 9, 1), None, "U4"))
    assert placements_in_year(care) == 2


@pytest.mark.parametrize(("kind", "placements"), [("A3", 1), ("A5", 1), ("A4", 2), ("A6", 2)])
def test_adoption_by_the_foster_carers_is_no_move(care: StagedTables, kind: str, placements: int) -> None:
    add_placements(care, (IN_CARE_FROM, date(2025, 9, 1), "U5"), (date(2025, 9, 1), None, kind))
    assert placements_in_year(care) == placements


@pytest.mark.parametrize("reason", ["T", "U"])
@pytest.mark.parametrize(("counts", "placements"), [(1, 2), (0, 1)])
def test_a_local_rule_says_whether_a_move_with_the_same_carers_counts(
    care: StagedTables, reason: str, counts: int, placements: int
) -> None:
    care.set_rule("same_carer_moves_count", counts, "yes_no")
    moved = date(2025, 9, 1)
    care.add(
        "care_episodes",
        care_episode_id="E2",
        child_id="C1",
        episode_started_on=moved,
        start_reason_code=reason,
    )
    add_placements(care, (IN_CARE_FROM, moved, "U6"), (moved, None, "U4"))
    assert placements_in_year(care) == placements


def test_placements_count_by_child_over_two_periods_of_care(staged: StagedTables) -> None:
    for start, end, reason in ((date(2025, 5, 1), date(2025, 7, 1), "E4A"), (date(2025, 10, 1), None, None)):
        staged.add(
            "care_episodes",
            care_episode_id=f"E-{start}",
            child_id="C1",
            episode_started_on=start,
            episode_ceased_on=end,
            ceased_reason_code=reason,
        )
    add_placements(
        staged,
        (date(2025, 5, 1), date(2025, 6, 2), "U6"),
        (date(2025, 6, 2), date(2025, 7, 1), "K2"),
        (date(2025, 10, 1), None, "U6"),
    )
    assert placements_in_year(staged) == 3


def test_a_placement_that_names_only_the_period_of_care_finds_its_child(staged: StagedTables) -> None:
    staged.add(
        "care_episodes",
        care_episode_id="E",
        care_period_id="P",
        child_id="C1",
        episode_started_on=IN_CARE_FROM,
    )
    staged.add(
        "placements",
        placement_id="H",
        care_period_id="P",
        placement_started_on=IN_CARE_FROM,
        placement_type_code="K2",
    )
    assert staged.event("care_placements")["child_id"] == "C1"


def test_the_number_that_annex_a_supplies_counts_where_it_is_higher(care: StagedTables) -> None:
    add_placements(care, (date(2026, 2, 2), None, "U4"))
    care.add(
        "annex_a_counts",
        child_id="C1",
        list_number=8,
        known_on=date(2026, 3, 31),
        placements_last_12_months=4,
    )
    assert placements_in_year(care) == 4


def test_for_a_month_without_a_workbook_the_number_of_placements_is_not_known(care: StagedTables) -> None:
    add_placements(care, (IN_CARE_FROM, None, "U4"))
    for known_on, placements in ((date(2026, 2, 28), 3), (date(2026, 4, 15), 1), (date(2026, 4, 30), 2)):
        care.add(
            "annex_a_counts",
            child_id="C1",
            list_number=8,
            known_on=known_on,
            placements_last_12_months=placements,
        )
    months = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05")
    assert [placements_in_year(care, month) for month in months] == [None, 3, 1, 2, None]


# Where a child lives on the day


def test_the_placement_of_the_day_has_its_words_and_an_unknown_distance_is_blank(care: StagedTables) -> None:
    add_placements(care, (IN_CARE_FROM, date(2026, 3, 31), "U4"), distance_miles=999.9)
    add_placements(care, (date(2026, 3, 31), None, "H5"), distance_miles=20.0)
    months = care.months("children_in_care_at_month_end", "placement_type", "distance_miles")
    assert months["2026-02"] == ("Foster care: own carers", None)
    assert months["2026-03"] == ("Independent or supported living", 20.0)


# Two years with the same carers


@pytest.mark.parametrize(
    ("settled_from", "is_settled"), [(date(2024, 3, 31), True), (date(2024, 4, 1), False)]
)
def test_two_years_in_a_placement_are_730_days(
    care: StagedTables, settled_from: date, is_settled: bool
) -> None:
    add_placements(care, (IN_CARE_FROM, settled_from, "U6"), (settled_from, None, "U4"))
    months = care.months("children_in_care_at_month_end", "is_long_term_under_16", "is_settled_two_years")
    assert months["2026-03"] == (True, is_settled)


def test_same_carers_a_temporary_absence_and_adoption_do_not_end_stability(care: StagedTables) -> None:
    care.set_rule("same_carer_moves_count", 1, "yes_no")
    moved, away, back, adopting = date(2024, 9, 2), date(2025, 3, 3), date(2025, 3, 10), date(2025, 9, 1)
    care.add(
        "care_episodes", care_episode_id="E2", child_id="C1", episode_started_on=moved, start_reason_code="T"
    )
    add_placements(
        care,
        (date(2023, 5, 1), moved, "U6"),
        (moved, away, "U5"),
        (back, adopting, "U5"),
        (adopting, None, "A3"),
        address_id="p1",
    )
    add_placements(care, (away, back, "T1"))
    months = care.months("children_in_care_at_month_end", "settled_from_on", "is_settled_two_years")
    assert months["2025-10"] == (date(2023, 5, 1), True)


def test_a_placement_for_adoption_elsewhere_counts_together_with_the_home_before(care: StagedTables) -> None:
    add_placements(
        care,
        (date(2022, 5, 2), date(2024, 1, 8), "K2"),
        (date(2024, 1, 8), date(2025, 9, 1), "U6"),
        (date(2025, 9, 1), None, "A6"),
    )
    months = care.months("children_in_care_at_month_end", "settled_from_on", "is_settled_two_years")
    assert months["2026-01"] == (date(2024, 1, 8), True)
    assert months["2025-12"] == (date(2024, 1, 8), False)


@pytest.mark.parametrize(
    ("born", "entered", "is_in"),
    [
        pytest.param(date(2016, 1, 1), date(2023, 9, 30), True, id="913 days in care"),
        pytest.param(date(2016, 1, 1), date(2023, 10, 1), False, id="912 days"),
        pytest.param(date(2010, 3, 31), date(2020, 1, 6), False, id="16 today"),
        pytest.param(date(2010, 4, 1), date(2020, 1, 6), True, id="16 tomorrow"),
    ],
)
def test_who_is_asked_about_long_term_stability(
    staged: StagedTables, born: date, entered: date, is_in: bool
) -> None:
    staged.add("people", child_id="C1", born_on=born)
    staged.add("care_episodes", care_episode_id="E", child_id="C1", episode_started_on=entered)
    months = staged.months("children_in_care_at_month_end", "is_long_term_under_16")
    assert months["2026-03"] is is_in


def test_only_children_still_in_care_are_asked(care: StagedTables) -> None:
    care.connection.execute("UPDATE staged.care_episodes SET episode_ceased_on = DATE '2026-03-31'")
    assert "2026-03" not in care.months("children_in_care_at_month_end", "is_long_term_under_16")


@pytest.mark.parametrize(
    ("location", "is_outside"), [("outside", True), ("inside", False), (None, None), ("somewhere", None)]
)
def test_the_side_of_the_border_is_known_where_somebody_recorded_it(
    care: StagedTables, location: str | None, is_outside: bool | None
) -> None:
    add_placements(care, (IN_CARE_FROM, None, "U6"), location_code=location)
    assert care.event("care_placements")["is_outside_area"] is is_outside
    assert set(care.months("children_in_care_at_month_end", "is_outside_area").values()) == {is_outside}
