"""What a build knows around the records: settings, what the extracts cover, teams and service areas."""

from __future__ import annotations

from datetime import date

import pytest

from data.landing import landed_loads, landed_table
from data.local_settings import ALWAYS, LocalSetting, SettingStep, local_settings
from data.staging.organisation import service_area_of
from data.staging.stage import insert_rejected_rows
from tests.data.sources.record_files import SMALL_DATASET
from tests.data.staging.conftest import Staging

CONTACT = {"cont_contact_id": "K1", "cont_person_id": "C1"}


def test_usual_settings_hold_until_a_council_sets_its_own(staging: Staging) -> None:
    staging.dataset()
    staging.feed(
        "settings",
        [
            {"setting_id": "cp_visit_interval", "valid_from": "2025-01-06", "value": "20"},
            {"setting_id": "cp_visit_interval", "valid_from": "2026-01-05", "value": "10"},
        ],
    )
    build = staging.stage()
    columns = ("setting_id", "valid_from", "valid_until", "value", "unit")
    found = [row[1:] for row in build.rows("staged.settings", *columns) if row[0] == "cp_visit_interval"]
    assert found == [
        (date(1900, 1, 1), date(2025, 1, 6), 15.0, "working_days"),
        (date(2025, 1, 6), date(2026, 1, 5), 20.0, "working_days"),
        (date(2026, 1, 5), None, 10.0, "working_days"),
    ]


