"""Small Annex A workbooks, written for each test. Every person in them is made up."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

Sheets = Mapping[str, Sequence[Sequence[object]]]
WriteWorkbook = Callable[..., Path]

PERSON = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)"]
TEAM = ["Allocated Team", "Allocated Worker"]
DISABILITY = "Does the Child have a Disability"

HEADINGS: dict[int, list[str]] = {
    1: [*PERSON, "Date of Contact", "Contact Source"],
    3: [
        *PERSON,
        "Date of referral",
        "Referral Source",
        "Referral NFA?",
        "Number of Referrals in Last 12 Months",
        *TEAM,
    ],
    4: [
        *PERSON,
        DISABILITY,
        "Continuous Assessment Start Date",
        "Child Seen During Continuous Assessment",
        "Continuous Assessment Date of Authorisation",
        "Was the child assessed as requiring LA children's social care support?",
        *TEAM,
    ],
    6: [
        *PERSON,
        DISABILITY,
        "CIN Start Date",
        "Primary Need Code",
        "Date Child Was Last Seen",
        "CIN Closure Date",
        "Reason for Closure",
        "Case Status",
        *TEAM,
    ],
    9: [
        *PERSON,
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
        DISABILITY,
        *TEAM,
        "Allocated Personal Advisor",
        "Eligibility Category",
        "Latest Pathway Plan Review Date",
        "LA in Touch",
        "Latest Date of Contact",
        "Type of Accommodation",
        "Suitability of Accommodation",
        "Activity Status",
    ],
    10: [
        "Child Unique ID",
        "Family identifier",
        *PERSON[1:],
        DISABILITY,
        "Date the Child Entered Care",
        "Date of Decision that Child Should be Placed for Adoption",
        "Date of Placement Order",
        "Date of Matching Child and Prospective Adopters",
        "Date Placed for Adoption",
        "Date of Adoption Order ",
        "Date of Decision that Child Should No Longer be Placed for Adoption",
        "Reason Why Child No Longer Placed for Adoption",
        "Date the child was placed for fostering in FFA or concurrent planning placement",
    ],
}
CONTACT = ["1001", "b) Female", "a) WBRI", date(2012, 5, 1), 13, date(2026, 2, 3), "q) 6: Police"]
ASSESSMENT = [
    "1001",
    "b) Female",
    "a) WBRI",
    date(2012, 5, 1),
    13,
    "b) No",
    date(2026, 1, 5),
    "a) Yes",
    date(2026, 2, 20),
    "a) Yes",
    "Team North",
    "Worker 1",
]


@dataclass(frozen=True)
class Formula:
    """A cell with a formula and the result that the spreadsheet program had worked out."""

    formula: str
    result: str | int | float


def with_cells(row: Sequence[object], number: int, **cells: object) -> list[object]:
    """Return a row of a list with some cells changed; a name is the start of a heading, _ for a space."""
    changed = list(row)
    for name, cell in cells.items():
        start = name.replace("_", " ").casefold()
        places = [i for i, heading in enumerate(HEADINGS[number]) if heading.casefold().startswith(start)]
        assert len(places) == 1, f"{name} is the start of {len(places)} headings"
        changed[places[0]] = cell
    return changed


def rewrite_part(path: Path, part: str, edit: Callable[[bytes], bytes]) -> None:
    """Change one part of a workbook, as a damaged or odd program would leave it."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts[part] = edit(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
