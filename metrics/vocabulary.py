"""The closed lists of words that definitions, observations and screens share.

Each member is its own id (it compares equal to the text in a file or a table) and has a plain
`label` for people. A word that is not in one of these lists is refused wherever it is read.
"""

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A closed list of words. `Unit("percent")` is `Unit.PERCENT`; its label is `Unit.PERCENT.label`."""

    label: str

    def __new__(cls, word: str, label: str = "") -> Self:
        member = str.__new__(cls, word)
        member._value_ = word
        member.label = label
        return member


class Unit(Vocabulary):
    """What a value is measured in. A percent is stored 0-100 and unrounded."""

    PERCENT = "percent", "Percentage"
    COUNT = "count", "Number"
    RATIO = "ratio", "Ratio"
    RATE_PER_10000 = "rate_per_10000", "Rate per 10,000 children"
    DAYS = "days", "Days"
    WEEKS = "weeks", "Weeks"
    POUNDS = "pounds", "Pounds"
    SCORE = "score", "Score"


UNITS_WITH_DENOMINATOR = (Unit.PERCENT, Unit.RATIO, Unit.RATE_PER_10000)
UNITS_THAT_MAY_HAVE_ONE = (*UNITS_WITH_DENOMINATOR, Unit.SCORE)
"""A score may be the average of many, or one that somebody gave."""


class BetterWhen(Vocabulary):
    """Which way is good."""

    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"
    NEAR_TARGET = "near_target", "Best inside an agreed range"
    NEUTRAL = "neutral", "Neither higher nor lower is better in itself"


class KpiKind(Vocabulary):
    PERFORMANCE = "performance", "Performance: has targets and is rated"
    ACTIVITY = "activity", "Activity: demand or context, never rated"


class KpiStatus(Vocabulary):
    LIVE = "live", "Calculated from records"
    SUPPLIED = "supplied", "Supplied as a figure"
    PLANNED = "planned", "Named in a plan, no data yet"
    RETIRED = "retired", "No longer reported"


class Method(Vocabulary):
    """How a KPI is calculated. metrics/calculation_methods.py says which keys each one takes."""

    TIMELINESS = "timeliness", "Share done within a time limit"
    PERCENTAGE_OF_EVENTS = "percentage_of_events", "Share of events in the period"
    COUNT_OF_EVENTS = "count_of_events", "Number of events in the period"
    PERCENTAGE_AT_MONTH_END = "percentage_at_month_end", "Share at the end of the month"
    COUNT_AT_MONTH_END = "count_at_month_end", "Number at the end of the month"
    RATE_PER_10000 = "rate_per_10000", "Rate per 10,000 children"
    DURATION = "duration", "Median time taken"
    PER_WORKER = "per_worker", "Amount held by each worker"
    SUPPLIED = "supplied", "Supplied as a figure"
    OWN_QUERY = "own_query", "Its own query"


class MeasuredIn(Vocabulary):
    """The unit of a clock: what the `duration` method counts."""

    WORKING_DAYS = "working_days", "Working days"
    CALENDAR_DAYS = "calendar_days", "Calendar days"
    WEEKS = "weeks", "Weeks"
    MONTHS = "months", "Months"


class Statistic(Vocabulary):
    """Which one figure stands for many."""

    MEDIAN = "median", "Median"
    AVERAGE = "average", "Average"
    MAXIMUM = "maximum", "Highest"


class PeriodKind(Vocabulary):
    """What length of time a figure is about."""

    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter"
    FINANCIAL_YEAR = "financial_year", "Financial year"
    FINANCIAL_YEAR_TO_DATE = "financial_year_to_date", "Financial year to date"
    ROLLING_12_MONTHS = "rolling_12_months", "Last 12 months"
    AS_AT = "as_at", "On one day"
    UNDATED = "undated", "No date given"


class Basis(Vocabulary):
    """Which records a timeliness figure is about."""

    COMPLETED = "completed", "Completed in the period"
    DUE = "due", "Due in the period"
    OPEN_OVERDUE = "open_overdue", "Still open and overdue"
    TOO_RECENT = "too_recent", "Too recent to judge"


class State(Vocabulary):
    """Why there is, or is not, a value. Never guessed from the number."""

    COUNTED = "counted", "Counted"
    NO_CASES = "no_cases", "Nothing to count"
    NOT_SUPPLIED = "not_supplied", "Not supplied"
    INCOMPLETE = "incomplete", "The extracts do not cover the period"
    SUPPRESSED = "suppressed", "Hidden because the number is small"
    UNAVAILABLE = "unavailable", "Not available"
    NOT_APPLICABLE = "not_applicable", "Does not apply"
    LOW_RELIABILITY = "low_reliability", "Use with care"


class Level(Vocabulary):
    """The levels of the organisation, widest first."""

    REGION = "region", "Region"
    AUTHORITY = "authority", "Authority"
    SERVICE_AREA = "service_area", "Service area"
    TEAM = "team", "Team"
    WORKER = "worker", "Worker"


class TargetKind(Vocabulary):
    """Where the authority of a target comes from."""

    STATUTORY = "statutory", "Set in law or statutory guidance"
    NATIONAL = "national", "National expectation"
    COMPARATOR = "comparator", "Level of similar authorities"
    LOCAL = "local", "Agreed locally"


class DoubtAbout(Vocabulary):
    """What a question to the owner is about."""

    TARGET = "target", "The target"
    DIRECTION = "direction", "Which way is good"
    UNIT = "unit", "The unit"
    VALUE = "value", "A value"
    DEFINITION = "definition", "What is counted"
    PERIOD = "period", "The period"
    BASELINE = "baseline", "The starting value"


class SpcChart(Vocabulary):
    """The chart that separates signal from noise. Rules: metrics/ratings."""

    P_PRIME = "p_prime", "P prime chart (shares with a denominator)"
    XMR = "xmr", "XmR chart (single values)"
    U_PRIME = "u_prime", "U prime chart (things that happen, over what they are counted over)"
    RUN = "run", "Run chart (no limits)"
