"""The kinds of work that fall due, and which KPI's clock each runs on (metrics/registers/kinds_of_work.yaml)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from metrics.definition import KpiDefinition
from metrics.field_groups import Field, Group, ListOf
from metrics.field_types import Id, Words, YesNo
from metrics.library import KpiLibrary
from metrics.problems import KpiDefinitionError
from metrics.registers import REGISTERS
from metrics.vocabulary import KpiStatus, Method
from metrics.yaml_reading import Reading, compose

KINDS_OF_WORK = REGISTERS / "kinds_of_work.yaml"


@dataclass(frozen=True, slots=True)
class MonthEndCount:
    """A KPI without a clock that looks at the same things at a month-end, and the KPI whose clock dates them."""

    kpi: str
    clock: str


@dataclass(frozen=True, slots=True)
class KindOfWork:
    """One kind: `name` of many, `thing` of one.

    `counted_by` are the KPIs whose clocks it runs on, `other_counts` those that count the same things
    otherwise. A kind that is `in_other_work_due` has no such KPI; `seen_in` counts it once it is done.
    `month_end_counts` have no clock of their own.
    """

    id: str
    name: str
    thing: str
    counted_by: tuple[str, ...] = ()
    other_counts: tuple[str, ...] = ()
    in_other_work_due: bool = False
    seen_in: tuple[str, ...] = ()
    month_end_counts: tuple[MonthEndCount, ...] = ()

    @property
    def kpi_ids(self) -> tuple[str, ...]:
        """Every KPI that a reader can turn to, the one that counts first."""
        return self.counted_by + self.other_counts + self.seen_in


MONTH_END_COUNT = Group(
    "a month-end count",
    MonthEndCount,
    (
        Field("kpi", Id(), "The KPI that looks at a month-end."),
        Field("clock", Id(), "The KPI of this kind that says when each falls due."),
    ),
)
ENTRY = Group(
    "a kind of work",
    KindOfWork,
    (
        Field("id", Id(), "The id that addresses use."),
        Field("name", Words(), "What many of them are called."),
        Field("thing", Words(), "What one of them is called."),
        Field("counted_by", ListOf(Id()), "The KPIs whose clocks it runs on.", required=False),
        Field("other_counts", ListOf(Id()), "KPIs that count the same things otherwise.", required=False),
        Field("in_other_work_due", YesNo(), "true if no KPI has a clock for it.", required=False),
        Field("seen_in", ListOf(Id()), "KPIs that count it once it is done.", required=False),
        Field(
            "month_end_counts",
            ListOf(MONTH_END_COUNT),
            "KPIs that look at the same things at a month-end.",
            required=False,
        ),
    ),
)


@cache
def kinds_in_register(path: Path = KINDS_OF_WORK) -> tuple[KindOfWork, ...]:
    """Return the register in its order. KpiDefinitionError with every problem of the file."""
    reading = Reading(path.name)
    node = compose(path.read_bytes(), reading)
    plain = (node is not None and ListOf(ENTRY, at_least=1).read(node, "", reading)) or []
    if reading.problems:
        raise KpiDefinitionError(reading.problems)
    return tuple(ENTRY.build(item) for item in plain)


def kinds_of_work(library: KpiLibrary) -> tuple[KindOfWork, ...]:
    """Return the kinds that a library can list: each KPI with a clock that is live is in exactly one.

    KPIs that a council's own library does not have are left out, and those it has besides come last,
    each as a kind of its own.
    """
    running = {kpi.id: kpi for kpi in library if has_running_clock(kpi)}
    kinds = []
    for kind in kinds_in_register():
        known = replace(
            kind,
            counted_by=tuple(name for name in kind.counted_by if name in running),
            other_counts=tuple(name for name in kind.other_counts if name in running),
            seen_in=tuple(name for name in kind.seen_in if library.get(name) is not None),
            month_end_counts=tuple(count for count in kind.month_end_counts if count.clock in running),
        )
        if known.counted_by or known.in_other_work_due:
            kinds.append(known)
    named = {name for kind in kinds for name in kind.kpi_ids}
    return (
        *kinds,
        *(
            KindOfWork(kpi.id, kpi.short_name, kpi.short_name, counted_by=(kpi.id,))
            for kpi in running.values()
            if kpi.id not in named
        ),
    )


def clock_of(kpi: KpiDefinition, library: KpiLibrary) -> KpiDefinition | None:
    """Return the KPI that says when the things a KPI is about fall due: itself, or the one named for it.

    None for a KPI whose things have no clock.
    """
    if has_running_clock(kpi):
        return kpi
    clocks = (
        count.clock
        for kind in kinds_of_work(library)
        for count in kind.month_end_counts
        if count.kpi == kpi.id
    )
    name = next(clocks, None)
    return library.by_id(name) if name is not None else None


def has_running_clock(kpi: KpiDefinition) -> bool:
    """Whether a KPI is counted from records and has a time limit, so that its open work falls due."""
    is_live = kpi.status is KpiStatus.LIVE and kpi.calculation is not None
    return is_live and kpi.calculation is not None and kpi.calculation.method is Method.TIMELINESS
