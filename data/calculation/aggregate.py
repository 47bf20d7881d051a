"""All KPIs of one event table at once: one scan a counting day, not one a KPI.

The branches that are counted by the same day share a scan. Each adds conditional counts to it:
numerator, denominator and what cannot be counted. Grouping sets give every level of the
organisation and every breakdown in the same pass.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlglot import exp

from data.calculation.branches import (
    DIALECT,
    EVENTS,
    Branch,
    branches_of,
    calculation_of,
    due_days,
    event_column,
    is_stock,
)
from metrics.definition import KpiDefinition
from metrics.vocabulary import Level, Method, Statistic

PREPARED, SCANNED, COUNTED, PERIODS = "prepared_events", "scanned_events", "counted_events", "periods"
UNIT_OF_LEVEL = {
    Level.WORKER: "worker_unit",
    Level.TEAM: "team_unit",
    Level.SERVICE_AREA: "service_area_unit",
    Level.AUTHORITY: "authority_id",
}
SPLIT_LEVELS = (Level.SERVICE_AREA, Level.AUTHORITY)  # within a team the parts are read from the records
NOT_KNOWN = "Not known"


def prepare_statement(table: str, kpis: Sequence[KpiDefinition]) -> exp.Expr:
    """Return the statement that adds to an event table its units and, once, each due day that KPIs need."""
    columns: list[exp.Expr] = [exp.Column(this=exp.Star(), table=exp.to_identifier(EVENTS))]
    needed = {name: day for kpi in kpis for name, day in due_days(calculation_of(kpi)).items()}
    columns += [exp.alias_(day, name) for name, day in needed.items()]
    columns += [
        exp.column("as_at_on", table="coverage"),
        _unit_or("service_area_unit", ":not_allocated_service"),
        _unit_or("team_unit", ":not_allocated"),
        exp.alias_(_joined("authority_id", ":worker:", event_column("worker_id")), "worker_unit"),
    ]
    query = exp.select(*columns).from_(exp.alias_(exp.table_(table, db="events"), EVENTS, table=True))
    coverage = exp.alias_(exp.table_("coverage", db="staged"), "coverage", table=True)
    query = query.join(coverage, on=_same("authority_id", "coverage"), join_type="inner")
    structure = exp.alias_(exp.table_("team_structure"), "structure", table=True)
    same_team = exp.and_(_same("authority_id", "structure"), _same("team_id", "structure"))
    query = query.join(structure, on=same_team, join_type="left")
    return _create_temp(PREPARED, query)


def _same(column: str, table: str) -> exp.Expr:
    return exp.EQ(this=event_column(column), expression=exp.column(column, table=table))


def _joined(column: str, text: str, last: exp.Expr | None = None) -> exp.Expr:
    """Return `column || text || last`, null when any of them is."""
    joined: exp.Expr = exp.DPipe(this=event_column(column), expression=exp.Literal.string(text))
    return exp.DPipe(this=joined, expression=last) if last is not None else joined


def _unit_or(unit: str, otherwise: str) -> exp.Expr:
    known = exp.column(unit, table="structure")
    return exp.alias_(exp.func("coalesce", known, _joined("authority_id", otherwise)), unit)


def _create_temp(name: str, query: exp.Expr) -> exp.Expr:
    temporary = exp.Properties(expressions=[exp.TemporaryProperty()])
    return exp.Create(
        this=exp.table_(name), kind="TABLE", replace=True, expression=query, properties=temporary
    )


def scans(kpis: Sequence[KpiDefinition]) -> Iterator[list[exp.Expr]]:
    """Return pairs of statements: scan the prepared events, then add each branch's counts to COUNTED."""
    by_id = {kpi.id: kpi for kpi in kpis}
    groups: dict[tuple[str, str], list[Branch]] = defaultdict(list)
    for branch in (branch for kpi in kpis for branch in branches_of(kpi)):
        join_on = _period_join(branch, by_id[branch.kpi_id])
        groups[branch.counted_on.sql(DIALECT), join_on.sql(DIALECT) if join_on is not None else ""].append(
            branch
        )
    for branches in groups.values():
        breakdowns = sorted({name for branch in branches for name in by_id[branch.kpi_id].breakdowns})
        scan = _create_temp(SCANNED, _scan(branches, by_id, breakdowns))
        yield [
            scan,
            *(_collect(number, branch, by_id[branch.kpi_id]) for number, branch in enumerate(branches)),
        ]


