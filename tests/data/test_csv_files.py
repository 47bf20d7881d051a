"""CSV files as people really send them: what is read all the same, what is refused as a whole, and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.errors import ExtractError
from data.landing import Load, landed_loads, landed_table
from data.paths import StorePaths
from data.supplied import tables

Rejected = Callable[[Load], list[tuple[int, str]]]
Staged = Callable[[Load], list[dict[str, Any]]]
Refusal = Callable[..., tuple[str, ...]]

HEADINGS = "period,kpi,org_unit,numerator,denominator,value,source,note"
KPI = "assessments_within_45_working_days"
ROW = f"2026-10,{KPI},Havering,45,50,90,Return,"


@pytest.fixture
def load_text(load_file: Callable[[Path], Load], tmp_path: Path) -> Callable[..., Load]:
    """Load a CSV file that holds exactly this text, or these bytes."""

    def load(text: str | bytes, encoding: str = "utf-8") -> Load:
        file = tmp_path / "values.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return load_file(file)

    return load


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "",
            ("row 1 is empty. It should hold the headings period, kpi, org_unit, numerator, denominator, ",),
        ),
        ("\n\n", ("row 1 is empty.",)),
        (f"{HEADINGS}\n", ("has headings but no rows.",)),
        (f"{HEADINGS}\n,,,,,,,\n", ("has headings but no rows.",)),
        (f"{HEADINGS.replace('kpi,', '')}\n{ROW}", ("column 'kpi' is missing.",)),
        (
            f"{HEADINGS.replace('numerator', 'numertor')}\n{ROW}",
            (
                "column 'numerator' is missing.",
                "the heading of column 4 is not one of ours. Did you mean 'numerator'?",
            ),
        ),
        (f"{HEADINGS},value\n{ROW},90", ("column 'value' stands 2 times. Keep one.",)),
    ],
)
def test_a_file_whose_headings_cannot_be_trusted_is_refused(
    load_text: Callable[..., Load],
    refusal: Refusal,
    text: str,
    problems: tuple[str, ...],
) -> None:
    found = refusal(load_text, text)
    assert len(found) == len(problems)
    assert all(problem.startswith(start) for problem, start in zip(found, problems, strict=True))


def test_a_list_of_children_without_headings_is_refused_without_repeating_a_name(
    load_text: Callable[..., Load], refusal: Refusal
) -> None:
    found = refusal(load_text, "Zebedee Quorn,2011-05-04,17 Elm Row\nAda Quorn,2013-01-02,17 Elm Row\n")
    assert "the heading of column 1 is not one of ours. Correct it or remove the column." in found
    assert not any(word in " ".join(found).lower() for word in ("zebedee", "quorn", "2011", "elm"))


def test_a_wrong_delimiter_is_refused_and_named(load_text: Callable[..., Load], refusal: Refusal) -> None:
    found = refusal(load_text, f"{HEADINGS}\n{ROW}\n".replace(",", ":"))
    assert (
        found[-1] == "only one column was found. Put a comma between the columns and save it as CSV (UTF-8)."
    )


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_a_semicolon_a_tab_or_a_bar_may_separate_the_columns(
    load_text: Callable[..., Load], delimiter: str, staged: Staged
) -> None:
    load = load_text(f"{HEADINGS}\n{ROW}\n".replace(",", delimiter))
    assert [(row["kpi_id"], row["value"]) for row in staged(load)] == [(KPI, 90.0)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_encodings_of_excel_are_read(
    load_text: Callable[..., Load], encoding: str, staged: Staged
) -> None:
    load = load_text(f"{HEADINGS}\n{ROW}Zoë’s café – £5\n", encoding)
    assert staged(load)[0]["note"] == "Zoë’s café – £5"


@pytest.mark.parametrize("content", [f"{HEADINGS}\n{ROW}".encode("utf-16"), b"period,\x81\x8d\n", b"a\x00b"])
def test_what_is_no_text_is_refused(load_text: Callable[..., Load], refusal: Refusal, content: bytes) -> None:
    assert refusal(load_text, content) == ("is not text. Save it as CSV (UTF-8) and load it again.",)


def test_a_quotation_mark_that_is_not_closed_does_not_swallow_the_rows_after_it(
    load_text: Callable[..., Load], refusal: Refusal
) -> None:
    (problem,) = refusal(load_text, f'{HEADINGS}\n{ROW}"not closed\n{ROW}\n{ROW}\n')
    assert problem.startswith("line 4 is not CSV (")
    assert problem.endswith("Look for a quotation mark that is not closed.")


def test_a_comma_without_quotation_marks_rejects_its_row_and_keeps_what_it_held(
    paths: StorePaths, load_text: Callable[..., Load], rejected: Rejected
) -> None:
    load = load_text(f"{HEADINGS}\n{ROW}late, and later\n{ROW.replace('2026-10', '2026-09')}\n")
    reason = "a cell stands under no heading: put a text with a comma in quotation marks, or remove the cell"
    assert rejected(load) == [(2, reason)]
    assert landed_table(paths, load.load_id, "rows").column("under_no_heading").to_pylist() == [
        "and later",
        None,
    ]


def test_rows_are_numbered_as_on_the_screen_and_blank_ones_left_out(
    load_text: Callable[..., Load], rejected: Rejected, staged: Staged
) -> None:
    load = load_text(f"{HEADINGS}\n\n{ROW}\n,,,,,,,\n{ROW.replace('90', '120')}\n")
    assert [row["source_row"] for row in staged(load)] == [3]
    assert [number for number, _ in rejected(load)] == [5]


def test_headings_may_have_capitals_and_spaces(load_text: Callable[..., Load]) -> None:
    headings = " Period,KPI,Org Unit,NUMERATOR,Denominator,value ,Source,Note,"
    assert load_text(f"{headings}\n{ROW}\n").rows_accepted == 1


@pytest.mark.parametrize("name", ["values.xls", "values.xlsm", "values.pdf", "values"])
def test_another_kind_of_file_is_refused(
    load_file: Callable[[Path], Load], refusal: Refusal, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_text("x")
    ending = Path(name).suffix
    assert refusal(load_file, file) == (f"ends in '{ending}'. Save it as .csv or .xlsx and load it again.",)


def test_a_file_that_is_not_there_leaves_no_trace(
    paths: StorePaths, load_file: Callable[[Path], Load], tmp_path: Path
) -> None:
    with pytest.raises(ExtractError, match="there is no such file"):
        load_file(tmp_path / "values.csv")
    assert landed_loads(paths) == []


def test_a_file_that_is_too_big_is_refused(
    load_text: Callable[..., Load], refusal: Refusal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MAXIMUM_FILE_BYTES", 1_000_000)
    (problem,) = refusal(load_text, f"{HEADINGS}\n{ROW}{'x' * 1_000_000}\n")
    assert problem == "is over 1 MB. Split it by year and load each part."
