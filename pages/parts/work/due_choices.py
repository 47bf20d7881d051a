"""The choices of the due and overdue screen: day, part of the council, worker, kind, how late. All in the URL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from metrics.kinds_of_work import KindOfWork
from metrics.vocabulary import Level
from pages.parts.choices import choose, keep, kept_choice
from pages.parts.sources import Sources
from reporting.due_work.filters import ALL, WHEN, WorkChosen, in_unit
from reporting.due_work.item import DueItem, DueWork
from reporting.due_work.matrix import NO_WORKER, service_of, unit_name, worker_words
from reporting.due_work.words import day_words
from reporting.event_tables import ExtractDays
from reporting.organisation_tree import OrganisationTree

ANOTHER = "another"
DAYS_AHEAD = 14
LONGEST_AHEAD = 366  # days after the extract that may be asked for
USUAL = "usual"


def choose_day(days: ExtractDays, today: date) -> date:
    """Return the day looked at: that of the extract, tomorrow, one of the next two weeks, or any other."""
    quick = [days.as_at_on + timedelta(days=number) for number in range(DAYS_AHEAD + 1)]
    if days.as_at_on < today <= days.as_at_on + timedelta(days=LONGEST_AHEAD) and today not in quick:
        quick.insert(1, today)
    asked = _date_of(kept_choice("on"))
    if asked is not None and asked not in quick and _is_possible(asked, days):
        quick.insert(0, asked)
    chosen = choose(
        "Day",
        "on",
        [*(day.isoformat() for day in quick), ANOTHER],
        lambda text: _day_words(text, days, today),
        default=days.as_at_on.isoformat(),
    )
    if chosen != ANOTHER:
        return date.fromisoformat(chosen)
    picked = st.date_input(
        "Which day",
        value=days.as_at_on,
        min_value=days.covered_from,
        max_value=days.as_at_on + timedelta(days=LONGEST_AHEAD),
        format="DD/MM/YYYY",
    )
    if picked != days.as_at_on:
        keep("on", picked.isoformat())
        st.rerun()
    return days.as_at_on


def _date_of(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _is_possible(day: date, days: ExtractDays) -> bool:
    return days.covered_from <= day <= days.as_at_on + timedelta(days=LONGEST_AHEAD)


def _day_words(text: str, days: ExtractDays, today: date) -> str:
    if text == ANOTHER:
        return "Another day"
    day = date.fromisoformat(text)
    if day == days.as_at_on:
        return f"{day_words(day)} (the extract)"
    if day == today:
        return f"{day_words(day)} (today)"
    return f"{day_words(day)} (the day after)" if day - days.as_at_on == timedelta(days=1) else day_words(day)


def choose_part(known: Sources, tree: OrganisationTree, work: DueWork) -> str:
    """Return the org_unit_id of the part chosen: the authority, a service area or a team with something due."""
    teams = {item.team_id for item in work.items} | {
        team.org_unit_id for team in tree.of_level(Level.TEAM, work.on)
    }
    by_service: dict[str, list[str]] = {}
    for team in sorted(teams, key=lambda unit_id: unit_name(unit_id, tree)):
        by_service.setdefault(service_of(team, tree), []).append(team)
    options = [tree.authority_id]
    for service in sorted(by_service, key=lambda unit_id: unit_name(unit_id, tree)):
        options += [service, *by_service[service]]
    names = {unit_id: unit_name(unit_id, tree) for unit_id in options}
    names |= {team: f"– {names[team]}" for team in teams}
    names[tree.authority_id] = f"{known.authority(tree.authority_id).name}, everything"
    return choose("Part of the council", "unit", options, lambda i: names[i], forgets=("worker", "page"))


def choose_worker(items: Sequence[DueItem]) -> str:
    """Return the worker chosen among those with something due, NO_WORKER, or ALL."""
    counted = {item.worker_id or NO_WORKER for item in items}
    counted |= {item.worker_now_id for item in items if item.worker_now_id is not None}
    workers = sorted(counted - {NO_WORKER}) + ([NO_WORKER] if NO_WORKER in counted else [])
    names = {ALL: "Every worker", **{worker: worker_words(worker) for worker in workers}}
    return choose("Worker", "worker", list(names), lambda i: names[i], forgets=("page",))


def choose_kind(kinds: Sequence[KindOfWork]) -> str:
    """Return the id of the kind chosen, or ALL."""
    names = {ALL: "Every kind", **{kind.id: kind.name for kind in kinds}}
    return choose("Kind of work", "kind", list(names), lambda i: names[i], forgets=("count", "page"))


def choose_when() -> str:
    """Return how late the things to list are, one of WHEN."""
    return choose("Show", "when", list(WHEN), lambda i: WHEN[i], forgets=("page",))


def choose_count(known: Sources, kind: KindOfWork) -> dict[str, str]:
    """Return which KPI to count a kind by, where several count the same things by other clocks."""
    if not kind.other_counts:
        return {}
    names = {USUAL: known.library.by_id(kind.counted_by[0]).name}
    names |= {kpi_id: known.library.by_id(kpi_id).name for kpi_id in kind.other_counts}
    chosen = choose("Counted by", "count", list(names), lambda i: names[i], forgets=("page",))
    return {} if chosen == USUAL else {kind.id: chosen}


def choose_work(work: DueWork, unit_id: str, tree: OrganisationTree) -> WorkChosen:
    """Show worker, kind and how late side by side, and return what to list."""
    items = in_unit(work.items, unit_id, tree)
    worker_box, kind_box, when_box = st.columns([1.3, 1.3, 1.7])
    with worker_box:
        worker = choose_worker(items)
    with kind_box:
        kind = choose_kind(work.kinds)
    with when_box:
        when = choose_when()
    return WorkChosen(kind, worker, when)
