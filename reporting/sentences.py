"""Sentences that say what a chart shows, made from the figures, so that they cannot contradict them."""

from __future__ import annotations

from reporting.scorecard import ScorecardRow
from reporting.words import target_words


def trajectory_sentence(row: ScorecardRow, authority: str) -> str:
    """Return one or two sentences: latest figure, target, rating, change."""
    latest = row.latest
    name = row.kpi.name + (f" ({row.part})" if row.part else "")
    if latest is None:
        return f"{authority} has published or loaded no figure for {_lower_first(name)}."
    if latest.value is None:
        nothing = f"{name}: {latest.value_words.lower()} for {authority}. There is no figure to draw."
        return f"{nothing} {latest.why_absent}".strip()
    said = [f"{name} in {authority}: {latest.value_words} ({latest.period_words})."]
    if row.step is not None:
        said.append(f"The target is {target_words(row.step, row.kpi)}.")
    if row.change_words:
        said.append(f"Change: {row.change_words}.")
    return " ".join([*said, row.rating.reason])


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
