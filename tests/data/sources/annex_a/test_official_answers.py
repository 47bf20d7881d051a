"""Every heading and every answer of the official form is read as what it stands for.

The form is written down twice: here as what is read, and in data/synthetic as what a council writes.
"""

from __future__ import annotations

import pytest

from data.sources.annex_a.list_specs import ColumnSpec, ColumnType, list_specs
from data.sources.code_lists import load_code_list
from data.sources.tidy_text import squash
from data.synthetic.annex_a_form import LISTS, AnnexList

# Where our code is a word and the form's answer is written from a code of another dataset.
SAME = {
    "gender": {"M": "male", "F": "female", "U": "unknown"},
    "ethnicity": {"CNHE": "CHNE"},  # a slip in the specification of the other dataset
    "case_status": {
        "care": "looked_after",
        "protection": "child_protection",
        "need": "child_in_need",
        "assessment": "open_assessment",
    },
    "permanence_plan": {
        **dict.fromkeys(("REMAINSUP", "RETURN1M", "RETURN6M", "RETURNEV"), "return_to_family"),
        "ADOPTION": "adoption",
        "LTRELFR": "guardianship_or_arrangements_order",
        "SUPPLIV": "supported_living",
        "RESPLMT": "long_term_residential",
        "LTFOST18": "long_term_fostering",
        "OTHERPLN": "other",
    },
    "placement_location": {"in": "inside", "out": "outside"},
    "leaving_care_eligibility": {
        "Relevant": "relevant",
        "Former Relevant": "former_relevant",
        "Qualifying": "qualifying",
        "Eligible": "eligible",
    },
    "suitability": {"1": "suitable", "2": "unsuitable"},
    "adopter_left_reason": {"1": "withdrew", "2": "on_hold", "3": "refused"},
}


def column_under(heading: str, form: AnnexList) -> ColumnSpec:
    written = squash(heading)
    found = [
        column
        for column in list_specs()[form.number].columns
        if written in column.headings or written.startswith(column.heading_starts)
    ]
    assert len(found) == 1, heading
    return found[0]


@pytest.mark.parametrize("form", LISTS, ids=lambda form: f"list {form.number}")
def test_every_heading_of_the_form_is_that_of_one_column(form: AnnexList) -> None:
    found = [column_under(heading, form).column_id for heading, _ in form.columns]
    assert found == [column.column_id for column in list_specs()[form.number].columns]


@pytest.mark.parametrize("form", LISTS, ids=lambda form: f"list {form.number}")
def test_every_answer_of_the_form_is_read_as_its_code(form: AnnexList) -> None:
    read_otherwise = []
    for heading, answers in form.columns:
        column = column_under(heading, form)
        assert (column.type is ColumnType.CODE) == bool(answers) or column.type is ColumnType.TEXT, heading
        for code, answer in (answers or {}).items():
            name = str(column.code_list)
            if load_code_list(name).read(answer) != SAME.get(name, {}).get(code, code):
                read_otherwise.append((name, code, answer))
    assert read_otherwise == []
