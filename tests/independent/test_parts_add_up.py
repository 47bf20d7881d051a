"""The figures of one KPI hold together: teams make areas, areas the authority, parts the whole, months the year.

Everything is counted with pandas from what the program calculated for a synthetic council that was
reorganised on 1 July 2024, by the structure of the time and by today's.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pandas as pd
import pytest

from metrics.periods import month_end
from metrics.vocabulary import KpiStatus, Method, Statistic
from reporting.structures import SharedHistory, TeamChange, todays_structure
from tests.independent.conftest import CalculatedCouncil, live_kpis

REORGANISED_ON = date(2024, 7, 1)
PERIOD = ["basis", "period_kind", "period_start", "period_end"]
COUNTS = ["numerator", "denominator", "not_counted"]
# Month-end tables whose rows keep the one team that the source names, whenever the month.
TEAM_OF_THE_RECORD = (
    "absence_at_month_end",
    "adoption_at_month_end",
    "care_leaver_cohort_at_month_end",
    "early_help_episodes_at_month_end",
    "open_assessments_at_month_end",
    "open_section_47_enquiries_at_month_end",
    "pre_proceedings_at_month_end",
    "turnover_at_month_end",
)
AT_MONTH_END = live_kpis(rf"^  events: (?!{'|'.join(TEAM_OF_THE_RECORD)})\w+_at_month_end\b")
every_kpi = pytest.mark.parametrize("kpi_id", live_kpis())


@cache
def figures_of(council: CalculatedCouncil, kpi_id: str) -> pd.DataFrame:
    """Return a KPI's figures with the level of each: authority, service_area, team or worker."""
    areas = {area for _, area, _, _ in council.extract.teams}
    whole = council.extract.authority_id

    def level(unit: str) -> str:
        if unit == whole:
            return "authority"
        if unit.startswith(f"{whole}:worker:"):
            return "worker"
        return "service_area" if unit in areas or unit == f"{whole}:not_allocated_service" else "team"

    found = council.figures(kpi_id)
    return found.assign(level=found["org_unit_id"].map(level))


def has_only_the_authority(council: CalculatedCouncil, kpi_id: str) -> bool:
    """Return whether a KPI is a rate: only the authority has a population."""
    calculation = council.kpi(kpi_id).calculation
    return calculation is not None and calculation.method is Method.RATE_PER_10000


