"""What can be wrong with the KPI library, said so that the writer can put it right."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One mistake: the file (as the reader knows it), the line (counted from 1) and what would be right."""

    file: str
    line: int
    message: str


class MetricsError(Exception):
    """Anything the KPI library refuses. The message is meant for the person who asked."""


class KpiDefinitionError(MetricsError):
    """Every problem of every file that was read, in order of file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(_about_one_file(*group) for group in groupby(self.problems, _file_of)))


class UnknownKpiError(MetricsError, LookupError):
    """The library has no KPI with this id."""

    def __init__(self, kpi_id: str, known_ids: Iterable[str]) -> None:
        super().__init__(f"No KPI has the id '{kpi_id}'.{did_you_mean(kpi_id, known_ids)}")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean 'x'?" with the closest known word, or "" if none is close.

    >>> did_you_mean("beter_when", ["better_when", "unit"])
    " Did you mean 'better_when'?"
    >>> did_you_mean("colour", ["better_when", "unit"])
    ''
    """
    closest = difflib.get_close_matches(word, list(known), n=1)
    return f" Did you mean '{closest[0]}'?" if closest else ""


def _file_of(problem: Problem) -> str:
    return problem.file


def _about_one_file(file: str, problems: Iterable[Problem]) -> str:
    lines = [f"  line {problem.line}: {problem.message}" for problem in problems]
    return "\n".join([f"{file} has {len(lines)} problem{'' if len(lines) == 1 else 's'}:", *lines])
