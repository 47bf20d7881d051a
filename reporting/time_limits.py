"""The time limit of a KPI in words: the number in its definition, a council's own setting, or a rule in law."""

from __future__ import annotations

from data.fixed_rules import fixed_rules
from data.local_settings import LocalSetting, local_settings, setting_words
from metrics.definition import Calculation, Limit
from metrics.periods import day_label

UNITS = ("working_days", "calendar_days", "weeks", "months", "hours")


def limit_words(calculation: Calculation | None) -> str | None:
    """Return the limit of a calculation in words; None for one without a limit, or with one that nobody describes."""
    if calculation is None or calculation.limit is None:
        return None
    if calculation.limit.setting is None:
        return _number_words(calculation.limit)
    setting_id = calculation.limit.setting
    for rule in fixed_rules():
        if rule.id == setting_id:
            return f"{rule.rule}. Fixed by: {rule.fixed_by}"
    setting = next((setting for setting in local_settings() if setting.id == setting_id), None)
    if setting is None:
        return None
    return (
        f"Each council's own ({setting.name[0].lower()}{setting.name[1:]}); usually {_usual_words(setting)}"
    )


def _number_words(limit: Limit) -> str | None:
    for unit in UNITS:
        number = getattr(limit, unit)
        if number is not None:
            return setting_words(number, unit)
    return None


def _usual_words(setting: LocalSetting) -> str:
    first, *later = setting.usual
    said = [setting_words(first.value, setting.unit)]
    said += [f"from {day_label(step.valid_from)} {setting_words(step.value, setting.unit)}" for step in later]
    return ", ".join(said)