def added(found: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the counts added up; what a method does not count stays out, so that nothing is added to it."""
    return found.fillna({"breakdown": "", "part": ""}).groupby(by)[COUNTS].sum(min_count=1)


def assert_same(whole: pd.DataFrame, parts: pd.DataFrame, says: str) -> None:
    """Fail where parts do not add up to the whole; a whole of nought may have no parts."""
    left, right = whole.align(parts, join="outer")
    differs = (left.fillna(0.0).astype(float) - right.fillna(0.0).astype(float)).abs() > 1e-6
    wrong = differs.any(axis=1)
    assert not wrong.any(), f"{says}\n{left[wrong].join(right[wrong], rsuffix='_parts').head(8).to_string()}"


@every_kpi
def test_teams_and_not_allocated_make_the_areas_and_the_authority(
    council: CalculatedCouncil, kpi_id: str
) -> None:
    found = figures_of(council, kpi_id)
    whole = found[found["breakdown"].isna()]
    authority = added(whole[whole["level"] == "authority"], PERIOD)
    assert not authority.empty
    if has_only_the_authority(council, kpi_id):
        assert set(whole["level"]) == {"authority"}
        return
    teams, areas = whole[whole["level"] == "team"], whole[whole["level"] == "service_area"]
    assert_same(authority, added(teams, PERIOD), "teams and the authority")
    assert_same(authority, added(areas, PERIOD), "service areas and the authority")
    area_of = {f"{council.extract.authority_id}:{team}": area for team, area, _, _ in council.extract.teams}
    homeless = f"{council.extract.authority_id}:not_allocated_service"
    placed = teams.assign(org_unit_id=teams["org_unit_id"].map(area_of).fillna(homeless))
    by_area = [*PERIOD, "org_unit_id"]
    assert_same(added(areas, by_area), added(placed, by_area), "teams and their service area")


@every_kpi
def test_parts_of_every_breakdown_make_the_whole(council: CalculatedCouncil, kpi_id: str) -> None:
    found = figures_of(council, kpi_id)
    found = found[found["level"].isin(["authority", "service_area"])]
    by_unit = [*PERIOD, "org_unit_id"]
    whole = added(found[found["breakdown"].isna()], by_unit)
    expected = () if has_only_the_authority(council, kpi_id) else council.kpi(kpi_id).breakdowns
    assert set(found["breakdown"].dropna()) <= set(expected)
    for breakdown in expected:
        parts = found[found["breakdown"] == breakdown]
        assert_same(whole, added(parts, by_unit), f"parts by {breakdown} and the whole")


@every_kpi
def test_months_make_the_longer_periods(council: CalculatedCouncil, kpi_id: str) -> None:
    found = figures_of(council, kpi_id)
    months = found[found["period_kind"] == "month"]
    longer = found[~found["period_kind"].isin(["month", "as_at"])]
    if months.empty:
        assert longer.empty  # what stands at a month's end is never added up
        return
    # The population that a rate is of changes in July, so only what is counted adds up.
    counts = ["numerator", "not_counted"] if has_only_the_authority(council, kpi_id) else COUNTS
    line = ["org_unit_id", "breakdown", "part", "basis"]
    months, longer = (table.fillna({"breakdown": "", "part": ""}) for table in (months, longer))
    place = {end: number for number, end in enumerate(council.extract.months)}
    first = longer["period_start"].map(lambda start: place[month_end(start)]).to_numpy()
    last = longer["period_end"].map(place).to_numpy()
    for count in counts:
        by_line = months.pivot_table(count, line, "period_end", aggfunc="sum", dropna=True)
        by_line = by_line.reindex(columns=council.extract.months).fillna(0.0)
        up_to = np.c_[np.zeros(len(by_line)), by_line.cumsum(axis=1).to_numpy()]
        at = by_line.index.get_indexer(pd.MultiIndex.from_frame(longer[line]))
        sums = np.where(at >= 0, up_to[at, last + 1] - up_to[at, first], 0.0) if len(by_line) else 0.0
        wrong = (longer[count].fillna(0.0) - sums).abs() > 1e-6
        assert not wrong.any(), f"{count}: months do not make\n{longer[wrong].head(8).to_string()}"


@pytest.mark.parametrize("kpi_id", AT_MONTH_END)
def test_by_the_structure_of_the_time_only_teams_that_existed_have_anything(
    council: CalculatedCouncil, kpi_id: str
) -> None:
    found = figures_of(council, kpi_id)
    spans = {team: (first, last) for team, _, first, last in council.extract.teams}
    counted = found[(found["level"] == "team") & (found[COUNTS].fillna(0).sum(axis=1) > 0)]
    for unit, end in zip(counted["org_unit_id"], counted["period_end"], strict=True):
        first, last = spans.get(unit.removeprefix(f"{council.extract.authority_id}:"), (None, None))
        assert first is None or first <= end, f"{unit} counted on {end}, before it began"
        assert last is None or last >= end, f"{unit} counted on {end}, after its end"


@every_kpi
def test_by_todays_structure_histories_make_the_authority_before_and_after(
    council: CalculatedCouncil, kpi_id: str
) -> None:
    found = figures_of(council, kpi_id)
    whole = found[found["breakdown"].isna()]
    if has_only_the_authority(council, kpi_id):
        return
    carrier = {
        f"{council.extract.authority_id}:{team}": " + ".join(history.todays_teams)
        for history in histories(council)
        for team in history.carried_teams
    }
    teams = whole[whole["level"] == "team"]
    in_todays = teams.assign(carried_by=teams["org_unit_id"].map(carrier).fillna("not allocated"))
    by_history = added(in_todays, [*PERIOD, "carried_by"]).reset_index()
    authority = added(whole[whole["level"] == "authority"], PERIOD)
    assert_same(authority, added(by_history, PERIOD), "today's teams and the authority")
    ends = {end < REORGANISED_ON for end in authority.reset_index()["period_end"]}
    assert ends == {True, False}  # months of both structures were looked at


@cache
def histories(council: CalculatedCouncil) -> tuple[SharedHistory, ...]:
    """Return today's teams of the council with the teams whose history they carry."""
    rows = council.connection.execute(
        "SELECT changed_on, old_team_id, new_team_id FROM staged.team_changes"
    ).fetchall()
    return todays_structure((team for team, *_ in council.extract.teams), (TeamChange(*row) for row in rows))


def test_today_has_no_team_that_ended_and_every_older_one_is_carried(council: CalculatedCouncil) -> None:
    ended = {team for team, _, _, last in council.extract.teams if last is not None}
    found = histories(council)
    assert ended and ended == {
        team for history in found for team in history.carried_teams if team not in history.todays_teams
    }
    assert any(len(history.todays_teams) == 2 for history in found), "no team was split"
    assert any(len(history.todays_teams) == 1 and len(history.carried_teams) == 3 for history in found), (
        "no teams were merged"
    )


def test_todays_teams_have_an_unbroken_history_of_children_in_care(council: CalculatedCouncil) -> None:
    teams = figures_of(council, "children_in_care")
    teams = teams[(teams["level"] == "team") & teams["breakdown"].isna()]
    unit = council.extract.authority_id
    crossed = 0
    for history in histories(council):
        carried = teams[teams["org_unit_id"].isin([f"{unit}:{team}" for team in history.carried_teams])]
        ends = set(carried[carried["numerator"] > 0]["period_end"])
        if len(ends) > len(council.extract.months) / 2 and history.carried_teams != history.todays_teams:
            crossed += 1
            assert date(2024, 6, 30) in ends and date(2024, 7, 31) in ends, history.todays_teams
    assert crossed >= 3


def test_the_highest_of_the_authority_is_the_highest_of_its_teams(council: CalculatedCouncil) -> None:
    highest = [
        kpi
        for kpi in council.library
        if kpi.status is KpiStatus.LIVE and kpi.calculation and kpi.calculation.statistic is Statistic.MAXIMUM
    ]
    assert highest
    for kpi in highest:
        found = figures_of(council, kpi.id)
        values = found[found["breakdown"].isna()].groupby(["level", "period_end"])["value"].max().unstack(0)
        assert (values["authority"] == values["team"]).all()
        assert (values["authority"] == values["worker"]).all()
