"""How many measures are red, amber, green or not rated, by service area and theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reporting.this_month.overview import AuthorityMonth

COLOURS = ("red", "amber", "green", "none")  # worst first

Counts = Mapping[str, int]  # by colour


@dataclass(frozen=True)
class RatingMatrix:
    """Counts of measures with a figure. Areas and themes without any are left out; `cells` has the others."""

    service_areas: tuple[str, ...]
    themes: tuple[str, ...]
    cells: Mapping[tuple[str, str], Counts]

    def of_area(self, service_area: str) -> Counts:
        """Return the counts of a whole service area."""
        return self._sum(lambda area, theme: area == service_area)

    def of_theme(self, theme: str) -> Counts:
        """Return the counts of a whole theme."""
        return self._sum(lambda area, found: found == theme)

    @property
    def total(self) -> Counts:
        """The counts of everything."""
        return self._sum(lambda area, theme: True)

    def _sum(self, is_meant: Callable[[str, str], bool]) -> Counts:
        found: Counter[str] = Counter()
        for key, counts in self.cells.items():
            if is_meant(*key):
                found.update(counts)
        return found


def rating_matrix(
    month: AuthorityMonth, service_areas: Mapping[str, object], themes: Mapping[str, object]
) -> RatingMatrix:
    """Return the counts of current measures; areas and themes in the order of their registers."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for judged in month.current:
        key = (judged.row.kpi.service_area, judged.row.kpi.theme)
        counts.setdefault(key, Counter())[judged.row.rating.colour] += 1
    return RatingMatrix(
        tuple(area for area in service_areas if any(found == area for found, _ in counts)),
        tuple(theme for theme in themes if any(found == theme for _, found in counts)),
        counts,
    )