def test_a_usual_value_of_later_does_not_come_back_over_a_councils_own(
    staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = (SettingStep(ALWAYS, 15.0), SettingStep(date(2024, 4, 1), 10.0))
    law = LocalSetting("cp_visit_interval", "Visits", "working_days", steps)
    monkeypatch.setattr("data.staging.stage.local_settings", lambda: (law,))
    staging.dataset()
    other = [{"setting_id": "s47_limit", "valid_from": "2026-01-01", "value": "10"}]
    staging.feed("settings", other, authority="Mill")
    staging.feed("settings", [{"setting_id": "cp_visit_interval", "valid_from": "2023-01-09", "value": "20"}])
    columns = ("authority_id", "setting_id", "valid_from", "valid_until", "value")
    found = staging.stage().rows("staged.settings", *columns)
    assert [row for row in found if row[0] != "mill"] == [
        ("northmere", "cp_visit_interval", date(1900, 1, 1), date(2023, 1, 9), 15.0),
        ("northmere", "cp_visit_interval", date(2023, 1, 9), None, 20.0),
    ]
    assert [row[2:] for row in found if row[0] == "mill"] == [
        (date(1900, 1, 1), date(2024, 4, 1), 15.0),
        (date(2024, 4, 1), None, 10.0),
    ]


def test_what_is_usual_is_the_same_for_every_council_on_every_day() -> None:
    assert [setting.id for setting in local_settings() if len(setting.usual) > 1] == []


def test_a_setting_that_does_not_exist_is_rejected(staging: Staging) -> None:
    good = {"setting_id": "s47_limit", "valid_from": "2026-01-01", "value": "10"}
    load = staging.feed("settings", [good, {**good, "setting_id": "s48_limit"}])
    reasons = landed_table(staging.paths, load.load_id, "rejected").to_pylist()
    assert [row["reasons"] for row in reasons] == ["setting_id is not in the code list"]


@pytest.mark.parametrize(
    ("first_contact", "covered_from", "months"),
    [
        (
            "2026-08-03",
            date(2026, 8, 1),
            ["2026-08-31", "2026-09-30", "2026-10-31"],
        ),  # a Monday: the month is whole
        ("2026-08-14", date(2026, 8, 14), ["2026-09-30", "2026-10-31"]),
        ("2009-05-01", date(2020, 10, 31), None),  # a dataset holds six years
    ],
)
def test_a_dataset_covers_from_its_first_contact(
    staging: Staging, first_contact: str, covered_from: date, months: list[str] | None
) -> None:
    staging.dataset({"ssd_contacts": [{**CONTACT, "cont_contact_date": first_contact}]})
    build = staging.stage()
    assert build.rows("staged.coverage", "authority_id", "covered_from", "as_at_on") == [
        ("northmere", covered_from, date(2026, 10, 31))
    ]
    found = [str(day) for day in build.rows("month_ends", "month_end")]
    assert found == months if months else (found[0], len(found)) == ("2020-11-30", 72)


def test_a_month_that_is_not_over_is_no_month_end(staging: Staging) -> None:
    staging.dataset(
        {"ssd_contacts": [{**CONTACT, "cont_contact_date": "2026-08-03"}]}, as_at=date(2026, 10, 30)
    )
    assert [str(day) for day in staging.stage().rows("month_ends", "month_end")] == [
        "2026-08-31",
        "2026-09-30",
    ]


def test_a_feed_alone_covers_its_own_dates(staging: Staging) -> None:
    line = {
        "service_area": "assessment", "cost_line": "staff", "budget": "1", "actual": "1", "full_year_forecast": "1",
        "full_year_budget": "1",
    }  # fmt: skip
    staging.feed("finance_lines", [{**line, "month_end": day} for day in ("2026-04-30", "2026-05-31")])
    assert staging.stage().rows("staged.coverage", "covered_from", "as_at_on") == [
        (date(2026, 4, 30), date(2026, 10, 31))
    ]


def test_teams_of_the_feed_have_their_service_and_dates(staging: Staging) -> None:
    staging.dataset()
    team = {"team_id": "T1", "name": "Team North", "service_area": "safeguarding"}
    staging.feed(
        "teams", [{**team, "valid_from": "2024-07-01"}, {**team, "team_id": "T2", "valid_to": "2024-06-30"}]
    )
    build = staging.stage()
    columns = ("org_unit_id", "parent_id", "level", "name", "valid_from", "valid_to")
    area = "northmere:safeguarding"
    assert build.rows("staged.org_units", *columns) == [
        ("northmere:T1", area, "team", "Team North", date(2024, 7, 1), None),
        ("northmere:T2", area, "team", "Team North", None, date(2024, 6, 30)),
        (area, "northmere", "service_area", "Children in need and child protection", None, None),
    ]


def test_departments_of_the_dataset_have_the_service_of_the_one_above(staging: Staging) -> None:
    staging.dataset()
    assert staging.stage().rows("staged.org_units", "org_unit_id", "parent_id") == [
        ("northmere:T1", "northmere:assessment"),
        ("northmere:assessment", "northmere"),
    ]


def test_a_team_that_only_records_name_stands_under_not_known(staging: Staging) -> None:
    referral = {**SMALL_DATASET["ssd_cin_episodes"][0], "cine_referral_team": "T77"}
    staging.dataset({"ssd_cin_episodes": [referral], "ssd_department": []})
    assert staging.stage().rows("staged.org_units", "org_unit_id", "parent_id", "name") == [
        ("northmere:T77", "northmere:not_known", "T77"),
        ("northmere:not_known", "northmere", "Not known"),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("MASH", "front_door_and_early_help"),
        ("Assessment North", "assessment"),
        ("Children in care", "children_in_care"),
        ("LAC Team 2", "children_in_care"),
        ("Class Team", None),
        ("Leaving Care and Asylum", "care_experienced"),
        ("Disabled Children's Team", "children_with_disabilities"),
        ("Team 4", None),
    ],
)
def test_the_name_of_a_team_tells_its_service_or_nothing(name: str, expected: str | None) -> None:
    assert service_area_of(name) == expected


def test_the_rejected_rows_of_a_build_replace_those_of_the_loading(staging: Staging) -> None:
    contacts = [
        {**CONTACT, "cont_contact_id": f"K{number}", "cont_contact_date": "2026-01-05"}
        for number in range(20)
    ]
    load = staging.dataset({"ssd_contacts": [*contacts, contacts[0]]})
    assert load.rows_rejected == 1
    build = staging.stage()
    build.connection.execute(
        "CREATE TABLE rejected_rows (load_id VARCHAR, source_row BIGINT, reasons VARCHAR)"
    )
    build.connection.execute(
        "INSERT INTO rejected_rows VALUES (?, 99, 'read otherwise then')", [load.load_id]
    )
    build.connection.execute("INSERT INTO rejected_rows VALUES ('a load of values', 3, 'stays')")
    insert_rejected_rows(build.connection)
    assert build.rows("rejected_rows", "load_id", "source_row", "reasons") == [
        (load.load_id, 22, "ssd_contacts: repeats row 2"),
        ("a load of values", 3, "stays"),
    ]
    assert landed_loads(staging.paths) == [load]
