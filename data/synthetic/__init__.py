"""Northmere: a council that does not exist, with the files a real one would load.

    from data.synthetic import generate_council
    council = generate_council("some/folder", children=12_000, years=5, seed=2024, progress=print)

writes into the folder
    ssd/        Standard Safeguarding Dataset, one Parquet file per table (CSV on request)
    feeds/      local feeds as CSV, as data/sources/feeds/*.yaml describes them
    annex_a/    Annex A workbooks (XLSX) for the last month-ends

and returns a SyntheticCouncil with the paths and row counts. Everything is invented and random:
no person, team or council is real, nobody has a name, and every identifier says SYN or is a plain
worker or team number. The same arguments give the same bytes.

How it is made. A few modules each make one part of the journey for all children at once:
children -> journey (referral, assessment, plans, care, closing, coming back) -> protection, care,
leaving_care, early_help, front_door, missing -> workers, allocations, supervision. `records` joins
them; ssd_*, feeds_* and annex_a turn them into files. What makes the council interesting stands
in three places: trajectories.py (the improvement journey), stories.py (three planted stories) and
imperfections.py (what is wrong in the files on purpose).

What is simpler than life: a child has at most one child protection plan and one period of care in
an episode; brothers and sisters share most decisions but not their ages; workers have one post
with the council; money, surveys and complaints are not linked to children; one row per child in
the tables of current values (immunisations, care leavers) as the specification says.
"""

from __future__ import annotations

from data.synthetic.generate import (
    AnnexAWorkbook,
    SyntheticAuthority,
    SyntheticCouncil,
    generate_council,
    local_feeds,
    ssd_tables,
)

__all__ = [
    "AnnexAWorkbook",
    "SyntheticAuthority",
    "SyntheticCouncil",
    "generate_council",
    "local_feeds",
    "ssd_tables",
]
