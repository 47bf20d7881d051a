"""Children in care: periods of care, placements, legal statuses and the episodes that join them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic import code_lists, lengths
from data.synthetic.arrays import (
    NEVER,
    Dates,
    Flags,
    Numbers,
    Rows,
    Shares,
    Texts,
    happened,
    keep,
    known,
    only_where,
    plus_days,
    stack,
    words_where,
    years_old,
)
from data.synthetic.councils import Council
from data.synthetic.imperfections import MISSING_DISTANCE
from data.synthetic.journey import Journey
from data.synthetic.randomness import Quantiles, at_quantile, pick

UNKNOWN_DISTANCE = 999.9  # what the SSDA903 return writes for an unknown distance in miles
DISTANCE_NEAR: Quantiles = ((0, 0), (0.5, 4), (0.9, 12), (1, 19))
DISTANCE_FAR: Quantiles = ((0, 6), (0.5, 22), (0.9, 70), (1, 180))
SHORT_BREAKS = (
    9  # children with V4 agreements (borough of size 1): they must be left out of every care figure
)
MOST_PLACEMENTS = 40


@dataclass(frozen=True)
class CarePeriods(Rows):
    """One row per period of care. `planned_end` may lie in the future; `ended_on` is what is known."""

    episode: Numbers
    child: Numbers
    began_on: Dates
    planned_end: Dates
    ended_on: Dates
    path: Texts
    ending: Texts
    is_short_break: Flags


@dataclass(frozen=True)
class Placements(Rows):
    """One row per placement; `period` is a position in CarePeriods. Distance in miles."""

    period: Numbers
    child: Numbers
    start: Dates
    planned_end: Dates
    end: Dates
    kind: Texts
    provider: Texts
    distance: Shares
    is_in_area: Flags
    change_reason: Texts


@dataclass(frozen=True)
class LegalStatuses(Rows):
    """One row per stretch of one legal status; `period` is a position in CarePeriods."""

    period: Numbers
    child: Numbers
    code: Texts
    start: Dates
    end: Dates


@dataclass(frozen=True)
class CareEpisodes(Rows):
    """One row per SSDA903 episode: a stretch with one placement and one legal status."""

    period: Numbers
    placement: Numbers
    start: Dates
    end: Dates
    reason: Texts
    ending: Texts


def care_periods(council: Council, journey: Journey) -> CarePeriods:
    """Return the periods of care that have begun, with a few short breaks under V4."""
    rng = council.stream("care periods")
    help_, end = journey.episodes.help, council.ends_on
    rows = np.flatnonzero(help_.care_from <= end)
    need = np.flatnonzero((help_.need_from <= end) & ~known(help_.care_from))
    disabled = need[journey.children.is_disabled[journey.episodes.referred.child[need]]]
    breaks = rng.permutation(disabled)[: round(SHORT_BREAKS * council.size)]
    everything = np.concatenate([rows, breaks])
    is_break = np.arange(len(everything)) >= len(rows)
    began = np.where(is_break, help_.need_from[everything], help_.care_from[everything])
    planned = np.where(is_break, help_.need_to[everything], help_.care_to[everything])
    ended = happened(planned, end)
    ending = np.where(is_break, "E8", help_.care_ending[everything])
    periods = CarePeriods(
        everything, journey.episodes.referred.child[everything], began, planned, ended,
        np.where(is_break, "short_break", help_.care_path[everything]), words_where(known(ended), ending),
        is_break,
    )  # fmt: skip
    return keep(periods, np.lexsort((periods.began_on, periods.child)))


def _kinds(
    rng: np.random.Generator, journey: Journey, child: Numbers, start: Dates, last: Flags, path: Texts
) -> Texts:
    """Return the SSDA903 placement type of each placement by the child's age and how care will end."""
    kids = keep(journey.children, child)
    age, draw = years_old(kids.born_on, start), rng.random(len(child))
    kind = pick(draw, code_lists.PLACEMENT_TYPE["16_and_over"])
    for limit, band in ((16, "10_to_15"), (10, "2_to_9"), (2, "under_2")):
        kind = np.where(age < limit, pick(draw, code_lists.PLACEMENT_TYPE[band]), kind)
    kind = np.where(kids.is_unaccompanied, pick(draw, code_lists.PLACEMENT_TYPE_UNACCOMPANIED), kind)
    kind = np.where((age < 16) & np.isin(kind, ("H5", "P2")), "U6", kind)  # unlawful since September 2021
    kind = np.where(
        last & (path == "adoption"), pick(rng.random(len(child)), {"A5": 0.2, "A6": 0.6, "A4": 0.2}), kind
    )
    kind = np.where(last & (path == "guardian"), pick(rng.random(len(child)), {"U1": 0.5, "U3": 0.5}), kind)
    return np.where(path == "short_break", "U6", kind)


