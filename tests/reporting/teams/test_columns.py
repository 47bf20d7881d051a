"""Which teams stand side by side, by the structure at the time and by today's."""

from __future__ import annotations

from datetime import date

from reporting.organisation_tree import OrganisationTree
from reporting.structures import TeamChange
from reporting.teams.columns import Structure, group_name, structure_at_the_time, todays_columns

JUNE, JULY, OCTOBER = date(2024, 6, 30), date(2024, 7, 31), date(2026, 10, 31)


def names(structure: Structure | None) -> list[str]:
    assert structure is not None
    return [column.full_name for column in structure.parts if column.is_of_the_time]


def test_at_the_time_only_teams_that_existed_in_the_period_are_columns(tree: OrganisationTree) -> None:
    before = structure_at_the_time(tree, "x:assessment", JUNE.replace(day=1), JUNE)
    after = structure_at_the_time(tree, "x:assessment", JULY.replace(day=1), JULY)
    assert names(before) == [
        "Duty 1 (until 30 June 2024)",
        "Duty 4 (until 30 June 2024)",
        "Court Work (until 30 June 2024)",
    ]
    assert names(after) == ["Assessment East", "Assessment West", "Assessment North"]


def test_a_team_of_another_time_is_marked_since_a_record_may_name_it(tree: OrganisationTree) -> None:
    before = structure_at_the_time(tree, "x:assessment", JUNE.replace(day=1), JUNE)
    assert before is not None
    later = [column.full_name for column in before.parts if not column.is_of_the_time]
    assert later[0] == "Assessment East (from 1 July 2024, named by the records)"
    assert len(later) == 3


def test_over_the_reorganisation_both_are_there_and_say_why_they_are_empty(tree: OrganisationTree) -> None:
    both = structure_at_the_time(tree, "x:assessment", JUNE.replace(day=1), JULY)
    assert both is not None
    assert all(column.is_of_the_time for column in both.parts)
    assert len(both.parts) == 6
    by_name = {column.name: column for column in both.parts}
    assert by_name["Duty 4"].absent_words(JULY) == "Ended"
    assert by_name["Assessment East"].absent_words(JUNE) == "Not there yet"
    assert by_name["Assessment East"].absent_words(JULY) == "No figure"
    assert both.not_allocated.absent_words(JULY) == "None"


def test_todays_teams_carry_their_history_and_a_split_is_one_column_with_its_name(
    tree: OrganisationTree, changes: tuple[TeamChange, ...]
) -> None:
    structure = todays_columns(tree, "x:assessment", changes, OCTOBER)
    assert names(structure) == [
        "Assessment East and West (from Duty 4)",
        "Assessment North (from Duty 1)",
    ]
    assert structure is not None
    assert set(structure.parts[0].unit_ids) == {"x:Assessment East", "x:Assessment West", "x:Duty 4"}
    assert structure.parts[0].opens is None  # nobody can say which of the two
    assert structure.parts[1].opens == "x:Assessment North"


def test_a_team_that_changed_service_is_carried_by_todays_service(
    tree: OrganisationTree, changes: tuple[TeamChange, ...]
) -> None:
    care = todays_columns(tree, "x:care", changes, OCTOBER)
    assert names(care) == ["Court (from Court Work)"]
    assessment = todays_columns(tree, "x:assessment", changes, OCTOBER)
    assert assessment is not None
    assert set(assessment.others.unit_ids) == {"x:Court", "x:Court Work"}


def test_a_history_shared_by_two_services_is_in_neither_and_is_named(
    tree: OrganisationTree, changes: tuple[TeamChange, ...]
) -> None:
    more = (*changes, TeamChange(date(2025, 1, 1), "x:Assessment North", "x:Court"))
    structure = todays_columns(tree, "x:assessment", more, OCTOBER)
    # North gave work to Court and ended, so its history is Court's: in the other service, in one piece.
    assert names(structure) == ["Assessment East and West (from Duty 4)"]
    split = (*changes, TeamChange(date(2025, 1, 1), "x:Duty 1", "x:Court"))
    shared = todays_columns(tree, "x:assessment", split, OCTOBER)
    assert shared is not None
    assert shared.shared == ("Assessment North and Court",)
    assert names(shared) == ["Assessment East and West (from Duty 4)"]


def test_every_team_is_counted_once_whatever_the_structure(
    tree: OrganisationTree, changes: tuple[TeamChange, ...]
) -> None:
    teams = {unit.org_unit_id for unit in tree.units if unit.level.value == "team"}
    for whole in ("x:assessment", "x:care", "x"):
        structure = todays_columns(tree, whole, changes, OCTOBER)
        assert structure is not None
        columns = (*structure.parts, structure.others, structure.not_allocated)
        counted = [unit for column in columns for unit in column.unit_ids]
        assert sorted(counted) == sorted(teams)


def test_an_authority_without_services_has_no_columns(tree: OrganisationTree) -> None:
    bare = OrganisationTree("x", tree.units[:1])
    assert structure_at_the_time(bare, "x", JULY, JULY) is None
    assert todays_columns(bare, "x", (), JULY) is None
    assert structure_at_the_time(tree, "x:no_such_service", JULY, JULY) is None


def test_names_say_once_what_they_begin_with() -> None:
    assert (
        group_name(["Disabilities 0 to 11", "Disabilities 12 to 17"]) == "Disabilities 0 to 11 and 12 to 17"
    )
    assert group_name(["Hub"]) == "Hub"
    assert group_name(["Care 1", "Care 2", "Care 3"]) == "Care 1, 2 and 3"
    assert group_name(["Hub", "Hub East"]) == "Hub and Hub East"
