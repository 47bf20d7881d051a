"""Children and their allocated workers: what the other event tables ask about a child."""

from __future__ import annotations

from datetime import date

import pytest

from tests.queries.staged_tables import COUNCIL, StagedTables


@pytest.mark.parametrize(
    ("codes", "disability"),
    [
        pytest.param(["NONE"], "Not disabled", id="none"),
        pytest.param(["NONE", "AUT"], "Disabled", id="one names a disability"),
        pytest.param(["UNKNOWN"], None, id="not known"),
        pytest.param([], None, id="no record"),
    ],
)
def test_disability_is_what_the_codes_say_and_no_record_is_not_known(
    staged: StagedTables, codes: list[str], disability: str | None
) -> None:
    staged.add("people", child_id="C1")
    for code in codes:
        staged.add("disabilities", disability_id=code, child_id="C1", disability_code=code)
    assert staged.event("children")["disability"] == disability


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("WROM", "White"),
        ("MWAS", "Mixed"),
        ("CHNE", "Asian"),
        ("BOTH", "Black"),
        ("OOTH", "Other"),
        ("REFU", None),
    ],
)
def test_ethnicity_stands_in_five_groups(staged: StagedTables, code: str, group: str | None) -> None:
    staged.add("people", child_id="C1", ethnicity_code=code)
    assert staged.event("children")["ethnicity_group"] == group


@pytest.mark.parametrize(
    ("sex", "gender", "shown"),
    [
        ("F", "M", "Female"),
        ("U", "01", "Male"),
        (None, "FEMALE", "Female"),
        ("U", "00", None),
        (None, None, None),
    ],
)
def test_sex_is_as_recorded_or_else_the_gender(
    staged: StagedTables, sex: str | None, gender: str | None, shown: str | None
) -> None:
    staged.add("people", child_id="C1", sex_code=sex, gender_code=gender)
    assert staged.event("children")["sex"] == shown


def test_the_expected_date_stands_in_until_the_birth_is_recorded(staged: StagedTables) -> None:
    staged.add("people", child_id="C1", expected_on=date(2026, 12, 1))
    staged.add("people", child_id="C2", expected_on=date(2026, 8, 1), born_on=date(2026, 7, 20))
    assert [row["birth_on"] for row in staged.events("children")] == [date(2026, 12, 1), date(2026, 7, 20)]


@pytest.mark.parametrize(
    ("status", "is_uasc"),
    [("UASC", True), ("Unaccompanied asylum seeking child", True), ("Non-UASC", False), ("Settled", False)],
)
def test_an_unaccompanied_child_is_told_by_the_immigration_status(
    staged: StagedTables, status: str, is_uasc: bool
) -> None:
    staged.add("people", child_id="C1")
    staged.add("immigration_statuses", immigration_status_id="I", child_id="C1", immigration_status=status)
    assert staged.event("children")["is_uasc"] is is_uasc


def test_the_latest_record_of_a_child_counts_and_the_same_number_elsewhere_is_another_child(
    staged: StagedTables,
) -> None:
    staged.add("people", child_id="C1", born_on=date(2015, 1, 1), load_id="load_1")
    staged.add("people", child_id="C1", born_on=date(2016, 1, 1), load_id="load_2")
    staged.add("people", child_id="C1", authority_id="elsewhere", born_on=date(2017, 1, 1))
    found = [(row["event_id"], row["born_on"]) for row in staged.events("children")]
    assert found == [("elsewhere:C1", date(2017, 1, 1)), (f"{COUNCIL}:C1", date(2016, 1, 1))]


def allocate(staged: StagedTables, name: str, started_on: date, ended_on: date | None, worker: str) -> None:
    staged.add(
        "involvements",
        involvement_id=name,
        child_id="C1",
        worker_id=worker,
        team_id=f"T{worker[1:]}",
        role_code=" allocated case worker",
        involvement_started_on=started_on,
        involvement_ended_on=ended_on,
    )


def test_the_worker_who_started_last_counts_and_an_earlier_one_comes_back(staged: StagedTables) -> None:
    allocate(staged, "I1", date(2026, 1, 5), None, "W1")
    allocate(staged, "I2", date(2026, 3, 2), date(2026, 3, 31), "W2")
    rows = staged.events("allocations_in_force")
    assert [
        (row["in_force_from"], row["in_force_until"], row["worker_id"], row["team_id"]) for row in rows
    ] == [
        (date(2026, 1, 5), date(2026, 3, 1), "W1", "T1"),
        (date(2026, 3, 2), date(2026, 3, 31), "W2", "T2"),
        (date(2026, 4, 1), None, "W1", "T1"),
    ]


def test_a_new_worker_is_a_change_and_the_same_worker_in_a_new_team_is_none(staged: StagedTables) -> None:
    allocate(staged, "I1", date(2026, 1, 5), date(2026, 3, 1), "W1")
    allocate(staged, "I2", date(2026, 3, 2), None, "W2")
    staged.add(
        "involvements",
        involvement_id="I3",
        child_id="C1",
        worker_id="W2",
        team_id="T9",
        role_code="CW",
        involvement_started_on=date(2026, 5, 1),
    )
    rows = staged.events("allocations")
    assert [row["is_change_of_worker"] for row in rows] == [False, True, False]
    assert [row["is_change_of_team"] for row in rows] == [False, True, True]


def test_other_roles_and_impossible_dates_are_no_allocation(staged: StagedTables) -> None:
    for number, role in enumerate(("DUTY WORKER", "INDEPENDENT REVIEWING OFFICER", "PERSONAL ADVISER", None)):
        staged.add(
            "involvements",
            involvement_id=str(number),
            child_id="C1",
            worker_id="W",
            role_code=role,
            involvement_started_on=date(2026, 1, 5),
        )
    allocate(staged, "backwards", date(2026, 3, 2), date(2026, 3, 1), "W1")
    assert staged.events("allocations") == []


def test_an_id_that_is_not_unique_makes_two_events(staged: StagedTables) -> None:
    allocate(staged, "I1", date(2026, 1, 5), date(2026, 3, 1), "W1")
    allocate(staged, "I1", date(2026, 3, 2), None, "W2")
    assert [row["event_id"] for row in staged.events("allocations")] == [f"{COUNCIL}:I1", f"{COUNCIL}:I1:2"]
