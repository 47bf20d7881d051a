"""The outlooks of many rows: each kind of figure by its own models, all of one kind at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from metrics.ratings.outlook import Outlook, outlook_many
from metrics.ratings.outlook_of_counts import outlook_of_counts_many
from metrics.ratings.outlook_of_values import outlook_of_values_many
from metrics.ratings.spc import SpcSettings
from metrics.vocabulary import Unit
from reporting.judgement.matter import Matter
from reporting.judgement.series import Holds, padded


def outlooks_of(matters: Sequence[Matter], settings: SpcSettings, with_path: bool) -> dict[int, Outlook]:
    """Return the outlook of each row with enough months, by its place.

    One calculation for all that hold the same kind of figure and look equally far ahead with the same kind of
    target.
    """
    alike: dict[tuple[Holds, int, bool], list[int]] = defaultdict(list)
    for place, matter in enumerate(matters):
        if matter.series.points >= settings.minimum_points:
            target = matter.target
            alike[matter.series.holds, target.months_ahead, target.strictly_below].append(place)
    found: dict[int, Outlook] = {}
    for (holds, months_ahead, strictly_below), places in alike.items():
        chosen = [matters[place] for place in places]
        asked: dict[str, Any] = {
            "months_ahead": months_ahead,
            "target": [matter.target.to_meet for matter in chosen],
            "better_when": [matter.row.kpi.better_when for matter in chosen],
            "restart_at": [matter.padded_starts for matter in chosen],
            "strictly_below": strictly_below,
            "stands_at_month_end": [matter.series.stands_at_month_end for matter in chosen],
            "settings": settings,
            "with_path": with_path,
        }
        found |= dict(zip(places, outlooks_of_kind(holds, chosen, asked), strict=True))
    return found


def outlooks_of_kind(holds: Holds, chosen: Sequence[Matter], asked: dict[str, Any]) -> list[Outlook]:
    """Return the outlooks of rows that all hold the same kind of figure."""
    if holds is Holds.SHARES:
        return outlook_many(
            [padded(matter.series.numerators) for matter in chosen],
            [padded(matter.series.denominators) for matter in chosen],
            **asked,
        )
    written: dict[str, Any] = {
        "unit": [matter.row.kpi.unit for matter in chosen],
        "decimal_places": [matter.row.kpi.decimal_places for matter in chosen],
    }
    if holds is Holds.EVENTS:
        return outlook_of_counts_many(
            [padded(matter.series.events or ()) for matter in chosen],
            [padded(matter.exposures) for matter in chosen],
            times=[10_000.0 if matter.row.kpi.unit is Unit.RATE_PER_10000 else 1.0 for matter in chosen],
            **written,
            **asked,
        )
    return outlook_of_values_many([padded(matter.series.values) for matter in chosen], **written, **asked)
