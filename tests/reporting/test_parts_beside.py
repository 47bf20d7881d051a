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
    teams_in_funnel,
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


def test_a_team_far_below_the_others_is_named_by_the_funnel(library: KpiLibrary) -> None:
    # four teams at 30 of 31 and one at 19 of 32: 139 of 156 together; 19 or fewer of 32 at 89 %: 1 in 60,000
    teams = tuple(part(name, 30, 31) for name in ("A", "B", "C", "D"))
    kpi = library.by_id(KPI)
    funnel = teams_in_funnel(PartsBeside(kpi, OCTOBER, (*teams, part("West", 19, 32))))
    assert funnel is not None
    assert funnel.sentence.endswith("Lower than the others by more than chance: West.")
    assert funnel.sentence.startswith("5 teams in October 2026, together 89.1%.")
    assert not funnel.judged.is_adjusted
    assert teams_in_funnel(PartsBeside(kpi, OCTOBER, teams)) is None  # four are too few
    count = library.by_id("contacts_received")
    assert teams_in_funnel(PartsBeside(count, OCTOBER, (*teams, part("West", 19, 32)))) is None


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
