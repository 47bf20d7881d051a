"""Codes are read by what they mean, never by a template's letter and never by part of a word."""

from __future__ import annotations

from typing import Any

import pytest

from data.sources.code_lists import CODES, CodeList, NotRead, code_list_from, load_code_list

UNKNOWN, BLANK, DIFFER = NotRead.NOT_IN_LIST, NotRead.BLANK, NotRead.CODE_AND_WORDS_DIFFER


def read(name: str, text: str) -> str | NotRead:
    return load_code_list(name).read(text)


@pytest.mark.parametrize("name", sorted(path.stem for path in CODES.glob("*.yaml")))
def test_every_code_and_label_of_a_list_is_read_as_itself(name: str) -> None:
    codes = load_code_list(name)
    assert codes.labels
    for code, label in codes.labels.items():
        assert codes.read(label) == code
        assert codes.read(f"a) {label}") == code
        if codes.written_codes:
            for written in (
                code,
                f"{code}: {label}",
                f"{code} - {label}",
                f"{label} [{code}]",
                f"q) {code}: {label}",
            ):
                assert codes.read(written) == code, written


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        # the letter in front of a code has changed between templates
        ("ethnicity", "s) NOBT", "NOBT"),
        ("ethnicity", "t) NOBT", "NOBT"),
        ("ethnicity", "s) REFU", "REFU"),
        ("ethnicity", "u) UNKNOWN", "UNKNOWN"),
        ("source", "p1) 5D: LA services", "5D"),
        ("source", "q) 6: Police", "6"),
        ("placement_type", "f) U6: Foster placement - not FFA", "U6"),
        ("placement_type", "p) K2: Children\u2019s Homes", "K2"),
        ("placement_type", "zz) T4: Temporary placement - seven days or less", "T4"),
        ("care_ended_reason", "k) E47: Special Guardianship Orders - relative/friend", "E47"),
        ("placement_provider", "e) PR4 - Private provision", "PR4"),
        ("leaver_activity", "d1) F2: Full time in education other than higher", "F2"),
        ("leaver_activity", "d1) G5: Not in education, employment or training - other", "G5"),
        ("leaver_activity", "G5)", "G5"),
        ("leaver_activity", "F5: Full time in training or employment", "F5"),
        ("leaver_activity", "F3: Full time in training or employment", "F3"),
        # words alone, in any writing
        ("ethnicity", "q) CNHE", "CHNE"),
        ("ethnicity", "White - British", "WBRI"),
        ("ethnicity", "(A.A1) White - British", "WBRI"),
        ("ethnicity", "ASIAN/ASIAN BRITISH: INDIAN", "AIND"),
        ("ethnicity", "Mixed / Multiple ethnic groups - White and Asian", "MWAS"),
        ("ethnicity", "White and Black Carribean", "MWBC"),
        ("source", "A&E (emergency department)", "3E"),
        ("source", "3c: Health services \x96 School Nurse", "3C"),
        ("abuse_category", "Emotional abuse; Neglect", "MUL"),
        ("abuse_category", "NEGLECT/PHYSICAL ABUSE", "MUL"),
        ("leaver_accommodation", "B&B", "W"),
        ("leaver_accommodation", "B", "B"),
        ("leaver_accommodation", "Y: Other accommodation", "Y"),
        (
            "closure_reason",
            "RC7 - Services ceased for any other reason, including child no longer in need",
            "RC7",
        ),
        ("primary_need", "N1 - Abuse or Neglect: Domestic Violence", "N1"),
        ("primary_need", "N2 - Child\u00e2\u20ac\u2122s disability", "N2"),
        ("adoption_reversed_reason", "RD1 The child\u2019s needs changed subsequent to the decision", "RD1"),
        ("legal_status", "C2: FCO", "C2"),
        ("in_touch", "d) Refu", "REFU"),
        ("in_touch", "f) Rhom", "RHOM"),
        # answers
        ("yes_no_unknown", "a) Yes", "yes"),
        ("yes_no_unknown", "b) No", "no"),
        ("yes_no_unknown", "c) Unknown", "unknown"),
        ("yes_no_unknown", "a. Yes", "yes"),
        ("yes_no_unknown", "1 = Yes", "yes"),
        ("yes_no_unknown", "0 - No", "no"),
        ("yes_no_unknown", "True", "yes"),
        ("yes_no_unknown", "Not known", "unknown"),
        ("no_further_action", "No further action", "yes"),
        ("suitability", "a) Suitable", "suitable"),
        ("suitability", "a) Yes", "suitable"),
        ("suitability", "b) Unsuitable", "unsuitable"),
        ("suitability", "Not suitable", "unsuitable"),
        ("gender", "2 - Female", "female"),
        ("gender", "c) Not stated/recorded (or unborn)", "unknown"),
        ("disability", "AUT", "yes"),
        ("disability", "NONE", "no"),
        ("unaccompanied", "Non-UASC", "no"),
    ],
)
def test_what_councils_write_is_read_by_its_meaning(name: str, written: str, code: str) -> None:
    assert read(name, written) == code


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("yes_no_unknown", "Not known whether she said no"),
        ("yes_no_unknown", "No - not known"),
        ("yes_no_unknown", "November"),
        ("yes_no_unknown", "Not yet"),
        ("yes_no_unknown", "maybe"),
        ("yes_no_unknown", "N/K"),
        ("yes_no_unknown", "N - A"),
        ("child_seen", "Not seen alone"),  # seen, perhaps, but not alone
        ("child_seen_alone", "Seen"),
        ("unaccompanied", "CLA"),
        ("unaccompanied", "Non-CLA"),
        ("gender", "Indeterminate"),
        ("gender", "Female to male"),
        ("ethnicity", "A1"),  # a council's own code without words
        ("ethnicity", "Asian and Chinese"),
        ("ethnicity", "Black Caribbean and White"),
        ("ethnicity", "African Indian"),
        ("source", "E"),
        ("source", "1"),
        ("primary_need", "N7SB"),
        ("primary_need", "PSRMEM - Support with memory and cognition"),
        ("legal_status", "Code 'C1' is not mapped"),
        ("leaver_accommodation", "b) "),
        ("leaver_accommodation", "C1"),
        ("abuse_category", "YNNN"),
        ("leaver_activity", "Full time in training or employment"),  # F3 until 2017, F5 now
        ("care_ended_reason", "E43 - Special guardianship order made to former foster carers"),
    ],
)
def test_what_is_not_in_the_list_is_not_guessed(name: str, written: str) -> None:
    assert read(name, written) is UNKNOWN


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("closure_reason", "RC7:Case closed after assessment, no further action"),
        ("source", "7 - Police"),
        ("placement_type", "H5 - Placement with other foster carer, arranged through agency"),
        ("placement_type", "R3 - NHS/Health Trust or other establishment providing medical/nursing care"),
        ("care_ended_reason", "E8-Transferred to residential care funded by adult services"),
        ("gender", "1 - Female"),
        ("yes_no_unknown", "1 - No"),
        ("legal_status", "C1 - Interim care order [C2]"),
        ("leaver_activity", "F4: Full time in training or employment"),
    ],
)
def test_a_code_and_words_that_say_different_things_are_reported(name: str, written: str) -> None:
    assert read(name, written) is DIFFER


