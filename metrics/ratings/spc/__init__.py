"""Special cause or noise: SPC charts by the rules of NHS England's Making Data Count.

`p_prime` is the default where numerator and denominator are known, `xmr` the chart for everything else (and
the one to compare with other organisations' icons), `u_prime` the one for things counted over something that
changes from month to month, `run_chart` the one for fewer than 15 points or where limits are unwanted.
`xmr_many`, `p_prime_many` and `u_prime_many` judge series x months at once, with the same code.

All take:
- better_when: higher, lower, near_target or neutral. near_target and neutral series have high and low
  signals that are neither improvement nor concern, and no assurance icon;
- target: the target in force at the last month, in the unit of the values (a proportion 0 to 1 on p charts);
- restart_at: positions, from 0 and counting missing months, at which a new segment starts;
- baseline_points: limits from the first n points hold until the first restart after them;
- settings: the organisation's `SpcSettings`.

Shift and two-of-three never look back over a restart; a trend does. Limits never restart by
themselves: `suggest_restart` offers, a person decides. All raise RatingInputError.
"""

from metrics.ratings.spc.attribute_charts import p, p_prime, p_prime_many, u, u_prime, u_prime_many
from metrics.ratings.spc.classes import POINT_CLASSES, Assurance, PointClass
from metrics.ratings.spc.restart import SuggestedRestart, suggest_restart
from metrics.ratings.spc.results import SpcResult, SpcResultOfMany
from metrics.ratings.spc.run_charts import RunChart, RunSegment, run_chart
from metrics.ratings.spc.settings import DEFAULT_SETTINGS, SpcSettings
from metrics.ratings.spc.xmr_chart import xmr, xmr_many

__all__ = [
    "DEFAULT_SETTINGS",
    "POINT_CLASSES",
    "Assurance",
    "PointClass",
    "RunChart",
    "RunSegment",
    "SpcResult",
    "SpcResultOfMany",
    "SpcSettings",
    "SuggestedRestart",
    "p",
    "p_prime",
    "p_prime_many",
    "run_chart",
    "suggest_restart",
    "u",
    "u_prime",
    "u_prime_many",
    "xmr",
    "xmr_many",
]
