"""The screens of teams and workers run in process: a whole council, printed figures only, a single month."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.paths import StorePaths
from journal.audit_trail import AuditEntry, latest_acts
from journal.database import open_journal, sqlite_address
from reporting.reader import ROLE_VARIABLE
from tests.pages.teams.conftest import SCREENS, screen, words

NORTHMERE = {"authority": "northmere"}
ASSESSMENT = NORTHMERE | {"service_area": "assessment"}
MEASURE = {"view": "months", "kpi": "assessments_within_45_working_days"}


def acts(data_dir: Path) -> list[AuditEntry]:
    return latest_acts(open_journal(sqlite_address(StorePaths(data_dir).journal)))


@pytest.mark.usefixtures("use_copy")
def test_every_measure_of_a_service_is_shown_with_its_check() -> None:
    test = screen("teams", **ASSESSMENT)
    assert not test.exception
    text = words(test)
    assert "Check: in all" in text
    assert "✓ Adds up: teams together" in text
    assert "= service" in text
    assert "Assessment Central" in text
    assert "Not allocated" in text
    assert "The darker a cell, the further from target" in text
    assert "✗" not in text


@pytest.mark.usefixtures("use_copy")
def test_todays_teams_are_shown_together_where_one_was_split() -> None:
    text = words(screen("teams", **ASSESSMENT, structure="today"))
    assert "Assessment Central and West from Duty and Assessment 4" in text
    assert "Figures are made from summed numerators and denominators" in text


@pytest.mark.usefixtures("use_copy")
def test_one_measure_is_shown_over_24_months_newest_first() -> None:
    test = screen("teams", **ASSESSMENT, **MEASURE)
    assert not test.exception
    text = words(test)
    assert text.index("October 2026 ") < text.index("November 2024")
    assert "October 2024" not in text
    assert "Assessments completed within 45 working days, month by month" in text


@pytest.mark.usefixtures("use_copy")
def test_months_before_the_reorganisation_show_the_teams_of_the_time() -> None:
    text = words(screen("teams", **ASSESSMENT, **MEASURE, period="2024-08"))
    assert "Duty and Assessment 4" in text
    assert "until 30 June 2024" in text
    assert "Not there yet" in text


@pytest.mark.usefixtures("use_copy")
def test_a_subject_of_every_service_sets_the_services_side_by_side_and_can_go_down() -> None:
    text = words(screen("teams", **NORTHMERE, service_area="workforce"))
    assert "services and not allocated together" in text
    test = screen("teams", **NORTHMERE, service_area="workforce", service="northmere:assessment")
    assert "Assessment Central" in words(test)


@pytest.mark.usefixtures("use_copy")
def test_a_team_is_shown_with_its_service_and_the_way_up() -> None:
    test = screen("team", **NORTHMERE, unit="northmere:T06")
    assert not test.exception
    text = words(test)
    assert "Northmere Assessment Assessment North" in text  # the breadcrumbs
    for heading in ("The service", "Beside other teams", "Open and overdue now", "Average caseload"):
        assert heading in text
    assert "998 in 1,000" in text


@pytest.mark.usefixtures("use_copy")
def test_two_teams_are_set_side_by_side() -> None:
    test = screen("team", **NORTHMERE, unit="northmere:T06", **{"with": "northmere:T07"})
    assert not test.exception
    text = words(test)
    assert "Assessment North beside Assessment South" in text
    assert "Difference" in text


@pytest.mark.usefixtures("use_copy")
def test_a_team_that_has_ended_is_shown_in_its_last_month_and_says_so() -> None:
    text = words(screen("team", **NORTHMERE, unit="northmere:T39"))
    assert "Duty and Assessment 4 ended in June 2024" in text


def test_caseloads_of_single_workers_are_shown_and_noted(use_copy: Path) -> None:
    test = screen("caseloads", **NORTHMERE)
    assert not test.exception
    text = words(test)
    assert "Each bar is a social worker" in text
    assert "children for" in text
    assert "Limit" in " ".join(str(frame.value.columns) for frame in test.dataframe)
    assert any("caseloads of workers" in act.subject for act in acts(use_copy))


@pytest.mark.usefixtures("use_copy")
@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("first_year", "Progress in the first year, by quarter of start"),
        ("staffing", "Permanent and agency staff, team by team"),
        ("changes", "Children with two or more changes"),
    ],
)
def test_the_other_views_of_the_workforce_can_be_linked_to(view: str, said: str) -> None:
    test = screen("caseloads", **NORTHMERE, view=view)
    assert not test.exception
    assert said in words(test)


@pytest.mark.usefixtures("use_copy")
def test_a_link_to_another_view_wins_over_the_tab_that_was_open() -> None:
    test = screen("caseloads", **NORTHMERE, view="staffing")
    test.query_params["view"] = "changes"
    text = words(test.run())
    assert "Children with two or more changes" in text
    assert "Permanent and agency staff, team by team" not in text


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [
        ("caseloads", {}, "Caseloads of single workers are shown only to those who may see records"),
        ("caseloads", {"view": "first_year"}, "newly qualified"),
        ("caseloads", {"view": "changes"}, "Single children are listed only for those who may see records"),
        ("pre-proceedings", {}, "in pre-proceedings on"),
        (
            "pre-proceedings",
            {"view": "print"},
            "Single families are listed only for those who may see records",
        ),
    ],
)
def test_who_may_not_see_records_sees_counts_and_nobody(
    use_copy: Path, monkeypatch: pytest.MonkeyPatch, name: str, query: dict[str, str], said: str
) -> None:
    monkeypatch.setenv(ROLE_VARIABLE, "scrutiny")
    before = len(acts(use_copy))
    test = screen(name, **NORTHMERE, **query)
    assert not test.exception
    assert said in words(test)
    shown = words(test) + " ".join(frame.value.to_csv() for frame in test.dataframe)
    assert "Worker w" not in shown
    assert "Family c" not in shown
    assert len(acts(use_copy)) == before


@pytest.mark.usefixtures("use_copy")
def test_the_tracker_has_its_measures_on_top_and_a_sheet_to_print() -> None:
    test = screen("pre-proceedings", **NORTHMERE)
    assert not test.exception
    assert "Pre-proceedings completed within 12 weeks" in words(test)
    sheet = screen("pre-proceedings", **NORTHMERE, view="print")
    assert not sheet.exception
    assert "Furthest past its limit first" in words(sheet)


@pytest.mark.usefixtures("use_store")
@pytest.mark.parametrize("name", SCREENS)
def test_an_authority_with_printed_figures_only_is_told_what_is_missing_and_how_to_get_it(name: str) -> None:
    test = screen(name, authority="havering")
    assert not test.exception
    assert len(test.info) == 1
    assert "python cli.py build" in test.info[0].value


def opens_in_the_first_month(name: str, **query: str) -> AppTest:
    test = screen(name, authority="onemonthshire", **query)
    assert not test.exception
    return test


@pytest.mark.usefixtures("use_one_month")
def test_in_its_first_month_a_council_sees_its_teams_without_a_trend() -> None:
    text = words(opens_in_the_first_month("teams", service_area="assessment"))
    assert "Assessment One" in text
    assert "✓ Adds up: teams together 1 of 1 = service 1 of 1" in text
    months = words(opens_in_the_first_month("teams", service_area="assessment", **MEASURE))
    assert "October 2026" in months
    assert "September 2026" not in months


@pytest.mark.usefixtures("use_one_month")
def test_in_its_first_month_a_team_has_figures_and_claims_no_change() -> None:
    test = opens_in_the_first_month("team", unit="onemonthshire:T1")
    text = words(test)
    assert "1 of 1" in text
    assert "no change" not in text
    assert "Too few teams to compare" in text
    empty = words(opens_in_the_first_month("team", unit="onemonthshire:T2"))
    assert "No measure of this team is rated in this month" in empty


@pytest.mark.usefixtures("use_one_month")
def test_in_its_first_month_caseloads_are_there_and_what_needs_a_year_says_so() -> None:
    text = words(opens_in_the_first_month("caseloads"))
    assert "1 children for 1 full-time social workers" in text
    assert "No cases" in text  # turnover and sickness need twelve months
    first = words(opens_in_the_first_month("caseloads", view="first_year"))
    assert "0 of 1 newly qualified social workers" in first
    staff = words(opens_in_the_first_month("caseloads", view="staffing"))
    assert "1 of 2 full-time social workers at work are agency staff" in staff
    assert "No child" in words(opens_in_the_first_month("caseloads", view="changes"))


@pytest.mark.usefixtures("use_one_month")
def test_in_its_first_month_nobody_in_pre_proceedings_is_said_so() -> None:
    text = words(opens_in_the_first_month("pre-proceedings"))
    assert "No family of Onemonthshire was in pre-proceedings on 31 October 2026" in text


@pytest.mark.usefixtures("use_copy")
def test_the_view_of_months_opens_with_a_measure_that_has_figures() -> None:
    test = screen("teams", **ASSESSMENT, view="months")
    assert not test.exception
    assert not [info.value for info in test.info if "has no figure" in info.value]
    assert "month by month, newest first" in words(test)
