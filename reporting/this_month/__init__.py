"""What a director sees first: every measure of one authority judged at once, and what is said about them.

`month_figures` reads, once for a build, an authority and a month, and `authority_month` judges; the other
modules only choose, order and count what that holds.
"""

from reporting.this_month.overview import (
    AuthorityMonth,
    Judged,
    MonthFigures,
    authority_month,
    month_figures,
)

__all__ = ["AuthorityMonth", "Judged", "MonthFigures", "authority_month", "month_figures"]
