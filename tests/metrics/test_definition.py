import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from metrics.definition import (
    Band,
    Calculation,
    DefinitionChange,
    Doubt,
    Limit,
    PlanReference,
    PublishedSeries,
    SpcRestart,
    Target,
    WorkedResult,
)
from metrics.definition_file import read_definition
from metrics.vocabulary import (
    Basis,
    BetterWhen,
    DoubtAbout,
    KpiKind,
    KpiStatus,
    Method,
    SpcChart,
    State,
    TargetKind,
    Unit,
)

EventColumns = Mapping[str, Sequence[str]]


def test_every_part_of_a_full_definition_is_read(good_definitions: Path, event_columns: EventColumns) -> None:
    kpi = read_definition(
        good_definitions / "assessment" / "assessments_within_45_working_days.yaml",
        event_columns=event_columns,
    )
    assert (kpi.kind, kpi.status, kpi.unit) == (KpiKind.PERFORMANCE, KpiStatus.LIVE, Unit.PERCENT)
    assert (kpi.decimal_places, kpi.better_when, kpi.seasonal) == (1, BetterWhen.HIGHER, False)
    assert kpi.description.startswith("Assessments authorised in the month that took no more")
    assert kpi.counted is not None
    assert kpi.counted.denominator == "all assessments authorised in the month"
    assert kpi.read_with == ("children_seen_during_assessment", "contacts_received")
    assert kpi.calculation == Calculation(
        method=Method.TIMELINESS,
        events="assessments",
        clock_starts="assessment_started_on",
        clock_stops="assessment_authorised_on",
        limit=Limit(working_days=45),
        include="NOT is_from_other_authority",
        cannot_be_counted="assessment_started_on IS NULL OR assessment_authorised_on < assessment_started_on",
    )
    assert kpi.breakdowns == ("age_band", "ethnicity_group")
    assert kpi.targets[1] == Target(
        in_force_from=date(2025, 4, 1),
        target=90.0,
        floor=82.5,
        set_by="improvement_board",
        kind=TargetKind.LOCAL,
        source="Improvement plan, 7.1",
        authority="havering",
    )
    assert kpi.spc is not None
    assert kpi.spc.chart == SpcChart.P_PRIME
    assert kpi.spc.restart_at == (
        SpcRestart(
            restart_from=date(2025, 1, 1),
            reason="A second assessment team began.",
            decided_by="head_of_assessment",
        ),
    )
    assert kpi.published == PublishedSeries(
        series="LAIT: Continue_Assess_Comp", period="year_to_31_march", differs="Counts a whole year."
    )
    assert kpi.named_in == (
        PlanReference(plan="havering-2024", refs=("7.1",)),
        PlanReference(plan="havering-2014"),
    )
    assert kpi.doubts[0] == Doubt(
        about=DoubtAbout.TARGET,
        question="Is 85% still the aim after March 2025?",
        holds_rating=True,
        authority="havering",
    )
    assert kpi.definition_history[1] == DefinitionChange(
        version=2, in_force_from=date(2025, 4, 1), change="Children of other authorities are left out."
    )
    assert kpi.reviewed_on == date(2026, 11, 1)
    (example,) = kpi.worked_examples
    assert (example.month, example.known_on) == (date(2025, 10, 1), date(2025, 11, 30))
    assert example.rows.rows[1] == ("B", "2025-07-30", "2025-10-03", "false")
    assert example.results == (
        WorkedResult(basis=Basis.COMPLETED, state=State.COUNTED, numerator=1.0, denominator=2.0, value=50.0),
    )


def test_a_supplied_kpi_near_its_target_is_read(good_definitions: Path) -> None:
    kpi = read_definition(good_definitions / "children_in_care" / "dental_checks_up_to_date.yaml")
    assert kpi.calculation == Calculation(method=Method.SUPPLIED)
    assert kpi.seasonal is True
    assert kpi.targets[0].band == Band(low=90.0, high=95.0)
    assert kpi.targets[0].to_reach_by is None


def test_a_version_is_in_force_from_its_first_day_and_none_before(
    good_definitions: Path, event_columns: EventColumns
) -> None:
    kpi = read_definition(
        good_definitions / "assessment" / "assessments_within_45_working_days.yaml",
        event_columns=event_columns,
    )
    assert kpi.version_on(date(2024, 3, 31)) is None
    assert kpi.version_on(date(2024, 4, 1)) == 1
    assert kpi.version_on(date(2025, 3, 31)) == 1
    assert kpi.version_on(date(2025, 4, 1)) == 2
    assert kpi.version == 2


def test_a_question_holds_the_rating_of_its_own_authority_only(
    tmp_path: Path, good_definitions: Path, event_columns: EventColumns
) -> None:
    good = good_definitions / "assessment" / "assessments_within_45_working_days.yaml"
    kpi = read_definition(good, event_columns=event_columns)
    assert kpi.holds_rating("havering")
    assert not kpi.holds_rating("city_of_london")
    everywhere = tmp_path / "assessment" / good.name
    everywhere.parent.mkdir()
    shutil.copy(good, everywhere)
    everywhere.write_text(
        good.read_text().replace("holds_rating: true, authority: havering", "holds_rating: true")
    )
    assert read_definition(everywhere, event_columns=event_columns).holds_rating("city_of_london")


def test_a_percentage_of_amounts_is_no_share_of_things_counted(
    good_definitions: Path, event_columns: EventColumns
) -> None:
    """Leavers of those in post may be above 100%; assessments in time of all assessments may not."""
    kpi = read_definition(
        good_definitions / "assessment" / "assessments_within_45_working_days.yaml",
        event_columns=event_columns,
    )
    of_amounts = Calculation(method=Method.PER_WORKER, events="workers", amount="left", capacity="in_post")
    assert kpi.is_share
    assert not replace(kpi, calculation=of_amounts).is_share
    assert not replace(kpi, unit=Unit.COUNT).is_share
    assert replace(kpi, calculation=None).is_share
