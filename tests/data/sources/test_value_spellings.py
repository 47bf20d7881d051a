"""Thousands of spellings that councils really use: each is read as what it means, or reported as unknown.

The file beside the repository gives, for each spelling, the group that another tool puts it in. Those
groups are coarser than our codes, so a code is right if it lies in the group. Where the other tool
is wrong, its spelling is listed here with the reason.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from data.sources.annex_a.list_specs import ColumnType, list_specs
from data.sources.code_lists import NotRead, load_code_list
from data.sources.tidy_text import squash

SPELLINGS = Path(__file__).parents[4] / "shared" / "testdata" / "annex_a_value_spellings.csv"
pytestmark = pytest.mark.skipif(
    not SPELLINGS.is_file(), reason="the list of spellings is not on this computer"
)

ANSWERS = {"yes": "True", "no": "False", "unknown": "Unknown"}
# Our code: the letter (or first word) of the groups it belongs to.
GROUPS: dict[str, dict[str, str]] = {
    "gender": {"male": "a)", "female": "b)", "unknown": "c)", "neither": "d)"},
    "ethnicity": {
        **dict.fromkeys(("WBRI", "WIRI", "WIRT", "WROM", "WOTH"), "a)"),
        **dict.fromkeys(("MWBC", "MWBA", "MWAS", "MOTH"), "b)"),
        **dict.fromkeys(("AIND", "APKN", "ABAN", "AOTH"), "c)"),
        **dict.fromkeys(("BCRB", "BAFR", "BOTH"), "d)"),
        **dict.fromkeys(("CHNE", "OOTH"), "e)"),
        **dict.fromkeys(("REFU", "NOBT", "UNKNOWN"), "f)"),
    },
    "source": {
        **dict.fromkeys(("1A", "1B", "1C", "1D"), "a)"),
        "2A": "b)",
        "2B": "c)",
        **dict.fromkeys(("3A", "3B", "3C", "3D", "3E", "3F"), "d)"),
        "4": "e)",
        **dict.fromkeys(("5A", "5B", "5C", "5D"), "f)"),
        **dict(zip(("6", "7", "8", "9", "10"), ("g)", "h)", "i)", "j)", "k)"), strict=True)),
    },
    "primary_need": {
        f"N{number}": f"{letter})" for number, letter in zip("1234567890", "abcdefghij", strict=True)
    },
    "closure_reason": {
        f"RC{number}": f"{letter})" for number, letter in zip("123456789", "abcdefghh", strict=True)
    },
    "case_status": {
        "looked_after": "a)",
        "child_protection": "b)",
        "child_in_need": "c)",
        "open_assessment": "d)",
        "closed": "e)",
    },
    "abuse_category": {"NEG": "a)", "PHY": "b)", "SAB": "c)", "EMO": "d)", "MUL": "e)"},
    "legal_status": {
        **{"C1": "a)", "C2": "b)", "D1": "c)", "E1": "d)", "V2": "e)", "V3": "zz", "V4": "zz"},
        **dict.fromkeys(("L1", "L2", "L3"), "f)"),
        **dict.fromkeys(("J1", "J2", "J3"), "g)"),
    },
    "permanence_plan": {
        "return_to_family": "a)",
        "adoption": "b)",
        "guardianship_or_arrangements_order": "c)",
        "supported_living": "d)",
        "long_term_residential": "e)",
        "long_term_fostering": "f)",
        "other": "g)",
    },
    "care_ended_reason": {
        **{
            "E11": "a)",
            "E12": "a)",
            "E2": "b)",
            "E3": "c)",
            "E4A": "d)",
            "E4B": "d)",
            "E13": "e)",
            "E17": "e)",
        },
        **{
            "E41": "f)",
            "E45": "g)",
            "E46": "g)",
            "E47": "g)",
            "E48": "g)",
            "E5": "h)",
            "E6": "h)",
            "E7": "i)",
        },
        **{"E9": "j)", "E14": "k)", "E15": "l)", "E16": "m)", "E8": "n)", "X1": "zz"},
    },
    "placement_type": {
        **dict.fromkeys(("U1", "U2", "U3", "U4", "U5", "U6"), "a)"),
        **dict.fromkeys(("A3", "A4", "A5", "A6"), "b)"),
        **{"P1": "c)", "P2": "d)", "P3": "e)", "H5": "f)", "K1": "g)", "K2": "h)", "R1": "i)", "R2": "j)"},
        **{"R3": "k)", "R5": "l)", "S1": "m)", "Z1": "n)"},
        **dict.fromkeys(("T0", "T1", "T2", "T3", "T4"), "o)"),
    },
    "placement_provider": {"PR1": "a)", "PR4": "b)", "PR0": "c)", "PR2": "c)", "PR3": "c)", "PR5": "c)"},
    "placement_location": {"inside": "a)", "outside": "b)"},
    "leaving_care_eligibility": {
        "relevant": "a)",
        "former_relevant": "b)",
        "qualifying": "c)",
        "eligible": "d)",
    },
    # The other tool counts those who refuse contact or no longer need it as not in touch, and leaves out
    # those who returned home or died.
    "in_touch": {"YES": "a)", "NO": "b)", "REFU": "b)", "NREQ": "b)", "RHOM": "d)", "DIED": "d)"},
    "leaver_accommodation": {
        code: f"{letter})" for code, letter in zip("BCDEGHKRSTUVWXZY", "abcdefghijklmnop", strict=True)
    },
    "suitability": {"suitable": "a)", "unsuitable": "b)"},
    "leaver_activity": {},  # the file holds single letters in this column, which stand for nothing
    "adoption_reversed_reason": {"RD1": "a)", "RD2": "b)", "RD3": "c)", "RD4": "d)"},
    "adopter_left_reason": {"withdrew": "a)", "on_hold": "b)", "refused": "c)"},
    **dict.fromkeys(
        (
            "yes_no_unknown",
            "no_further_action",
            "child_seen",
            "child_seen_alone",
            "unaccompanied",
            "disability",
        ),
        ANSWERS,
    ),
}
WRONG_IN_THE_FILE = {
    "ethnicity": {
        "White and Asian [MWAS]": "mixed, not Asian",
        "OOTH - Unspecified - Any Other Ethnic Group": "another group, not mixed",
        "UNK": "its group has a letter of its own in one list",
    },
    "source": {
        "1B Individual - Acquaintance (including neighbours and child minders)": "an individual, not housing",
        "MP": "an individual: the guidance names members of parliament",
        "Member of Parliament": "as above",
        "Member of the Public": "an individual, not a legal agency",
        "7 - Law - Other (Including Courts, CAFCASS)": "code 7 is another legal agency, not the police",
        "7 - Law - Probation": "as above",
        "Probation Service": "as above",
        "CAFCASS": "another legal agency: the guidance names it",
    },
    "primary_need": {"N0 - N / A (Adoption & Fostering Use Only)": "N0 is not stated"},
    "closure_reason": {
        "RC6:Transferred to adult social services": "RC6 is adult services, not another council"
    },
    "abuse_category": {"Neglect, Physical and Emotional": "three categories are multiple"},
    "care_ended_reason": {
        "E7 - Transferred to Adult Social Care": "E7 is adult social care",
        "E7 - Transferred to residential care funded by adult social care services": "as above",
    },
    "placement_type": {
        "A4 Placed for adoption w. consent not w. current foster carer": "placed for adoption, not fostered",
        "H5 Semi-independent living accommodation not subject to children's homes regulations": "H5 by code and words",
    },
    "placement_provider": {
        "PR0: Provision by own parents or other person with parental responsibility": "parents are not the council"
    },
}
# The least share of the different spellings that must be read, so that "unknown" cannot hide a fault.
SHARE_READ = {
    "ethnicity": 0.45,
    "source": 0.25,
    "primary_need": 0.35,
    "closure_reason": 0.25,
    "leaver_activity": 0.0,
}
LEAST_SHARE_READ = 0.4


@cache
def spellings() -> dict[str, frozenset[tuple[str, str]]]:
    """Return the spellings and their groups by code list."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    with SPELLINGS.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            spec = list_specs()[int(row["list"].removeprefix("list_"))]
            heading = squash(row["column"])
            column = next(
                c for c in spec.columns if heading in c.headings or heading.startswith(c.heading_starts)
            )
            if column.type is ColumnType.CODE:
                found[str(column.code_list)].add((row["spelling"], row["source_mapping"]))
    return {name: frozenset(pairs) for name, pairs in found.items()}


