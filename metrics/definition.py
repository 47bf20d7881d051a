"""One KPI as the rest of the program knows it. Plain frozen values: nothing here reads or writes.

The keys of the YAML file, what each must hold and how it is checked: metrics/definition_fields.py.
"""

from dataclasses import dataclass
from datetime import date

from metrics.text_table import TextTable
from metrics.vocabulary import (
    Basis,
    BetterWhen,
    DoubtAbout,
    KpiKind,
    KpiStatus,
    MeasuredIn,
    Method,
    SpcChart,
    State,
    Statistic,
    TargetKind,
    Unit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is counted, in words. A denominator only for a percentage, ratio or rate."""

    numerator: str | None = None
    denominator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How long something may take: exactly one of these is given.

    A `setting` is the id of a local rule with dates, for limits that councils set themselves.
    """

    working_days: int | None = None
    calendar_days: int | None = None
    weeks: int | None = None
    months: int | None = None
    hours: int | None = None
    setting: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotComeFrom:
    """Why a kind of extract cannot give the figure, in words for its readers; None where it can."""

    annex_a: str | None = None
    ssd: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """How the value is worked out. Which fields a method uses: metrics/calculation_methods.py.

    `include`, `numerator` and `cannot_be_counted` are yes/no conditions over the columns of the event table.
    `also_needs` are tables of records without which the figure would be false, beside those that the events
    come from: every item is needed, of an item with several tables any one will do.
    """

    method: Method
    events: str | None = None
    clock_starts: str | None = None
    clock_stops: str | None = None
    limit: Limit | None = None
    measured_in: MeasuredIn | None = None
    counted_on: str | None = None
    lapses_on: str | None = None
    statistic: Statistic | None = None
    amount: str | None = None
    capacity: str | None = None
    population: str | None = None
    include: str | None = None
    numerator: str | None = None
    too_recent: str | None = None
    cannot_be_counted: str | None = None
    also_needs: tuple[tuple[str, ...], ...] = ()
    cannot_come_from: CannotComeFrom = CannotComeFrom()
    sql_file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The good range of a KPI that is best near its target, in the KPI's unit; both ends are inside."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One dated step, in the KPI's unit. It is in force from its date until the next step's date.

    `floor` is where amber ends and red begins. Without `authority` (an id) the target holds for every authority.
    """

    in_force_from: date
    to_reach_by: date | None = None
    target: float | None = None
    floor: float | None = None
    band: Band | None = None
    set_by: str
    kind: TargetKind
    source: str
    authority: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpcRestart:
    """A date from which limits are worked out afresh, and who decided so and why."""

    restart_from: date
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpcChoices:
    chart: SpcChart | None = None
    restart_at: tuple[SpcRestart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSeries:
    """The same measure in published statistics, and in what way it differs from ours."""

    series: str
    period: str
    differs: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReference:
    """A plan that names the KPI, and its reference numbers there; () if the plan prints none."""

    plan: str
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A question to put to the owner (the `query` of the file).

    While `holds_rating` is true the KPI gets no colour: in one authority (its id), or in all if none is named.
    """

    about: DoubtAbout
    question: str
    holds_rating: bool
    authority: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionChange:
    version: int
    in_force_from: date
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedResult:
    """The hand-worked answer. What is None is not part of the example."""

    basis: Basis | None = None
    state: State = State.COUNTED
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedExample:
    """A few made-up rows of the event table and what the KPI must say of them for one month.

    `month` is the first day of the month; `known_on` is the date of the extract (None: long after the month).
    """

    says: str
    month: date
    known_on: date | None = None
    rows: TextTable
    results: tuple[WorkedResult, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiDefinition:
    """Everything that one definition file says, in the order of the file."""

    id: str
    name: str
    short_name: str
    service_area: str
    theme: str
    kind: KpiKind
    status: KpiStatus
    owner: str
    question: str
    why_it_matters: str
    description: str
    counted: Counted | None = None
    read_with: tuple[str, ...] = ()
    calculation: Calculation | None = None
    unit: Unit
    decimal_places: int
    better_when: BetterWhen
    time_rule: str | None = None
    frequency: str | None = None
    usual_source: str | None = None
    breakdowns: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    spc: SpcChoices | None = None
    published: PublishedSeries | None = None
    requirement: str | None = None
    named_in: tuple[PlanReference, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    definition_history: tuple[DefinitionChange, ...]
    reviewed_by: str
    reviewed_on: date
    worked_examples: tuple[WorkedExample, ...] = ()
    seasonal: bool = False

    @property
    def is_share(self) -> bool:
        """Return whether the value is the percentage of things counted that are in the numerator: never above 100.

        A percentage of amounts, like leavers of those in post, is none: it may be above 100.
        """
        of_amounts = self.calculation is not None and self.calculation.method is Method.PER_WORKER
        return self.unit is Unit.PERCENT and not of_amounts

    @property
    def version(self) -> int:
        """Return the newest version of the definition."""
        return self.definition_history[-1].version

    def version_on(self, day: date) -> int | None:
        """Return the definition version in force on a day, or None before the first one began."""
        versions = [change.version for change in self.definition_history if change.in_force_from <= day]
        return versions[-1] if versions else None

    def holds_rating(self, authority: str) -> bool:
        """Return True while a question to the owner means this authority's figure gets no colour. `authority` is its id."""
        return any(doubt.holds_rating and doubt.authority in (None, authority) for doubt in self.doubts)
