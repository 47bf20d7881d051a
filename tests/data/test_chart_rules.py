"""The rules of all charts: set in one file by the organisation, without touching the program."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from data.chart_rules import RULES_FILE, RULES_VARIABLE, ChartRulesError, chart_rules
from data.plain_yaml import read_plain_yaml
from metrics.definition import KpiDefinition
from metrics.library import load_library
from metrics.ratings.spc import DEFAULT_SETTINGS, SpcSettings
from metrics.vocabulary import BetterWhen, Unit
from reporting.judgement import Judgement
from reporting.judgement.words import rules_line
from tests.reporting.made_up_months import judged, values


@pytest.fixture
def own_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of a council's own file, named in the environment and not written yet."""
    file = tmp_path / "our_chart_rules.yaml"
    monkeypatch.setenv(RULES_VARIABLE, str(file))
    return file


@pytest.fixture
def number() -> KpiDefinition:
    """A count that is better when higher."""
    kpi = load_library().by_id("contacts_received")
    return replace(kpi, unit=Unit.COUNT, better_when=BetterWhen.HIGHER, spc=None, seasonal=False)


def six_above_the_mean(kpi: KpiDefinition) -> Judgement:
    """Fourteen months of 10 and 14 in turn, then six of 20 and 21: the mean is 14.55, so only six are above it."""
    return judged(kpi, values(kpi, [10, 14] * 7 + [20, 21, 20, 21, 20, 21]))


def test_the_file_that_comes_with_the_program_holds_every_rule_at_its_default() -> None:
    assert SpcSettings(**read_plain_yaml(RULES_FILE)) == DEFAULT_SETTINGS
    assert set(read_plain_yaml(RULES_FILE)) == set(SpcSettings.__dataclass_fields__)


def test_a_council_that_sets_six_points_sees_a_signal_and_its_rule_on_the_chart(
    own_rules: Path, number: KpiDefinition
) -> None:
    own_rules.write_text("shift_points: 7\n", encoding="utf-8")
    assert "6 or more" not in str(six_above_the_mean(number).rules_broken)
    own_rules.write_text("shift_points: 6\nconflict_rule: concern\n", encoding="utf-8")
    os.utime(own_rules, ns=(1, 1))  # a file changed within the same tick of the clock is seen too
    found = six_above_the_mean(number)
    assert "6 or more months in a row above the mean" in found.rules_broken[-1]
    assert "shift of 6 points, trend of 7 points, concern before improvement" in rules_line(found)


def test_a_month_of_both_signals_is_called_what_the_council_says(
    own_rules: Path, number: KpiDefinition
) -> None:
    # falls for seven months from far above: the last of them is still beyond the upper limit
    months = values(number, [10, 11] * 10 + [90, 85, 80, 75, 70, 65, 60])
    own_rules.write_text("", encoding="utf-8")
    assert judged(number, months).point_classes[-7] == "improvement_high"
    own_rules.write_text("conflict_rule: concern\n", encoding="utf-8")
    os.utime(own_rules, ns=(1, 1))
    assert judged(number, months).point_classes[-7] == "concern_low"


def test_every_mistake_is_named_at_once(own_rules: Path) -> None:
    own_rules.write_text('shift_point: 6\ntrend_points: "8"\n', encoding="utf-8")
    with pytest.raises(ChartRulesError) as caught:
        chart_rules()
    assert caught.value.problems == (
        "shift_point is no chart rule. Did you mean 'shift_points'?",
        "trend_points is '8'; it should be a whole number, like 7.",
    )
    own_rules.write_text("shift_points: 5\nconflict_rule: both\n", encoding="utf-8")
    os.utime(own_rules, ns=(1, 1))
    with pytest.raises(ChartRulesError, match="shift_points is 5; it must be 6, 7 or 8") as caught:
        chart_rules()
    assert "conflict_rule is 'both'" in str(caught.value)


@pytest.mark.parametrize("text", ["- shift_points", "shift_points: [", "7"])
def test_what_is_no_list_of_rules_is_refused(own_rules: Path, text: str) -> None:
    own_rules.write_text(text, encoding="utf-8")
    with pytest.raises(ChartRulesError, match="like shift_points: 7"):
        chart_rules()


def test_a_file_that_is_not_there_is_named(own_rules: Path) -> None:
    with pytest.raises(ChartRulesError, match=f"{own_rules.name} has 1 problem:\n  cannot be read"):
        chart_rules()
