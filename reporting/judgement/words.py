"""What a judgement says in words: for cells, for the KPI page, and for readers of the chart.

Made from the figures, so that words and drawing cannot contradict each other.
"""

from __future__ import annotations

from metrics.periods import month_label
from metrics.ratings.outlook_goal import Goal
from metrics.vocabulary import SpcChart, Unit
from reporting.judgement.result import Judgement
from reporting.words import sentence_case, value_words

VARIATION_WORDS = {
    "common_cause": "Usual variation",
    "improvement_high": "Improvement, high",
    "improvement_low": "Improvement, low",
    "concern_high": "Concern, high",
    "concern_low": "Concern, low",
    "neutral_high": "Unusually high",
    "neutral_low": "Unusually low",
}
ASSURANCE_WORDS = {
    "pass": "Consistently met",
    "fail": "Consistently missed",
    "inconsistent": "Hit or miss",
}
ASSURANCE_NOTES = {
    "pass": "If nothing changes, the target will be met in almost every month.",
    "fail": "If nothing changes, the target will be missed in almost every month.",
    "inconsistent": "If nothing changes, some months will meet the target and some will not, by chance alone.",
}
SPANS_A_CHANGE = "Judged by limits that span a lasting change: see below."
CHART_WORDS = {
    SpcChart.P_PRIME: "p prime chart (percentages with known numbers)",
    SpcChart.XMR: "XmR chart (single values, counts and rates)",
    SpcChart.U_PRIME: "u prime chart (things that happen, over what they are counted over)",
    SpcChart.RUN: "run chart (median only)",
}
UNITS_WRITTEN_ONCE = (Unit.DAYS, Unit.WEEKS, Unit.RATE_PER_10000)
TOO_FEW = "Too few to tell"
COMMON_CAUSE_NOTE = "The latest month does not differ from the months before it by more than chance."


def variation_words(judgement: Judgement) -> str:
    """Return what the latest month is, in two words; '' without limits."""
    return VARIATION_WORDS[judgement.variation] if judgement.variation else ""


def earlier_month_words(judgement: Judgement) -> str:
    """Return which month is judged where the newest has no value: 'The newest value: Sep 2026'."""
    return f"The newest value: {judgement.last_month:%b %Y}"


def assurance_words(judgement: Judgement) -> str:
    """Return whether the target will be met; '' without a target or limits."""
    return ASSURANCE_WORDS[judgement.assurance] if judgement.assurance else ""


def variation_note(judgement: Judgement) -> str:
    """Return why the latest month is what it is, as a sentence."""
    if judgement.variation is None:
        return ""
    if judgement.variation == "common_cause":
        return COMMON_CAUSE_NOTE
    rules = judgement.rules_broken[-1]
    return f"{month_words(judgement, -1)}: {'; '.join(rules)}."


def assurance_note(judgement: Judgement) -> str:
    """Return what the assurance means, or why there is none, as a sentence."""
    if judgement.assurance is not None:
        caution = assurance_caution(judgement)
        said = SPANS_A_CHANGE if judgement.suggested_restart else f"{caution}." if caution else ""
        return f"{ASSURANCE_NOTES[judgement.assurance]} {said}".strip()
    if judgement.target is None or judgement.target.why_not:
        return judgement.target.why_not if judgement.target else ""
    if judgement.target.in_force is None:
        return "No single number is in force as a target in the latest month."
    return "No direction is better in itself, or there are too few months for limits."


def assurance_caution(judgement: Judgement) -> str:
    """Return a few words where the assurance should not be taken by itself; '' where it can.

    A lasting shift spoils its limits, or it says of every month what is not so in the latest.
    """
    if judgement.assurance is None:
        return ""
    if judgement.suggested_restart:
        return "Limits span a lasting change"
    met = latest_meets_target(judgement)
    unlike = (judgement.assurance, met) in (("pass", False), ("fail", True))
    return f"The latest month {'meets' if met else 'misses'} it" if unlike else ""


def latest_meets_target(judgement: Judgement) -> bool | None:
    """Return whether the latest month meets the target in force; None without one of them."""
    target, value = judgement.target, judgement.values[-1] if judgement.values else None
    if target is None or target.in_force is None or value is None:
        return None
    kpi = judgement.kpi
    return Goal(target.in_force, kpi.better_when, target.strictly_below, kpi.unit).is_met_by(value)


def outlook_words(judgement: Judgement) -> str:
    """Return the outlook in a few words: how likely the target is, else the likely range; '' if none."""
    outlook = judgement.outlook
    if outlook is None or outlook.likely is None:
        return ""
    if outlook.chance_words is not None:
        return sentence_case(outlook.chance_words)
    return TOO_FEW if says_nothing(judgement) else likely_words(judgement)


def outlook_note(judgement: Judgement) -> str:
    """Return the second line under the outlook's few words."""
    outlook, month = judgement.outlook, judgement.outlook_month
    if outlook is None or month is None:
        return ""
    if outlook.likely is None:
        return short_reason(outlook.why_not or "")
    if says_nothing(judgement):
        return "too few are counted in a month"
    if outlook.chance_text is None:
        return f"in {month:%b %Y}"
    return f"{outlook.chance_text} in {month:%b %Y}; {likely_words(judgement).lower()}"


def says_nothing(judgement: Judgement) -> bool:
    """Return whether an outlook holds every percentage likely: of one or two in a month."""
    return judgement.outlook is not None and judgement.outlook.holds_everything_likely


