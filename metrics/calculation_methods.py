"""Which keys of `calculation` each method needs and may have, and the units its value can be in."""

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.vocabulary import Method, Unit

CONDITIONS = ("include", "numerator", "cannot_be_counted", "too_recent")
"""The keys that hold a yes/no condition over the columns of the event table."""

COLUMNS = ("clock_starts", "clock_stops", "lapses_on", "counted_on", "amount", "capacity")
"""The keys that name one column of the event table."""


@dataclass(frozen=True, slots=True)
class MethodKeys:
    """The keys a method must have and may have, and the units its value can be in."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    units: tuple[Unit, ...] = tuple(Unit)

    @property
    def allowed(self) -> tuple[str, ...]:
        return ("method", *self.required, *self.optional)


CLOCK = ("clock_starts", "clock_stops")
WHO_IS_IN = ("include", "cannot_be_counted")
FROM_RECORDS = (*WHO_IS_IN, "also_needs", "cannot_come_from")

METHOD_KEYS: Mapping[Method, MethodKeys] = {
    Method.TIMELINESS: MethodKeys(
        ("events", *CLOCK, "limit"), (*FROM_RECORDS, "lapses_on"), units=(Unit.PERCENT,)
    ),
    Method.PERCENTAGE_OF_EVENTS: MethodKeys(
        ("events", "counted_on", "numerator"), (*FROM_RECORDS, "too_recent"), units=(Unit.PERCENT,)
    ),
    Method.COUNT_OF_EVENTS: MethodKeys(("events", "counted_on"), FROM_RECORDS, units=(Unit.COUNT,)),
    Method.PERCENTAGE_AT_MONTH_END: MethodKeys(("events", "numerator"), FROM_RECORDS, units=(Unit.PERCENT,)),
    Method.COUNT_AT_MONTH_END: MethodKeys(("events",), FROM_RECORDS, units=(Unit.COUNT,)),
    Method.RATE_PER_10000: MethodKeys(
        ("events", "population"), (*FROM_RECORDS, "counted_on"), units=(Unit.RATE_PER_10000,)
    ),
    Method.DURATION: MethodKeys(
        ("events", *CLOCK, "measured_in"),
        (*FROM_RECORDS, "counted_on", "statistic"),
        units=(Unit.DAYS, Unit.WEEKS),
    ),
    Method.PER_WORKER: MethodKeys(
        ("events", "statistic", "amount"),
        (*FROM_RECORDS, "capacity"),
        units=(Unit.RATIO, Unit.COUNT, Unit.PERCENT, Unit.SCORE),
    ),
    Method.SUPPLIED: MethodKeys(),
    Method.OWN_QUERY: MethodKeys(("sql_file",), ("events",)),
}
