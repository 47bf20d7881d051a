"""Annex A: the child-level workbook that Ofsted asks every council for. Read it, then stage each list."""

from data.sources.annex_a.read import AnnexAList, AnnexAWorkbook, read_annex_a
from data.sources.annex_a.reference_date import ReferenceDateProposal, flow_starts_on, propose_reference_date
from data.sources.annex_a.stage import StagedList, stage_list, stage_lists, staged_schema
from data.sources.annex_a.workbook_file import WorkbookLimits

__all__ = [
    "AnnexAList",
    "AnnexAWorkbook",
    "ReferenceDateProposal",
    "StagedList",
    "WorkbookLimits",
    "flow_starts_on",
    "propose_reference_date",
    "read_annex_a",
    "stage_list",
    "stage_lists",
    "staged_schema",
]