def likely_words(judgement: Judgement) -> str:
    """Return the range that holds 8 in 10 months, like 'Likely 78% to 91%'."""
    outlook = judgement.outlook
    return f"Likely {outlook.likely_words}" if outlook is not None and outlook.likely is not None else ""


def short_reason(why_not: str) -> str:
    """Return the first part of a reason, up to its colon or full stop.

    >>> short_reason("the process has just changed: the last 9 months are all above the mean. Wait.")
    'the process has just changed'
    """
    return why_not.partition(":")[0].partition(".")[0]


def outlook_sentence(judgement: Judgement) -> str:
    """Return the outlook as a sentence with its date and what it cannot foresee; '' if there is none."""
    outlook, month, target = judgement.outlook, judgement.outlook_month, judgement.target
    if outlook is None or month is None or target is None:
        return ""
    if says_nothing(judgement):
        return f"So few are counted in a month that any percentage is likely in {month_label(month)}."
    said = [outlook.sentence(f"in {month_label(month)}")]
    if outlook.likely is not None:
        if outlook.chance is None and outlook.goal is not None:
            said.append("That is too far ahead for a chance.")
        said += [words for words in (target.date_words, target.why_not) if words]
        if judgement.kpi.seasonal:
            said.append("This measure has seasons, which the outlook does not foresee.")
    return " ".join(said)


def gap_sentence(judgement: Judgement) -> str:
    """Return what it would take to meet the target; '' where it cannot be said."""
    outlook = judgement.outlook
    return outlook.gap.words if outlook is not None and outlook.gap is not None else ""


def run_words(judgement: Judgement) -> str:
    """Return what the run chart's tests say; '' for another chart."""
    if judgement.chart is not SpcChart.RUN:
        return ""
    if judgement.run_signal is None:
        return "Too few months differ from the median to say whether they vary by more than chance."
    if judgement.run_signal:
        return "The months stay on one side of the median for longer than chance alone would make them."
    return "The months vary about the median as chance alone would make them."


def rules_line(judgement: Judgement) -> str:
    """Return the line under the chart: which chart, by which rules; '' without a chart."""
    if judgement.chart is None:
        return ""
    chart = CHART_WORDS[judgement.chart]
    if judgement.chart is SpcChart.RUN:
        return f"Rules used: {chart}, tests of long runs and few crossings."
    return f"Rules used: {chart}. {judgement.rule_set} where a month is a signal of both."


def chart_sentence(judgement: Judgement) -> str:
    """Return what the limits on the chart show, in two or three sentences; '' without a chart."""
    if judgement.chart is None:
        return ""
    first, last = month_words(judgement, 0), month_words(judgement, -1)
    said = f"{judgement.points_counted} months from {first} to {last}"
    if judgement.chart is SpcChart.RUN:
        return f"{said} about a median of {number(judgement, judgement.median[-1])}. {run_words(judgement)}"
    lower, upper = judgement.lower[-1], judgement.upper[-1]
    mean = number(judgement, judgement.mean[-1])
    sentences = [f"{said}: mean {mean} now."]
    if lower is not None and upper is not None:
        sentences = [f"{said}: mean {mean}, usual range {usual_range(judgement)} now."]
    sentences.append(signals_sentence(judgement))
    if judgement.restarts:
        months = " and ".join(month_label(mark.month) for mark in judgement.restarts)
        sentences.append(f"The limits start afresh in {months}.")
    return " ".join(sentences)


def signals_sentence(judgement: Judgement) -> str:
    """Return how many months are signals, of which kind."""
    found = [point.split("_")[0] for point in judgement.point_classes if point not in (None, "common_cause")]
    if not found:
        return "No month differs from the others by more than chance."
    kinds = {"improvement": "of improvement", "concern": "of concern", "neutral": "neither good nor bad"}
    counted = [f"{found.count(kind)} {words}" for kind, words in kinds.items() if kind in found]
    latest = f"{month_words(judgement, -1)}: {variation_words(judgement).lower()}"
    if len(found) == 1:
        return f"One month is a signal, {kinds[found[0]]}. {latest}."
    return f"{len(found)} months are signals: {', '.join(counted)}. {latest}."


def usual_range(judgement: Judgement) -> str:
    """Return the limits of the latest month in words, cut at what is possible; the unit once at the end."""
    lower, upper = possible_limits(judgement, -1)
    if judgement.kpi.unit in UNITS_WRITTEN_ONCE and lower is not None:
        return f"{lower:,.{max(judgement.kpi.decimal_places, 1)}f} to {number(judgement, upper)}"
    return f"{number(judgement, lower)} to {number(judgement, upper)}"


def possible_limits(judgement: Judgement, place: int) -> tuple[float | None, float | None]:
    """Return the limits of one month for the eye: never below 0, a percentage never above 100.

    Only what is drawn or written is cut; no test uses these numbers. A series with values below 0 keeps
    its lower limit.
    """
    lower, upper = judgement.lower[place], judgement.upper[place]
    if lower is not None and all(value is None or value >= 0 for value in judgement.values):
        lower = max(lower, 0.0)
    if upper is not None and judgement.kpi.unit == "percent":
        upper = min(upper, 100.0)
    return lower, upper


def month_words(judgement: Judgement, place: int) -> str:
    """Return the name of the month at a place."""
    return month_label(judgement.months[place])


def number(judgement: Judgement, value: float | None) -> str:
    """Return a number in the KPI's unit; a mean or limit of whole numbers has one decimal place."""
    if value is None:
        return "not known"
    return value_words(value, judgement.kpi.unit, max(judgement.kpi.decimal_places, 1))
