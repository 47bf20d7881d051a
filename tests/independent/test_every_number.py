"""Every figure of every live KPI of a synthetic council, against a second calculation in plain pandas.

Both ways: what the program has and the plain calculation does not, and the other way round, are both
found. Counts agree exactly, values to 1e-9.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.independent.conftest import CalculatedCouncil, live_kpis
from tests.independent.plain_calculation import KEYS, NUMBERS, figures

LIVE = live_kpis()
EXACT = 1e-9


def differences(program: pd.DataFrame, plain: pd.DataFrame) -> pd.DataFrame:
    """Return one row a figure that only one side has, or that the two have differently."""
    both = program.merge(
        plain, on=KEYS, how="outer", suffixes=("_program", "_plain"), indicator="found_in", validate="1:1"
    )
    differs = both["found_in"] != "both"
    for name in NUMBERS:
        left = both[f"{name}_program"].astype(float).to_numpy()
        right = both[f"{name}_plain"].astype(float).to_numpy()
        differs |= ~np.isclose(left, right, rtol=EXACT, atol=EXACT, equal_nan=True)
    differs |= both["state_program"] != both["state_plain"]
    return both[differs]


def in_words(found: pd.DataFrame) -> str:
    """Return the first of the differences as a table to read, and how many there are of each kind."""
    kinds = found.groupby(["basis", "period_kind", "found_in"], observed=True).size().to_string()
    return f"{len(found)} figures differ\n{kinds}\n{found.head(8).T.to_string()}"


@pytest.mark.parametrize("kpi_id", LIVE)
def test_the_plain_calculation_gives_every_figure(council: CalculatedCouncil, kpi_id: str) -> None:
    kpi = council.kpi(kpi_id)
    assert kpi.calculation is not None
    plain = figures(kpi, council.events(str(kpi.calculation.events)), council.extract)
    found = differences(council.figures(kpi_id), plain)
    assert found.empty, in_words(found)


def test_no_figure_is_of_a_kpi_that_is_not_live(council: CalculatedCouncil) -> None:
    calculated = council.connection.execute("SELECT DISTINCT kpi_id FROM calculated_observations").fetchall()
    assert sorted(kpi_id for (kpi_id,) in calculated) == [
        kpi.id for kpi in sorted(council.live, key=lambda k: k.id)
    ]


def test_a_difference_is_found_whichever_side_it_is_on(council: CalculatedCouncil) -> None:
    good = council.figures(LIVE[0]).reset_index(drop=True)
    assert differences(good, good).empty
    assert len(differences(good, good.iloc[1:])) == 1
    assert len(differences(good.iloc[1:], good)) == 1
    wrong = good.assign(numerator=good["numerator"].astype(float))
    wrong.loc[3, "numerator"] = 1e6
    assert len(differences(good, wrong)) == 1