def _providers(rng: np.random.Generator, kind: Texts) -> Texts:
    draw = rng.random(len(kind))
    first = kind.astype("U1")
    provider = pick(draw, code_lists.PROVIDER_OF_TYPE["other"])
    for letter in ("U", "A", "K"):
        provider = np.where(first == letter, pick(draw, code_lists.PROVIDER_OF_TYPE[letter]), provider)
    provider = np.where(
        np.isin(kind, ("U1", "U2", "U3")), "PR1", provider
    )  # relatives are the council's carers
    return np.where(kind == "P1", "PR0", provider)


def placements(council: Council, journey: Journey, periods: CarePeriods, adopted_from: Dates) -> Placements:
    """Return every placement of every period. `adopted_from` (by period) starts the adoptive placement."""
    rng = council.stream("placements")
    open_periods, start = np.arange(len(periods)), np.array(periods.began_on)
    parts = []
    for number in range(MOST_PLACEMENTS):
        table = lengths.PLACEMENT["first" if number == 0 else "later"]
        lasts = at_quantile(rng.random(len(open_periods)), table)
        end = np.minimum(plus_days(start, lasts), periods.planned_end[open_periods])
        placed = adopted_from[open_periods]
        end = np.where((start < placed) & (end > placed), placed, end)
        end = np.where(start >= placed, periods.planned_end[open_periods], end)
        end = np.where(periods.is_short_break[open_periods], periods.planned_end[open_periods], end)
        is_last = end >= periods.planned_end[open_periods]
        child, path = periods.child[open_periods], periods.path[open_periods]
        kind = _kinds(rng, journey, child, start, is_last | (start >= placed), path)
        begun = start <= council.ends_on
        size = len(open_periods)
        provider = _providers(rng, kind)
        is_near = (provider == "PR1") | (provider == "PR0") | (rng.random(size) < 0.25)
        draw = rng.random(size)
        distance = np.where(is_near, at_quantile(draw, DISTANCE_NEAR), at_quantile(draw, DISTANCE_FAR)) + 0.4
        unknown = (rng.random(size) < MISSING_DISTANCE) | (
            journey.children.is_unaccompanied[child] & (rng.random(size) < 0.6)
        )
        in_area = np.where(is_near, rng.random(size) < 0.85, rng.random(size) < 0.12)
        reason = words_where(~is_last, pick(rng.random(size), code_lists.PLACEMENT_CHANGE))
        part = Placements(
            open_periods, child, start, end, happened(end, council.ends_on), kind, provider,
            np.where(unknown, UNKNOWN_DISTANCE, distance), in_area, reason,
        )  # fmt: skip
        parts.append(keep(part, begun))
        more = begun & ~is_last
        open_periods, start = open_periods[more], end[more]
        if len(open_periods) == 0:
            break
    together = stack(parts)
    return keep(together, np.lexsort((together.start, together.period)))