def _needs_true_periods(kpi: KpiDefinition) -> bool:
    """Whether a longer period cannot be added up from its months: a median is worked out anew for each."""
    calculation = calculation_of(kpi)
    return calculation.method is Method.DURATION and not is_stock(calculation)


def _period_join(branch: Branch, kpi: KpiDefinition) -> exp.Expr | None:
    """Return the condition that gives a row its month or periods; None where its own day says the month."""
    if not _needs_true_periods(kpi):
        return branch.join_on
    within = exp.Between(
        this=branch.counted_on.copy(),
        low=exp.column("period_start", table=PERIODS),
        high=exp.column("period_end", table=PERIODS),
    )
    return exp.and_(_same("authority_id", PERIODS), within)


def _period_keys(branches: Sequence[Branch], kpi: KpiDefinition) -> tuple[exp.Expr, exp.Expr]:
    """Return the kind and the last day of the period of a row."""
    if _needs_true_periods(kpi):
        return exp.column("period_kind", table=PERIODS), exp.column("period_end", table=PERIODS)
    return exp.Literal.string("month"), exp.func("last_day", exp.cast(branches[0].counted_on.copy(), "DATE"))


def _scan(
    branches: Sequence[Branch], kpis: dict[str, KpiDefinition], breakdowns: Sequence[str]
) -> exp.Select:
    counted_on = branches[0].counted_on
    first = kpis[branches[0].kpi_id]
    kind, end = _period_keys(branches, first)
    columns = [
        exp.alias_(kind.copy(), "period_kind"),
        exp.alias_(end.copy(), "period_end"),
        *_place(breakdowns),
    ]
    for number, branch in enumerate(branches):
        columns += _measures(number, branch, kpis[branch.kpi_id])
    query = exp.select(*columns).from_(exp.alias_(exp.table_(PREPARED), EVENTS, table=True))
    join_on = _period_join(branches[0], first)
    if join_on is not None:
        joined = PERIODS if _needs_true_periods(first) else "month_ends"
        query = query.join(exp.table_(joined), on=join_on.copy(), join_type="inner")
    query = query.where(exp.not_(exp.Is(this=counted_on.copy(), expression=exp.null())))
    query = query.where(exp.or_(*(branch.where.copy() for branch in branches)))
    sets = []
    for level, unit in UNIT_OF_LEVEL.items():
        keys = [end, event_column("authority_id")] + ([event_column(unit)] if unit != "authority_id" else [])
        if _needs_true_periods(first):
            keys.append(kind)
        sets.append(exp.Tuple(expressions=[key.copy() for key in keys]))
        if level in SPLIT_LEVELS:
            sets += [
                exp.Tuple(expressions=[*(k.copy() for k in keys), event_column(name)]) for name in breakdowns
            ]
    query.set("group", exp.Group(grouping_sets=[exp.GroupingSets(expressions=sets)]))
    return query


def _place(breakdowns: Sequence[str]) -> list[exp.Expr]:
    """Return authority, level, unit, breakdown and part of a grouped row, told from what it is grouped by."""
    level, unit, breakdown, part = exp.Case(), exp.Case(), exp.Case(), exp.Case()
    for of_level, column in UNIT_OF_LEVEL.items():
        if of_level is Level.AUTHORITY:
            continue
        level = level.when(_is_key(column), exp.Literal.string(of_level.value))
        unit = unit.when(_is_key(column), event_column(column))
    level = level.else_(exp.Literal.string(Level.AUTHORITY.value))
    unit = unit.else_(event_column("authority_id"))
    for name in breakdowns:
        value = exp.func("coalesce", exp.cast(event_column(name), "VARCHAR"), exp.Literal.string(NOT_KNOWN))
        breakdown = breakdown.when(_is_key(name), exp.Literal.string(name))
        part = part.when(_is_key(name), value)
    placed = {"authority_id": event_column("authority_id"), "level": level, "org_unit_id": unit}
    placed |= (
        {"breakdown": breakdown, "part": part}
        if breakdowns
        else {"breakdown": exp.null(), "part": exp.null()}
    )
    return [exp.alias_(expression, name) for name, expression in placed.items()]


