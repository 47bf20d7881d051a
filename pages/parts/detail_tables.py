"""The plain tables of the KPI page: figures with their sources, targets, and what was known earlier."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from data.paths import store_paths
from data.store import open_store
from metrics.periods import day_label, month_label
from pages.parts.detail_choices import Detail
from pages.parts.shown import show_table
from reporting.as_published import KeptBuild, earlier_builds, restated_since
from reporting.kpi_history import earlier_versions_of
from reporting.words import sentence_case, target_words


def show_figures_table(detail: Detail) -> None:
    """Show every figure of a part, newest first, with numerator, denominator, period and source."""
    history, wanted = detail.history, detail.row.part
    shown = [f for f in history.figures if f.part == wanted or f in history.beside()]
    if not shown:
        st.info(f"Nothing has been published or loaded for this measure here{detail.until_words}.")
        return
    rows = [
        {
            "Period": figure.period_words,
            "As printed": figure.period_as_printed or "",
            "Value": figure.value_words,
            "Numerator of denominator": figure.fraction_words,
            "Part": figure.part or "The whole",
            "To know": "; ".join(figure.marks),
            "Source": figure.source,
            "Plan reference": figure.plan_reference or "",
            "Note": figure.note or "",
        }
        for figure in reversed(shown)
    ]
    show_table(
        without_empty(rows),
        words=f"Figures of {detail.kpi.name} with their periods and sources",
        file_name=f"{detail.kpi.id}_figures",
    )


def without_empty(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return rows without the columns that are empty in every one."""
    empty = {name for name in rows[0] if not any(row[name] for row in rows)} if rows else set()
    return [{name: value for name, value in row.items() if name not in empty} for row in rows]


def show_targets_table(detail: Detail) -> None:
    """Show every target and milestone of a part."""
    steps = detail.history.steps_of(detail.row.part)
    if not steps:
        st.info("No target has been set for this measure here.")
        return
    if detail.history.targets_of != detail.unit_id:
        st.markdown(f"{detail.unit_name} has no targets of its own: these are the whole council's.")
    rows = [
        {
            "Target": sentence_case(target_words(step, detail.kpi, with_operator=True)),
            "Amber floor": "Not set" if step.floor is None else f"{step.floor:g}",
            "In force from": day_label(step.in_force_from),
            "To reach by": day_label(step.to_reach_by) if step.to_reach_by else "Not set",
            "Kind": step.kind.replace("_", " ").capitalize(),
            "As printed": step.label_as_printed or "",
            "Doubtful": "Yes: not used for rating" if step.is_doubtful else "",
            "Source": step.source,
            "Plan reference": step.plan_reference or "",
            "Note": step.note or "",
        }
        for step in steps
    ]
    show_table(
        without_empty(rows),
        words=f"Targets and milestones of {detail.kpi.name}",
        file_name=f"{detail.kpi.id}_targets",
    )


def show_as_published(detail: Detail) -> None:
    """Show what is not as it once was: corrected figures, and months that an earlier build had otherwise."""
    versions = earlier_versions_of(detail.known.store, detail.kpi, detail.unit_id, detail.basis)
    if versions:
        st.subheader("Figures that were corrected", anchor=False)
        rows = [
            {
                "Period": version.period_words,
                "Part": version.part or "The whole",
                "Value then": version.value_words,
                "Known from": moment_words(version.known_from),
                "Replaced": moment_words(version.known_until),
                "Source": version.source,
            }
            for version in versions
        ]
        show_table(rows, words=f"Earlier values of {detail.kpi.name}", file_name=f"{detail.kpi.id}_corrected")
    else:
        st.markdown(
            "No published or loaded figure of this measure has been corrected since it was first known."
        )
    _show_restated(detail)


def _show_restated(detail: Detail) -> None:
    """Show the months that an earlier build had otherwise, with both values."""
    builds = earlier_builds(store_paths(), detail.known.store.build_id)
    st.subheader("As an earlier build had it", anchor=False)
    if not builds:
        st.markdown("No earlier build is kept, so there is nothing to compare with.")
        return
    with st.columns([1.5, 3])[0]:
        chosen: KeptBuild = st.selectbox(
            "Figures as known on",
            builds,
            format_func=lambda build: moment_words(build.built_at),
            key="published_build",
        )
    then = open_store(store_paths(), chosen.build_id)
    restated = restated_since(then, detail.known.store, detail.kpi, detail.unit_id, detail.basis)
    if not restated:
        st.markdown(f"Every month that was known on {moment_words(chosen.built_at)} has the same figure now.")
        return
    said = "1 month has" if len(restated) == 1 else f"{len(restated)} months have"
    st.markdown(
        f"{said} another figure now. Records that came in late, corrected records and changed definitions do that."
    )
    rows = [
        {
            "Month": month_label(month.month),
            "As published": month.then_words,
            "Now": month.now_words,
            "Change": month.change,
        }
        for month in restated
    ]
    show_table(rows, words=f"Restated months of {detail.kpi.name}", file_name=f"{detail.kpi.id}_restated")


def moment_words(moment: datetime) -> str:
    """Return a moment as people read it, in UTC."""
    return f"{day_label(moment.date())}, {moment:%H:%M}"
