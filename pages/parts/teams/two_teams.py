"""Two teams side by side, measure by measure."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts.palette import Palette
from metrics.periods import month_label
from pages.parts.board import BoardRow, Cell, board
from pages.parts.shown import show_table
from pages.parts.teams.team_parts import figure_cell, opened_by, rated_cell
from reporting.teams.team_profile import TeamProfile, TeamRow
from reporting.words import change_words

Pair = tuple[TeamRow, TeamRow]


def show_two_teams(profile: TeamProfile, other: TeamProfile, colours: Palette) -> None:
    """Show the measures that both teams have a figure of."""
    pairs = [(row, beside) for row in profile.rows if (beside := other.row(row.kpi.id)) is not None]
    if not pairs:
        st.info(f"{profile.team.name} and {other.team.name} have no measure in common in this month.")
        return
    only = len(profile.rows) + len(other.rows) - 2 * len(pairs)
    st.markdown(
        f"{len(pairs)} measures that both teams have a figure of; {only} that only one of them has are left out. "
        "A difference between two teams can be chance: their own pages say who is outside the limits."
    )
    rated = [pair for pair in pairs if _is_rated(pair) or pair[0].kpi.service_area == profile.subject]
    rated.sort(key=lambda pair: (not _is_rated(pair), not _is_share(pair)))
    others = [pair for pair in pairs if pair not in rated]
    if rated:
        show_pairs(rated, profile, other, colours, "rated")
    if others:
        with st.expander(f"Other measures in common ({len(others)})", expanded=not rated):
            show_pairs(others, profile, other, colours, "others")
    with st.expander("The two teams as a table"):
        rows = [_table_row(pair) for pair in pairs]
        show_table(
            rows,
            words=f"{profile.team.name} beside {other.team.name}",
            file_name=f"two-teams-{profile.end:%Y-%m}",
        )


def show_pairs(
    pairs: Sequence[Pair], profile: TeamProfile, other: TeamProfile, colours: Palette, key: str
) -> None:
    """Show some measures of two teams as a board; a line leads to the measure in the first team."""
    board(
        f"{profile.team.name} beside {other.team.name}, {month_label(profile.end)}",
        ("Measure", profile.team.name, "Rating", other.team.name, "Its rating", "Difference"),
        [_board_row(pair, colours) for pair in pairs],
        colours,
        address="kpi",
        key=f"two_teams_{key}",
    )


def difference_words(pair: Pair) -> str:
    """Return the first team's value less the second's, with its sign; '' without both values."""
    first, second = (row.cell.figure.value if row.cell.figure else None for row in pair)
    if first is None or second is None:
        return ""
    return change_words(first - second, pair[0].kpi.unit, pair[0].kpi.decimal_places)


def _is_rated(pair: Pair) -> bool:
    return any(row.cell.rating.colour != "none" for row in pair)


def _is_share(pair: Pair) -> bool:
    return bool(pair[0].cell.count_words)


def _board_row(pair: Pair, colours: Palette) -> BoardRow:
    row, beside = pair
    cells = (
        figure_cell(row.cell),
        rated_cell(row.cell, colours),
        figure_cell(beside.cell),
        rated_cell(beside.cell, colours),
        Cell(difference_words(pair), css_class="figure"),
    )
    return BoardRow(row.kpi.short_name, row.kpi.better_when.label, opened_by(row.cell), cells)


def _table_row(pair: Pair) -> dict[str, str]:
    row: dict[str, str] = {"Measure": pair[0].kpi.name}
    for team in pair:
        name = team.cell.column.name
        row |= {
            name: team.cell.value_words,
            f"{name}, number of number": team.cell.count_words,
            f"{name}, rating": team.cell.rating_words,
        }
    return row | {"Difference": difference_words(pair)}
