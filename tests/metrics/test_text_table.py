import pytest

from metrics.text_table import TextTable, parse_text_table


def test_cells_are_text_without_the_spaces_around_them_and_blank_where_left_blank() -> None:
    table = parse_text_table("""
        event_id | closed_on
        A        | 2025-10-03
        B        |
    """)
    assert table == TextTable(("event_id", "closed_on"), (("A", "2025-10-03"), ("B", "")))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "needs a line of column names and at least one row"),
        ("event_id | closed_on", "needs a line of column names and at least one row"),
        ("event_id | \nA | B", "has a column name that is blank or given twice"),
        ("event_id | event_id\nA | B", "has a column name that is blank or given twice"),
        ("event_id\nA\nB | C", "row 2 has 2 cells, but there are 1 columns"),
    ],
)
def test_a_table_that_is_not_square_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_text_table(text)
