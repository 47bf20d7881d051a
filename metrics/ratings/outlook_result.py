"""What an outlook is: the likely range by a date, the chance of meeting the target, what it would take."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.ratings.outlook_gap import Gap
from metrics.ratings.outlook_goal import Target
from metrics.ratings.outlook_words import chance_text, chance_words, outlook_sentence
from metrics.value_words import range_words
from metrics.vocabulary import Unit

LONGEST_TESTED_MONTHS = 12

TOO_FAR = f"more than {LONGEST_TESTED_MONTHS} months ahead: a likely range, but too far for a chance."
ANYTHING_IS_LIKELY = (
    "too few are counted in a month: any percentage is likely, so there is no chance to name."
)
NOTHING_TO_MEET = "no target, or no direction, to meet: a likely range, but no chance."


@dataclass(frozen=True)
class OutlookRange:
    """The likely values of one month to come, in the KPI's unit: the middle, and ranges that hold 80 % and 95 %."""

    months_ahead: int
    low_95: float
    low_80: float
    median: float
    high_80: float
    high_95: float


@dataclass(frozen=True)
class Outlook:
    """What is likely `months_ahead` months after the last month given, in the KPI's unit (per cent: 0 to 100).

    target: a number, or (low, high) for near_target. likely: the range in that month. chance: the share
    of draws that meet the target in that month (0 to 1); show chance_text and chance_words, which claim no
    more than is known. chance_of_last_3_months: the same for the three months to the date taken
    together, for the target of a period. path: the range of every month on the way, for the band of a
    chart (both only where asked for). gap: what it would take. why_not: why there is no outlook, or a
    range but no chance; None where there is a chance.
    """

    months_ahead: int
    target: Target
    goal: str | None
    likely: OutlookRange | None
    chance: float | None
    gap: Gap | None
    why_not: str | None
    chance_of_last_3_months: float | None = None
    path: tuple[OutlookRange, ...] = ()
    unit: str = Unit.PERCENT
    decimal_places: int = 1

    @property
    def chance_text(self) -> str | None:
        """Return the chance as people say it, like "about 1 in 5"."""
        return None if self.chance is None else chance_text(self.chance)

    @property
    def chance_words(self) -> str | None:
        """Return the chance as a word, like "unlikely"."""
        return None if self.chance is None else chance_words(self.chance)

    @property
    def likely_words(self) -> str | None:
        """Return the range that holds 8 in 10 months, like "78% to 91%"; None where there is none."""
        if self.likely is None:
            return None
        return range_words(self.likely.low_80, self.likely.high_80, self.unit, self.decimal_places)

    @property
    def holds_everything_likely(self) -> bool:
        """Return whether the likely range leaves out no percentage, which says nothing."""
        return self.unit == Unit.PERCENT and self.likely_words == "0% to 100%"

    def sentence(self, when: str | None = None) -> str:
        """Return the outlook as one sentence; `when` is the date in words, like "in March 2027"."""
        if self.likely is None:
            return f"No outlook: {self.why_not}"
        when = when or f"in {self.months_ahead} month{'s' if self.months_ahead > 1 else ''}"
        ends = (self.likely.low_80, self.likely.high_80)
        return outlook_sentence(self.chance, self.goal, ends, when, self.unit, self.decimal_places)
