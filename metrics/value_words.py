"""A value as people read it, rounded for the eye only."""

from __future__ import annotations

from metrics.vocabulary import Unit


def value_words(value: float, unit: str, decimal_places: int) -> str:
    """Return a value as people read it, rounded for the eye only.

    >>> value_words(96.7, "percent", 1), value_words(4_600_000, "pounds", 0)
    ('96.7%', '£4,600,000')
    """
    rounded = f"{value:,.{decimal_places}f}"
    match unit:
        case Unit.PERCENT:
            return f"{rounded}%"
        case Unit.POUNDS:
            return f"£{rounded}"
        case Unit.RATE_PER_10000:
            return f"{rounded} per 10,000"
        case Unit.DAYS | Unit.WEEKS:
            return f"{rounded} {unit if value != 1 else unit.removesuffix('s')}"
        case _:
            return rounded


def range_words(low: float, high: float, unit: str, decimal_places: int, joint: str = "to") -> str:
    """Return a range as people read it, the unit once where it is a word; one number where both ends read alike.

    Ends of 100 and more, and percentages, have no decimal places: a range is no more exact than that.

    >>> range_words(78.2, 91.4, "percent", 1), range_words(28.0, 35.7, "days", 1), range_words(4.9, 5.1, "count", 0)
    ('78% to 91%', '28.0 to 35.7 days', '5')
    """
    places = 0 if unit == Unit.PERCENT or max(abs(low), abs(high)) >= 100 else decimal_places
    first, last = value_words(low, unit, places), value_words(high, unit, places)
    if first == last:
        return last
    if unit in (Unit.DAYS, Unit.WEEKS, Unit.RATE_PER_10000):
        first = f"{low:,.{places}f}"
    return f"{first} {joint} {last}"


def target_number_words(target: float, unit: str) -> str:
    """Return a target as it was set: as many decimal places as it has.

    >>> target_number_words(92.5, "percent"), target_number_words(1200.0, "count")
    ('92.5%', '1,200')
    """
    places = next((places for places in range(3) if round(target, places) == target), 3)
    return value_words(target, unit, places)
