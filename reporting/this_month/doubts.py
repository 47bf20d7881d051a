"""What is in doubt: questions to owners, figures and targets not used, and rows that were not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.loaded_data import LoadSummary
from reporting.this_month.overview import AuthorityMonth, Judged


@dataclass(frozen=True)
class DataDoubts:
    """Measures with a question, and files with rejected rows, of one authority.

    queried: measures with a figure whose value, target or direction its owner is asked about. not_rated:
    those of them that are not rated until it is answered. rejected: files that concern the authority of
    which rows were rejected, newest first.
    """

    queried: tuple[Judged, ...]
    not_rated: tuple[Judged, ...]
    rejected: tuple[LoadSummary, ...]

    @property
    def rejected_rows(self) -> int:
        """How many rows were rejected in all files."""
        return sum(load.rows_rejected for load in self.rejected)


def data_doubts(month: AuthorityMonth, loads: Sequence[LoadSummary], authority_name: str) -> DataDoubts:
    """Return what is in doubt. Loads that name no authority concern all of them."""
    queried = tuple(judged for judged in month.judged if judged.row.figures and judged.row.doubts)
    held = tuple(judged for judged in queried if _holds_rating(judged))
    rejected = tuple(
        load for load in loads if load.rows_rejected and load.authority in (None, authority_name)
    )
    return DataDoubts(queried, held, rejected)


def _holds_rating(judged: Judged) -> bool:
    row = judged.row
    is_doubtful = bool(row.latest and row.latest.is_doubtful) or bool(row.step and row.step.is_doubtful)
    return is_doubtful or row.kpi.holds_rating(row.org_unit_id)
