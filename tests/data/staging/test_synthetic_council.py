"""A whole small council, loaded twice: as a dataset with its feeds, and as Annex A workbooks only.

The workbooks were made from the same records, so what they say when stitched must agree with the
dataset: an independent answer for every month that they cover.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from data.landing import landed_loads
from data.paths import StorePaths
from data.sources.annex_a_load import load_annex_a
from data.sources.feeds.load import load_feed
from data.sources.ssd.load import load_ssd
from data.staging.stage import stage_records
from data.synthetic import generate_council
from tests.data.staging.conftest import StagedBuild

ENDS_ON, TODAY = date(2026, 10, 31), date(2026, 11, 21)
OPEN_AT = "{start} <= DATE '{day}' AND ({end} IS NULL OR {end} > DATE '{day}')"


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, StagedBuild]]:
    folder = tmp_path_factory.mktemp("council")
    council = generate_council(
        folder / "files", children=300, years=2, annex_a_months=8, ends_on=ENDS_ON
    ).authorities[0]
    from_dataset, from_workbooks = (StorePaths(folder / name / "store") for name in ("dataset", "workbooks"))
    load_ssd(from_dataset, council.ssd_folder, council.name, ENDS_ON, today=TODAY)
    for name, file in council.feed_files.items():
        load_feed(from_dataset, name, file, council.name, ENDS_ON, today=TODAY)
    for workbook in council.annex_a:
        load_annex_a(from_workbooks, workbook.path, council.name, workbook.as_at, today=TODAY)
    staged = {"dataset": _staged(from_dataset), "workbooks": _staged(from_workbooks)}
    yield staged
    for build in staged.values():
        build.connection.close()


def _staged(paths: StorePaths) -> StagedBuild:
    connection = duckdb.connect()
    stage_records(connection, paths, landed_loads(paths))
    return StagedBuild(connection)


def both(builds: dict[str, StagedBuild], question: str) -> tuple[object, object]:
    one, other = (builds[name].connection.execute(question).fetchall() for name in ("dataset", "workbooks"))
    assert one != [(0,)], "the question must find something to compare"
    return one, other


def test_nothing_is_rejected_or_lost(builds: dict[str, StagedBuild]) -> None:
    for build in builds.values():
        assert build.count("rejected_rows") == 0
        assert build.count("people") > 0


@pytest.mark.parametrize(
    ("table", "day"),
    [
        ("contacts", "contact_received_on"),
        ("referrals", "referral_received_on"),
        ("assessments", "assessment_started_on"),
        ("assessments", "assessment_authorised_on"),
        ("section_47_enquiries", "enquiry_started_on"),
    ],
)
def test_the_workbooks_have_every_event_of_the_months_they_cover(
    builds: dict[str, StagedBuild], table: str, day: str
) -> None:
    one, other = both(
        builds,
        f"SELECT {day}, count(*) FROM staged.{table}"
        f" WHERE {day} BETWEEN DATE '2025-11-01' AND DATE '2026-10-31' GROUP BY ALL ORDER BY ALL",
    )
    assert one == other


@pytest.mark.parametrize("day", ["2026-03-31", "2026-06-30", "2026-10-31"])
def test_the_workbooks_have_the_same_children_on_a_plan(builds: dict[str, StagedBuild], day: str) -> None:
    is_open = OPEN_AT.format(start="plan_started_on", end="plan_ended_on", day=day)
    own = "is_from_other_authority IS NOT TRUE"
    one, other = both(
        builds, f"SELECT plan_started_on FROM staged.cp_plans WHERE {is_open} AND {own} ORDER BY 1"
    )
    assert one == other


@pytest.mark.parametrize("day", ["2026-03-31", "2026-06-30", "2026-10-31"])
def test_the_workbooks_have_the_same_children_in_care(builds: dict[str, StagedBuild], day: str) -> None:
    is_open = OPEN_AT.format(start="care.episode_started_on", end="care.episode_ceased_on", day=day)
    # the workbooks leave out short breaks and whoever is 18
    one, other = both(
        builds,
        "SELECT DISTINCT care.entered_care_on, people.born_on FROM staged.care_episodes AS care"
        " INNER JOIN staged.people USING (authority_id, child_id)"
        f" WHERE {is_open} AND people.born_on > DATE '{day}' - INTERVAL 18 YEAR AND care.child_id NOT IN"
        " (SELECT child_id FROM staged.legal_statuses WHERE legal_status_code IN ('V1', 'V3', 'V4')) ORDER BY ALL",
    )
    assert one == other


def test_both_give_a_child_the_same_pseudonym_only_with_the_same_key(builds: dict[str, StagedBuild]) -> None:
    dataset, workbooks = (
        set(builds[name].rows("staged.people", "child_id")) for name in ("dataset", "workbooks")
    )
    assert not dataset & workbooks  # two stores, two keys


def test_each_feed_is_staged_under_its_name(builds: dict[str, StagedBuild]) -> None:
    build = builds["dataset"]
    feeds = set(build.rows("staged.record_loads", "feed")) - {None}
    assert len(feeds) >= 28
    assert all(
        build.count(feed) > 0 for feed in ("teams", "workers", "case_supervision", "contact_decisions")
    )


def test_every_team_stands_under_a_service_area_that_is_there(builds: dict[str, StagedBuild]) -> None:
    for build in builds.values():
        units = {unit for unit, _ in build.rows("staged.org_units", "org_unit_id", "parent_id")}
        parents = {
            parent
            for level, parent in build.rows("staged.org_units", "level", "parent_id")
            if level == "team"
        }
        assert parents and parents <= units
