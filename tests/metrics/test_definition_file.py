"""Each file in tests/fixtures/definitions/bad/ holds one mistake; the reader must say where, what and the cure."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from metrics.definition_file import read_definition
from metrics.problems import KpiDefinitionError

EventColumns = Mapping[str, Sequence[str]]

# File: (line, what is wrong, what would be right).
BAD_FILES = {
    "a_list_of_definitions": (2, "is a list", "should be a group of fields"),
    "band_upside_down": (29, "low is 40 and high is 30", "Low should be below high"),
    "band_without_near_target": (30, "better_when is higher", "Use target and floor"),
    "breakdown_given_twice": (26, "breakdowns: 'age_band' is given twice", "Keep one"),
    "cannot_come_from_an_unknown_source": (
        23,
        "annex_b: is not a field of `cannot_come_from`",
        "Did you mean 'annex_a'?",
    ),
    "condition_that_cannot_be_read": (
        22,
        "calculation.include",
        "cannot be read as a yes/no condition, like",
    ),
    "condition_that_is_not_yes_or_no": (22, "does not come out as yes or no", "Compare it with something"),
    "condition_with_a_comment": (22, "cannot hold a comment", "Put it in the YAML file"),
    "condition_with_a_function": (22, "'UPPER(age_band)' is not allowed", "use comparisons of columns"),
    "condition_with_a_sub_query": (
        22,
        "'(SELECT child_id FROM visits)' is not",
        "belongs in queries/events/",
    ),
    "condition_with_an_unknown_column": (
        22,
        "uses 'is_from_another_authority'",
        "'is_from_other_authority'?",
    ),
    "denominator_of_a_count": (15, "measured in count has no denominator", "Remove it or change the unit"),
    "empty_file": (1, "is empty", ""),
    "empty_key": (9, "owner: is empty", "metrics/registers/posts.yaml"),
    "file_name_is_not_the_id": (2, "is not the file's name", "Call the file assessments_in_45_days.yaml"),
    "floor_above_the_target": (30, "targets.floor: 95", "should be below the target of 85"),
    "floor_at_the_target": (30, "targets.floor: 85", "should be below the target of 85"),
    "floor_below_the_target": (30, "targets.floor: 75", "should be above the target of 85"),
    "floor_of_a_band": (30, "does not go with near_target", "Remove it"),
    "folder_is_not_the_service_area": (
        5,
        "is not the file's folder, assessment/",
        "Move the file or change it",
    ),
    "four_decimal_places": (24, "but is 4", "should be a whole number from 0 to 3"),
    "history_out_of_order": (36, "definition_history.from: 2025-04-01", "should be after 2026-04-01"),
    "id_with_a_capital": (26, "'Age_band'", "should be small letters, digits and single underscores"),
    "key_given_twice": (11, "question: is given twice, first on line 10", "Keep one"),
    "key_of_another_method": (
        22,
        "calculation.statistic: the method timeliness does not use it",
        "It uses: ",
    ),
    "limit_with_two_units": (21, "has working_days and weeks", "needs exactly one of: working_days, "),
    "list_where_text_should_be": (10, "question: ", "should be text, but is a list"),
    "live_but_supplied": (16, "is supplied, but the status is live", "Make the status supplied"),
    "live_without_calculation": (8, "status: is live", "there must be a calculation"),
    "method_gives_another_unit": (23, "unit: is percent", "the method duration gives days or weeks"),
    "method_without_its_clock": (16, "calculation.clock_stops: ", "The date column that stops the clock"),
    "missing_key": (24, "better_when: required, but missing", "One of: higher, lower, near_target, neutral."),
    "missing_key_of_a_target": (30, "targets.set_by: required, but missing", "like improvement_board"),
    "near_target_without_band": (28, "needs a band", "like band: {low: 20, high: 30}"),
    "needs_a_table_by_its_title": (23, "'Care visits' should be the name of a table", "like care_visits"),
    "needs_an_unknown_table": (
        23,
        "no extract or feed holds a table 'care_visit'",
        "Did you mean 'care_visits'?",
    ),
    "no_such_day": (37, "reviewed_on: '2026-02-30'", "is not a date like 2026-11-01"),
    "not_a_date": (37, "reviewed_on: '1 November 2026'", "is not a date like 2026-11-01"),
    "not_utf_8": (10, "has a character that is not UTF-8", "Save the file as UTF-8"),
    "not_yaml": (27, "is not valid YAML", "expected ',' or ']'"),
    "number_in_quotes": (24, '"1" in quotes', "should be a whole number from 0 to 3"),
    "number_where_text_should_be": (33, "YAML reads 7.1 as a number", 'Put it in quotes: "7.1"'),
    "p_prime_without_a_percentage": (19, "p_prime is for percentages", "Use xmr or run"),
    "percent_without_counted": (20, "a percent needs", "Add counted: numerator and denominator"),
    "percent_without_denominator": (13, "a percent needs", "Add counted: denominator"),
    "planned_with_calculation": (16, "the status is planned", "Remove it or change the status"),
    "question_without_a_question_mark": (10, "question: ", "should end with '?'"),
    "short_name_too_long": (4, "short_name: has 44 characters", "at most 40 fit"),
    "supplied_with_a_method_of_its_own": (17, "is timeliness, but the status is supplied", "Use supplied"),
    "supplied_without_calculation": (8, "status: is supplied", "{method: supplied}"),
    "target_above_100_percent": (29, "targets.target: 850", "should be from 0 to 100"),
    "target_of_an_activity": (
        27,
        "an activity KPI is never rated",
        "Remove them or make the kind performance",
    ),
    "target_outside_its_band": (29, "targets.target: 95", "should be inside the band, 80 to 90"),
    "target_reached_before_it_starts": (29, "2026-03-31", "is before the target is in force (2026-04-01)"),
    "target_without_a_value": (28, "has no value", "Add target: the value to reach"),
    "target_without_a_direction": (27, "better_when is neutral", "say which way is good"),
    "text_where_a_list_should_be": (26, "breakdowns: ", "should be a list, but is text"),
    "text_where_a_number_should_be": (29, "targets.target: ", "a number like 85 or 2.5, but is '85%'"),
    "two_targets_from_one_day": (34, "another target is in force from 2026-04-01", "its own date"),
    "u_prime_of_a_percentage": (26, "u_prime is for counts and rates", "Use xmr or run"),
    "unknown_breakdown": (26, "assessments has no column 'age'", "It has: event_id, "),
    "unknown_chart": (
        26,
        "spc.chart: 'p_prim'",
        "Did you mean 'p_prime'? One of: p_prime, xmr, u_prime, run.",
    ),
    "unknown_column": (20, "assessments has no column 'authorised_on'", "'assessment_authorised_on'?"),
    "unknown_event_table": (18, "there is no event table 'assesments'", "Did you mean 'assessments'?"),
    "unknown_key": (26, "breakdown: is not a field of a KPI definition", "Did you mean 'breakdowns'?"),
    "unknown_plan": (34, "no plan has the id 'havering-2023'", "metrics/registers/plans.yaml"),
    "unknown_post": (9, "no post has the id 'head_of_assessments'", "Did you mean 'head_of_assessment'?"),
    "unknown_service_area": (5, "no service area has the id 'assessments'", "Did you mean 'assessment'?"),
    "unknown_theme": (6, "no theme has the id 'improvement'", "metrics/registers/themes.yaml"),
    "unknown_unit": (23, "unit: 'percentage'", "Did you mean 'percent'? One of: percent, count, "),
    "versions_out_of_order": (35, "is 2, but should be 1", "versions count 1, 2, 3"),
    "worked_example_with_a_short_row": (41, "row 1 has 2 cells", "there are 3 columns"),
    "yes_where_true_should_be": (26, "seasonal: ", "should be true or false, but is 'yes'"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_one_mistake_is_one_problem_with_file_line_and_cure(
    name: str, bad_definitions: Path, event_columns: EventColumns
) -> None:
    line, wrong, right = BAD_FILES[name]
    with pytest.raises(KpiDefinitionError) as caught:
        read_definition(bad_definitions / "assessment" / f"{name}.yaml", event_columns=event_columns)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (f"assessment/{name}.yaml", line)
    assert wrong in problem.message
    assert right in problem.message


def test_every_bad_file_is_expected_to_fail(bad_definitions: Path) -> None:
    assert {path.stem for path in bad_definitions.glob("*/*")} == set(BAD_FILES)


def test_all_problems_are_told_at_once_in_order_of_line(tmp_path: Path, good_definitions: Path) -> None:
    file = tmp_path / "front_door_and_early_help" / "contacts_received.yaml"
    file.parent.mkdir()
    text = (good_definitions / "front_door_and_early_help" / "contacts_received.yaml").read_text()
    file.write_text(
        text.replace("better_when: neutral", "beter_when: neutral").replace("activity", "activities")
    )
    with pytest.raises(KpiDefinitionError) as caught:
        read_definition(file)
    assert str(caught.value) == (
        "front_door_and_early_help/contacts_received.yaml has 3 problems:\n"
        "  line 6: kind: 'activities' is not allowed here. Did you mean 'activity'? One of: performance, activity.\n"
        "  line 15: better_when: required, but missing. "
        "Which way is good. One of: higher, lower, near_target, neutral.\n"
        "  line 16: beter_when: is not a field of a KPI definition. Did you mean 'better_when'?"
    )


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path, good_definitions: Path) -> None:
    good = good_definitions / "front_door_and_early_help" / "contacts_received.yaml"
    file = tmp_path / "front_door_and_early_help" / good.name
    file.parent.mkdir()
    file.write_bytes(b"\xef\xbb\xbf" + good.read_bytes().replace(b"\n", b"\r\n"))
    assert read_definition(file) == read_definition(good)


def test_without_event_tables_every_table_is_unknown(good_definitions: Path) -> None:
    with pytest.raises(KpiDefinitionError, match="there is no event table 'assessments'. There is none yet."):
        read_definition(good_definitions / "assessment" / "children_seen_during_assessment.yaml")
