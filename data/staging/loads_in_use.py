"""Which loads of records a build stages: the newest extracts, and every Annex A workbook where there is no dataset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from data.landing import Load
from data.organisation import authority_id
from data.sources.declared import ANNEX_A, FEED, SSD, as_at_of, record_loads

OLDER = "a newer extract is in use"
HAS_DATASET = "the authority has the Standard Safeguarding Dataset, which says more"


@dataclass(frozen=True)
class RecordLoad:
    """One load of records; `reason` says why it is not staged, None if it is."""

    load: Load
    authority_id: str
    as_at: date
    reason: str | None = None

    @property
    def is_staged(self) -> bool:
        """Whether its rows are used."""
        return self.reason is None


def loads_in_use(loads: Iterable[Load]) -> list[RecordLoad]:
    """Return every load of records, oldest first, each with whether and why not it is staged.

    Of datasets and feeds, which are whole, the one about the latest day counts; of two about the same day
    the one that was loaded last. Annex A workbooks count one for each day, unless the authority has a
    dataset.
    """
    records = [
        RecordLoad(load, authority_id(load.authority or ""), as_at_of(load))
        for load in record_loads(list(loads))
    ]
    with_dataset = {record.authority_id for record in records if record.load.kind == SSD}
    same: dict[tuple[object, ...], list[RecordLoad]] = defaultdict(list)
    for record in records:
        same[_what_it_replaces(record)].append(record)
    newest = {
        max(group, key=lambda record: (record.as_at, record.load.load_id)).load.load_id
        for group in same.values()
    }

    def reason(record: RecordLoad) -> str | None:
        if record.load.kind == ANNEX_A and record.authority_id in with_dataset:
            return HAS_DATASET
        return None if record.load.load_id in newest else OLDER

    return [replace(record, reason=reason(record)) for record in records]


def _what_it_replaces(record: RecordLoad) -> tuple[object, ...]:
    """Return what two loads must share for one of them to replace the other; workbooks also their day."""
    kind = record.load.kind
    same_day = record.as_at if kind == ANNEX_A else None
    return record.authority_id, kind, record.load.parameters.get(FEED), same_day
