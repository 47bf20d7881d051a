"""The published record: every printed figure and target is in a build, as printed, and nothing else is.

The committed files are compared with the reference material they were taken from where that lies
beside the checkout, and with counts made by hand otherwise.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from data.paths import PROJECT_DIR
from data.published_record import PUBLISHED
from data.store import Store
from metrics.library import KpiLibrary

Ask = Callable[..., list[tuple[Any, ...]]]
Published = Callable[[str], list[tuple[Any, ...]]]

CATALOGUE = PROJECT_DIR.parent / "shared" / "catalogue"
COLUMNS_THAT_MAY_NOT_BE = ("quote", "person", "author", "contact", "email", "lead", "owner", "seed_file")
TITLE_BEFORE_A_NAME = re.compile(r"\b(Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Sir|Dame)\.? [A-Z]")
PERIOD_KINDS = {"unknown": "undated", "year_to_date": "financial_year_to_date"}  # ours for theirs


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def catalogue(name: str) -> list[dict[str, str]]:
    if not CATALOGUE.is_dir():
        pytest.skip("the reference catalogue is not beside this checkout; the counts are tested instead")
    return rows_of(CATALOGUE / name)


@pytest.fixture
def published(published_store: Store, ask: Ask) -> Published:
    """Ask the build of the published record a question."""
    return partial(ask, published_store)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def number(text: str) -> float | None:
    return float(text) if text else None


def test_every_printed_figure_is_in_the_build_and_no_other(published: Published) -> None:
    printed = Counter(
        (
            row["kpi_id"],
            row["authority"],
            day(row["period_start"]),
            day(row["period_end"]),
            number(row["value"]),
        )
        for row in catalogue("observations.csv")
    )
    built = Counter(
        published(
            "SELECT kpi_id, name, period_start, period_end, value FROM kpi_observations "
            "JOIN org_units USING (org_unit_id) WHERE state = 'counted'",
        )
    )
    assert built - printed == Counter()
    assert printed - built == Counter()


def test_numerators_and_denominators_are_as_printed(published: Published) -> None:
    printed = Counter(
        (row["kpi_id"], number(row["value"]), number(row["numerator"]), number(row["denominator"]))
        for row in catalogue("observations.csv")
    )
    question = "SELECT kpi_id, value, numerator, denominator FROM kpi_observations WHERE state = 'counted'"
    assert Counter(published(question)) == printed


def test_every_printed_target_is_in_the_build_and_no_other(published: Published) -> None:
    printed = Counter(
        (row["kpi_id"], row["authority"], number(row["target_value"]), day(row["by_date"]))
        for row in catalogue("targets.csv")
    )
    built = Counter(
        published(
            "SELECT kpi_id, name, target, to_reach_by FROM targets JOIN org_units USING (org_unit_id)",
        )
    )
    assert built == printed


def test_what_is_read_from_words_or_printed_twice_says_so(published: Published) -> None:
    for file, table, figure in (
        ("observations.csv", "kpi_observations", "value"),
        ("targets.csv", "targets", "target_value"),
    ):
        rows = [row for row in catalogue(file) if row[figure]]
        words = sum("inferred from words" in row["note"] for row in rows)
        repeats = sum(row["note"].startswith("repeat of") for row in rows)
        column = figure.removesuffix("_value")
        marks = "count(*) FILTER (is_inferred_from_words), count(*) FILTER (is_repeat)"
        question = f"SELECT {marks} FROM {table} WHERE {column} IS NOT NULL"
        assert published(question) == [(words, repeats)], file


def test_the_record_has_as_many_rows_as_were_counted_in_the_documents(published: Published) -> None:
    by_authority = "SELECT name, count(*) FROM {} JOIN org_units USING (org_unit_id) WHERE {} GROUP BY name"
    assert dict(published(by_authority.format("kpi_observations", "state = 'counted'"))) == {
        "Havering": 210,
        "Barking and Dagenham": 21,
        "City of London": 3,
    }
    assert dict(published(by_authority.format("targets", "true"))) == {
        "Havering": 105,
        "Barking and Dagenham": 31,
        "City of London": 19,
    }


def test_each_committed_file_has_as_many_rows_as_were_counted() -> None:
    assert {file.stem: len(rows_of(file)) for file in PUBLISHED.glob("*.csv")} == {
        "authorities": 3,
        "benchmarks": 1806,
        "documents": 5,
        "values": 234,
        "targets": 155,
        "awaited_values": 249,
    }


def test_every_figure_of_the_committed_files_is_in_the_build(published: Published) -> None:
    committed = Counter(
        (
            row["kpi_id"],
            row["breakdown"] or None,
            row["part"] or None,
            row["period_kind"],
            number(row["value"]),
        )
        for row in rows_of(PUBLISHED / "values.csv")
    )
    question = (
        "SELECT kpi_id, breakdown, part, period_kind, value FROM kpi_observations WHERE state = 'counted'"
    )
    assert Counter(published(question)) == committed


def test_a_figure_that_contradicts_another_is_doubtful(published: Published) -> None:
    question = "SELECT kpi_id, value FROM kpi_observations WHERE is_doubtful"
    assert sorted(published(question)) == [
        ("all_children_three_or_more_social_worker_changes_12m", 10.4),  # also printed for 3+ placements
        ("assessments_within_45_working_days", 72.0),  # printed as "72. %"
        ("assessments_within_45_working_days", 86.0),  # 84% for the same month in the narrative
        ("budget_overspend", 4_600_000.0),  # and 9.2 million for the same year
        ("cic_16_17_up_to_date_pathway_plan", 70.0),  # 75% in the same row
        ("cic_repeat_care_episodes", 10.0),  # a number printed as a percentage
        ("cic_substance_misuse_intervention_received", 14.3),  # no base in common with 75%
        ("cic_substance_misuse_intervention_refused", 75.0),
        ("cic_three_or_more_placements", 9.9),  # "in the year (up-to-date last year)"
        ("cic_two_or_more_social_worker_changes_12m", 9.1),  # far better than its target, yet "off target"
        ("contacts_progressing_to_referral", 13.0),  # "slightly lower" than 31%
        ("core_assessments_completed_on_time", 84.0),
        ("cp_plans_closed_within_3_months", 14.3),  # text and value stand in different rows
        ("improvement_action_cost", 4_000_000.0),  # printed as "4.m"
    ]
    question = "SELECT DISTINCT kpi_id FROM targets WHERE is_doubtful"
    assert sorted(published(question)) == [
        ("audits_good_or_better",),  # the cell is garbled
        ("audits_graded_inadequate",),
        ("cic_remaining_until_18",),  # does not say which way is good
        ("cic_substance_misuse_identified",),
        ("cic_two_or_more_social_worker_changes_12m",),
        ("contacts_progressed_to_early_help_services",),
        ("contacts_progressing_to_referral",),
        ("referrals_progressing_to_assessment",),
        ("referrals_with_no_further_action",),
    ]


def test_a_figure_is_about_the_period_that_its_words_were_read_as(published: Published) -> None:
    printed = Counter(
        PERIOD_KINDS.get(row["period_kind"], row["period_kind"]) for row in catalogue("observations.csv")
    )
    question = "SELECT period_kind FROM kpi_observations WHERE state = 'counted'"
    assert Counter(kind for (kind,) in published(question)) == printed


def test_missing_to_be_confirmed_new_and_zero_are_four_different_things(published: Published) -> None:
    question = (
        "SELECT value, state, awaiting FROM kpi_observations WHERE kpi_id = '{}' "
        "AND org_unit_id = 'havering' AND (period_end = DATE '2013-11-30' OR period_end IS NULL)"
    )
    for kpi_id, found in {
        "social_worker_long_term_sickness_rate": (0.0, "counted", None),
        "average_caseload": (None, "not_supplied", "not_printed"),
        "procedures_manual_usage": (None, "not_supplied", "to_be_confirmed"),
        "early_help_average_waiting_time": (None, "not_supplied", "new_measure"),
    }.items():
        assert published(question.format(kpi_id)) == [found], kpi_id
    why = "SELECT awaiting, count(*) FROM kpi_observations WHERE state = 'not_supplied' GROUP BY awaiting"
    assert dict(published(why)) == {
        "not_printed": 188,
        "new_measure": 56,
        "to_be_confirmed": 5,
    }


def test_a_target_ends_with_its_plan(published: Published) -> None:
    """The plan of January 2014 wanted 90% until April 2014; ten years later the target is 85%."""
    question = (
        "SELECT period_end, target FROM kpi_observations WHERE kpi_id = 'assessments_within_45_working_days' "
        "AND org_unit_id = 'havering' AND period_end IS NOT NULL ORDER BY period_end"
    )
    assert published(question) == [
        (date(2013, 11, 30), None),  # the day before the target was in force
        (date(2024, 3, 31), None),
        (date(2024, 4, 30), 85.0),
        (date(2024, 11, 30), 85.0),
    ]
    steps = (
        "SELECT target, in_force_from, in_force_until FROM target_steps WHERE "
        "kpi_id = 'assessments_within_45_working_days' AND org_unit_id = 'havering' ORDER BY in_force_from"
    )
    assert published(steps) == [
        (90.0, date(2013, 12, 1), date(2014, 5, 1)),
        (85.0, date(2024, 4, 1), None),
    ]


def test_a_stepped_target_is_in_force_until_the_day_before_the_next_step(published: Published) -> None:
    """Barking and Dagenham, 2014: 80% by April 2015, 85% by September 2015, in a plan to March 2016."""
    assert target_on(published, "2014-04-30") is None
    assert target_on(published, "2014-05-01") == 80.0
    assert target_on(published, "2015-04-30") == 80.0
    assert target_on(published, "2015-05-01") == 85.0
    assert target_on(published, "2016-03-31") == 85.0
    assert target_on(published, "2016-04-01") is None


def target_on(published: Published, day: str) -> float | None:
    found = published(
        "SELECT target FROM target_steps WHERE kpi_id = 'assessments_within_45_working_days' "
        f"AND org_unit_id = 'barking_and_dagenham' AND in_force_from <= DATE '{day}' "
        f"AND (in_force_until IS NULL OR DATE '{day}' < in_force_until)",
    )
    assert len(found) <= 1
    return found[0][0] if found else None


def test_each_milestone_of_a_plan_keeps_its_own_date(published: Published) -> None:
    question = (
        "SELECT target, to_reach_by FROM milestones WHERE kpi_id = 'care_leavers_neet' "
        "AND org_unit_id = 'barking_and_dagenham' ORDER BY to_reach_by"
    )
    assert published(question) == [(30.0, date(2014, 9, 30)), (25.0, date(2015, 4, 30))]


def test_no_quote_and_no_personal_name_is_committed() -> None:
    for file in PUBLISHED.glob("*.csv"):
        for line, row in enumerate(rows_of(file), start=2):
            assert not set(row) & set(COLUMNS_THAT_MAY_NOT_BE), file.name
            for cell in row.values():
                assert not TITLE_BEFORE_A_NAME.search(cell), f"{file.name}, line {line}"


def test_no_sentence_of_a_document_is_committed() -> None:
    quotes = {row["quote"] for name in ("observations.csv", "targets.csv") for row in catalogue(name)}
    sentences = {quote for quote in quotes if len(quote.split()) > 5}
    assert len(sentences) > 100
    committed = "\n".join(file.read_text("utf-8") for file in PUBLISHED.glob("*.csv"))
    assert [quote for quote in sentences if quote in committed] == []


def test_every_row_names_a_known_kpi_authority_and_document(library: KpiLibrary) -> None:
    """The build joins on these names: a slip would leave a row out without a word."""
    authorities = {row["name"] for row in rows_of(PUBLISHED / "authorities.csv")}
    documents = {row["document"]: row["authority"] for row in rows_of(PUBLISHED / "documents.csv")}
    for name in ("values.csv", "targets.csv", "awaited_values.csv"):
        for line, row in enumerate(rows_of(PUBLISHED / name), start=2):
            place = f"{name}, line {line}"
            assert row["kpi_id"] in library, place
            assert row["authority"] in authorities, place
            assert documents[row["document"]] == row["authority"], place
