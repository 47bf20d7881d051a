"""How figures are written, and that the reasons for no figure stay apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.definition import Doubt
from metrics.library import load_library
from metrics.registers import load_registers
from metrics.vocabulary import DoubtAbout
from reporting.kpi_library import definition_sections
from reporting.words import absent_words, change_words, fraction_words, value_words


@pytest.mark.parametrize(
    ("value", "unit", "places", "words"),
    [
        (96.66, "percent", 1, "96.7%"),
        (0.0, "percent", 1, "0.0%"),
        (1429.0, "count", 0, "1,429"),
        (750.0, "pounds", 0, "£750"),
        (44.0, "rate_per_10000", 1, "44.0 per 10,000"),
        (1.0, "weeks", 1, "1.0 week"),
        (4.0, "weeks", 1, "4.0 weeks"),
    ],
)
def test_a_value_is_rounded_and_has_its_unit(value: float, unit: str, places: int, words: str) -> None:
    assert value_words(value, unit, places) == words


@pytest.mark.parametrize(
    ("change", "unit", "words"),
    [
        (26.3, "percent", "+26.3 points"),
        (-8.7, "percent", "−8.7 points"),
        (0.04, "percent", "no change"),
        (-3.0, "count", "−3.0"),
    ],
)
def test_a_change_has_a_sign_and_percentages_differ_by_points(change: float, unit: str, words: str) -> None:
    assert change_words(change, unit, 1) == words


def test_missing_to_be_confirmed_new_and_no_cases_are_different_texts() -> None:
    said = [
        absent_words("not_supplied", "missing"),
        absent_words("not_supplied", "to_be_confirmed"),
        absent_words("not_supplied", "new_measure"),
        absent_words("not_supplied", "not_printed"),
        absent_words("no_cases", None),
        absent_words("incomplete", None),
    ]
    assert len(set(said)) == len(said)


def test_a_fraction_says_which_half_is_not_given() -> None:
    assert fraction_words(23, 32) == "23 of 32"
    assert fraction_words(1429, None) == "1,429 of not given"
    assert fraction_words(None, None) == "Numerator and denominator not given"


def test_a_definition_on_the_page_of_a_council_has_no_question_about_another() -> None:
    library, registers = load_library(), load_registers()
    kpi = replace(
        library.by_id("icpc_within_15_days"),
        doubts=(
            Doubt(
                about=DoubtAbout.TARGET,
                question="Which of Havering's?",
                holds_rating=False,
                authority="havering",
            ),
            Doubt(about=DoubtAbout.VALUE, question="What of everyone?", holds_rating=False),
        ),
    )

    def asked(authority_id: str | None) -> list[str]:
        sections = definition_sections(kpi, library, registers, authority_id)
        return [
            words
            for section in sections
            if section.heading.startswith("Questions")
            for _, words in section.lines
        ]

    assert asked("northmere") == ["What of everyone?"]
    assert asked("havering") == asked(None) == ["Which of Havering's?", "What of everyone?"]
