"""How long things take: distributions as quantiles (share of records at or below, days).

The middle and the tails follow the bands that the Department for Education publishes (assessment
duration, length of child protection plans, time in care); the rest is what practice looks like.
"""

from __future__ import annotations

from data.synthetic.randomness import Quantiles

# working days
ASSESSMENT_START: Quantiles = ((0, 0), (0.55, 0.9), (0.85, 1.9), (0.95, 2.9), (1, 3.9))
ASSESSMENT_ON_TIME: Quantiles = ((0, 2), (0.25, 20), (0.5, 33), (0.75, 40), (1, 45.9))
ASSESSMENT_LATE: Quantiles = ((0, 46), (0.5, 53), (0.8, 66), (0.95, 90), (1, 130))
REFERRAL_DECISION: Quantiles = ((0, 0), (0.6, 0.9), (0.94, 1.9), (1, 5))
SECTION_47_START: Quantiles = ((0, 0), (0.6, 0.9), (0.8, 3), (1, 12))
SECTION_47_ON_TIME: Quantiles = ((0, 2), (0.4, 8), (1, 15.9))
SECTION_47_LATE: Quantiles = ((0, 16), (0.6, 20), (1, 45))
CONFERENCE_ON_TIME: Quantiles = ((0, 6), (0.3, 11), (0.7, 14), (1, 15.9))
CONFERENCE_LATE: Quantiles = ((0, 16), (0.6, 19), (0.9, 26), (1, 40))
NEED_PLAN_START: Quantiles = ((0, 0), (0.5, 2), (1, 8))
EARLY_HELP_ON_TIME: Quantiles = ((0, 3), (0.5, 17), (1, 25.9))
EARLY_HELP_LATE: Quantiles = ((0, 26), (0.6, 32), (1, 70))

# calendar days
PROTECTION_PLAN: Quantiles = ((0, 20), (0.06, 91), (0.5, 220), (0.8, 355), (0.965, 728), (1, 1100))
OTHER_AUTHORITY_PLAN: Quantiles = ((0, 14), (0.5, 80), (1, 200))
NEED_PLAN: Quantiles = ((0, 21), (0.3, 90), (0.6, 170), (0.85, 300), (0.97, 540), (1, 900))
STEP_DOWN_PLAN: Quantiles = ((0, 20), (0.5, 95), (0.9, 210), (1, 400))
UNTIL_CARE: Quantiles = ((0, 0), (0.4, 3), (0.8, 21), (1, 60))
BACK_AGAIN: Quantiles = ((0, 8), (0.3, 110), (0.5, 230), (0.7, 380), (0.9, 800), (1, 1400))
CLOSING: Quantiles = ((0, 0), (0.7, 3), (1, 12))
EARLY_HELP: Quantiles = ((0, 25), (0.5, 140), (0.9, 300), (1, 480))

CARE: dict[str, Quantiles] = {
    "home_soon": ((0, 2), (0.5, 40), (1, 150)),
    "home_later": ((0, 150), (0.5, 400), (1, 1100)),
    "guardian": ((0, 150), (0.5, 380), (1, 800)),
    "adoption": ((0, 330), (0.5, 560), (1, 1200)),
}
CARE_PATHS: dict[str, dict[str, float]] = {  # how periods of care end, by age at entry
    "under_1": {"home_soon": 0.18, "home_later": 0.13, "guardian": 0.27, "adoption": 0.34, "stays": 0.08},
    "1_to_4": {"home_soon": 0.26, "home_later": 0.21, "guardian": 0.25, "adoption": 0.14, "stays": 0.14},
    "5_to_9": {"home_soon": 0.29, "home_later": 0.26, "guardian": 0.15, "adoption": 0.02, "stays": 0.28},
    "10_to_15": {"home_soon": 0.34, "home_later": 0.23, "guardian": 0.05, "stays": 0.38},
    "16_and_over": {"home_soon": 0.25, "home_later": 0.10, "stays": 0.65},
}
# days after the due day, of what is late
PROTECTION_VISIT_LATE: Quantiles = ((0, 1), (0.5, 5), (0.85, 15), (1, 35))
NEED_VISIT_LATE: Quantiles = ((0, 1), (0.5, 10), (0.85, 30), (1, 60))
CARE_VISIT_LATE: Quantiles = ((0, 1), (0.5, 14), (0.85, 40), (1, 80))
SUPERVISION_LATE: Quantiles = ((0, 2), (0.5, 18), (0.85, 50), (1, 110))

PLACEMENT: dict[str, Quantiles] = {
    "first": ((0, 2), (0.25, 30), (0.45, 140), (0.6, 420), (0.75, 1500), (1, 4500)),
    "later": ((0, 6), (0.25, 70), (0.42, 280), (0.52, 900), (0.75, 2200), (1, 5600)),
}
