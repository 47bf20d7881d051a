"""Sentences that say what a chart shows, made from the figures, so that they cannot contradict them."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.kpi_history import KpiHistory
from reporting.scorecard import ScorecardRow
from reporting.words import target_words


def trajectory_sentence(row: ScorecardRow, authority: str) -> str:
    """Return one or two sentences: latest figure, target, rating, change."""
    latest = row.latest
    name = row.kpi.name + (f" ({row.part})" if row.part else "")
    if latest is None:
        return f"{authority} has published or loaded no figure for {_lower_first(name)}."
    if latest.value is None:
        return f"{name}: {latest.value_words.lower()} for {authority}. There is no figure to draw."
    said = [f"{name} in {authority}: {latest.value_words} ({latest.period_words})."]
    if row.step is not None:
        said.append(f"The target is {target_words(row.step, row.kpi)}.")
    if row.change_words:
        said.append(f"Change: {row.change_words}.")
    return " ".join([*said, row.rating.reason])


def side_by_side_sentence(history: KpiHistory, parts: Sequence[str]) -> str:
    """Return how many parts are drawn on one scale, and which has the highest and the lowest latest figure."""
    latest = {
        part: figure
        for part in parts
        if (figure := history.row(part).latest) is not None and figure.value is not None
    }
    scale = "on one scale from 0 to 100%" if history.kpi.unit == "percent" else "on one scale from 0"
    said = f"{len(parts)} parts of {_lower_first(history.kpi.name)}, {scale}."
    if len(latest) < 2:
        return said
    in_order = sorted(latest, key=lambda part: latest[part].value or 0.0)
    lowest, highest = in_order[0], in_order[-1]
    return (
        f"{said} Latest figures: highest {highest} ({latest[highest].value_words}), "
        f"lowest {lowest} ({latest[lowest].value_words})."
    )


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
