"""Which tables of records arrived: a missing list, table or feed is not an empty one."""

from __future__ import annotations

import re
from datetime import date

import pytest

from data.sql import QUERIES
from data.staging.annex_a import STITCHED
from data.staging.supplied_tables import (
    FROM_EVERY_LIST_OF_CHILDREN,
    received_tables,
    sources_of,
    tables_of_lists,
)
from metrics.calculation_rules import received_tables as tables_that_definitions_may_need
from tests.data.sources.record_files import AS_AT
from tests.data.staging.annex_a_rows import AUGUST, CARE, NEED, OCTOBER, REFERRAL
from tests.data.staging.conftest import StagedBuild, Staging

COMPLAINT = {"complaint_id": "C1", "received_on": "2026-09-01", "stage": "1"}
ANNEX_A, SSD, FEED = "annex_a", "ssd", "feed"


def supplied(build: StagedBuild) -> dict[str, list[str]]:
    """Return by table the kinds of source that supply it."""
    found: dict[str, list[str]] = {}
    for table, kind in build.rows("staged.supplied_tables", "table_name", "source_kind"):
        found.setdefault(table, []).append(kind)
    return found


def test_a_list_that_is_missing_supplies_nothing_and_an_empty_one_does(staging: Staging) -> None:
    staging.annex_a(OCTOBER, {3: [REFERRAL], 8: []})
    found = supplied(staging.stage())
    assert found["referrals"] == [ANNEX_A]
    assert {"care_episodes", "care_visits", "placements"} <= found.keys()  # list 8 is there, without a child
    assert not {"contacts", "cp_plans", "cin_plans", "referral_closings", "care_leavers"} & found.keys()


def test_a_table_of_the_dataset_that_is_missing_supplies_nothing_and_an_empty_one_does(
    staging: Staging,
) -> None:
    staging.dataset({"ssd_cla_episodes": []})
    found = supplied(staging.stage())
    assert found["care_episodes"] == [SSD]
    assert found["referrals"] == found["referral_closings"] == [SSD]
    assert not {"cp_plans", "care_visits", "adopters", "complaints"} & found.keys()


def test_a_feed_supplies_its_own_table_beside_the_dataset(staging: Staging) -> None:
    staging.dataset()
    staging.feed("workers", [])
    staging.feed("complaints", [])
    found = supplied(staging.stage())
    assert found["complaints"] == [FEED]
    assert sorted(found["workers"]) == [FEED, SSD]


def test_what_is_not_in_use_supplies_nothing(staging: Staging) -> None:
    staging.annex_a(OCTOBER, {8: [CARE]})
    staging.dataset()
    assert "care_episodes" not in supplied(
        staging.stage()
    )  # the dataset is in use, and has no children in care


def test_each_authority_has_its_own(staging: Staging) -> None:
    staging.dataset()
    staging.feed("complaints", [], authority="Southmere")
    rows = staging.stage().rows("staged.supplied_tables", "authority_id", "table_name")
    assert ("southmere", "complaints") in rows
    assert ("northmere", "complaints") not in rows


def test_what_is_supplied_reaches_to_the_newest_extract_that_has_it(staging: Staging) -> None:
    staging.annex_a(AUGUST, {6: [NEED], 8: [CARE]})
    staging.annex_a(OCTOBER, {6: [NEED]})
    staging.feed("caseload_weights", [], as_at=date(2026, 8, 31))
    columns = ("table_name", "supplied_from", "supplied_until")
    days = {name: days for name, *days in staging.stage().rows("staged.supplied_tables", *columns)}
    assert days["care_episodes"] == [date(2026, 2, 28), date(2026, 8, 31)]
    assert days["cin_plans"] == [date(2026, 2, 28), date(2026, 10, 31)]
    assert days["caseload_weights"] == [None, None]  # weights hold until there are others


def test_a_dataset_has_no_first_day_of_its_own(staging: Staging) -> None:
    staging.dataset()
    columns = ("table_name", "supplied_from", "supplied_until")
    days = {name: days for name, *days in staging.stage().rows("staged.supplied_tables", *columns)}
    assert days["referrals"] == [None, AS_AT]


@pytest.mark.parametrize(
    ("as_at", "counts_from"), [(AUGUST, date(2026, 8, 1)), (date(2026, 9, 14), date(2026, 8, 1))]
)
def test_the_counts_of_a_workbook_tell_of_the_last_month_end_and_not_of_six_months(
    staging: Staging, as_at: date, counts_from: date
) -> None:
    staging.annex_a(as_at, {8: [CARE]})
    staging.annex_a(OCTOBER, {8: [CARE]})
    columns = ("table_name", "supplied_from", "supplied_until")
    days = {name: days for name, *days in staging.stage().rows("staged.supplied_tables", *columns)}
    assert days["annex_a_counts"] == [counts_from, OCTOBER]
    assert days["care_episodes"][0] < counts_from


@pytest.mark.parametrize("name", STITCHED)
def test_a_list_is_said_to_supply_what_its_queries_fill(name: str) -> None:
    """From the text of the queries: the tables they fill, and the lists they read."""
    text = (QUERIES / "staged" / "annex_a" / f"{name}.sql").read_text(encoding="utf-8")
    for statement in text.split(";"):
        filled = re.search(r"INSERT INTO staged\.(\w+)", statement)
        if filled is None or filled[1] == "disappeared":
            continue
        read = {int(number) for number in re.findall(r"(?:FROM|JOIN) staged\.annex_a_list_(\d+)", statement)}
        said = {number for number, tables in tables_of_lists().items() if filled[1] in tables}
        if not read:
            assert filled[1] in FROM_EVERY_LIST_OF_CHILDREN
        elif filled[1] == "referrals":
            assert (read, said) == ({3, 6}, {3})  # list 6 adds days of closing, and referrals before list 3
        else:
            assert said >= read, filled[1]


def test_definitions_may_need_what_can_be_received() -> None:
    assert tables_that_definitions_may_need() == received_tables()
    assert [name for name in received_tables() if not sources_of(name)] == []


def test_what_would_supply_a_table_is_said_in_words() -> None:
    assert sources_of("complaints") == ["the feed complaints"]
    assert sources_of("care_visits") == [
        "list 8 of Annex A",
        "the table ssd_cla_visits of the Standard Safeguarding Dataset",
    ]
    assert sources_of("care_visits", without=(ANNEX_A,)) == [
        "the table ssd_cla_visits of the Standard Safeguarding Dataset"
    ]
    assert sources_of("referral_closings") == [
        "list 6 of Annex A",
        "the table ssd_cin_episodes of the Standard Safeguarding Dataset",
    ]