def _is_key(column: str) -> exp.Expr:
    return exp.EQ(this=exp.func("grouping", event_column(column)), expression=exp.Literal.number(0))


def _measures(number: int, branch: Branch, kpi: KpiDefinition) -> list[exp.Expr]:
    """Return the counts of one branch; the quartiles and the value where they are not made of counts."""
    can_be = exp.and_(branch.where.copy(), exp.not_(branch.cannot_be_counted.copy()))
    in_numerator = exp.and_(can_be.copy(), branch.in_numerator.copy())
    in_denominator = exp.and_(can_be.copy(), branch.in_denominator.copy())
    cannot_be = exp.and_(branch.where.copy(), branch.cannot_be_counted.copy())
    top, bottom = _count_if(in_numerator), _count_if(in_denominator)
    value: exp.Expr = exp.null()
    quartiles: list[exp.Expr] = [exp.null(), exp.null()]
    calculation = calculation_of(kpi)
    if branch.amount is not None:
        amounts = branch.amount.copy()
        if calculation.method is Method.DURATION:
            low, middle, high = (
                _of("quantile_cont", amounts, can_be, share) for share in ("0.25", "0.5", "0.75")
            )
            value = _of("avg", amounts, can_be) if calculation.statistic is Statistic.AVERAGE else middle
            quartiles, top = [low, high], exp.null()
        elif calculation.statistic is Statistic.MAXIMUM:
            value, top = _of("max", amounts, can_be), exp.null()
        elif branch.capacity is not None:
            nothing = exp.Literal.number(0)
            top, bottom = (
                exp.func("coalesce", _of("sum", weights, can_be), nothing.copy())
                for weights in (amounts, branch.capacity.copy())
            )
    measures = [top, bottom, _count_if(cannot_be), value, *quartiles]
    return [exp.alias_(measure, f"{name}_{number}") for name, measure in zip(MEASURES, measures, strict=True)]


MEASURES = ("numerator", "denominator", "not_counted", "value", "lower_quartile", "upper_quartile")


def _count_if(condition: exp.Expr) -> exp.Expr:
    return exp.Filter(this=exp.Count(this=exp.Star()), expression=exp.Where(this=condition))


def _of(function: str, amounts: exp.Expr, condition: exp.Expr, *more: str) -> exp.Expr:
    call = exp.Anonymous(
        this=function, expressions=[amounts.copy(), *(exp.Literal.number(number) for number in more)]
    )
    return exp.Filter(this=call, expression=exp.Where(this=condition.copy()))


def _collect(number: int, branch: Branch, kpi: KpiDefinition) -> exp.Expr:
    """Return the statement that adds one branch's part of a scan to COUNTED, empty groups left out."""
    facts = {"kpi_id": exp.Literal.string(kpi.id), "basis": exp.Literal.string(branch.basis)}
    columns = [exp.alias_(value, name) for name, value in facts.items()]
    columns += [
        exp.column(name)
        for name in ("period_kind", "period_end", "authority_id", "level", "org_unit_id", "breakdown", "part")
    ]
    columns += [exp.alias_(exp.column(f"{name}_{number}"), name) for name in MEASURES]
    query = exp.select(*columns).from_(exp.table_(SCANNED))
    found = [
        exp.GT(this=exp.column(f"{name}_{number}"), expression=exp.Literal.number(0)) for name in MEASURES[:3]
    ]
    query = query.where(exp.or_(*found)).where(
        exp.not_(exp.Is(this=exp.column("org_unit_id"), expression=exp.null()))
    )
    wanted: list[exp.Expr] = [exp.Is(this=exp.column("breakdown"), expression=exp.null())]
    if kpi.breakdowns:
        wanted.append(exp.column("breakdown").isin(*(exp.Literal.string(name) for name in kpi.breakdowns)))
    return exp.Insert(this=exp.table_(COUNTED), expression=query.where(exp.or_(*wanted)))