def test_every_code_list_has_spellings_to_be_tested_with() -> None:
    assert spellings().keys() == GROUPS.keys()


@pytest.mark.parametrize("name", GROUPS)
def test_no_spelling_is_silently_wrong(name: str) -> None:
    codes, known_wrong = load_code_list(name), WRONG_IN_THE_FILE.get(name, {})
    assert GROUPS[name].keys() == codes.labels.keys() or name == "leaver_activity"
    wrong = {
        spelling: (code, group)
        for spelling, group in spellings()[name]
        if not isinstance(code := codes.read(spelling), NotRead)
        and not group.startswith(GROUPS[name][code])
        and spelling not in known_wrong
    }
    assert wrong == {}


@pytest.mark.parametrize("name", WRONG_IN_THE_FILE)
def test_what_is_listed_as_wrong_in_the_file_is_read_by_us_and_put_elsewhere_by_it(name: str) -> None:
    groups = dict(spellings()[name])
    for spelling in WRONG_IN_THE_FILE[name]:
        code = load_code_list(name).read(spelling)
        assert not isinstance(code, NotRead), spelling
        assert any(
            not group.startswith(GROUPS[name][code])
            for other, group in spellings()[name]
            if other == spelling
        ), (spelling, groups.get(spelling))


@pytest.mark.parametrize("name", GROUPS)
def test_enough_spellings_are_read(name: str) -> None:
    counted = Counter(
        isinstance(load_code_list(name).read(spelling), NotRead)
        for spelling in {s for s, _ in spellings()[name]}
    )
    assert counted[False] >= SHARE_READ.get(name, LEAST_SHARE_READ) * counted.total()


def test_no_answer_is_found_inside_another_word() -> None:
    for name in (
        "yes_no_unknown",
        "no_further_action",
        "child_seen",
        "child_seen_alone",
        "unaccompanied",
        "disability",
    ):
        said_no = {
            spelling for spelling, _ in spellings()[name] if load_code_list(name).read(spelling) == "no"
        }
        said_yes = {
            spelling for spelling, _ in spellings()[name] if load_code_list(name).read(spelling) == "yes"
        }
        assert not {spelling for spelling in said_no if "know" in spelling.casefold()}
        assert not {spelling for spelling in said_yes if spelling.casefold().startswith(("no", "n/"))}
