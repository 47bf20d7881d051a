"""Factors that assessments found, households of foster carers, and suspensions of children in care."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.queries.staged_tables import StagedTables

STARTED, AUTHORISED = date(2026, 3, 2), date(2026, 4, 1)


@pytest.fixture
def assessed(staged: StagedTables) -> StagedTables:
    """One child with a completed assessment."""
    staged.add("people", child_id="C1", born_on=date(2012, 5, 5))
    staged.add(
        "assessments",
        assessment_id="A1",
        child_id="C1",
        team_id="T1",
        assessment_started_on=STARTED,
        assessment_authorised_on=AUTHORISED,
    )
    return staged


def codes(staged: StagedTables) -> list[str]:
    return sorted(row["factor_code"] for row in staged.events("assessment_factors"))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        pytest.param('["1A","2B"]', ["1A", "2B"], id="a list"),
        pytest.param('["11A", "1A"]', ["11A", "1A"], id="1A is not in 11A"),
        pytest.param('["11A"]', ["11A"], id="11A alone"),
        pytest.param('{"1A": "Y", "2B": "N", "3C": "", "24A": true}', ["1A", "24A"], id="yes, no and blank"),
        pytest.param('["21"]', [], id="none was found"),
        pytest.param("[]", [], id="empty"),
        pytest.param(None, [], id="blank"),
        pytest.param('["99Z"]', [], id="an unknown code"),
    ],
)
def test_factors_are_read_from_a_list_or_from_yes_and_no(
    assessed: StagedTables, written: str | None, found: list[str]
) -> None:
    assessed.add("assessment_factors", assessment_factors_id="F1", assessment_id="A1", factor_codes=written)
    assert codes(assessed) == found


def test_every_code_of_the_census_is_known_and_no_other_but_three_of_years_past(
    assessed: StagedTables,
) -> None:
    # The code list of the department's schema of the census (2024); 21 says that there was no factor.
    census = (
        "1A 1B 1C 2A 2B 2C 3A 3B 3C 4A 4B 4C 5A 5B 5C 6A 6B 6C 7A 8B 8C 8D 8E 8F 9A 10A 11A 12A 13A 14A 15A "
    )
    census += "16A 17A 18B 18C 19B 19C 20 22A 23A 24A"
    every = [f"{number}{letter}" for number in range(1, 31) for letter in ("", *"ABCDEFG")]
    assessed.add(
        "assessment_factors", assessment_factors_id="F1", assessment_id="A1", factor_codes=json.dumps(every)
    )
    assert set(codes(assessed)) == {*census.split(), "8A", "18A", "19A"}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("1C", "Alcohol misuse: another in the household"),
        ("4C", "Mental health: another in the family or household"),
        ("8B", "Private fostering: from overseas, intending to return"),
        ("8D", "Private fostering: a child of the United Kingdom in an educational placement"),
        ("11A", "Child sexual exploitation"),
        ("16A", "Neglect"),
        ("18C", "Physical abuse by an adult"),
        ("19B", "Sexual abuse by a child"),
        ("24A", "Child criminal exploitation"),
    ],
)
def test_factors_have_the_names_of_the_census(assessed: StagedTables, code: str, name: str) -> None:
    assessed.add(
        "assessment_factors", assessment_factors_id="F1", assessment_id="A1", factor_codes=f'["{code}"]'
    )
    assert assessed.event("assessment_factors")["factor_name"] == name


def test_a_factor_has_the_day_team_and_age_of_its_assessment(assessed: StagedTables) -> None:
    assessed.add("assessment_factors", assessment_factors_id="F1", assessment_id="A1", factor_codes='["13A"]')
    row = assessed.event("assessment_factors")
    assert (row["child_id"], row["team_id"], row["age_band"]) == ("C1", "T1", "10 to 15")
    assert row["assessment_authorised_on"] == AUTHORISED
    assert (row["factor_name"], row["is_outside_the_home"], row["is_private_fostering"]) == (
        "Gangs",
        True,
        False,
    )


def test_private_fostering_has_codes_of_its_own(assessed: StagedTables) -> None:
    assessed.add(
        "assessment_factors", assessment_factors_id="F1", assessment_id="A1", factor_codes='["8D","9A"]'
    )
    rows = {row["factor_code"]: row["is_private_fostering"] for row in assessed.events("assessment_factors")}
    assert rows == {"8D": True, "9A": False}


def test_an_open_assessment_has_found_nothing_yet(staged: StagedTables) -> None:
    staged.add("assessments", assessment_id="A1", child_id="C1", assessment_started_on=STARTED)
    staged.add("assessment_factors", assessment_factors_id="F1", assessment_id="A1", factor_codes='["1A"]')
    assert codes(staged) == []


def test_two_rows_of_one_assessment_find_a_factor_once(assessed: StagedTables) -> None:
    for number in ("F1", "F2"):
        assessed.add(
            "assessment_factors", assessment_factors_id=number, assessment_id="A1", factor_codes='["1A"]'
        )
    assert codes(assessed) == ["1A"]


def test_a_household_of_carers_keeps_its_places_and_constellation(staged: StagedTables) -> None:
    staged.add(
        "foster_carers",
        household_id="H1",
        kind="Kinship",
        approved_on=date(2024, 1, 1),
        ended_on=date(2026, 1, 1),
        places=2,
        constellation=" ",
    )
    row = staged.event("foster_carers")
    assert (row["kind_name"], row["places"], row["constellation"]) == (
        "Named children of family or friends",
        2,
        None,
    )
    assert (row["child_id"], row["ended_on"]) == (None, date(2026, 1, 1))


def test_a_household_given_twice_counts_once_as_the_later_row_says(staged: StagedTables) -> None:
    for places in (1, 3):
        staged.add(
            "foster_carers", household_id="H1", kind="general", approved_on=date(2024, 1, 1), places=places
        )
    assert [row["places"] for row in staged.events("foster_carers")] == [3]


@pytest.mark.parametrize(("days", "suspended"), [(0, 0), (None, 0), (2, 1)])
def test_a_suspension_needs_a_day_and_a_child_in_care(
    staged: StagedTables, days: int | None, suspended: int
) -> None:
    staged.add("people", child_id="C1", born_on=date(2014, 5, 5))
    staged.add(
        "care_episodes",
        care_episode_id="E",
        child_id="C1",
        episode_started_on=date(2025, 1, 6),
        start_reason_code="S",
    )
    for number, child in enumerate(("C1", "C2")):
        staged.add(
            "education_plans",
            education_plan_id=f"P{number}",
            child_id=child,
            term="2025/26 spring",
            is_initial="N",
            due_on=date(2026, 2, 2),
            has_education_health_and_care_plan="N",
            days_excluded=days,
        )
    rows = staged.events("suspensions")
    assert [(row["child_id"], row["days_suspended"]) for row in rows] == [("C1", 2)] * suspended
