"""Thousands of spellings that councils really use: each is read as what it means, or reported as unknown.

The file beside the repository gives, for each spelling, the group that another tool puts it in. Those
groups are coarser than our codes, so a code is right if it lies in the group; and a spelling that names
one of our codes is read as no other. Where the other tool is wrong, spellings_mapped_wrongly.csv has the
spelling, how we read it (empty: reported as unknown) and the reason.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest

from data.sources.annex_a.list_specs import ColumnType, ListSpec, list_specs
from data.sources.annex_a.read import AnnexAList
from data.sources.annex_a.sheet_rows import SOURCE_ROW
from data.sources.annex_a.stage import stage_list
from data.sources.code_lists import NotRead, load_code_list
from data.sources.tidy_text import squash

SPELLINGS = Path(__file__).parents[4] / "shared" / "testdata" / "annex_a_value_spellings.csv"
MAPPED_WRONGLY = Path(__file__).parent / "spellings_mapped_wrongly.csv"
needs_the_file = pytest.mark.skipif(
    not SPELLINGS.is_file(), reason="the list of spellings is not on this computer"
)
# Our codes of these lists are words, which may stand in a spelling of another code ("not suitable").
WORDS_FOR_CODES = {
    *("gender", "case_status", "permanence_plan", "placement_location", "leaving_care_eligibility"),
    *("suitability", "in_touch", "adopter_left_reason", "yes_no_unknown", "no_further_action"),
    *("child_seen", "child_seen_alone", "unaccompanied", "disability"),
}

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
        **{"C1": "a)", "C2": "b)", "D1": "c)", "E1": "d)", "V2": "e)", "V3": "short", "V4": "short"},
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


@needs_the_file
def test_every_code_list_has_spellings_to_be_tested_with() -> None:
    assert spellings().keys() == GROUPS.keys()


@dataclass(frozen=True)
class MappedWrongly:
    """A spelling that the file puts in a wrong group, how we read it (empty: as unknown), and why."""

    code_list: str
    spelling: str
    group_in_the_file: str
    our_code: str
    reason: str


@cache
def mapped_wrongly() -> tuple[MappedWrongly, ...]:
    with MAPPED_WRONGLY.open(encoding="utf-8", newline="") as handle:
        return tuple(MappedWrongly(**row) for row in csv.DictReader(handle))


@pytest.mark.parametrize("wrong", mapped_wrongly(), ids=lambda wrong: f"{wrong.code_list}: {wrong.spelling}")
def test_what_is_listed_as_wrong_is_read_as_listed_and_has_a_reason(wrong: MappedWrongly) -> None:
    read = load_code_list(wrong.code_list).read(wrong.spelling)
    assert ("" if isinstance(read, NotRead) else read) == wrong.our_code
    assert len(wrong.reason) > len("wrong")


@needs_the_file
def test_what_is_listed_as_wrong_is_in_the_file_and_not_in_our_group() -> None:
    for wrong in mapped_wrongly():
        groups = {group for spelling, group in spellings()[wrong.code_list] if spelling == wrong.spelling}
        assert set(wrong.group_in_the_file.split(" | ")) <= groups, wrong
        if wrong.our_code:
            assert not wrong.group_in_the_file.startswith(GROUPS[wrong.code_list][wrong.our_code]), wrong


@needs_the_file
@pytest.mark.parametrize("name", GROUPS)
def test_no_spelling_is_silently_wrong(name: str) -> None:
    codes = load_code_list(name)
    known_wrong = {(w.spelling, w.group_in_the_file) for w in mapped_wrongly() if w.code_list == name}
    assert GROUPS[name].keys() == codes.labels.keys() or name == "leaver_activity"
    wrong = {
        spelling: (code, group)
        for spelling, group in spellings()[name]
        if not isinstance(code := codes.read(spelling), NotRead)
        and not group.startswith(GROUPS[name][code])
        and (spelling, group) not in known_wrong
    }
    assert wrong == {}


@needs_the_file
@pytest.mark.parametrize("name", GROUPS)
def test_a_spelling_in_two_groups_is_listed_or_not_read(name: str) -> None:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for spelling, group in spellings()[name]:
        groups[spelling].add(group.casefold())
    listed = {wrong.spelling for wrong in mapped_wrongly() if wrong.code_list == name}
    assert {spelling for spelling, found in groups.items() if len(found) > 1} <= listed


@needs_the_file
@pytest.mark.parametrize("name", [name for name in GROUPS if name not in WORDS_FOR_CODES])
def test_a_spelling_that_names_one_code_is_read_as_no_other(name: str) -> None:
    codes = load_code_list(name)
    tokens = {
        code: re.compile(rf"(?<![A-Za-z0-9]){re.escape(code)}(?![A-Za-z0-9])", re.I) for code in codes.labels
    }
    checked = 0
    for spelling in {spelling for spelling, _ in spellings()[name]}:
        named = [code for code, token in tokens.items() if len(code) > 1 and token.search(spelling)]
        read = codes.read(spelling)
        if len(named) == 1 and not isinstance(read, NotRead):
            assert read == named[0], spelling
            checked += 1
    assert checked or all(len(code) == 1 for code in tokens) or name == "leaver_activity"


@needs_the_file
@pytest.mark.parametrize("number", list_specs())
def test_every_spelling_is_read_or_reported_when_its_list_is_staged(number: int) -> None:
    spec = list_specs()[number]
    for column in spec.columns:
        if column.type is ColumnType.CODE:
            written = sorted({spelling for spelling, _ in spellings()[str(column.code_list)]})
            staged = stage_list(list_of(spec, column.column_id, written))
            kept = staged.rows.num_rows + staged.rejected.num_rows
            unread = staged.rows[column.column_id].null_count
            reported = sum(
                row["rows"]
                for row in [*staged.unknown_codes.to_pylist(), *staged.notes.to_pylist()]
                if row["column"] == column.column_id
            )
            blank = sum(load_code_list(str(column.code_list)).read(text) is NotRead.BLANK for text in written)
            assert kept == len(written)
            assert reported in (unread, unread - blank), column.column_id


def list_of(spec: ListSpec, column_id: str, written: list[str]) -> AnnexAList:
    """Return a list whose rows differ in one column; the columns that every row must have are filled."""
    filled = {ColumnType.DATE: "2026-09-01", ColumnType.IDENTIFIER: "7"}
    columns: dict[str, list[str] | range] = {SOURCE_ROW: range(2, len(written) + 2)}
    for column in spec.columns:
        columns[column.column_id] = [filled.get(column.type, "")] * len(written)
    columns[column_id] = written
    schema = pa.schema([(name, pa.int64() if name == SOURCE_ROW else pa.string()) for name in columns])
    rows = pa.table({name: list(values) for name, values in columns.items()}, schema=schema)
    return AnnexAList(spec, spec.title, rows, (), (), ())


@needs_the_file
@pytest.mark.parametrize("name", GROUPS)
def test_enough_spellings_are_read(name: str) -> None:
    counted = Counter(
        isinstance(load_code_list(name).read(spelling), NotRead)
        for spelling in {s for s, _ in spellings()[name]}
    )
    assert counted[False] >= SHARE_READ.get(name, LEAST_SHARE_READ) * counted.total()


@needs_the_file
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
