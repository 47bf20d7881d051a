"""One small council twice, as a dataset and as monthly Annex A workbooks: the figures of both must agree.

The workbooks are made from the same records. Where a figure differs, annex_a_differences.yaml says why and by how
much at most; whatever it does not list must be the same in every month, numerator and denominator too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.build import build_store
from data.organisation import authority_id
from data.paths import StorePaths
from data.plain_yaml import read_plain_yaml
from data.sources.annex_a_load import load_annex_a
from data.sources.feeds.load import load_feed
from data.sources.ssd.load import load_ssd
from data.store import open_store
from data.synthetic import SyntheticAuthority, generate_council
from metrics.library import load_library
from metrics.vocabulary import KpiStatus

CHILDREN, YEARS, WORKBOOKS = 400, 3, 18
ENDS_ON, TODAY = date(2026, 10, 31), date(2026, 11, 21)
# The first workbook is of May 2025 and reaches back to December 2024: a year and more lies before these months.
FIRST_MONTH = "2026-05"
# Whom a rate is per, and what the teams are called, is in neither; both builds get it.
SAME_FEEDS = ("populations", "teams")
DIFFERENCES = read_plain_yaml(Path(__file__).parent / "annex_a_differences.yaml")
# Of what it counts itself, the rows that it received, a build from other files cannot say the same.
OF_THE_FILES = {"data_quality_score"}
FEWEST_COMPARED = 95

Key = tuple[str, str, str]  # KPI, basis, month


@dataclass(frozen=True)
class Figure:
    state: str
    numerator: float | None
    denominator: float | None
    value: float | None

    @property
    def is_counted(self) -> bool:
        return self.state == "counted"

    def agrees_with(self, other: Figure) -> bool:
        mine, its = ((f.numerator, f.denominator, f.value) for f in (self, other))
        return all(
            one == another if one is None or another is None else one == pytest.approx(another, abs=1e-6)
            for one, another in zip(mine, its, strict=True)
        )


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[Key, Figure], dict[Key, Figure]]:
    """The figures of the whole authority: from the dataset, and from the workbooks."""
    folder = tmp_path_factory.mktemp("twice")
    (council,) = generate_council(
        folder / "files", children=CHILDREN, years=YEARS, annex_a_months=WORKBOOKS, ends_on=ENDS_ON
    ).authorities
    dataset, workbooks = StorePaths(folder / "dataset"), StorePaths(folder / "workbooks")
    load_ssd(dataset, council.ssd_folder, council.name, ENDS_ON, today=TODAY)
    for workbook in council.annex_a:
        load_annex_a(workbooks, workbook.path, council.name, workbook.as_at, today=TODAY)
    return _figures(dataset, council), _figures(workbooks, council)


def _figures(paths: StorePaths, council: SyntheticAuthority) -> dict[Key, Figure]:
    for name in SAME_FEEDS:
        load_feed(paths, name, council.feed_files[name], council.name, ENDS_ON, today=TODAY)
    build_store(paths, load_library())
    return _read(paths, authority_id(council.name))


def _read(paths: StorePaths, authority: str) -> dict[Key, Figure]:
    asked = (
        open_store(paths)
        .connection.cursor()
        .sql(
            "SELECT kpi_id, basis, strftime(period_end, '%Y-%m') AS month, state, numerator, denominator, value"
            " FROM kpi_observations"
            " WHERE org_unit_id = $authority AND breakdown IS NULL AND period_kind IN ('month', 'as_at')"
            " AND strftime(period_end, '%Y-%m') >= $first_month",
            params={"first_month": FIRST_MONTH, "authority": authority},
        )
    )
    found = asked.to_arrow_table().to_pylist()
    can_be_fed = {
        kpi.id
        for kpi in load_library().definitions
        if kpi.status is KpiStatus.LIVE
        and kpi.calculation is not None
        and kpi.calculation.cannot_come_from.annex_a is None
    }
    return {
        (row["kpi_id"], row["basis"], row["month"]): Figure(
            row["state"], row["numerator"], row["denominator"], row["value"]
        )
        for row in found
        if row["kpi_id"] in can_be_fed - OF_THE_FILES
    }


def differences(
    dataset: Mapping[Key, Figure], workbooks: Mapping[Key, Figure]
) -> dict[str, dict[str, list[tuple[Key, Figure | None, Figure | None]]]]:
    """Return the figures that differ, by KPI: in `differ`, `only_annex_a` and `only_dataset`."""
    found: dict[str, Any] = {kind: defaultdict(list) for kind in ("differ", "only_annex_a", "only_dataset")}
    for key in sorted(dataset.keys() | workbooks.keys()):
        one, other = dataset.get(key), workbooks.get(key)
        has_one, has_other = (figure is not None and figure.is_counted for figure in (one, other))
        if has_one and has_other:
            assert one is not None and other is not None
            if not one.agrees_with(other):
                found["differ"][key[0]].append((key, one, other))
        elif has_other:
            found["only_annex_a"][key[0]].append((key, one, other))
        elif has_one and (other is None or other.state == "no_cases"):
            # a figure that is not supplied, or not wholly, says so itself
            found["only_dataset"][key[0]].append((key, one, other))
    return found


def test_every_figure_agrees_unless_there_is_a_reason(
    figures: tuple[dict[Key, Figure], dict[Key, Figure]],
) -> None:
    for kind, by_kpi in differences(*figures).items():
        unexplained = {kpi: found for kpi, found in by_kpi.items() if kpi not in DIFFERENCES[kind]}
        assert unexplained == {}, kind


def test_no_difference_is_greater_than_its_reason_allows(
    figures: tuple[dict[Key, Figure], dict[Key, Figure]],
) -> None:
    too_great = [
        (key, one, other)
        for kpi, found in differences(*figures)["differ"].items()
        for key, one, other in found
        if one is not None
        and other is not None
        and abs((one.value or 0) - (other.value or 0)) > DIFFERENCES["differ"][kpi]["within"]
    ]
    assert too_great == []


def test_no_reason_is_given_for_what_agrees(figures: tuple[dict[Key, Figure], dict[Key, Figure]]) -> None:
    found = differences(*figures)
    for kind in ("differ", "only_annex_a"):
        assert set(DIFFERENCES[kind]) - found[kind].keys() == set(), kind


def test_enough_is_compared_to_mean_something(
    figures: tuple[dict[Key, Figure], dict[Key, Figure]],
) -> None:
    dataset, workbooks = figures
    both = {
        key
        for key in dataset.keys() & workbooks.keys()
        if dataset[key].is_counted and workbooks[key].is_counted
    }
    assert len({kpi for kpi, _, _ in both}) >= FEWEST_COMPARED
    not_nothing = {kpi for kpi, basis, month in both if dataset[kpi, basis, month].value}
    assert len(not_nothing) >= FEWEST_COMPARED - 15


def test_months_are_in_neither_alone(figures: tuple[dict[Key, Figure], dict[Key, Figure]]) -> None:
    dataset, workbooks = ({month for _, _, month in found} for found in figures)
    assert dataset == workbooks == {f"2026-{month:02d}" for month in range(5, 11)}
