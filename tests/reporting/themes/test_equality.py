"""One measure by protected characteristic, from figures counted by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from reporting.small_numbers import Hidden
from reporting.themes.equality import (
    EqualityView,
    equality_measures,
    equality_sentence,
    equality_view,
    safe_view,
)

ON = date(2026, 10, 31)


def figure(value: float, bottom: float | None = None, **more: Any) -> dict[str, Any]:
    return {
        "period_kind": "as_at",
        "period_start": ON,
        "period_end": ON,
        "breakdown": None,
        "part": None,
        "numerator": value,
        "denominator": bottom,
        "value": value,
        "state": "counted",
    } | more


def view_of(kpi: KpiDefinition, total: dict[str, Any], *parts: dict[str, Any]) -> EqualityView:
    found = safe_view(kpi, [total], parts)
    assert found is not None
    return found


def test_ages_stand_in_their_order_and_small_ones_are_hidden(number: KpiDefinition) -> None:
    sizes = {"10 to 15": 20, "5 to 9": 9, "Under 1": 3, "1 to 4": 8}
    parts = [figure(size, breakdown="age_band", part=part) for part, size in sizes.items()]
    (age,) = view_of(number, figure(40), *parts).characteristics
    assert [(safe.name, safe.hidden) for safe in age.parts] == [
        ("Under 1", Hidden.SMALL),
        ("1 to 4", Hidden.PROTECTS_ANOTHER),
        ("5 to 9", None),
        ("10 to 15", None),
    ]
    assert equality_sentence(age, view_of(number, figure(40), *parts)) == (
        "Age: most are 10 to 15, 20 (50%). 2 parts are hidden so that no child can be recognised."
    )


def test_shares_name_the_highest_and_the_lowest(share: KpiDefinition) -> None:
    parts = [
        figure(30, 60, breakdown="sex", part="Female"),
        figure(60, 80, breakdown="sex", part="Male"),
    ]
    view = view_of(share, figure(90, 140), *parts)
    assert equality_sentence(view.characteristics[0], view) == (
        "Sex: highest Male, 60 of 80 (75%); lowest Female, 30 of 60 (50%)."
    )


def test_parts_with_the_same_share_are_named_together(share: KpiDefinition) -> None:
    sizes = {"5 to 9": (40, 50), "10 to 15": (48, 60), "16 to 17": (56, 70), "1 to 4": (30, 60)}
    parts = [figure(*counts, breakdown="age_band", part=name) for name, counts in sizes.items()]
    view = view_of(share, figure(174, 240), *parts)
    assert equality_sentence(view.characteristics[0], view) == (
        "Age: highest 5 to 9, 10 to 15 and 16 to 17 (80% each); lowest 1 to 4, 30 of 60 (50%)."
    )
    alike = view_of(share, figure(88, 110), *parts[:2])
    assert equality_sentence(alike.characteristics[0], alike) == "Age: the same share in all parts shown."


def test_a_small_total_shows_nothing_at_all(number: KpiDefinition) -> None:
    view = view_of(number, figure(3), figure(3, breakdown="sex", part="Male"))
    assert view.total is None
    assert view.characteristics == ()


def test_a_year_of_events_comes_before_one_day(number: KpiDefinition) -> None:
    year = figure(100, period_kind="rolling_12_months", period_start=date(2025, 11, 1))
    found = safe_view(number, [figure(9), year], [])
    assert found is not None
    assert (found.total and found.total.number, found.period_words) == (100, "12 months to October 2026")


def test_without_a_figure_there_is_no_view(number: KpiDefinition) -> None:
    assert safe_view(number, [figure(0, state="not_supplied")], []) is None


def test_no_part_of_any_measure_of_northmere_is_small(northmere: Store, library: KpiLibrary) -> None:
    measures = equality_measures(library)
    assert len(measures) > 100
    for kpi in measures[::6]:
        view = equality_view(northmere, kpi, "northmere", ON)
        for characteristic in view.characteristics if view else ():
            for part in characteristic.shown:
                rest = 0 if part.out_of is None else part.out_of - part.number
                assert not {1, 2, 3, 4} & {part.number, part.out_of or 0, rest}, (kpi.id, part)
