"""The rules between the fields of one definition: each yields the field it is about and what would be right.

A rule sees plain values as read so far. A field that was refused, or never given, is not among them;
`draft.given` tells the two apart, so that one mistake is reported once.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from metrics.vocabulary import (
    UNITS_THAT_MAY_HAVE_ONE,
    UNITS_WITH_DENOMINATOR,
    BetterWhen,
    KpiKind,
    KpiStatus,
    Method,
    SpcChart,
    Unit,
)

Finding = tuple[str, str]
"""The path of a field, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One definition while it is being checked.

    `given` holds the path of every field that stands in the file, read or refused. `event_columns`
    maps each event table to its columns.
    """

    file: PurePath
    values: Mapping[str, Any]
    given: Collection[str]
    event_columns: Mapping[str, Collection[str]]

    def items_of(self, key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield the path and the values of every item of a list of groups that could be read."""
        for index, item in enumerate(self.values.get(key, ())):
            if item is not None:
                yield f"{key}[{index}]", item


Rule = Callable[[Draft], Iterator[Finding]]


def file_and_folder_match(draft: Draft) -> Iterator[Finding]:
    kpi_id, area = draft.values.get("id"), draft.values.get("service_area")
    if kpi_id and kpi_id != draft.file.stem:
        yield (
            "id",
            f"'{kpi_id}' is not the file's name. Call the file {kpi_id}.yaml, or the id '{draft.file.stem}'.",
        )
    if area and area != draft.file.parent.name:
        yield (
            "service_area",
            f"'{area}' is not the file's folder, {draft.file.parent.name}/. Move the file or change it.",
        )


def status_has_its_calculation(draft: Draft) -> Iterator[Finding]:
    status = draft.values.get("status")
    method = draft.values.get("calculation", {}).get("method")
    if status in (KpiStatus.LIVE, KpiStatus.SUPPLIED) and "calculation" not in draft.given:
        example = "{method: supplied}" if status == KpiStatus.SUPPLIED else "a method and its fields"
        yield "status", f"is {status}, so there must be a calculation: {example}."
    elif status == KpiStatus.PLANNED and "calculation" in draft.given:
        yield (
            "calculation",
            "the status is planned, so there can be none yet. Remove it or change the status.",
        )
    elif status == KpiStatus.SUPPLIED and method not in (None, Method.SUPPLIED):
        yield (
            "calculation.method",
            f"is {method}, but the status is supplied. Use supplied, or make the status live.",
        )
    elif status == KpiStatus.LIVE and method == Method.SUPPLIED:
        yield "calculation.method", "is supplied, but the status is live. Make the status supplied."


def words_fit_the_unit(draft: Draft) -> Iterator[Finding]:
    unit = draft.values.get("unit")
    if unit is None or ("counted" in draft.given and "counted" not in draft.values):
        return
    missing = [key for key in ("numerator", "denominator") if f"counted.{key}" not in draft.given]
    if unit in UNITS_WITH_DENOMINATOR and missing:
        place = "counted" if "counted" in draft.given else "unit"
        yield place, f"a {unit} needs what is counted in words. Add counted: {' and '.join(missing)}."
    if unit not in UNITS_THAT_MAY_HAVE_ONE and "denominator" not in missing:
        yield (
            "counted.denominator",
            f"a KPI measured in {unit} has no denominator. Remove it or change the unit.",
        )


def targets_go_with_the_kind(draft: Draft) -> Iterator[Finding]:
    if not draft.values.get("targets"):
        return
    if draft.values.get("kind") == KpiKind.ACTIVITY:
        yield (
            "targets",
            "an activity KPI is never rated, so it has no targets. Remove them or make the kind performance.",
        )
    elif draft.values.get("better_when") == BetterWhen.NEUTRAL:
        yield (
            "targets",
            "cannot be judged while better_when is neutral. Remove them or say which way is good.",
        )


