"""A judgement, put into what the chart draws under the figures."""

from __future__ import annotations

from datetime import date

from charts.process import FanMonth, Process
from metrics.periods import month_label
from reporting.judgement import Judgement
from reporting.judgement.series import month_after
from reporting.judgement.words import VARIATION_WORDS, number, possible_limits
from reporting.words import sentence_case


def process_of(judgement: Judgement) -> Process | None:
    """Return what to draw of a judgement: limits cut at what is possible; None without a chart."""
    if judgement.chart is None:
        return None
    limits = [possible_limits(judgement, place) for place in range(len(judgement.lower))]
    nothing = (None,) * len(judgement.months)
    centre = judgement.mean if judgement.is_judged else judgement.median
    return Process(
        months=judgement.months,
        centre=centre,
        lower=tuple(limit for limit, _ in limits) or nothing,
        upper=tuple(limit for _, limit in limits) or nothing,
        starts=judgement.segment_starts or (0,),
        centre_word="mean" if judgement.is_judged else "median",
        fan_from=fan_start(judgement),
        fan=fan_of(judgement),
        fan_words="outlook",
    )


def fan_start(judgement: Judgement) -> tuple[date, float] | None:
    """Return the day and value of the last figure."""
    if judgement.last_month is None or judgement.values[-1] is None:
        return None
    return judgement.last_month, judgement.values[-1]


def fan_of(judgement: Judgement) -> tuple[FanMonth, ...]:
    """Return the likely ranges of the months to come; () without an outlook."""
    outlook, last = judgement.outlook, judgement.last_month
    if outlook is None or last is None:
        return ()
    return tuple(
        FanMonth(
            day=(day := month_after(last, ahead.months_ahead)),
            low_95=ahead.low_95,
            low_80=ahead.low_80,
            middle=ahead.median,
            high_80=ahead.high_80,
            high_95=ahead.high_95,
            words=(
                f"<b>{month_label(day)}, if nothing changes</b><br>"
                f"8 in 10: {number(judgement, ahead.low_80)} to {number(judgement, ahead.high_80)}<br>"
                f"19 in 20: {number(judgement, ahead.low_95)} to {number(judgement, ahead.high_95)}"
            ),
        )
        for ahead in outlook.path
    )


def class_of_month(judgement: Judgement | None, day: date, value: float) -> tuple[str, str]:
    """Return the class of the month that ends on a day with that value, and why in words; '' if not judged."""
    if judgement is None or not judgement.is_judged or day not in judgement.months:
        return "", ""
    place = judgement.months.index(day)
    point = judgement.point_classes[place]
    if point is None or judgement.values[place] != value:
        return "", ""
    rules = "; ".join(judgement.rules_broken[place])
    return point, sentence_case(f"{VARIATION_WORDS[point]}: {rules}" if rules else VARIATION_WORDS[point])
