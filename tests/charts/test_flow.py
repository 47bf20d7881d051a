"""The flow and the lanes of a record: what is drawn is as wide as it is many, and every word is escaped."""

from __future__ import annotations

import re
from datetime import date

from charts.flow import GOES_ON, LEAVES, TOO_RECENT, FlowPart, FlowStep, flow_html
from charts.palette import DARK, LIGHT
from charts.record_lanes import LaneBar, lanes_html

STEP = FlowStep(
    "Contacts to <referral>",
    "2 of 8 contacts & more",
    (
        FlowPart(GOES_ON, "Referral", 2, "25%"),
        FlowPart(LEAVES, "No further action", 6, "75%"),
        FlowPart(TOO_RECENT, "Too recent to say", 2),
    ),
    opens_from_before=False,
)
NEXT = FlowStep("Referrals", "All", (FlowPart(GOES_ON, "Plan", 2, "100%"),), opens_from_before=True)


def test_parts_are_as_wide_as_they_are_many() -> None:
    html = flow_html([STEP], LIGHT)
    widths = [float(width) for width in re.findall(r'<rect x="[\d.]+" y="0" width="([\d.]+)"', html)]
    assert widths == [200.0, 600.0, 200.0]
    assert html.count("url(#flow-stripes)") == 2  # the part that is too recent, and its key
    assert "No further action <b>6</b> (75%)" in html
    assert "Too recent to say <b>2</b></span>" in html


def test_the_next_step_opens_out_of_what_went_on() -> None:
    html = flow_html([STEP, NEXT], DARK)
    assert "M0 0H200.00L1000" in html
    assert "M0 0H" not in flow_html([STEP, FlowStep("R", "None", (), opens_from_before=True)], DARK)


def test_words_of_a_flow_are_escaped() -> None:
    html = flow_html([STEP], LIGHT)
    assert "Contacts to &lt;referral&gt;" in html
    assert "2 of 8 contacts &amp; more" in html


def test_lanes_run_from_the_first_january_to_the_last_day() -> None:
    lanes = [
        (
            "Plans",
            [LaneBar(date(2025, 1, 1), date(2025, 7, 2), True), LaneBar(date(2025, 12, 1), None, True)],
        ),
        ("Front <door>", [LaneBar(date(2025, 7, 2), None, False)]),
    ]
    html = lanes_html(lanes, date(2026, 1, 1), LIGHT, "A child's <record>")
    bars = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', html)
    # 182 of 365 days; 31 days before the end
    assert [(float(x), float(width)) for x, width in bars] == [(0.0, 498.6), (915.1, 84.9)]
    assert "Front &lt;door&gt;" in html
    assert 'aria-label="A child&#x27;s &lt;record&gt;"' in html
    assert '<span style="left:0.0%">2025</span>' in html
    assert ">2026</span>" not in html  # it would run out of the drawing


def test_a_record_without_a_date_has_no_lanes() -> None:
    assert lanes_html([("Plans", [])], date(2026, 1, 1), LIGHT, "Nothing") == ""
