import pytest

from metrics.conditions import condition_problems

COLUMNS = ("started_on", "closed_on", "is_open", "age_in_years", "outcome_code")


@pytest.mark.parametrize(
    "condition",
    [
        "is_open",
        "NOT is_open",
        "is_open AND (age_in_years < 18 OR age_in_years IS NULL)",
        "outcome_code IN ('A', 'B')",
        "outcome_code NOT LIKE 'X%'",
        "age_in_years BETWEEN 4 AND 17",
        "closed_on >= DATE '2025-04-01'",
        "closed_on - started_on > 30",
        "coalesce(is_open, FALSE)",
        "greatest(started_on, closed_on) > DATE '2025-04-01'",
        "age_in_years <> -1",
    ],
)
def test_a_comparison_of_columns_and_constants_is_allowed(condition: str) -> None:
    assert condition_problems(condition, COLUMNS, "spells") == []


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("", "cannot be read"),
        ("is_open AND", "cannot be read"),
        ("DROP TABLE spells", "cannot be read"),
        ("is_open; is_open", "is not allowed"),
        ("is_open /* ours */", "cannot hold a comment"),
        ("EXISTS (SELECT 1)", "is not allowed"),
        ("count(*) > 1", "is not allowed"),
        ("sum(age_in_years) OVER () > 1", "is not allowed"),
        ("CASE WHEN is_open THEN TRUE END", "is not allowed"),
        ("closed_on < current_date", "is not allowed"),
        ("started_on + INTERVAL 1 DAY < closed_on", "is not allowed"),
        ("CAST(outcome_code AS INTEGER) = 1", "is not allowed"),
        ("CAST(started_on AS DATE) < closed_on", "is not allowed"),
        ("read_text('names.txt') = 'x'", "is not allowed"),
        ("spells.is_open", "'spells.is_open' is not allowed"),
        ("is_open = $value", "is not allowed"),
        ("age_in_years", ""),
        ("'yes'", "does not come out as yes or no"),
        ("age_in_years + 1", "does not come out as yes or no"),
        ("is_open AND 1", "does not come out as yes or no"),
        ("NULL", "does not come out as yes or no"),
        ("is_opn", "Did you mean 'is_open'?"),
    ],
)
def test_anything_else_is_refused_in_words(condition: str, said: str) -> None:
    problems = condition_problems(condition, COLUMNS, "spells")
    # A bare column passes for a yes/no column: the types of columns are not known here.
    assert (problems == []) if said == "" else any(said in problem for problem in problems)


def test_a_column_used_twice_is_reported_once_and_two_columns_twice() -> None:
    problems = condition_problems("began_on < ended_on OR began_on IS NULL", COLUMNS, "spells")
    assert [problem.split(",")[0] for problem in problems] == ["uses 'began_on'", "uses 'ended_on'"]


def test_columns_of_an_unknown_table_are_not_checked() -> None:
    assert condition_problems("anything > 1", None, "spells") == []
