"""Permanence: the steps to adoption and special guardianship, and the people who adopt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic import code_lists
from data.synthetic.arrays import (
    NEVER,
    Dates,
    Flags,
    Numbers,
    Rows,
    Texts,
    days_between,
    happened,
    known,
    only_where,
    plus_days,
    words_where,
    years_old,
)
from data.synthetic.care import CarePeriods
from data.synthetic.councils import Council
from data.synthetic.journey import Journey
from data.synthetic.randomness import chance, pick

REVERSED_SHARE = 0.2  # children under five who stayed or went home although adoption was once the decision
EARLY_PERMANENCE_SHARE = 0.15  # children placed with carers who are approved to foster and to adopt
ADOPTERS_A_MONTH = 3.2  # people or couples who ask to adopt, borough of size 1


@dataclass(frozen=True)
class AdoptionSteps(Rows):
    """The steps to adoption for every period of care (one row each); NEVER where a step was not taken."""

    decided_on: Dates
    ordered_on: Dates
    matched_on: Dates
    placed_on: Dates
    reversed_on: Dates
    reversed_reason: Texts
    early_permanence_on: Dates


@dataclass(frozen=True)
class Permanence(Rows):
    """Rows of the permanence table; `period` is a position in CarePeriods."""

    period: Numbers
    steps: Numbers
    order_on: Dates
    order_type: Texts
    adopter_sex: Texts
    adopter_legal: Texts
    adopters: Numbers
    siblings: Numbers


@dataclass(frozen=True)
class Adopters(Rows):
    """One row per person who has been in touch with the adoption agency; a couple shares a household."""

    household: Numbers
    sex: Texts
    ethnicity: Texts
    is_disabled: Flags
    is_early_permanence: Flags
    enquired_on: Dates
    stage_1_from: Dates
    stage_1_to: Dates
    stage_2_from: Dates
    stage_2_to: Dates
    applied_on: Dates
    approved_on: Dates
    matched_on: Dates
    placed_on: Dates
    children_placed: Numbers
    ordered_on: Dates
    left_on: Dates
    left_reason: Texts


def adoption_steps(council: Council, journey: Journey, periods: CarePeriods) -> AdoptionSteps:
    """Return when each step was taken. Dates may lie in the future of the extract."""
    rng = council.stream("adoption steps")
    size, began = len(periods), periods.began_on
    whole = days_between(began, periods.planned_end)
    adopted = periods.path == "adoption"
    age = years_old(journey.children.born_on[periods.child], began)
    undone = np.isin(periods.path, ("stays", "home_later", "guardian")) & (age < 5) & (whole > 420)
    undone &= chance(rng, REVERSED_SHARE, size)
    wobble = 0.9 + 0.2 * rng.random(size)
    decided = only_where(adopted | undone, plus_days(began, np.where(adopted, 0.36 * whole, 180) * wobble))
    ordered = only_where(
        adopted | (undone & chance(rng, 0.6, size)), plus_days(decided, 20 + 40 * rng.random(size))
    )
    matched = only_where(adopted, plus_days(began, 0.58 * whole * wobble))
    matched = np.where(matched < ordered, plus_days(ordered, 10), matched)
    placed = plus_days(matched, 10 + 25 * rng.random(size))
    reverse = only_where(undone, plus_days(decided, 120 + 120 * rng.random(size)))
    early = only_where(
        adopted & chance(rng, EARLY_PERMANENCE_SHARE, size), plus_days(began, 1 + 60 * rng.random(size))
    )
    return AdoptionSteps(
        decided, ordered, matched, placed, reverse,
        words_where(undone, pick(rng.random(size), code_lists.DECISION_REVERSED)), early,
    )  # fmt: skip


def permanence(council: Council, periods: CarePeriods, steps: AdoptionSteps) -> Permanence:
    """Return the children with a decision for adoption or a permanence order, known at the end."""
    rng = council.stream("permanence")
    end = council.ends_on
    kinds = {"adoption": "Adoption", "guardian": "Special Guardianship"}
    order_type = np.full(len(periods), None, dtype=object)
    for path, words in kinds.items():
        order_type[(periods.path == path) & known(periods.ended_on)] = words
    order_type[periods.ending == "E41"] = "Child Arrangements Order/Residence Order"
    has_order = np.array([words is not None for words in order_type])
    rows = np.flatnonzero((steps.decided_on <= end) | has_order)
    size = len(rows)
    is_adoption = (periods.path[rows] == "adoption") & (steps.matched_on[rows] <= end)
    sex = words_where(is_adoption, pick(rng.random(size), code_lists.ADOPTER_SEX))
    legal = np.array([code_lists.ADOPTER_LEGAL.get(str(kind)) for kind in sex], dtype=object)
    people = np.where(is_adoption, np.where(np.isin(sex, ("F1", "M1")), 1, 2), -1)
    together = np.where(steps.decided_on[rows] <= end, np.where(chance(rng, 0.3, size), 2, 1), -1)
    order_on = np.where(has_order[rows], periods.ended_on[rows], NEVER)
    return Permanence(rows, rows, order_on, order_type[rows], sex, legal, people, together)


def adopters(council: Council) -> Adopters:
    """Return the people who asked to adopt in the three years before the end, one row each."""
    rng = council.stream("adopters")
    end = council.ends_on
    households = rng.poisson(ADOPTERS_A_MONTH * council.size * 36)
    enquired = np.sort(plus_days(np.full(households, end), -1095 * rng.random(households)))
    household = np.repeat(np.arange(households), 1 + (rng.random(households) < 0.84))
    count = len(household)

    def shared(low: float, high: float) -> Numbers:
        return (low + (high - low) * rng.random(households)).astype(np.int64)[household]

    asked = enquired[household]
    gone = rng.random(households)[household]
    leaves_at = np.select([gone < 0.25, gone < 0.38, gone < 0.45], [1, 2, 3], 0)
    one_from = plus_days(asked, shared(10, 50))
    one_to = plus_days(one_from, shared(40, 95))
    two_from = plus_days(one_to, shared(0, 40))
    two_to = plus_days(two_from, shared(85, 160))
    approved = plus_days(two_to, shared(5, 30))
    matched = plus_days(approved, shared(40, 420))
    placed = plus_days(matched, shared(12, 35))
    ordered = plus_days(placed, shared(110, 260))
    left = np.select([leaves_at == 1, leaves_at == 2, leaves_at == 3], [one_from, two_from, approved], NEVER)
    left = plus_days(left, 12)

    def reached(dates: Dates) -> Dates:
        return only_where(~(dates > left), happened(dates, end))

    was_placed = reached(placed)
    return Adopters(
        household=household,
        sex=pick(rng.random(count), {"F": 0.54, "M": 0.46}),
        ethnicity=pick(rng.random(count), code_lists.ETHNICITY),
        is_disabled=chance(rng, 0.05, count),
        is_early_permanence=(rng.random(households) < 0.18)[household],
        enquired_on=asked,
        stage_1_from=reached(one_from),
        stage_1_to=reached(one_to),
        stage_2_from=reached(two_from),
        stage_2_to=reached(two_to),
        applied_on=reached(one_from),
        approved_on=reached(approved),
        matched_on=reached(matched),
        placed_on=was_placed,
        children_placed=np.where(known(was_placed), shared(1, 2.3), -1),
        ordered_on=reached(ordered),
        left_on=happened(left, end),
        left_reason=words_where(
            left <= end, pick(rng.random(households), {"1": 0.7, "2": 0.22, "3": 0.08})[household]
        ),
    )
