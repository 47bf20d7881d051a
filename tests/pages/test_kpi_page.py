"""The KPI page in process: choices, chart, tabs, and the forms in which people write."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data.paths import DATA_DIR_VARIABLE, PROJECT_DIR, StorePaths
from journal.actions import SOMEONE_ELSE_REPORTED, report_action, write_action, written_actions
from journal.annotations import withdraw_annotation, write_annotation
from journal.audit_trail import latest_acts
from journal.commentary import SOMEONE_ELSE_WROTE, commentary_versions, write_commentary
from journal.database import Journal, open_journal, sqlite_address
from journal.restarts import restarts_decided
from reporting.actions import actions_of
from reporting.annotations import annotations_of
from tests.pages.monthly_figures import AUTHORITY_ID

KPI = "assessments_within_45_working_days"
PAGE = "pages/measures/kpi_in_detail.py"
OCTOBER = date(2026, 10, 31)


def kpi_page(**query: str) -> AppTest:
    """Return the page run as the app runs it, with an address."""
    test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=60).run()
    test.switch_page(PAGE)
    test.query_params.clear()
    for parameter, value in query.items():
        test.query_params[parameter] = value
    test.run()
    assert not test.exception
    return test


def shown(test: AppTest) -> str:
    elements = (*test.title, *test.subheader, *test.markdown, *test.info, *test.warning, *test.error)
    return "\n".join(str(element.value) for element in elements)


def northmere_page(kpi: str = KPI, **query: str) -> AppTest:
    return kpi_page(authority="northmere", kpi=kpi, **query)


def months_page(kpi: str = KPI, **query: str) -> AppTest:
    return kpi_page(authority=AUTHORITY_ID, kpi=kpi, **query)


def unfolded(test: AppTest, *names: str) -> AppTest:
    """Return the page after lines that unfold a form have been clicked."""
    for name in names:
        test.session_state[f"{name}:{KPI}"] = True
    return test.run()


# What is chosen


@pytest.mark.usefixtures("use_northmere")
def test_the_council_is_shown_first_and_the_way_to_it_is_a_line_of_links() -> None:
    test = northmere_page()
    text = shown(test)
    assert "in Northmere:" in text
    way = next(html.proto.body for html in test.get("html") if "breadcrumbs" in html.proto.body)
    assert 'href="/scorecard?authority=northmere&amp;service_area=assessment"' in way
    assert '<li aria-current="page">Assessments in 45 working days</li>' in way
    assert test.selectbox(key="widget:here:unit").value == "northmere"
    assert test.selectbox(key="widget:here:basis").value == "completed"


@pytest.mark.usefixtures("use_northmere")
def test_a_team_and_a_basis_in_the_address_are_shown_with_the_councils_target() -> None:
    test = northmere_page(unit="northmere:T09", basis="due")
    text = shown(test)
    assert "in Assessment West:" in text
    assert test.selectbox(key="widget:here:basis").value == "due"
    assert "for the whole council" in text


@pytest.mark.usefixtures("use_northmere")
def test_a_part_in_the_address_is_drawn() -> None:
    test = northmere_page(part="Female")
    assert "(Female) in Northmere" in shown(test)


@pytest.mark.usefixtures("use_northmere")
def test_an_unknown_team_is_said_so_and_the_council_is_shown() -> None:
    test = northmere_page(unit="northmere:T99")
    assert any("northmere:T99" in info.value for info in test.info)
    assert "in Northmere:" in shown(test)


@pytest.mark.usefixtures("use_store")
def test_a_council_known_from_documents_alone_has_no_unit_or_basis_to_choose() -> None:
    test = kpi_page(authority="havering", kpi="icpc_within_15_days")
    keys = {box.key for box in test.selectbox}
    assert "widget:here:unit" not in keys
    assert "widget:here:basis" not in keys
    assert "95.8%" in shown(test)


# The tabs


@pytest.mark.usefixtures("use_northmere")
@pytest.mark.parametrize(
    ("tab", "words"),
    [
        ("Commentary", "Head of Assessment, 9 November 2026"),
        ("Breakdowns", "Their months, all on one scale"),
        ("Teams", "Every measure of every team"),
        ("Records", "Children and workers are shown by pseudonyms."),
        ("Actions", "2 linked to this measure: 1 complete, 1 overdue."),
        ("Targets", ""),
        ("As published", "No earlier build is kept"),
        ("Definition", "What it measures"),
    ],
)
def test_the_open_tab_is_in_the_address_and_the_others_are_not_worked_out(tab: str, words: str) -> None:
    text = shown(northmere_page(tab=tab))
    assert words in text
    others = {
        "Head of Assessment, 9 November 2026",
        "Every measure of every team",
        "Children and workers are shown by pseudonyms.",
        "2 linked to this measure: 1 complete, 1 overdue.",
        "No earlier build is kept",
    } - {words}
    assert not any(other in text for other in others)


@pytest.mark.usefixtures("use_store")
@pytest.mark.parametrize(
    ("tab", "words"),
    [
        ("Bases", "Only figures of what was completed are known here."),
        ("Breakdowns", "This measure has no parts with figures here"),
        ("Teams", "No team below this part of the organisation has figures"),
        ("Records", "No figure of this measure here is calculated from records."),
    ],
)
def test_a_council_known_from_documents_alone_is_told_what_is_missing(tab: str, words: str) -> None:
    assert words in shown(kpi_page(authority="havering", kpi="icpc_within_15_days", tab=tab))


def test_records_are_noted_once_by_what_was_looked_at(
    own_northmere: StorePaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(own_northmere.data_dir))
    monkeypatch.chdir(PROJECT_DIR)
    journal = open_journal(sqlite_address(own_northmere.journal))
    before = len(latest_acts(journal, most=1000))
    test = northmere_page(tab="Records")
    table = next(frame.value for frame in test.dataframe if "How it counts" in frame.value.columns)
    assert table["Child"].str.contains("child=").all()
    test.run()
    acts = latest_acts(journal, most=1000)
    assert len(acts) == before + 1  # once, though the page ran twice
    assert acts[0].act == "records shown"
    assert acts[0].subject == f"{KPI} October 2026 northmere completed"
    assert acts[0].outcome == f"{len(table)} rows"


@pytest.mark.usefixtures("use_northmere")
def test_another_measure_keeps_the_tab_and_the_unit_in_the_address() -> None:
    test = northmere_page(tab="Targets", unit="northmere:assessment")
    test.selectbox(key="widget:kpi").select("assessments_with_no_further_action").run()
    assert not test.exception
    asked = {name: str(test.query_params[name]).strip("[']") for name in ("kpi", "tab", "unit")}
    assert asked == {
        "kpi": "assessments_with_no_further_action",
        "tab": "Targets",
        "unit": "northmere:assessment",
    }


# Commentary


@pytest.mark.usefixtures("use_northmere")
def test_previous_commentary_is_shown_with_post_and_day() -> None:
    text = shown(northmere_page("contacts_received"))
    assert "*Head of Front Door and Early Help, 9 November 2026*" in text
    assert "(Made up, like all of Northmere.)" in text.replace("\\", "")


@pytest.mark.usefixtures("use_northmere")
def test_a_measure_without_words_this_month_needs_a_look_for_it() -> None:
    text = shown(northmere_page("core_groups_on_time"))
    assert "no commentary yet" in text
    assert "Nothing is written about October 2026 for Northmere yet." in text
    assert "no commentary yet" not in shown(northmere_page("contacts_received"))


def test_this_months_commentary_is_written_with_a_post_and_then_a_new_version(
    months_to_write_in: Journal,
) -> None:
    test = unfolded(months_page(), "commentary")
    test.text_area(key="what_changed").input("Higher than **before**.")
    test.text_area(key="why").input("Two new workers.")
    test.selectbox(key="commentary_post").select("head_of_assessment")
    button(test, "Save the commentary").click().run()
    assert not test.exception
    (version,) = commentary_versions(months_to_write_in, AUTHORITY_ID, KPI, OCTOBER)
    assert (version.what_changed, version.why, version.post) == (
        "Higher than **before**.",
        "Two new workers.",
        "head_of_assessment",
    )
    text = shown(test)
    assert "Higher than \\*\\*before\\*\\*." in text  # typed signs are never markup
    assert "Head of Assessment" in text
    assert latest_acts(months_to_write_in)[0].act == "commentary"

    test.text_area(key="what_changed").input("A second thought.")
    test.selectbox(key="commentary_post").select("head_of_assessment")
    button(test, "Save the commentary").click().run()
    assert len(commentary_versions(months_to_write_in, AUTHORITY_ID, KPI, OCTOBER)) == 2
    assert "Earlier versions (1)" in [expander.label for expander in test.expander]


def test_words_without_a_post_are_refused_and_said_why(months_to_write_in: Journal) -> None:
    test = unfolded(months_page(), "commentary")
    test.text_area(key="what_changed").input("Higher.")
    test.text_area(key="why").input("Child 4857773456 moved.")
    button(test, "Save the commentary").click().run()
    errors = [error.value for error in test.error]
    assert errors == [
        "The post is empty.",
        "Why holds a long number, like that of a case or a child. Take it out.",
    ]
    assert commentary_versions(months_to_write_in, AUTHORITY_ID, KPI, OCTOBER) == ()
    assert test.text_area(key="what_changed").value == "Higher."


@pytest.mark.usefixtures("use_monthly_store")
def test_every_form_warns_not_to_name_a_child() -> None:
    test = unfolded(months_page(), "commentary", "annotation", "restarts")
    assert shown(test).count("Never write the name, initials, date of birth or number of a child") == 3


@pytest.mark.usefixtures("use_monthly_store")
def test_a_form_is_there_from_its_first_unfolding_on() -> None:
    test = months_page()
    assert not test.text_area
    assert "what_changed" in [area.key for area in unfolded(test, "commentary").text_area]
    test.session_state[f"commentary:{KPI}"] = False
    assert "what_changed" in [area.key for area in test.run().text_area]


@pytest.mark.usefixtures("use_monthly_store")
def test_the_chart_as_a_table_is_there_only_while_unfolded() -> None:
    test = months_page()
    assert not test.dataframe
    test.session_state["chart_as_a_table"] = True
    assert len(test.run().dataframe[0].value) == 36
    test.session_state["chart_as_a_table"] = False
    assert not test.run().dataframe


def test_a_day_is_named_on_the_chart(months_to_write_in: Journal) -> None:
    test = unfolded(months_page(), "annotation")
    test.date_input(key="annotation_day").set_value(date(2026, 2, 10))
    test.text_input(key="annotation_words").input("New duty rota")
    test.selectbox(key="annotation_post").select("head_of_assessment")
    button(test, "Name the day").click().run()
    assert not test.exception
    (noted,) = annotations_of(months_to_write_in, AUTHORITY_ID, KPI)
    assert noted.words == "New duty rota"
    assert "- **A** 10 February 2026, change of practice: New duty rota" in shown(test)


def test_a_named_day_is_withdrawn_with_a_reason_and_kept(months_to_write_in: Journal) -> None:
    name_day(months_to_write_in, date(2026, 2, 10), "A *new* rota")
    name_day(months_to_write_in, date(2026, 3, 10), "Stays")
    test = unfolded(months_page(), "withdrawing")
    assert "10 February 2026, change of practice: A \\*new\\* rota" in shown(test)
    days = test.selectbox(key="withdrawn_day")
    assert days.options == [
        "10 March 2026: Stays (on the charts of all measures)",
        "10 February 2026: A *new* rota",
    ]
    days.select_index(1).run()
    button(test, "Withdraw the day").click().run()
    assert [error.value for error in test.error] == ["The reason is empty.", "Your post is empty."]
    test.text_input(key="withdrawn_because").input("It was in March")
    test.selectbox(key="withdrawn_post").select("head_of_quality_assurance")
    button(test, "Withdraw the day").click().run()
    assert not test.exception
    text = shown(test)
    assert "change of practice: A \\*new\\* rota" not in text
    assert "- **A** 10 March 2026, change of practice: Stays" in text
    assert (
        "Withdrawn: 10 February 2026: A \\*new\\* rota (Head of Assessment). Withdrawn by Head of Quality"
        in text
    )
    assert text.count("It was in March") == 1
    act = latest_acts(months_to_write_in)[0]
    assert (act.act, act.subject) == ("annotation withdrawn", KPI)


def test_a_day_that_someone_else_withdrew_first_takes_no_other_with_it(months_to_write_in: Journal) -> None:
    first = name_day(months_to_write_in, date(2026, 3, 10), "Shown first")
    name_day(months_to_write_in, date(2026, 2, 10), "Stays")
    test = unfolded(months_page(), "withdrawing")
    test.text_input(key="withdrawn_because").input("Wrong month")
    test.selectbox(key="withdrawn_post").select("head_of_assessment")
    withdraw_annotation(months_to_write_in, first, because="A mistake", post="head_of_safeguarding")
    button(test, "Withdraw the day").click().run()
    assert not test.exception
    assert [noted.words for noted in annotations_of(months_to_write_in, AUTHORITY_ID, KPI)] == ["Stays"]


def name_day(journal: Journal, day: date, words: str) -> str:
    """Name a day on the charts; "Stays" on those of all measures. Return its id."""
    noted = write_annotation(
        journal,
        authority_id=AUTHORITY_ID,
        kpi_id=None if words == "Stays" else KPI,
        happened_on=day,
        kind="practice",
        words=words,
        post="head_of_assessment",
    )
    return noted.annotation_id


def test_words_that_someone_else_wrote_meanwhile_are_read_before_they_are_written_over(
    months_to_write_in: Journal,
) -> None:
    test = unfolded(months_page(), "commentary")
    write_commentary(
        months_to_write_in,
        authority_id=AUTHORITY_ID,
        org_unit_id=AUTHORITY_ID,
        kpi_id=KPI,
        month=OCTOBER,
        what_changed="Theirs.",
        why="",
        what_we_do="",
        post="head_of_safeguarding",
    )
    test.text_area(key="what_changed").input("Mine.")
    test.selectbox(key="commentary_post").select("head_of_assessment")
    button(test, "Save the commentary").click().run()
    assert [error.value for error in test.error] == [SOMEONE_ELSE_WROTE]
    assert "Theirs." in shown(test)
    assert test.text_area(key="what_changed").value == "Mine."
    button(test, "Save the commentary").click().run()
    versions = commentary_versions(months_to_write_in, AUTHORITY_ID, KPI, OCTOBER)
    assert [version.what_changed for version in versions] == ["Mine.", "Theirs."]


# Actions


def test_a_report_never_lands_on_another_action_or_over_a_report_not_seen(
    months_to_write_in: Journal,
) -> None:
    first, second = (
        write_action(
            months_to_write_in,
            authority_id=AUTHORITY_ID,
            words=words,
            post="head_of_assessment",
            due_on=due_on,
            kpi_ids=[KPI],
            written_by="head_of_assessment",
        )
        for words, due_on in (("Look at day 10", OCTOBER), ("Look at day 40", None))
    )
    test = unfolded(months_page(tab="Actions"), "report")
    assert test.selectbox(key="report_action").value == first
    test.selectbox(key="report_post").select("head_of_assessment")
    report_action(months_to_write_in, first, written_by="head_of_safeguarding", reported_as="at risk")
    button(test, "Save the report").click().run()
    assert [error.value for error in test.error] == [SOMEONE_ELSE_REPORTED]
    report_action(months_to_write_in, first, written_by="head_of_safeguarding", done_on=OCTOBER)
    button(test, "Save the report").click().run()
    assert not test.exception
    actions = {known.action_id: known for known in written_actions(months_to_write_in, AUTHORITY_ID)}
    assert (actions[first].version, actions[first].done_on) == (3, OCTOBER)
    assert (actions[second].version, actions[second].reported_as) == (1, None)


def test_an_action_is_added_and_reported_done(months_to_write_in: Journal) -> None:
    test = unfolded(months_page(tab="Actions"), "new_action")
    test.text_input(key="action_words").input("Look at day 10")
    test.selectbox(key="action_who").select("head_of_assessment")
    test.date_input(key="action_due").set_value(date(2026, 12, 31))
    test.selectbox(key="action_by").select("performance_and_bi_manager")
    button(test, "Add the action").click().run()
    assert not test.exception
    (action,) = actions_of(months_to_write_in, AUTHORITY_ID, KPI, date(2026, 11, 1))
    assert (action.words, action.due_on, action.status.word) == (
        "Look at day 10",
        date(2026, 12, 31),
        "not rated",
    )
    unfolded(test, "report").selectbox(key="report_standing").select("Done")
    test.date_input(key="report_done_on").set_value(date(2026, 9, 15))
    test.selectbox(key="report_post").select("head_of_assessment")
    button(test, "Save the report").click().run()
    assert not test.exception
    (action,) = actions_of(months_to_write_in, AUTHORITY_ID, KPI, date(2026, 11, 1))
    assert action.status.word == "complete"
    assert "15 September 2026, action completed: Look at day 10" in shown(test)  # named on the chart


# Restarts


def test_a_restart_is_accepted_on_the_page_applied_and_withdrawn(months_to_write_in: Journal) -> None:
    test = months_page()
    assert "Limits could start afresh in November 2025." in shown(test)
    unfolded(test, "restarts").text_input(key="reason").input("A new duty team")
    test.selectbox(key="restart_post").select("head_of_assessment")
    button(test, "Start the limits afresh").click().run()
    assert not test.exception
    (decided,) = restarts_decided(months_to_write_in, AUTHORITY_ID)
    assert (decided.month, decided.reason, decided.org_unit_id) == (
        date(2025, 11, 30),
        "A new duty team",
        AUTHORITY_ID,
    )
    text = shown(test)
    assert "**Limits start afresh in November 2025:** A new duty team (decided by Head of Assessment" in text
    assert "Limits could start afresh" not in text
    assert "1 November 2025, limits start afresh: A new duty team" in text
    assert "Usual variation" in text

    test.text_input(key=f"because:{decided.restart_id}").input("It was only the season")
    test.selectbox(key=f"post:{decided.restart_id}").select("head_of_quality_assurance")
    button(test, "Withdraw the restart of November 2025").click().run()
    assert not test.exception
    text = shown(test)
    assert "Limits could start afresh in November 2025." in text
    assert "It was only the season" in text
    assert not restarts_decided(months_to_write_in, AUTHORITY_ID)[0].holds


def test_without_a_reason_nothing_starts_afresh(months_to_write_in: Journal) -> None:
    test = unfolded(months_page(), "restarts")
    button(test, "Start the limits afresh").click().run()
    assert [error.value for error in test.error] == ["The reason is empty.", "Your post is empty."]
    assert restarts_decided(months_to_write_in, AUTHORITY_ID) == ()


def button(test: AppTest, label: str) -> object:
    return next(found for found in test.button if found.label == label)


@pytest.mark.usefixtures("use_northmere")
@pytest.mark.parametrize("asked", [{}, {"kpi": "no_such_measure"}])
def test_where_no_measure_was_chosen_one_with_figures_is_shown(asked: dict[str, str]) -> None:
    test = kpi_page(authority="northmere", service_area="front_door_and_early_help", **asked)
    assert test.query_params["kpi"] == "contacts_received"
    assert "No figure" not in shown(test)
