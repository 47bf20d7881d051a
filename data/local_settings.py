"""Limits and intervals that councils set for themselves, with their usual values: local_settings.yaml as objects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from data.plain_yaml import read_plain_yaml

SETTINGS_FILE = Path(__file__).parent / "local_settings.yaml"
ALWAYS = date(1900, 1, 1)
SWITCH = "yes_no"


@dataclass(frozen=True)
class SettingStep:
    """One value, in the unit of its setting, and the first day on which it holds."""

    valid_from: date
    value: float


@dataclass(frozen=True)
class LocalSetting:
    """One setting and its usual values, oldest first. A council that says otherwise loads the feed `settings`."""

    id: str
    name: str
    unit: str
    usual: tuple[SettingStep, ...]


@cache
def local_settings() -> tuple[LocalSetting, ...]:
    """Return every setting, in the order of the file."""
    entries = read_plain_yaml(SETTINGS_FILE)
    return tuple(
        LocalSetting(
            entry["id"],
            entry["name"],
            entry["unit"],
            tuple(SettingStep(step.get("from", ALWAYS), float(step["value"])) for step in entry["usual"]),
        )
        for entry in entries
    )


def setting_words(value: float, unit: str) -> str:
    """Return a value of a setting, or another length of time, in words.

    >>> setting_words(10, "working_days"), setting_words(1, "months"), setting_words(1, "yes_no"), setting_words(12, "count")
    ('10 working days', '1 month', 'yes', '12')
    """
    if unit == SWITCH:
        return "yes" if value else "no"
    if unit == "count":
        return f"{value:g}"
    words = unit.replace("_", " ")
    return f"{value:g} {words.removesuffix('s') if value == 1 else words}"