def legal_statuses(
    council: Council, journey: Journey, periods: CarePeriods, placement_order: Dates
) -> LegalStatuses:
    """Return the legal statuses of each period: how it began, interim order, full order, placement order."""
    rng = council.stream("legal statuses")
    size, began, path = len(periods), periods.began_on, periods.path
    age = years_old(journey.children.born_on[periods.child], began)
    alone = journey.children.is_unaccompanied[periods.child]
    agreed = alone | (rng.random(size) < np.where(path == "home_soon", 0.62, np.where(age >= 16, 0.75, 0.22)))
    police = ~alone & (rng.random(size) < 0.13)
    emergency = ~alone & ~police & (rng.random(size) < 0.04)
    remand = (age >= 14) & ~alone & (rng.random(size) < 0.03)
    first = np.where(
        remand, "J1", np.where(police, "L1", np.where(emergency, "L2", np.where(agreed, "V2", "C1")))
    )
    first = np.where(periods.is_short_break, "V4", first).astype(object)
    settled = ~(remand | periods.is_short_break)
    second_on = only_where((police | emergency) & settled, plus_days(began, np.where(police, 3, 8)))
    second = np.where(agreed, "V2", "C1").astype(object)
    # children agreed at first whom a court order follows, then the final order about 26 weeks later
    court = settled & ~alone & (path != "home_soon") & (age < 16)
    interim_on = only_where(court & agreed, plus_days(began, 20 + 120 * rng.random(size)))
    interim_from = np.where(court & agreed, interim_on, np.where(np.isnat(second_on), began, second_on))
    final_on = only_where(court, plus_days(interim_from, 150 + 110 * rng.random(size)))
    final_on = np.where(known(placement_order), NEVER, final_on)
    parts = []
    for on, code in (
        (began, first), (second_on, second), (interim_on, np.full(size, "C1", dtype=object)),
        (final_on, np.full(size, "C2", dtype=object)), (placement_order, np.full(size, "E1", dtype=object)),
    ):  # fmt: skip
        rows = np.flatnonzero((on < periods.planned_end) & (on <= council.ends_on) & (on >= began))
        parts.append(LegalStatuses(rows, periods.child[rows], code[rows], on[rows], periods.ended_on[rows]))
    together = stack(parts)
    together = keep(together, np.lexsort((together.start, together.period)))
    followed = np.r_[together.period[1:] == together.period[:-1], False]
    end = np.where(followed, np.r_[together.start[1:], NEVER], together.end)
    return LegalStatuses(together.period, together.child, together.code, together.start, end)


def care_episodes(periods: CarePeriods, homes: Placements, laws: LegalStatuses) -> CareEpisodes:
    """Return one episode for each stretch between changes of placement or of legal status."""
    period = np.concatenate([homes.period, laws.period])
    on = np.concatenate([homes.start, laws.start])
    is_home = np.arange(len(period)) < len(homes)
    order = np.lexsort((~is_home, on, period))
    period, on, is_home = period[order], on[order], is_home[order]
    placement = np.maximum.accumulate(
        np.where(is_home, np.r_[np.arange(len(homes)), np.zeros(len(laws), int)][order], -1)
    )
    same_as_before = np.r_[False, (period[1:] == period[:-1]) & (on[1:] == on[:-1])]
    same_as_next = np.r_[same_as_before[1:], False]
    last_of_day = ~same_as_next
    both = same_as_before & last_of_day
    first_of_period = np.r_[True, period[1:] != period[:-1]]
    opens = first_of_period | np.r_[False, first_of_period[:-1] & same_as_next[:-1]]
    reason = np.where(opens, "S", np.where(both, "B", np.where(is_home, "P", "L"))).astype(object)
    period, on, placement, reason = (
        period[last_of_day],
        on[last_of_day],
        placement[last_of_day],
        reason[last_of_day],
    )
    followed = np.r_[period[1:] == period[:-1], False]
    end = np.where(followed, np.r_[on[1:], NEVER], periods.ended_on[period])
    ending = np.where(followed, "X1", periods.ending[period])
    return CareEpisodes(period, placement, on, end, reason, words_where(known(end), ending))
