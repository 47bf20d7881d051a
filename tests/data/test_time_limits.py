"""Every limit that a definition names by id is one that a council sets, or one that is written down as fixed."""

from __future__ import annotations

import pytest

from data.event_origins import SETTING, event_origins
from data.fixed_rules import fixed_rules
from data.local_settings import local_settings
from metrics.definition import Calculation, KpiDefinition, Limit
from metrics.library import KpiLibrary, load_library
from metrics.vocabulary import Method
from reporting.time_limits import limit_words

NAMED = [
    kpi
    for kpi in load_library()
    if kpi.calculation and kpi.calculation.limit and kpi.calculation.limit.setting
]


@pytest.mark.parametrize("kpi", NAMED, ids=lambda kpi: str(kpi.id))
def test_a_named_limit_is_read_by_the_query_or_fixed_for_its_table(kpi: KpiDefinition) -> None:
    """A setting that the query of the event table does not read would change nothing."""
    assert kpi.calculation is not None and kpi.calculation.limit is not None
    named, table = kpi.calculation.limit.setting, str(kpi.calculation.events)
    fixed = {rule.id: rule.events for rule in fixed_rules()}
    if named in fixed:
        assert fixed[named] == table
        assert named not in [setting.id for setting in local_settings()]
    else:
        assert f"{SETTING}.{named}" in event_origins()[table].of(["due_on"])


def test_no_fixed_rule_is_left_over() -> None:
    named = {kpi.calculation.limit.setting for kpi in NAMED if kpi.calculation and kpi.calculation.limit}
    assert {rule.id for rule in fixed_rules()} <= named


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit(working_days=45), "45 working days"),
        (Limit(months=1), "1 month"),
        (
            Limit(setting="cp_visit_interval"),
            "Each council's own (visits to children on a child protection plan); usually 15 working days",
        ),
        (
            Limit(setting="early_help_assessment_limit"),
            "Each council's own (early help assessments, from start to completion); usually 25 working days",
        ),
        (
            Limit(setting="cp_review_interval"),
            "The first within 91 days of the start of the plan, each further one within 183 days of the one "
            "before. Fixed by: Working Together to Safeguard Children 2023 (three months, then six months)",
        ),
    ],
)
def test_a_limit_says_who_sets_it(limit: Limit, words: str) -> None:
    assert limit_words(Calculation(method=Method.TIMELINESS, limit=limit)) == words


def test_without_a_limit_nothing_is_said(library: KpiLibrary) -> None:
    assert limit_words(library.by_id("contacts_received").calculation) is None
    assert limit_words(None) is None
