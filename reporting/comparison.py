"""One measure in many areas at once: which of them differ by more than chance, in words and as a table."""

from __future__ import annotations

from dataclasses import dataclass

from data.store import Store
from metrics.ratings.funnel import Flag, Funnel, funnel
from metrics.vocabulary import Basis, Unit
from reporting.figures import Figure
from reporting.words import fraction_words, value_words

MINIMUM_AREAS = 5  # with fewer a funnel says no more than their figures side by side
FLAG_WORDS: dict[Flag | None, str] = {
    "high": "Higher by more than chance",
    "low": "Lower by more than chance",
    None: "As chance would have it",
}


@dataclass(frozen=True)
class AreasCompared:
    """The areas with a figure for one period, in order of name, and the funnel over them.

    own: the area shown, '' if none of them is. areas_word: what they are called, in the plural. group: what
    they are all parts of, '' for none. ids: their units, where they are parts of one authority.
    """

    period_words: str
    own: str
    names: tuple[str, ...]
    numerators: tuple[float, ...]
    denominators: tuple[float, ...]
    judged: Funnel
    areas_word: str = "areas"
    group: str = ""
    ids: tuple[str, ...] = ()

    @property
    def among(self) -> str:
        """Return how many are compared, and of what, like '20 teams of the council'."""
        said = f"{len(self.names)} {self.areas_word}"
        return f"{said} of {self.group}" if self.group else said

    @property
    def sentence(self) -> str:
        """Return in two sentences which areas are outside the limits that hold 998 in 1,000."""
        centre = value_words(100.0 * self.judged.centre, Unit.PERCENT, 1)
        said = f"{self.among} in {self.period_words}, together {centre}."
        parts = [
            f"{word} than the others by more than chance: {', '.join(found)}."
            for word, flag in (("Higher", "high"), ("Lower", "low"))
            if (found := self._flagged(flag))
        ]
        return " ".join([said, *(parts or ["None differs from the others by more than chance."])])

    def _flagged(self, flag: str) -> list[str]:
        pairs = zip(self.names, self.judged.areas, strict=True)
        return [name for name, area in pairs if area.flag_998 == flag]

    def table(self) -> list[dict[str, str]]:
        """Return one row an area: its share, its numbers, the limits for its size, and what it shows."""
        rows = []
        for name, top, bottom, area in zip(
            self.names, self.numerators, self.denominators, self.judged.areas, strict=True
        ):
            limits = area.limits
            low, high = (limits.lower_998, limits.upper_998) if limits else (0.0, 1.0)
            rows.append(
                {
                    self.areas_word.removesuffix("s").capitalize(): name,
                    "Value": value_words(100.0 * top / bottom, Unit.PERCENT, 1),
                    "Numerator of denominator": fraction_words(top, bottom),
                    "998 in 1,000 lie between": f"{100.0 * low:.1f}% and {100.0 * high:.1f}%",
                    "What it shows": FLAG_WORDS[area.flag_998],
                }
            )
        return rows


def areas_compared(store: Store, figure: Figure | None) -> AreasCompared | None:
    """Return the areas beside a figure, in its period; None unless it is a share of known numbers in enough areas."""
    if figure is None or not figure.kpi.is_share or figure.breakdown is not None:
        return None
    if figure.period.start is None or figure.denominator is None:
        return None
    rows = store.rows(
        "reporting/figures_of_areas",
        org_unit_id=figure.org_unit_id,
        kpi=figure.kpi.id,
        basis=Basis.COMPLETED.value,
        period_kind=figure.period.kind,
        period_start=figure.period.start,
        period_end=figure.period.end,
    )
    own = [row["name"] for row in rows if row["org_unit_id"] == figure.org_unit_id]
    if len(rows) < MINIMUM_AREAS or not own:
        return None
    numerators = tuple(row["numerator"] for row in rows)
    denominators = tuple(row["denominator"] for row in rows)
    return AreasCompared(
        period_words=figure.period_words,
        own=own[0],
        names=tuple(row["name"] for row in rows),
        numerators=numerators,
        denominators=denominators,
        judged=funnel(numerators, denominators),
    )
