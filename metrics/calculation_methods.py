"""Which keys of `calculation` each method needs and may have, and the units its value can be in."""

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.vocabulary import Method, Unit

CONDITIONS = ("include", "numerator", "cannot_be_counted")
"""The keys that hold a yes/no condition over the columns of the event table."""

COLUMNS = ("clock_starts", "clock_stops", "counted_on", "open_from", "open_until")
"""The keys that name one column of the event table."""


@dataclass(frozen=True, slots=True)
class MethodKeys:
    """`one_set_of`: the key sets of which exactly one must be given, for methods that work in two ways."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    one_set_of: tuple[tuple[str, ...], ...] = ()
    units: tuple[Unit, ...] = tuple(Unit)

    @property
    def allowed(self) -> tuple[str, ...]:
        return ("method", *self.required, *(key for keys in self.one_set_of for key in keys), *self.optional)


CLOCK = ("clock_starts", "clock_stops")
OPEN = ("open_from", "open_until")
WHO_IS_IN = ("include", "cannot_be_counted")

METHOD_KEYS: Mapping[Method, MethodKeys] = {
    Method.TIMELINESS: MethodKeys(("events", *CLOCK, "limit"), WHO_IS_IN, units=(Unit.PERCENT,)),
    Method.PERCENTAGE_OF_EVENTS: MethodKeys(
        ("events", "counted_on", "numerator"), WHO_IS_IN, units=(Unit.PERCENT,)
    ),
    Method.COUNT_OF_EVENTS: MethodKeys(("events", "counted_on"), WHO_IS_IN, units=(Unit.COUNT,)),
    Method.PERCENTAGE_AT_MONTH_END: MethodKeys(
        ("events", *OPEN, "numerator"), WHO_IS_IN, units=(Unit.PERCENT,)
    ),
    Method.COUNT_AT_MONTH_END: MethodKeys(("events", *OPEN), WHO_IS_IN, units=(Unit.COUNT,)),
    Method.RATE_PER_10000: MethodKeys(
        ("events", "population"), WHO_IS_IN, one_set_of=(("counted_on",), OPEN), units=(Unit.RATE_PER_10000,)
    ),
    Method.DURATION: MethodKeys(("events", *CLOCK, "measured_in"), WHO_IS_IN, units=(Unit.DAYS, Unit.WEEKS)),
    Method.PER_WORKER: MethodKeys(("events", *OPEN, "statistic"), WHO_IS_IN, units=(Unit.RATIO, Unit.COUNT)),
    Method.SUPPLIED: MethodKeys(),
    Method.OWN_QUERY: MethodKeys(("sql_file",), ("events",)),
}