def each_target_is_complete(draft: Draft) -> Iterator[Finding]:
    better_when = draft.values.get("better_when")
    for path, _target in draft.items_of("targets"):
        if better_when == BetterWhen.NEAR_TARGET:
            if f"{path}.band" not in draft.given:
                yield (
                    path,
                    "better_when is near_target, so the target needs a band, like band: {low: 20, high: 30}.",
                )
            if f"{path}.floor" in draft.given:
                yield f"{path}.floor", "does not go with near_target. Remove it; the band says what is good."
        elif better_when is not None:
            if f"{path}.target" not in draft.given:
                yield path, "has no value. Add target: the value to reach."
            if f"{path}.band" in draft.given:
                yield (
                    f"{path}.band",
                    f"only goes with near_target, but better_when is {better_when}. Use target and floor.",
                )


def each_target_makes_sense(draft: Draft) -> Iterator[Finding]:
    """Floors on the losing side, bands the right way up, percentages within 0-100, dates in order."""
    better_when = draft.values.get("better_when")
    for path, target in draft.items_of("targets"):
        value, floor, band = target.get("target"), target.get("floor"), target.get("band", {})
        low, high = band.get("low"), band.get("high")
        if value is not None and floor is not None:
            if better_when == BetterWhen.HIGHER and floor >= value:
                yield (
                    f"{path}.floor",
                    f"{floor:.10g} should be below the target of {value:.10g}, because higher is better.",
                )
            if better_when == BetterWhen.LOWER and floor <= value:
                yield (
                    f"{path}.floor",
                    f"{floor:.10g} should be above the target of {value:.10g}, because lower is better.",
                )
        if low is not None and high is not None:
            if low >= high:
                yield f"{path}.band", f"low is {low:.10g} and high is {high:.10g}. Low should be below high."
            elif value is not None and not low <= value <= high:
                yield f"{path}.target", f"{value:.10g} should be inside the band, {low:.10g} to {high:.10g}."
        if draft.values.get("unit") == Unit.PERCENT:
            for key, number in {"target": value, "floor": floor, "band.low": low, "band.high": high}.items():
                if number is not None and not 0 <= number <= 100:
                    yield (
                        f"{path}.{key}",
                        f"{number:.10g} should be from 0 to 100, because the unit is percent.",
                    )
        if target.get("to_reach_by") and target.get("from") and target["to_reach_by"] < target["from"]:
            yield (
                f"{path}.to_reach_by",
                f"{target['to_reach_by']} is before the target is in force ({target['from']}).",
            )


def no_two_targets_start_together(draft: Draft) -> Iterator[Finding]:
    seen: set[tuple[str, str | None]] = set()
    for path, target in draft.items_of("targets"):
        start = (target.get("from", path), target.get("authority"))
        if start in seen:
            yield f"{path}.from", f"another target is in force from {start[0]}. Each step needs its own date."
        seen.add(start)


def history_is_in_order(draft: Draft) -> Iterator[Finding]:
    last_day = ""
    for number, (path, change) in enumerate(draft.items_of("definition_history"), start=1):
        if change.get("version", number) != number:
            yield (
                f"{path}.version",
                f"is {change['version']}, but should be {number}: versions count 1, 2, 3 ...",
            )
        day = change.get("from", "")
        if day and day <= last_day:
            yield f"{path}.from", f"{day} should be after {last_day}, when the version before it began."
        last_day = max(last_day, day)


def chart_fits_the_unit(draft: Draft) -> Iterator[Finding]:
    chart, unit = draft.values.get("spc", {}).get("chart"), draft.values.get("unit")
    if chart == SpcChart.P_PRIME and unit not in (None, Unit.PERCENT):
        yield "spc.chart", f"p_prime is for percentages, but the unit is {unit}. Use xmr or run."
    if chart == SpcChart.U_PRIME and unit not in (None, Unit.COUNT, Unit.RATE_PER_10000):
        yield "spc.chart", f"u_prime is for counts and rates, but the unit is {unit}. Use xmr or run."


RULES: tuple[Rule, ...] = (
    file_and_folder_match,
    status_has_its_calculation,
    words_fit_the_unit,
    targets_go_with_the_kind,
    each_target_is_complete,
    each_target_makes_sense,
    no_two_targets_start_together,
    history_is_in_order,
    chart_fits_the_unit,
)
