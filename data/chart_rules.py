"""The rules of process control of the whole organisation: chart_rules.yaml, or the council's own copy of it."""

from __future__ import annotations

import os
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from data.errors import StoreError
from data.plain_yaml import read_plain_yaml
from metrics.problems import did_you_mean
from metrics.ratings.errors import RatingInputError
from metrics.ratings.spc import SpcSettings

RULES_FILE = Path(__file__).parent / "chart_rules.yaml"
RULES_VARIABLE = "TRAJECTORY_CHART_RULES"


class ChartRulesError(StoreError):
    """A file of chart rules that cannot be used."""


def chart_rules() -> SpcSettings:
    """Return the rules in the file that RULES_VARIABLE names, else those that come with the program.

    A file that changes is read again. Raises ChartRulesError with every problem.
    """
    chosen = os.environ.get(RULES_VARIABLE, "").strip()
    file = Path(chosen).expanduser() if chosen else RULES_FILE
    try:
        return _rules_in(file, file.stat().st_mtime_ns)
    except OSError as error:
        problem = f"cannot be read. {RULES_VARIABLE} should name a copy of {RULES_FILE.name}."
        raise ChartRulesError(str(file), [problem]) from error


@lru_cache(maxsize=4)
def _rules_in(file: Path, changed_at: int) -> SpcSettings:
    """Return the rules in a file as it was when it last changed."""
    try:
        given = read_plain_yaml(file)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ChartRulesError(file.name, ["is not valid YAML. Write lines like shift_points: 7."]) from error
    problems = _problems(given)
    if problems:
        raise ChartRulesError(file.name, problems)
    try:
        return SpcSettings(**(given or {}))
    except RatingInputError as error:
        raise ChartRulesError(file.name, [str(error)]) from error


def _problems(given: Any) -> list[str]:
    """Return what is wrong with the names and kinds of what a file holds; an empty file holds nothing wrong."""
    if given is None:
        return []
    if not isinstance(given, dict):
        return ["Write one rule a line, like shift_points: 7."]
    defaults = {field.name: field.default for field in fields(SpcSettings)}
    problems = []
    for name, value in given.items():
        if name not in defaults:
            problems.append(f"{name} is no chart rule.{did_you_mean(str(name), defaults)}")
        elif type(value) is not type(defaults[name]):
            kind = "a whole number" if isinstance(defaults[name], int) else "a word"
            problems.append(f"{name} is {value!r}; it should be {kind}, like {defaults[name]}.")
    return problems
