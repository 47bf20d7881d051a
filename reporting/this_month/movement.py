"""Most improved and needs focus: what changed over twelve months by more than chance, before and after."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.vocabulary import BetterWhen, KpiKind, PeriodKind
from reporting.figures import Figure
from reporting.judgement.series import month_after
from reporting.this_month.overview import AuthorityMonth, Judged
from reporting.words import change_words

MONTHS_APART = 12
SHOWN = 5


@dataclass(frozen=True)
class Movement:
    """One measure that changed: its figure twelve months before and now.

    size: the change as a share of the measure's usual range (upper less lower limit of the latest month),
    so that measures of different units and sizes can be put in one order.
    """

    judged: Judged
    before: Figure
    after: Figure
    size: float

    @property
    def before_and_after_words(self) -> str:
        """Both figures with their periods and, where known, their numbers, in one line."""
        then, now = (f"{one.value_words} {_when(one)}" for one in (self.before, self.after))
        fractions = " and ".join(
            words for words in (self.before.fraction_words, self.after.fraction_words) if words
        )
        return f"{then}, {now} ({fractions})" if fractions else f"{then}, {now}"

    @property
    def change_words(self) -> str:
        """The change with its sign, in the KPI's unit."""
        kpi = self.judged.row.kpi
        return change_words(
            (self.after.value or 0.0) - (self.before.value or 0.0), kpi.unit, kpi.decimal_places
        )


def _when(figure: Figure) -> str:
    """Return 'in Oct 2026' for a period, 'on 31 Oct 2026' for a day."""
    return f"{'on' if figure.period.kind == PeriodKind.AS_AT else 'in'} {figure.short_period_words}"


def most_improved(month: AuthorityMonth) -> tuple[Movement, ...]:
    """Return the measures whose latest month is a signal of improvement, the largest change first."""
    return _movements(month, "improvement")


def needs_focus(month: AuthorityMonth) -> tuple[Movement, ...]:
    """Return the measures whose latest month is a signal of concern, the largest change first."""
    return _movements(month, "concern")


def _movements(month: AuthorityMonth, nature: str) -> tuple[Movement, ...]:
    """Return what moved one way: the latest month is such a signal, and the year's change goes that way too."""
    found = [
        movement
        for judged in month.current
        if (judged.judgement.variation or "").startswith(nature)
        and (movement := movement_of(judged)) is not None
        and _is_such_a_change(movement, nature)
    ]
    return tuple(sorted(found, key=lambda movement: (-movement.size, movement.judged.row.title)))


def movement_of(judged: Judged) -> Movement | None:
    """Return the change over twelve months of a measure that has limits and figures for both months.

    Figures in doubt and measures that only show demand are no movement.
    """
    judgement, row = judged.judgement, judged.row
    width, last = judged.usual_width, judgement.last_month
    if width is None or last is None or row.kpi.kind is not KpiKind.PERFORMANCE:
        return None
    of_month = {
        figure.period.end: figure
        for figure in row.figures
        if figure.period.end in judgement.months
        and figure.value is not None
        and not figure.is_doubtful
        # The months that were judged are of one kind, month or as at: the kind of the value that was judged.
        and judgement.values[judgement.months.index(figure.period.end)] == figure.value
    }
    before, after = of_month.get(month_after(last, -MONTHS_APART)), of_month.get(last)
    if before is None or after is None or before.value is None or after.value is None:
        return None
    return Movement(judged, before, after, abs(after.value - before.value) / width)


def _is_such_a_change(movement: Movement, nature: str) -> bool:
    """Whether the change is seen at the decimal places shown, and is better (improvement) or worse (concern)."""
    kpi = movement.judged.row.kpi
    change = round((movement.after.value or 0.0) - (movement.before.value or 0.0), kpi.decimal_places)
    is_better = change > 0 if kpi.better_when is BetterWhen.HIGHER else change < 0
    return change != 0 and is_better == (nature == "improvement")
