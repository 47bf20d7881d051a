"""The steps of the journey: what is followed at each, how it can go on, and in what time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WENT_ON, TOO_RECENT = "went_on", "too_recent"
NOT_FOUND = "not_found"  # recorded as a referral, but no referral of the child is in the records
OUTCOME_WORDS = {
    "no_further_action": "No further action",
    "early_help": "Early help",
    "advice": "Advice",
    "already_open": "Child already open to a social worker",
    "later": "Assessment began later",
    "unnecessary": "Conference not necessary",
    "other": "Something else, or not recorded",
    "no": "None",
    "not_recorded": "Outcome not recorded",
    NOT_FOUND: "Referral not in the records",
    TOO_RECENT: "Too recent to say",
}


@dataclass(frozen=True)
class StepKind:
    """One step: what comes to it (`name` of many, `one`), what it can lead to (`goes_on_to`), `window` by when.

    `key` is its column in the cohort; `after` the step whose going on brings things here. `kpi_id` counts
    the same share of what began in a period, whatever it came from.
    """

    key: str
    name: str
    one: str
    goes_on_to: str
    window: str
    after: str | None
    kpi_id: str | None


STEPS = (
    StepKind(
        "referral",
        "Contacts",
        "contact",
        "Referral",
        "in the council's own time",
        None,
        "contacts_progressing_to_referral",
    ),
    StepKind(
        "assessment",
        "Referrals",
        "referral",
        "Assessment",
        "within 20 working days",
        "referral",
        "referrals_progressing_to_assessment",
    ),
    StepKind(
        "enquiry",
        "Referrals",
        "referral",
        "Section 47 enquiry",
        "within 60 days",
        "referral",
        None,
    ),
    StepKind(
        "conference",
        "Section 47 enquiries",
        "section 47 enquiry",
        "Initial conference",
        "",
        "enquiry",
        "section_47_enquiries_leading_to_conference",
    ),
    StepKind(
        "plan",
        "Initial conferences",
        "conference",
        "Child protection plan",
        "",
        "conference",
        "icpc_resulting_in_cp_plan",
    ),
    StepKind("care", "Referrals", "referral", "Care", "within 183 days", "referral", None),
)
STEP_OF_KEY: Mapping[str, StepKind] = {step.key: step for step in STEPS}


@dataclass(frozen=True)
class Outcome:
    """How many of a step took one way; `id` is WENT_ON, TOO_RECENT or one of OUTCOME_WORDS."""

    id: str
    words: str
    count: int


@dataclass(frozen=True)
class Step:
    """One step of a cohort with what became of each of its things. Outcomes: going on first, too recent last."""

    kind: StepKind
    outcomes: tuple[Outcome, ...]

    @property
    def total(self) -> int:
        """How many came to the step."""
        return sum(outcome.count for outcome in self.outcomes)

    @property
    def too_recent(self) -> int:
        """How many have not had their time yet."""
        return self.count(TOO_RECENT)

    @property
    def decided(self) -> int:
        """How many have had their time: what shares are of."""
        return self.total - self.too_recent

    @property
    def went_on(self) -> int:
        """How many of those went on."""
        return self.count(WENT_ON)

    @property
    def share(self) -> float | None:
        """The share that went on of those that have had their time, 0 to 100; None if there are none."""
        return 100 * self.went_on / self.decided if self.decided else None

    def share_words(self, outcome: Outcome) -> str:
        """Return an outcome's share of those that have had their time, in words; '' for what is too recent."""
        if outcome.id == TOO_RECENT or not self.decided:
            return ""
        share = 100 * outcome.count / self.decided
        return f"{share:.0f}%" if share >= 1 else "under 1%"

    def count(self, outcome_id: str) -> int:
        """Return how many took one way."""
        return sum(outcome.count for outcome in self.outcomes if outcome.id == outcome_id)


def step_sentence(step: Step) -> str:
    """Return how many went on of those that had their time, and how many are too recent to say."""
    kind = step.kind
    many = lower_first(kind.name)
    if not step.total:
        return f"No {many} came this far."
    if not step.decided:
        return (
            f"All {step.total:,} {many} are too recent to say."
            if step.total > 1
            else "One, too recent to say."
        )
    window = f" {kind.window}" if kind.window else ""
    recent = f" {step.too_recent:,} more are too recent to say." if step.too_recent else ""
    goal = kind.goes_on_to if kind.goes_on_to == "Care" else with_article(kind.goes_on_to)
    return f"{step.went_on:,} of {step.decided:,} {many} led to {lower_first(goal)}{window} ({step.share:.1f}%).{recent}"


def with_article(words: str) -> str:
    """Return 'a referral', 'an assessment'."""
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {lower_first(words)}"


def lower_first(words: str) -> str:
    """Return words as they stand within a sentence."""
    return words[:1].lower() + words[1:]


def step_of(kind: StepKind, counts: Mapping[str, int]) -> Step:
    """Return a step from how many took each way; ways that nothing took are left out."""
    ids = [WENT_ON, *(name for name in OUTCOME_WORDS if name != TOO_RECENT), TOO_RECENT]
    words = {WENT_ON: kind.goes_on_to, **OUTCOME_WORDS}
    if kind.after is not None:
        words["no"] = f"No {lower_first(kind.goes_on_to)}"
    outcomes = (Outcome(name, words[name], counts[name]) for name in ids if counts.get(name))
    return Step(kind, tuple(outcomes))
