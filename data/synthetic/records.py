"""Everything that is known about one authority, made part by part in the order of the journey."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic.adoption import (
    Adopters,
    AdoptionSteps,
    Permanence,
    adopters,
    adoption_steps,
    permanence,
)
from data.synthetic.allocations import AtWork, Involvements, Spells, involvements, work_spells
from data.synthetic.arrays import NEVER, Dates, Texts, stack
from data.synthetic.assessments import Assessments, make_assessments
from data.synthetic.care import (
    CareEpisodes,
    CarePeriods,
    LegalStatuses,
    Placements,
    care_episodes,
    care_periods,
    legal_statuses,
    placements,
)
from data.synthetic.care_checks import (
    CarePlans,
    HealthChecks,
    Scores,
    care_plans,
    care_reviews,
    care_visits,
    health_checks,
    last_reviewer_contact,
    wellbeing_scores,
)
from data.synthetic.children import (
    AGE_AT_REFERRAL,
    Children,
    Portraits,
    new_children,
    new_families,
    on_same_day,
    portraits,
)
from data.synthetic.code_lists import SOURCE
from data.synthetic.councils import Council
from data.synthetic.early_help import EarlyHelp, make_early_help
from data.synthetic.front_door import Contacts, make_contacts
from data.synthetic.imperfections import REPEATED_PERSONS
from data.synthetic.journey import Episodes, Journey, make_journey, within_reach
from data.synthetic.leaving_care import (
    Leavers,
    LeaverStates,
    leaver_contacts,
    leaver_states,
    leavers_of,
    personal_adviser_from,
)
from data.synthetic.missing import MissingEpisodes, make_missing
from data.synthetic.protection import Protection, make_protection
from data.synthetic.randomness import chance, pick, sibling_draws
from data.synthetic.regular_events import RegularEvents
from data.synthetic.story_noise import with_noise
from data.synthetic.supervision import (
    PersonalSupervisions,
    Supervisions,
    case_supervisions,
    personal_supervisions,
)
from data.synthetic.visits import Visits, make_visits
from data.synthetic.workers import Workforce, make_workforce


@dataclass(frozen=True)
class CareRecords:
    """Children in care and care leavers."""

    periods: CarePeriods
    homes: Placements
    laws: LegalStatuses
    episodes: CareEpisodes
    reviews: RegularEvents
    reviewer_contact: Dates
    health: HealthChecks
    scores: Scores
    plans: CarePlans
    steps: AdoptionSteps
    permanence: Permanence
    adopters: Adopters
    leavers: Leavers
    leaver_contacts: RegularEvents
    leaver_states: LeaverStates
    adviser_from: Dates


@dataclass(frozen=True)
class Records:
    """All records of one authority. Positions in one part are the keys of the others."""

    council: Council
    children: Children
    portraits: Portraits
    episodes: Episodes
    source: Texts  # of each episode
    workforce: Workforce
    spells: Spells
    at_work: AtWork
    involvements: Involvements
    assessments: Assessments
    protection: Protection
    care: CareRecords
    visits: dict[str, Visits]  # protection, need, care
    early_help: EarlyHelp
    contacts: Contacts
    missing: MissingEpisodes
    supervisions: Supervisions
    personal_supervisions: PersonalSupervisions


def _with_others(council: Council, journey: Journey) -> Journey:
    """Return the journey with the children who are only known from contacts or early help added."""
    rng = council.stream("other children")
    count = council.children - len(journey.children)
    if count <= 0:
        return journey
    days = (council.ends_on - council.starts_on).astype(np.int64)
    seen = np.sort(council.starts_on + (days * rng.random(count)).astype("timedelta64[D]"))
    family = new_families(rng, count, int(journey.children.family.max()) + 1)
    others = new_children(rng, on_same_day(seen, family), family, AGE_AT_REFERRAL)
    twice = np.flatnonzero(chance(rng, REPEATED_PERSONS * council.children / count, count))
    same = rng.integers(0, len(journey.children), len(twice))
    others.born_on[twice] = journey.children.born_on[same]
    others.family[twice] = journey.children.family[same]
    others.place[twice] = journey.children.place[same]
    return Journey(stack([journey.children, others]), journey.episodes)


def _care(council: Council, journey: Journey, leavers: Leavers) -> CareRecords:
    periods = care_periods(council, journey)
    steps = adoption_steps(council, journey, periods)
    adopted = periods.path == "adoption"
    homes = placements(council, journey, periods, np.where(adopted, steps.placed_on, NEVER))
    laws = legal_statuses(council, journey, periods, np.where(adopted, steps.ordered_on, NEVER))
    reviews = care_reviews(council, periods)
    return CareRecords(
        periods=periods,
        homes=homes,
        laws=laws,
        episodes=care_episodes(periods, homes, laws),
        reviews=reviews,
        reviewer_contact=last_reviewer_contact(council, periods, reviews),
        health=health_checks(council, journey, periods),
        scores=wellbeing_scores(council, journey, periods),
        plans=care_plans(council, periods),
        steps=steps,
        permanence=permanence(council, periods, steps),
        adopters=adopters(council),
        leavers=leavers,
        leaver_contacts=leaver_contacts(council, leavers),
        leaver_states=leaver_states(council, journey, leavers),
        adviser_from=personal_adviser_from(leavers, council.stream("personal advisers")),
    )


def make_records(council: Council) -> Records:
    """Return everything about one authority. The same council always gives the same records."""
    whole = make_journey(council)
    journey = within_reach(council, whole, leavers_of(council, whole).child)
    journey = _with_others(council, with_noise(council, journey) if council.has_stories else journey)
    workforce = make_workforce(council)
    leavers = leavers_of(council, journey)
    spells = work_spells(council, journey, leavers)
    at_work = AtWork(spells, workforce, journey.children.desk_draw)
    protection = make_protection(council, journey)
    care = _care(council, journey, leavers)
    rng = council.stream("referral sources")
    family = journey.children.family[journey.episodes.referred.child]
    source = pick(sibling_draws(rng, family), SOURCE)
    requests = make_early_help(council, journey)
    care_events = care_visits(council, care.periods, care.homes)
    visits = {
        kind: make_visits(council, journey, at_work, kind, events, child)
        for kind, events, child in (
            ("protection", protection.protection_visits, protection.protection_plans.child),
            ("need", protection.need_visits, protection.need_plans.child),
            ("care", care_events, care.homes.child),
        )
    }
    return Records(
        council=council,
        children=journey.children,
        portraits=portraits(council, journey.children),
        episodes=journey.episodes,
        source=source,
        workforce=workforce,
        spells=spells,
        at_work=at_work,
        involvements=involvements(council, journey, workforce, spells, leavers, care.adviser_from),
        assessments=make_assessments(council, journey, at_work),
        protection=protection,
        care=care,
        visits=visits,
        early_help=requests,
        contacts=make_contacts(council, journey, at_work, requests, source),
        missing=make_missing(council, journey, care.periods, at_work),
        supervisions=case_supervisions(council, at_work),
        personal_supervisions=personal_supervisions(council, workforce),
    )
