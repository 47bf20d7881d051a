"""Limits and intervals that councils set for themselves, with their usual values: local_settings.yaml as objects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

SETTINGS_FILE = Path(__file__).parent / "local_settings.yaml"
ALWAYS = date(1900, 1, 1)


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
    entries = yaml.safe_load(SETTINGS_FILE.read_text(encoding="utf-8"))
    return tuple(
        LocalSetting(
            entry["id"],
            entry["name"],
            entry["unit"],
            tuple(SettingStep(step.get("from", ALWAYS), float(step["value"])) for step in entry["usual"]),
        )
        for entry in entries
    )
