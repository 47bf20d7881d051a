"""What is judged by looking back 12 months, worked out again in pandas from the staged rows.

A month is judged as far as the extracts reach back from it. What was found there never decides whether it
is: to count a repeat that shows and leave out what shows none would make the first year 100%.
"""

from __future__ import annotations

import pandas as pd
import pytest

from tests.independent.conftest import CalculatedCouncil

YEAR = pd.DateOffset(months=12)
LOOK_BACKS = [
    ("re_referrals_within_12_months", "referrals", "referral_received_on"),
    ("repeat_section_47_enquiries_within_12_months", "section_47_enquiries", "enquiry_started_on"),
]


@pytest.mark.parametrize(("kpi_id", "table", "day"), LOOK_BACKS)
def test_a_repeat_is_judged_where_12_months_before_it_are_covered(
    council: CalculatedCouncil, kpi_id: str, table: str, day: str
) -> None:
    starts = staged_days(council, table, day)
    covered_from = pd.Timestamp(council.extract.covered_from)
    found = council.figures(kpi_id).query(
        "basis == 'completed' and period_kind == 'month' and breakdown.isna()"
    )
    of_all = (
        found[found["org_unit_id"] == council.extract.authority_id].set_index("period_end").to_dict("index")
    )
    for end in council.extract.months:
        last = pd.Timestamp(end)
        of_month = starts[starts["day"].between(last.replace(day=1), last)]
        known = of_month[of_month["day"] - YEAR >= covered_from]
        repeats = known["earlier"] >= known["day"] - YEAR
        expected = (int(repeats.sum()), len(known), len(of_month) - len(known))
        given = tuple(of_all[end][name] for name in ("numerator", "denominator", "not_counted"))
        assert given == expected, end
    # the first year holds repeats, and none of it is judged
    first_year = starts[starts["day"].between(covered_from, covered_from + YEAR - pd.DateOffset(days=1))]
    assert (first_year["earlier"] >= first_year["day"] - YEAR).any()
    assert of_all[council.extract.months[0]]["denominator"] == 0


def staged_days(council: CalculatedCouncil, table: str, day: str) -> pd.DataFrame:
    """Return child, day and the day before it: referrals of a child on one day are one, enquiries are not."""
    rows: pd.DataFrame = council.connection.sql(f"SELECT child_id, {day} AS day FROM staged.{table}").df()
    rows["day"] = pd.to_datetime(rows["day"])
    days = rows.drop_duplicates().sort_values(["child_id", "day"])
    days["earlier"] = days.groupby("child_id")["day"].shift()
    each: pd.DataFrame = days if table == "referrals" else rows.merge(days, on=["child_id", "day"])
    return each
