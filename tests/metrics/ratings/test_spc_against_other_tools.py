"""Our SPC charts against the answers of Making Data Count and qicharts2.

The README of the oracle says how each was made. Where tools differ we follow the column of the rule
that we have chosen: two-of-three as of 2023, no screening, target on a limit decides, runs bridge gaps.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from metrics.ratings.spc import SpcResult, SpcSettings, p, p_prime, run_chart, u, u_prime, xmr
from metrics.ratings.spc.run_charts import crossings_limit, longest_run_limit

DIRECTIONS = {"increase": "higher", "decrease": "lower", "neutral": "neutral"}
SIX = SpcSettings(shift_points=6, trend_points=6)
CONCERN = SpcSettings(conflict_rule="concern")

# Values near 1e-9, which our tolerance treats as equal; the SQL rounds them to nothing and was left blank.
NOT_IN_MDC = {"tiny_values"}
# Every month 0 %: qicharts2 gives no limits, the rules give limits on the mean and flag nothing.
LIMITS_ON_THE_MEAN = {"p_all_0", "p_all_100", "p_all_1"}


def number(text: str) -> float | None:
    return float(text) if text else None


def whole_numbers(text: str) -> list[int]:
    return [int(part) for part in text.split("|") if part]


def side(point: dict[str, str], high: str, low: str) -> str | None:
    return "high" if point[high] == "1" else "low" if point[low] == "1" else None


def judge(series: dict[str, str], points: list[dict[str, str]], settings: SpcSettings) -> SpcResult:
    return xmr(
        [number(point["value"]) for point in points],
        better_when=DIRECTIONS[series["direction"]],
        target=number(series["target"]),
        restart_at=whole_numbers(series["rebase_at"]),
        baseline_points=int(series["fix_after_n"]) if series["fix_after_n"] else None,
        settings=settings,
    )


def compare(differences: list[str], where: str, ours: object, theirs: object) -> int:
    """Note a difference; returns 1, so that comparisons can be counted."""
    is_same = (
        ours == pytest.approx(theirs, rel=1e-9, abs=1e-9)
        if isinstance(ours, float) and isinstance(theirs, float)
        else ours == theirs
    )
    if not is_same:
        differences.append(f"{where}: ours {ours}, theirs {theirs}")
    return 1


def test_xmr_agrees_with_making_data_count_on_every_limit_flag_class_and_icon(
    xmr_series: list[dict[str, str]], xmr_points: dict[str, list[dict[str, str]]]
) -> None:
    differences: list[str] = []
    compared = 0
    for series in xmr_series:
        name, points = series["id"], xmr_points[series["id"]]
        ours, ours_concern = (judge(series, points, settings) for settings in (SpcSettings(), CONCERN))
        compared += compare(differences, f"{name} variation", ours.variation, series["mdc2023_variation"])
        compared += compare(differences, f"{name} assurance", ours.assurance, series["mdc_assurance"] or None)
        if series["mdc2023_variation"] == series["mdc_variation"]:
            theirs = series["mdc_variation_if_conflict_rule_concern"]
            compared += compare(differences, f"{name} concern rule", ours_concern.variation, theirs)
        for i, point in enumerate(points):
            where = f"{name} {i}"
            if not point["value"]:
                everything = (
                    ours.mean,
                    ours.lower,
                    ours.upper,
                    ours.outside,
                    ours.shift,
                    ours.trend,
                    ours.point,
                )
                compared += compare(differences, where, [given[i] for given in everything], [None] * 7)
                continue
            if name in NOT_IN_MDC:
                continue
            for ours_lines, column in (
                (ours.mean, "mdc_mean"),
                (ours.lower, "mdc_lpl"),
                (ours.upper, "mdc_upl"),
            ):
                compared += compare(differences, f"{where} {column}", ours_lines[i], number(point[column]))
            for ours_flags, high, low in (
                (ours.outside, "mdc_outside_hi", "mdc_outside_lo"),
                (ours.shift, "mdc_shift_hi", "mdc_shift_lo"),
                (ours.trend, "mdc_trend_up", "mdc_trend_down"),
                (ours.two_of_three, "mdc2023_two3_hi", "mdc2023_two3_lo"),
            ):
                compared += compare(differences, f"{where} {high}", ours_flags[i], side(point, high, low))
            compared += compare(differences, f"{where} class", ours.point[i], point["mdc2023_point_class"])
    assert differences == []
    assert compared > 30_000, f"only {compared} comparisons: has the oracle changed?"


def test_six_points_agree_with_making_data_count_set_to_six(
    xmr_series: list[dict[str, str]], xmr_points: dict[str, list[dict[str, str]]]
) -> None:
    differences: list[str] = []
    for series in xmr_series:
        if series["id"] in NOT_IN_MDC:
            continue
        points = xmr_points[series["id"]]
        ours = judge(series, points, SIX)
        for i, point in enumerate(points):
            if point["value"]:
                theirs = (
                    side(point, "mdc6_shift_hi", "mdc6_shift_lo"),
                    side(point, "mdc6_trend_up", "mdc6_trend_down"),
                )
                compare(differences, f"{series['id']} {i}", (ours.shift[i], ours.trend[i]), theirs)
    assert differences == []


def test_limits_agree_with_nhsrplotthedots_where_both_take_one_segment(
    xmr_series: list[dict[str, str]], xmr_points: dict[str, list[dict[str, str]]]
) -> None:
    differences: list[str] = []
    for series in xmr_series:
        if series["fix_after_n"]:
            continue
        points = xmr_points[series["id"]]
        ours = judge(series, points, SpcSettings())
        for i, point in enumerate(points):
            if point["ptdns_lpl"]:
                compare(differences, f"{series['id']} {i}", ours.lower[i], number(point["ptdns_lpl"]))
                compare(differences, f"{series['id']} {i}", ours.upper[i], number(point["ptdns_upl"]))
    assert differences == []


@pytest.mark.parametrize(
    ("chart", "answers"), [(p_prime, "pp_noscreen"), (p, "p"), (u, "u"), (u_prime, "up_noscreen")]
)
def test_attribute_charts_agree_with_qicharts2(
    attribute_series: list[dict[str, Any]], chart: Any, answers: str
) -> None:
    differences: list[str] = []
    for series in attribute_series:
        months = len(series["num"])
        theirs = series["expected_qicharts2"][answers]
        ours = chart(
            series["num"],
            series["den"],
            better_when="higher",
            restart_at=series["part"],
            baseline_points=series["freeze"],
        )
        for name, lines in (("cl", ours.mean), ("lcl", ours.lower), ("ucl", ours.upper)):
            expected = theirs[name] if isinstance(theirs[name], list) else [theirs[name]] * months
            if series["id"] in LIMITS_ON_THE_MEAN and expected[0] is None:
                expected = ours.mean
            for i in range(months):
                compare(differences, f"{series['id']} {i} {name}", lines[i], expected[i])
        for i in range(months):
            is_outside = ours.outside[i] is not None
            compare(differences, f"{series['id']} {i} outside", is_outside, bool(theirs["sigma_signal"][i]))
    assert differences == []


def test_run_charts_agree_with_qicharts2(
    xmr_series: list[dict[str, str]],
    xmr_points: dict[str, list[dict[str, str]]],
    attribute_series: list[dict[str, Any]],
) -> None:
    differences: list[str] = []
    for series in xmr_series:
        counts_gaps_in_baseline = series["fix_after_n"] and series["n_rows"] != series["n_values"]
        if not series["run_n_useful"] or series["id"] in NOT_IN_MDC or counts_gaps_in_baseline:
            continue  # qicharts2 counts missing months into a baseline; Making Data Count and we do not
        values = [number(point["value"]) for point in xmr_points[series["id"]]]
        ours = run_chart(values, baseline_points=int(series["fix_after_n"] or 0) or None).segments[0]
        compare(differences, series["id"], ours.useful_points, int(series["run_n_useful"]))
        compare(differences, series["id"], ours.median, number(series["run_median"]))
        for mine, theirs in (
            (ours.longest_run, "run_longest_run"),
            (ours.longest_run_limit, "run_longest_run_max"),
            (ours.crossings, "run_crossings"),
            (ours.crossings_limit, "run_crossings_min"),
        ):
            compare(differences, f"{series['id']} {theirs}", mine, number(series[theirs]))
        if ours.signal is not None:
            compare(differences, f"{series['id']} signal", ours.signal, series["run_signal"] == "1")
    for series_with_parts in attribute_series:
        pairs = zip(series_with_parts["num"], series_with_parts["den"], strict=True)
        chart = run_chart(
            [x / n for x, n in pairs],
            restart_at=series_with_parts["part"],
            baseline_points=series_with_parts["freeze"],
        )
        for segment, run in zip(
            chart.segments, series_with_parts["expected_qicharts2"]["run"]["runs"], strict=True
        ):
            ours_numbers = (segment.useful_points, segment.longest_run, segment.crossings)
            theirs_numbers = (run["n_useful"], run["longest_run"], run["n_crossings"])
            compare(differences, series_with_parts["id"], ours_numbers, theirs_numbers)
    assert differences == []


def test_run_chart_limits_are_those_of_the_published_table(oracle: Path) -> None:
    lines = (oracle / "anhoej_limits.csv").read_text(encoding="utf-8").splitlines()[1:]
    for line in lines:
        points, longest, fewest = (int(part) for part in line.split(","))
        assert (longest_run_limit(points), crossings_limit(points)) == (longest, fewest), points
    assert len(lines) == 120
