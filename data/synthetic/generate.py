"""Make the synthetic authorities and write the files that a council would load."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from data.organisation import authority_id
from data.synthetic.annex_a import annex_a_lists, month_ends_before, write_workbook
from data.synthetic.columns import without_marks
from data.synthetic.councils import Council, make_councils
from data.synthetic.feed_check import feed_problems
from data.synthetic.feeds_care import care_feeds
from data.synthetic.feeds_front_door import front_door_feeds
from data.synthetic.feeds_plans import plan_feeds
from data.synthetic.feeds_quality import quality_feeds
from data.synthetic.feeds_workforce import workforce_feeds
from data.synthetic.ids import Ids
from data.synthetic.records import Records, make_records
from data.synthetic.ssd_care import care_tables
from data.synthetic.ssd_front_door import front_door_tables
from data.synthetic.ssd_leaving_and_staff import leaving_and_staff_tables
from data.synthetic.ssd_people import people_tables
from data.synthetic.ssd_plans import plan_tables

SsdFormat = Literal["parquet", "csv"]
Progress = Callable[[str], None]


@dataclass(frozen=True)
class AnnexAWorkbook:
    """One monthly workbook and the day it is about."""

    path: Path
    as_at: date


@dataclass(frozen=True)
class SyntheticAuthority:
    """The files of one authority. `rows` counts the rows of every file by the name of the table or feed."""

    name: str
    folder: Path
    ssd_folder: Path
    feeds_folder: Path
    feed_files: dict[str, Path]
    annex_a: tuple[AnnexAWorkbook, ...]
    rows: dict[str, int]


@dataclass(frozen=True)
class SyntheticCouncil:
    """What generate_council wrote: one or several authorities, and how long it took."""

    folder: Path
    authorities: tuple[SyntheticAuthority, ...]
    seconds: float


def quiet(message: str) -> None:
    """Take a progress message and show nothing."""


def ssd_tables(records: Records) -> dict[str, pa.Table]:
    """Return the tables of the Standard Safeguarding Dataset, with columns that only help (mark "_")."""
    ids = Ids(records.council.number)
    makers = (people_tables, front_door_tables, plan_tables, care_tables, leaving_and_staff_tables)
    return {name: table for make in makers for name, table in make(records, ids).items()}


def local_feeds(records: Records) -> dict[str, pa.Table]:
    """Return the local feeds by name. Raises ValueError where one is not as its written form says."""
    ids = Ids(records.council.number)
    makers = (workforce_feeds, front_door_feeds, plan_feeds, care_feeds, quality_feeds)
    feeds = {name: table for make in makers for name, table in make(records, ids).items()}
    problems = [problem for name, table in feeds.items() for problem in feed_problems(name, table)]
    if problems:
        raise ValueError("The feeds are not as data/sources/feeds says:\n  " + "\n  ".join(problems))
    return feeds


def _write_csv(table: pa.Table, path: Path) -> None:
    options = pyarrow.csv.WriteOptions(quoting_style="needed")
    pyarrow.csv.write_csv(table, path, options)


def _write_ssd(tables: Mapping[str, pa.Table], folder: Path, ssd_format: SsdFormat) -> None:
    folder.mkdir(parents=True)
    for name, table in tables.items():
        if ssd_format == "csv":
            _write_csv(without_marks(table), folder / f"{name}.csv")
        else:
            pyarrow.parquet.write_table(without_marks(table), folder / f"{name}.parquet")


def _write_authority(
    council: Council,
    folder: Path,
    ends_on: date,
    annex_a_months: int,
    ssd_format: SsdFormat,
    progress: Progress,
) -> SyntheticAuthority:
    progress(f"{council.name}: making {council.children:,} children and their journeys")
    records = make_records(council)
    tables, feeds = ssd_tables(records), local_feeds(records)
    progress(f"{council.name}: writing {len(tables)} tables and {len(feeds)} feeds")
    _write_ssd(tables, folder / "ssd", ssd_format)
    feeds_folder = folder / "feeds"
    feeds_folder.mkdir()
    feed_files = {name: feeds_folder / f"{name}.csv" for name in sorted(feeds)}
    for name, path in feed_files.items():
        _write_csv(feeds[name], path)
    annex_a_folder = folder / "annex_a"
    annex_a_folder.mkdir()
    dates = month_ends_before(ends_on, annex_a_months)
    lists = annex_a_lists(records, tables, feeds["early_help_assessments"], dates) if dates else {}
    workbooks = []
    for on, content in lists.items():
        progress(f"{council.name}: writing the Annex A workbook as at {on:%d %B %Y}")
        path = annex_a_folder / f"{authority_id(council.name)}_annex_a_{on.isoformat()}.xlsx"
        write_workbook(content, path)
        workbooks.append(AnnexAWorkbook(path, on))
    rows = {name: len(table) for name, table in {**tables, **feeds}.items()}
    return SyntheticAuthority(
        council.name, folder, folder / "ssd", feeds_folder, feed_files, tuple(workbooks), rows
    )


def generate_council(
    folder: Path | str,
    *,
    children: int = 12_000,
    years: int = 5,
    authorities: int = 1,
    seed: int = 2024,
    ends_on: date = date(2026, 10, 31),
    annex_a_months: int = 6,
    ssd_format: SsdFormat = "parquet",
    progress: Progress = quiet,
) -> SyntheticCouncil:
    """Write the files of one or several synthetic authorities and return where they are.

    `children` is the number of children known to the first authority (Northmere) over `years` full
    years up to `ends_on`; the others have 60 % to 140 % as many. One authority is written straight
    into `folder` (ssd/, feeds/, annex_a/), several into a sub-folder each. The same arguments give
    the same bytes. `annex_a_months` is the number of month-ends, 0 for none.

    Raises ValueError for arguments that cannot be used and FileExistsError where the folder already
    holds such files: a mixture of two councils would look like one.
    """
    began = time.monotonic()
    councils = make_councils(authorities, children=children, years=years, seed=seed, ends_on=ends_on)
    whole = Path(folder)
    folders = [whole / authority_id(council.name) if authorities > 1 else whole for council in councils]
    in_the_way = [
        str(part)
        for place in folders
        for part in (place / "ssd", place / "feeds", place / "annex_a")
        if part.exists()
    ]
    if in_the_way:
        raise FileExistsError(f"There are files already: {', '.join(in_the_way)}. Choose an empty folder.")
    written = tuple(
        _write_authority(council, place, ends_on, annex_a_months, ssd_format, progress)
        for council, place in zip(councils, folders, strict=True)
    )
    return SyntheticCouncil(whole, written, round(time.monotonic() - began, 1))
