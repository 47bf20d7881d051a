"""What the months of one KPI say: signal or chance, will it meet its target, where it is heading.

`judge_rows` judges all rows of a scorecard at once, `judge_row` one of them with the path of its
outlook. Every number comes from metrics/ratings; here it is only put together.
"""

from reporting.judgement.judging import judge_row, judge_rows
from reporting.judgement.result import Judgement

__all__ = ["Judgement", "judge_row", "judge_rows"]
