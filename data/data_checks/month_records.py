"""What the figure of one KPI counts in the newest complete month, one row a record."""

from __future__ import annotations

from sqlglot import exp

from data.calculation.branches import EVENTS, branches_of, calculation_of, due_days, event_column
from metrics.definition import KpiDefinition
from metrics.vocabulary import Basis

KEYS = ("event_id", "authority_id", "child_id", "load_id", "landed_table", "landed_row")
NEWEST = "newest_months"
MONTH_RECORDS = "month_records"


def insert_month_records(kpi: KpiDefinition) -> exp.Expr:
    """Return the statement that adds what the completed figure of one KPI counts in the newest month."""
    calculation = calculation_of(kpi)
    branch = next(branch for branch in branches_of(kpi) if branch.basis == Basis.COMPLETED)
    days = [exp.alias_(day, name) for name, day in due_days(calculation).items()]
    events = exp.select(exp.Column(this=exp.Star(), table=exp.to_identifier(EVENTS)), *days).from_(
        exp.alias_(exp.table_(str(calculation.events), db="events"), EVENTS, table=True)
    )
    cannot_be = branch.cannot_be_counted
    facts = {
        "in_numerator": exp.and_(
            exp.func("coalesce", branch.in_numerator.copy(), exp.false()), exp.not_(cannot_be.copy())
        ),
        "in_denominator": exp.and_(branch.in_denominator.copy(), exp.not_(cannot_be.copy())),
        "cannot_be_counted": cannot_be.copy(),
    }
    units = {"service_area_unit": ":not_allocated_service", "team_unit": ":not_allocated"}
    columns = [
        exp.alias_(exp.Literal.string(kpi.id), "kpi_id"),
        *(event_column(name) for name in KEYS),
        *(
            exp.alias_(
                exp.func(
                    "coalesce",
                    exp.column(unit, table="structure"),
                    exp.DPipe(this=event_column("authority_id"), expression=exp.Literal.string(otherwise)),
                ),
                unit,
            )
            for unit, otherwise in units.items()
        ),
        *(exp.alias_(fact, name) for name, fact in facts.items()),
    ]
    query = exp.select(*columns).from_(events.subquery(EVENTS))
    query = query.join(exp.table_(NEWEST), on=_same("authority_id", NEWEST), join_type="inner")
    structure = exp.alias_(exp.table_("team_structure"), "structure", table=True)
    in_team = exp.and_(_same("authority_id", "structure"), _same("team_id", "structure"))
    query = query.join(structure, on=in_team, join_type="left").where(branch.where.copy())
    within = exp.Between(
        this=exp.cast(branch.counted_on.copy(), "DATE"),
        low=exp.column("first_day", table=NEWEST),
        high=exp.column("last_day", table=NEWEST),
    )
    return exp.Insert(this=exp.table_(MONTH_RECORDS), expression=query.where(within))


def _same(column: str, table: str) -> exp.Expr:
    return exp.EQ(this=event_column(column), expression=exp.column(column, table=table))
