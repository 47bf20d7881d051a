"""Staging Annex A: every workbook of an authority as typed lists, then stitched into the tables of a dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from data.landing import landed_records, landed_tables
from data.paths import StorePaths
from data.sources.annex_a.list_specs import list_specs
from data.sources.annex_a.read import AnnexAList
from data.sources.annex_a.sheet_rows import SOURCE_ROW
from data.sources.annex_a.stage import stage_lists
from data.sources.annex_a_load import COUNTS_FROM_1904, LIST_NAME
from data.sources.table_spec import LANDED_ROW
from data.sql import read_sql
from data.staging.loads_in_use import RecordLoad
from data.staging.row_counts import LandedTable, RowCounts
from data.staging.tables import insert_rows, list_table

# In this order: later ones read what earlier ones have staged.
STITCHED = (
    "annex_a_id",
    "team_key",
    "named_teams",
    "teams",
    "disappeared",
    "people",
    "disabilities",
    "immigration_statuses",
    "contacts",
    "early_help_assessments",
    "referrals",
    "assessments",
    "section_47_enquiries",
    "cp_plans",
    "initial_conferences",
    "cp_visits",
    "cp_reviews",
    "cin_plans",
    "cin_visits",
    "care_episodes",
    "placements",
    "legal_statuses",
    "care_reviews",
    "care_visits",
    "health_checks",
    "care_plans",
    "care_leavers",
    "permanence",
    "adopters",
    "involvements",
    "counts",
    "finish",
)
EXTRACTS = pa.schema([("authority_id", pa.string()), ("list_number", pa.int32()), ("as_at_on", pa.date32())])
# A child whose row in a list was rejected stands in it all the same: it has not disappeared.
UNREADABLE = pa.schema([*EXTRACTS, ("child_id", pa.string())])
# The day on which what a list is about began; list 9 has none.
BEGINS = {
    1: "contact_received_on",
    2: "early_help_assessment_started_on",
    3: "referral_received_on",
    4: "assessment_started_on",
    5: "strategy_discussion_on",
    6: "child_in_need_started_on",
    7: "plan_started_on",
    8: "care_started_on",
    10: "adoption_decided_on",
}
# What shows that it is over: a day, or an answer. Lists that are not here hold nothing that stays open.
OVER: Mapping[int, Mapping[str, str | None]] = {
    4: {"assessment_authorised_on": None},
    5: {"initial_conference_held_on": None, "conference_unnecessary_answer": "yes"},
    6: {"child_in_need_ended_on": None, "case_status_code": "closed"},
    7: {"plan_ended_on": None},
    8: {"care_ended_on": None},
    9: {},
}
# One row is one child in one list of one extract, with what the lists about children all say.
IN_LISTS = pa.schema(
    [
        ("list_number", pa.int32()),
        ("child_id", pa.string()),
        ("gender_code", pa.string()),
        ("ethnicity_code", pa.string()),
        ("born_on", pa.date32()),
        ("disability_answer", pa.string()),
        ("unaccompanied_answer", pa.string()),
        ("allocated_team", pa.string()),
        ("allocated_worker", pa.string()),
        ("began_on", pa.date32()),
        ("is_open", pa.bool_()),
        (LANDED_ROW, pa.int64()),
        ("authority_id", pa.string()),
        ("load_id", pa.string()),
        ("as_at_on", pa.date32()),
    ]
)


def stitch_annex_a(counts: RowCounts, paths: StorePaths, records: Sequence[RecordLoad]) -> None:
    """Add what the workbooks say to the staged tables; `records` are the workbooks in use."""
    if not records:
        return
    in_lists = [IN_LISTS.empty_table()]
    unreadable = [UNREADABLE.empty_table()]
    extracts = []
    for record in records:
        for number, rows, not_read in _stage_lists(counts, paths, record):
            unreadable.append(not_read)
            extracts.append(
                {"authority_id": record.authority_id, "list_number": number, "as_at_on": record.as_at}
            )
            if "child_id" in rows.column_names:
                in_lists.append(_children_in(number, rows))
    con = counts.con
    con.register("annex_a_extracts", pa.Table.from_pylist(extracts, schema=EXTRACTS))
    con.register("annex_a_rows", pa.concat_tables(in_lists))
    con.register("annex_a_unreadable", pa.concat_tables(unreadable))
    for name in STITCHED:
        con.execute(read_sql(f"staged/annex_a/{name}"))
    con.unregister("annex_a_unreadable")
    con.unregister("annex_a_rows")
    con.unregister("annex_a_extracts")


def _stage_lists(
    counts: RowCounts, paths: StorePaths, record: RecordLoad
) -> Iterator[tuple[int, pa.Table, pa.Table]]:
    """Add the typed rows of a workbook's lists, one extract under the other.

    Yields the number of each list, its rows, and the children of its rejected rows.
    """
    load_id = record.load.load_id
    from_1904 = record.load.parameters.get(COUNTS_FROM_1904) == "true"
    landed = {int(name.removeprefix(LIST_NAME)): name for name in landed_tables(paths, load_id)}
    lists = {
        number: AnnexAList(
            list_specs()[number],
            name,
            landed_records(paths, load_id, name).rename_columns({LANDED_ROW: SOURCE_ROW}),
            *((), (), (), from_1904),
        )
        for number, name in landed.items()
    }
    for number, typed in stage_lists(lists.values()).items():
        name, received = landed[number], lists[number].rows
        rows = _with_extract(typed.rows.rename_columns({SOURCE_ROW: LANDED_ROW}), record)
        insert_rows(counts.con, list_table(number), rows)
        table = LandedTable(load_id, name, list_table(number), received.num_rows)
        counts.note_rejected(table, typed.rejected.column(SOURCE_ROW), typed.rejected.column("reasons"))
        codes, notes = typed.unknown_codes.to_pydict(), typed.notes.to_pydict()
        counts.note_not_read(table, codes["column"], codes["spelling"], codes["reason"], codes["rows"])
        counts.note_not_read(
            table, notes["column"], [None] * len(notes["note"]), notes["note"], notes["rows"]
        )
        yield number, rows, _unreadable_children(number, received, typed.rejected, record)


def _unreadable_children(number: int, received: pa.Table, rejected: pa.Table, record: RecordLoad) -> pa.Table:
    if "child_id" not in received.column_names or not rejected.num_rows:
        return UNREADABLE.empty_table()
    is_rejected = pc.is_in(received.column(SOURCE_ROW), rejected.column(SOURCE_ROW).combine_chunks())
    children = pc.unique(received.column("child_id").filter(is_rejected).drop_null()).to_pylist()
    extract = {"authority_id": record.authority_id, "list_number": number, "as_at_on": record.as_at}
    return pa.Table.from_pylist([{**extract, "child_id": child} for child in children], schema=UNREADABLE)


def _with_extract(rows: pa.Table, record: RecordLoad) -> pa.Table:
    for column, value in (
        ("authority_id", pa.scalar(record.authority_id)),
        ("load_id", pa.scalar(record.load.load_id)),
        ("as_at_on", pa.scalar(record.as_at, pa.date32())),
    ):
        rows = rows.append_column(column, pa.repeat(value, rows.num_rows))
    return rows


def _children_in(number: int, rows: pa.Table) -> pa.Table:
    """Return the rows of one list in the form that all lists share."""
    found = dict(zip(rows.column_names, rows.columns, strict=True))
    nulls = pa.nulls(rows.num_rows)
    is_open = pa.array([number in OVER] * rows.num_rows, pa.bool_())
    for column, answer in OVER.get(number, {}).items():
        is_over = (
            found[column].is_valid() if answer is None else pc.equal(found[column], answer).fill_null(False)
        )
        is_open = pc.and_(is_open, pc.invert(is_over))
    found |= {
        "list_number": pa.array([number] * rows.num_rows, pa.int32()),
        "began_on": found.get(BEGINS.get(number, ""), nulls),
        "is_open": is_open,
    }
    return pa.table(
        {field.name: found.get(field.name, nulls).cast(field.type) for field in IN_LISTS}, schema=IN_LISTS
    )
