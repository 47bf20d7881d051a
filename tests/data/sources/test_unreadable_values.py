"""What becomes of a row of the dataset or of a feed whose cell cannot be read: rejected, or kept and reported."""

from __future__ import annotations

import pyarrow as pa
import pytest

from data.sources.cell_values import Fault
from data.sources.feeds.spec import feed_specs
from data.sources.ssd.spec import ssd_tables
from data.sources.table_spec import LANDED_ROW, ColumnSpec, ColumnType, TableSpec
from data.sources.typed_table import TypedTable, typed_table

UNREADABLE = "see case notes"
READABLE = {
    ColumnType.DATE: "2026-01-05",
    ColumnType.DATETIME: "2026-01-05 10:00",
    ColumnType.NUMBER: "1",
    ColumnType.INTEGER: "1",
    ColumnType.YES_NO: "Y",
}
SPECS = {
    **{f"dataset {spec.staged}": spec for spec in ssd_tables().values()},
    **{f"feed {feed.name}": feed.table for feed in feed_specs().values()},
}
# The day on which a stretch of time ends may be blank; one that cannot be read must not say "still".
ENDS = {
    "dataset assessments": {"assessment_authorised_on"},
    "dataset care_episodes": {"episode_ceased_on"},
    "dataset cp_plans": {"plan_ended_on"},
    "dataset referrals": {"closed_on"},
    "feed complaints": {"closed_on"},
    "feed workers": {"in_team_to", "left_on"},
}


def with_cell(spec: TableSpec, column: ColumnSpec, text: str) -> TypedTable:
    """Return a table of one row, the columns it needs and one more filled."""
    cells = {
        needed.received: next(iter(needed.codes.written), "X1")
        if needed.codes
        else READABLE.get(needed.type, "X1")
        for needed in spec.columns
        if needed.required
    }
    cells[column.received] = text
    columns = {name: pa.array([cell], pa.string()) for name, cell in cells.items()}
    return typed_table(pa.table({LANDED_ROW: pa.array([2], pa.int64())} | columns), spec)


def can_be_unreadable(column: ColumnSpec) -> bool:
    kept_as_written = column.type is ColumnType.CODE and column.codes is None
    return not kept_as_written and column.type not in (ColumnType.TEXT, ColumnType.ID)


CELLS = [
    (name, column) for name, spec in SPECS.items() for column in spec.columns if can_be_unreadable(column)
]


@pytest.mark.parametrize(
    ("name", "column"), CELLS, ids=[f"{name} {column.name}".replace(" ", "-") for name, column in CELLS]
)
def test_a_value_that_cannot_be_read_is_reported_or_rejects_its_row(name: str, column: ColumnSpec) -> None:
    found = with_cell(SPECS[name], column, UNREADABLE)
    if column.required or column.strict:
        assert (found.rows.num_rows, found.rejected.num_rows, found.not_read) == (0, 1, ())
        assert found.rejected["reasons"][0].as_py().startswith(f"{column.name} is not ")
        return
    assert (found.rows.num_rows, found.rejected.num_rows) == (1, 0)
    assert found.rows[column.name].to_pylist() == [None]
    (reported,) = found.not_read
    assert (reported.column, reported.rows) == (column.name, 1)
    is_code = reported.fault in (Fault.NOT_IN_LIST, Fault.CODE_AND_WORDS_DIFFER)
    assert reported.written == (UNREADABLE if is_code else None)  # another text may be about a child


@pytest.mark.parametrize(
    ("name", "ends"), [(name, end) for name, ends in ENDS.items() for end in sorted(ends)]
)
def test_an_end_that_cannot_be_read_rejects_its_row_and_a_blank_one_does_not(name: str, ends: str) -> None:
    column = next(column for column in SPECS[name].columns if column.name == ends)
    assert with_cell(SPECS[name], column, UNREADABLE).rejected.num_rows == 1
    assert with_cell(SPECS[name], column, "").rejected.num_rows == 0


@pytest.mark.parametrize(
    ("name", "optional"),
    [
        ("dataset people", "born_on"),
        ("dataset people", "died_on"),
        ("dataset care_episodes", "last_iro_contact_on"),
        ("dataset permanence", "matched_on"),
        ("dataset care_reviews", "review_due_on"),
        ("feed audits", "moderated_on"),
        ("feed audits", "grade"),
        ("feed cin_reviews", "held_on"),
        ("feed contact_decisions", "decided_at"),
        ("feed strategy_meetings", "actions_on_time"),
    ],
)
def test_no_optional_value_loses_a_row(name: str, optional: str) -> None:
    column = next(column for column in SPECS[name].columns if column.name == optional)
    assert with_cell(SPECS[name], column, UNREADABLE).rejected.num_rows == 0


def test_no_row_is_needed_for_a_value_that_may_be_blank_unless_it_says_until_when() -> None:
    strict = {
        column.name
        for name, spec in SPECS.items()
        for column in spec.columns
        if name.startswith("feed") and column.strict and not column.required
    }
    assert strict == {
        "assessment_completed_on",
        "closed_on",
        "concluded_on",
        "ended_on",
        "in_team_to",
        "left_on",
        "plan_ended_on",
        "valid_to",
        "valid_until",
    }
