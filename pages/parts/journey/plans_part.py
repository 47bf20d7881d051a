"""Plans by how long they run, with reviews and when the child was seen; plans that ended early or came back."""

from __future__ import annotations

import streamlit as st

from charts.counted_bars import DividedBar, divided_bars_html
from charts.palette import Palette
from metrics.periods import day_label
from pages.parts.choices import choose
from pages.parts.journey.choices import JourneyChosen
from pages.parts.journey.reading import read_once
from pages.parts.reader import may_see_records, reader_role
from pages.parts.records_table import show_records_table
from pages.parts.sources import Sources
from reporting.due_work.filters import teams_of_unit
from reporting.due_work.matrix import unit_name
from reporting.due_work.words import short_day
from reporting.journey.periods import days_of
from reporting.journey.plans import (
    BANDS,
    ENDED_EARLY,
    IN_NEED,
    PROTECTION,
    SECOND_PLAN,
    OpenPlan,
    PlanToLookAt,
    open_plans,
    plans_by_band,
    plans_sentence,
    plans_to_look_at,
)
from reporting.organisation_tree import OrganisationTree

EVERY = "every"
NOT_SEEN_DAYS = 28  # after so many days without being seen a child is listed
SHOWN = {
    EVERY: "Every open plan",
    PROTECTION: "Child protection plans",
    IN_NEED: "Child in need plans",
    "long": "Plans of 9 months or more",
    "two_years": "Plans of 2 years or more",
    "not_seen": f"Children not seen for more than {NOT_SEEN_DAYS} days",
    "not_alone": "Children never seen alone on this plan",
}
REASONS = {
    ENDED_EARLY: (
        "Plans that ended within 3 months",
        "No child protection plan ended so early in this period.",
    ),
    SECOND_PLAN: (
        "Second plans within 2 years",
        "No child came back to a child protection plan within two years in this period.",
    ),
}


def show_plans(
    known: Sources, chosen: JourneyChosen, authority_id: str, tree: OrganisationTree, colours: Palette
) -> None:
    """Show open plans by length, the list behind, and the plans of the period to look at."""
    if not may_see_records():
        return
    _, last_day = days_of(chosen.period)
    teams = teams_of_unit(chosen.unit_id, tree)
    everything = read_once(known, open_plans, authority_id, last_day, role=reader_role())
    plans = [plan for plan in everything if teams is None or plan.team_unit_id in teams]
    on_words = f"on {day_label(last_day)}"
    st.subheader("Open plans by how long they have run", anchor=False)
    sentence = plans_sentence(plans, on_words)
    st.markdown(sentence)
    if plans:
        bars = [
            DividedBar(name, (float(protection), float(in_need)), f"{protection} and {in_need}")
            for name, (protection, in_need) in plans_by_band(plans).items()
        ]
        st.html(divided_bars_html(bars, (PROTECTION, IN_NEED), sentence, colours))
        _show_list(plans, tree, f"open plans {on_words}, {chosen.unit_id}", authority_id)
    found = read_once(known, plans_to_look_at, authority_id, chosen.period, role=reader_role())
    for reason, (title, nothing) in REASONS.items():
        own = [
            plan for plan in found if plan.reason == reason and (teams is None or plan.team_unit_id in teams)
        ]
        st.subheader(f"{title}, {chosen.period_words}: {len(own):,}", anchor=False)
        if own:
            show_records_table(
                [_row_to_look_at(plan, tree) for plan in own],
                words=title,
                file_name=reason,
                subject=f"{title.lower()}, {chosen.unit_id}, {chosen.period_words}",
                authority_id=authority_id,
            )
        else:
            st.markdown(nothing)


def _show_list(plans: list[OpenPlan], tree: OrganisationTree, subject: str, authority_id: str) -> None:
    with st.columns([1.4, 3])[0]:
        shown = choose("List", "plans", list(SHOWN), lambda i: SHOWN[i], default="long")
    listed = [plan for plan in plans if is_listed(plan, shown)]
    if not listed:
        st.info(f"{SHOWN[shown]}: none.")
        return
    st.markdown(
        f"**{SHOWN[shown]}: {len(listed):,}.** Days since a review run from the start where there was none."
    )
    show_records_table(
        [_row(plan, tree) for plan in listed],
        words=SHOWN[shown],
        file_name="open_plans",
        subject=f"{SHOWN[shown].lower()}: {subject}",
        authority_id=authority_id,
    )


def is_listed(plan: OpenPlan, shown: str) -> bool:
    """Whether a plan belongs in one of the lists of SHOWN. Unborn children cannot be seen."""
    match shown:
        case "long":
            return plan.from_months >= 9
        case "two_years":
            return plan.from_months >= 24
        case "not_seen":
            since = plan.days_since_seen if plan.days_since_seen is not None else plan.days_open
            return not plan.is_unborn and since > NOT_SEEN_DAYS
        case "not_alone":
            return not plan.is_unborn and plan.days_since_seen_alone is None
        case _:
            return shown in (EVERY, plan.plan_kind)


def _row(plan: OpenPlan, tree: OrganisationTree) -> dict[str, str | int]:
    return {
        "Child": plan.child_id,
        "Plan": plan.plan_kind,
        "Length": BANDS[plan.from_months],
        "Since": short_day(plan.plan_started_on),
        "Days open": plan.days_open,
        "Days since review": f"{plan.days_since_review}{'' if plan.is_reviewed else ' (never reviewed)'}",
        "Days since seen": _days_words(plan.days_since_seen, plan),
        "Days since seen alone": _days_words(plan.days_since_seen_alone, plan),
        "Team": unit_name(plan.team_unit_id, tree),
        "Worker": plan.worker_id or "",
    }


def _days_words(days: int | None, plan: OpenPlan) -> str:
    if days is None:
        return "not born yet" if plan.is_unborn else "never on this plan"
    return str(days)


def _row_to_look_at(plan: PlanToLookAt, tree: OrganisationTree) -> dict[str, str | int]:
    row: dict[str, str | int] = {
        "Child": plan.child_id,
        "Plan began": short_day(plan.plan_started_on),
        "Plan ended": short_day(plan.plan_ended_on) or "still open",
    }
    if plan.reason == SECOND_PLAN:
        row["Earlier plan ended"] = short_day(plan.earlier_plan_ended_on)
    row["Category"] = plan.category_of_abuse or "Not known"
    row["Brothers and sisters in this list"] = plan.siblings
    row["Team"] = unit_name(plan.team_unit_id, tree)
    return row
