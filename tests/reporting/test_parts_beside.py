"""Breakdowns and teams side by side: from the same figures as the whole, in the order people read them."""

from __future__ import annotations

from datetime import date

from data.store import Store
from metrics.library import KpiLibrary
from metrics.vocabulary import Basis, Level
from reporting.figure_sets import figure_set
from reporting.kpi_choices import kpi_choices
from reporting.organisation_tree import organisation_tree
from reporting.parts_beside import (
    PartBeside,
    PartsBeside,
    parts_of_breakdown,
    teams_of_unit,
)

KPI = "assessments_within_45_working_days"
OCTOBER = date(2026, 10, 31)


def part(name: str, top: float | None, bottom: float | None) -> PartBeside:
    value = 100 * top / bottom if top is not None and bottom else None
    return PartBeside(
        name, value, top, bottom, "counted" if value is not None else "no_cases", ((OCTOBER, 1.0),)
    )


def test_the_parts_of_a_breakdown_add_up_to_the_whole(northmere: Store, library: KpiLibrary) -> None:
    kpi = library.by_id(KPI)
    months = [row for row in figure_set(northmere, [KPI], ["northmere"]).to_pylist() if row["denominator"]]
    busiest = max(months, key=lambda row: row["denominator"])
    for breakdown in ("sex", "age_band"):
        beside = parts_of_breakdown(
            northmere, kpi, "northmere", breakdown, busiest["period_end"], Basis.COMPLETED
        )
        counted = [one for one in beside.parts if one.value is not None]
        assert sum(one.denominator or 0 for one in counted) == busiest["denominator"]
        assert sum(one.numerator or 0 for one in counted) == busiest["numerator"]


def test_ages_come_in_their_order(northmere: Store, library: KpiLibrary) -> None:
    beside = parts_of_breakdown(
        northmere, library.by_id(KPI), "northmere", "age_band", OCTOBER, Basis.COMPLETED
    )
    names = [one.name for one in beside.parts]
    in_order = ["Unborn", "Under 1", "1 to 4", "5 to 9", "10 to 15", "16 to 17"]
    assert [name for name in in_order if name in names] == [name for name in names if name in in_order]


def test_the_teams_are_those_below_the_unit(northmere: Store, library: KpiLibrary) -> None:
    tree = organisation_tree(northmere, "northmere")
    kpi = library.by_id(KPI)
    of_service = teams_of_unit(northmere, kpi, tree, "northmere:assessment", OCTOBER, Basis.DUE)
    of_council = teams_of_unit(northmere, kpi, tree, "northmere", OCTOBER, Basis.DUE)
    below = {team.name for team in tree.parts_of("northmere:assessment", OCTOBER)}
    assert {one.name for one in of_service.parts} <= below
    assert {one.name for one in of_service.parts} <= {one.name for one in of_council.parts}
    ended = {unit.name for unit in tree.of_level(Level.TEAM, date(2023, 11, 30))} - {
        unit.name for unit in tree.of_level(Level.TEAM, OCTOBER)
    }
    assert ended
    assert not ended & {one.name for one in of_council.parts}


def test_the_sentence_names_the_ends_with_their_numbers(library: KpiLibrary) -> None:
    beside = PartsBeside(
        library.by_id(KPI), OCTOBER, (part("North", 9, 10), part("South", 6, 8), part("East", None, None))
    )
    assert (
        beside.sentence
        == "October 2026, 2 parts: highest North (90.0%, 9 of 10), lowest South (75.0%, 6 of 8)."
    )
    table = beside.table("Team")
    assert table[1] == {
        "Team": "South",
        "Value": "75.0%",
        "Number of": "6 of 8",
        "Months with a figure": "1",
    }
    assert (table[2]["Value"], table[2]["Number of"]) == ("No cases", "")
    alone = PartsBeside(library.by_id(KPI), OCTOBER, (part("North", 9, 10),))
    assert alone.sentence == "Fewer than two parts have a figure for October 2026."


def sentence_of(library: KpiLibrary, *parts: PartBeside) -> str:
    return PartsBeside(library.by_id(KPI), OCTOBER, parts).sentence


def test_parts_with_the_same_figure_are_named_together(library: KpiLibrary) -> None:
    low = part("West", 6, 10)
    two = sentence_of(library, part("East", 10, 10), part("North", 8, 8), low)
    assert two == (
        "October 2026, 3 parts: highest East and North (100.0% each), lowest West (60.0%, 6 of 10)."
    )
    many = [part(name, 9, 9) for name in "ABCDEFG"]
    assert sentence_of(library, *many, low) == (
        "October 2026, 8 parts: highest 7 of them alike (100.0%), lowest West (60.0%, 6 of 10)."
    )
    assert sentence_of(library, *many) == "October 2026, 7 parts: all 7 have 100.0%."
    # 199 of 300 and 201 of 303 are not equal, but nobody can see that: 66.3 % both
    assert "lowest C and D (66.3% each)" in sentence_of(
        library, part("A", 9, 10), part("C", 199, 300), part("D", 201, 303)
    )


def test_a_part_of_fewer_than_five_is_not_named(library: KpiLibrary) -> None:
    one_of_one, none_of_four = part("South", 1, 1), part("Hub", 0, 4)
    said = sentence_of(library, one_of_one, none_of_four, part("North", 9, 10), part("East", 3, 5))
    assert said == (
        "October 2026, 4 parts: highest North (90.0%, 9 of 10), lowest East (60.0%, 3 of 5). "
        "Not looked at, with fewer than 5 counted: 2."
    )
    assert sentence_of(library, one_of_one, none_of_four, part("North", 9, 10)).startswith(
        "October 2026, 3 parts: too few counted to name a highest and a lowest"
    )


def test_choices_are_what_has_figures(northmere: Store, library: KpiLibrary) -> None:
    tree = organisation_tree(northmere, "northmere")
    choices = kpi_choices(northmere, KPI, tree, "northmere")
    ids = [unit.org_unit_id for unit in choices.units]
    assert ids[0] == "northmere"
    assert "northmere:assessment" in ids
    assert ids.index("northmere:assessment") < ids.index("northmere:T09")
    assert not any(unit.level is Level.WORKER for unit in choices.units)
    assert choices.bases_of("northmere") == tuple(Basis)
    assert choices.bases_of("nowhere") == ()
    assert "Female" in choices.parts["sex"]
    assert set(choices.parts) == set(library.by_id(KPI).breakdowns)
    nothing = kpi_choices(northmere, "budget_overspend", tree, "northmere")
    assert [unit.org_unit_id for unit in nothing.units] == ["northmere"]
    assert dict(nothing.parts) == {}