@pytest.mark.parametrize(
    "written", ["", " ", "-", "n/a", "#N/A", "N.A.", "nan", "None", "NULL", "a) -", "Not recorded"]
)
def test_an_empty_cell_is_neither_no_nor_unknown(written: str) -> None:
    assert read("closure_reason", written) is BLANK
    assert read("in_touch", written) is BLANK


def test_not_recorded_is_unknown_where_the_list_has_unknown() -> None:
    assert read("yes_no_unknown", "Not recorded") == "unknown"
    assert read("disability", "None") is BLANK
    assert read("yes_no_unknown", "") is BLANK


def a_list(**changes: Any) -> CodeList:
    content = {
        "about": "x",
        "codes": {"A": {"label": "Red", "also": []}, "B": {"label": "Blue", "also": ["Navy"]}},
    }
    return code_list_from("colours", content | changes)


def test_every_fault_of_a_list_is_named() -> None:
    assert a_list().read("navy") == "B"
    codes = {
        "A": {"label": "Red", "also": ["Blue"]},
        "B": {"label": "Blue", "also": ["and the"]},
        False: {"label": "No", "also": []},
    }
    with pytest.raises(ValueError) as found:
        a_list(codes=codes, exactly={"X": "C"}, colour=1)
    assert str(found.value) == (
        "codes/colours.yaml: 'Blue' of B says the same as 'A'; 'C' is not a code of the list; "
        "'and the' of B says the same as 'nothing'; 'colour' is not a field of a code list; code False needs quotes."
    )
