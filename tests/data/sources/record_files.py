"""Small extracts of records, written for each test. Every person in them is made up."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from data.sources.annex_a.list_specs import list_specs
from data.sources.feeds.spec import feed_specs
from data.sources.ssd.spec import ssd_tables

Rows = Sequence[Mapping[str, object]]

TODAY = date(2026, 11, 21)
AS_AT = date(2026, 10, 31)
COUNCIL = "Northmere"

# One child who was referred, assessed and put on a plan, and the worker and team.
SMALL_DATASET: Mapping[str, Rows] = {
    "ssd_person": [
        {"pers_person_id": "C1", "pers_sex": "F", "pers_ethnicity": "WBRI", "pers_dob": "2015-03-02"},
        {"pers_person_id": "C2", "pers_sex": "M", "pers_ethnicity": "BAFR", "pers_dob": "2012-07-30"},
    ],
    "ssd_contacts": [
        {"cont_contact_id": "K1", "cont_person_id": "C1", "cont_contact_date": "2025-03-03"},
        {"cont_contact_id": "K2", "cont_person_id": "C2", "cont_contact_date": "2026-10-30"},
    ],
    "ssd_cin_episodes": [
        {
            "cine_referral_id": "R1",
            "cine_person_id": "C1",
            "cine_referral_date": "2026-09-01",
            "cine_referral_source_code": "1A",
            "cine_referral_nfa": "N",
            "cine_referral_team": "T1",
            "cine_referral_worker_id": "W1",
        }
    ],
    "ssd_cin_assessments": [
        {
            "cina_assessment_id": "A1",
            "cina_person_id": "C1",
            "cina_referral_id": "R1",
            "cina_assessment_start_date": "2026-09-02",
            "cina_assessment_child_seen": "Y",
            "cina_assessment_auth_date": "1900-01-01",
        }
    ],
    "ssd_professionals": [
        {"prof_professional_id": "W1", "prof_staff_id": "S9", "prof_professional_job_title": "Social Worker"}
    ],
    "ssd_department": [
        {"dept_team_id": "D1", "dept_team_name": "Assessment"},
        {
            "dept_team_id": "T1",
            "dept_team_name": "Team North",
            "dept_team_parent_id": "D1",
            "dept_team_parent_name": "Assessment",
        },
    ],
}


def write_csv(path: Path, headings: Sequence[str], rows: Rows) -> Path:
    """Write rows under headings; what a row does not name is empty."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, headings, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_dataset(folder: Path, changes: Mapping[str, Rows] | None = None) -> Path:
    """Write the small dataset as CSV, one file a table, with some tables changed; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in {**SMALL_DATASET, **(changes or {})}.items():
        headings = [column.received for column in ssd_tables()[name].columns]
        extra = [key for row in rows for key in row if key not in headings]
        write_csv(folder / f"{name}.csv", [*headings, *dict.fromkeys(extra)], rows)
    return folder


def write_feed(path: Path, name: str, rows: Rows) -> Path:
    """Write a feed with all of its columns as CSV, or as a workbook if the path ends in .xlsx."""
    headings = [column.received for column in feed_specs()[name].table.columns]
    if path.suffix == ".xlsx":
        return write_sheets(
            path, {"Sheet1": [headings, *([row.get(key) for key in headings] for row in rows)]}
        )
    return write_csv(path, headings, rows)


def write_lists(path: Path, lists: Mapping[int, Rows], sheet_names: Mapping[int, str] | None = None) -> Path:
    """Write an Annex A workbook with some lists; rows name our columns, what they leave out is empty.

    `sheet_names` are other names for some sheets than "List 3".
    """
    sheets: dict[str, list[list[object]]] = {}
    for number, rows in lists.items():
        columns = list_specs()[number].columns
        cells = [[row.get(column.column_id) for column in columns] for row in rows]
        name = (sheet_names or {}).get(number, f"List {number}")
        sheets[name] = [[column.heading for column in columns], *cells]
    return write_sheets(path, sheets)


def write_sheets(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Write a workbook; dates become dates."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return path
