"""What a page about one subject shows: its views, their sections, and the measures, figures and lists of each.

Declared in reporting/themes/<theme>.yaml, read as strictly as a KPI definition. A council that keeps its own
KPI library may lack some of the measures named: those are left out where the page is put together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from metrics.field_groups import Field, Group, ListOf
from metrics.field_types import Id, OneOf, WholeNumber, Words, YesNo
from metrics.problems import KpiDefinitionError
from metrics.vocabulary import PeriodKind, Vocabulary
from metrics.yaml_reading import Reading, compose

FOLDER = Path(__file__).parent


class FigureKind(Vocabulary):
    """How a figure is drawn."""

    BARS = "bars", "One bar for each line"
    STACKED = "stacked", "One bar for each line, divided into parts"
    MONTHS = "months", "One column for each month or quarter, divided into parts"
    GRID = "grid", "Lines and columns of shares, the stronger shaded the higher"
    NUMBERS = "numbers", "Lines and columns of numbers"
    TRENDS = "trends", "One small chart for each measure"


class Special(Vocabulary):
    """A view that needs more than a declaration."""

    ADOPTION = "adoption", "Each child's way to adoption"
    EQUALITY = "equality", "One measure by protected characteristic"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSpec:
    """One figure. Its numbers are the parts of `measures`, broken down by `by`, or the rows of a query.

    counts: what the numbers count, in the plural. window_months: how many months a query looks back, the month
    shown included; None for a state on its last day. order: how lines and parts are ordered, others follow. focus:
    the parts that the sentence speaks of, called focus_words. needs: event tables that older builds may lack.
    limit_of: the measure whose target is drawn as a line. adds_up: whether the cells of a grid have a sum.
    """

    id: str
    title: str
    kind: FigureKind
    counts: str
    supplied_by: str
    measures: tuple[str, ...] = ()
    by: str | None = None
    period: PeriodKind | None = None
    query: str | None = None
    window_months: int | None = None
    order: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    focus_words: str | None = None
    limit_of: str | None = None
    adds_up: bool = False
    needs: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSpec:
    """One column of a list: its name in the query and the words above it."""

    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSpec:
    """A list of children's records. measure: the KPI whose numerator the list spells out."""

    id: str
    title: str
    query: str
    supplied_by: str
    columns: tuple[ColumnSpec, ...]
    measure: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotHeld:
    """Something a reader would look for here that no extract holds, and how it can be supplied."""

    what: str
    supplied_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One question and what answers it. `answers` are rows of docs/coverage.md."""

    id: str
    title: str
    question: str
    answers: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    figures: tuple[FigureSpec, ...] = ()
    lists: tuple[ListSpec, ...] = ()
    special: Special | None = None
    not_held: tuple[NotHeld, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The sections that are shown together."""

    id: str
    name: str
    sections: tuple[Section, ...]

    @property
    def measures(self) -> tuple[str, ...]:
        """Every measure of the view, in order, each once; those of its trends included."""
        named = [
            kpi_id
            for section in self.sections
            for kpi_id in (*section.measures, *(m for figure in section.figures for m in figure.measures))
        ]
        return tuple(dict.fromkeys(named))

    def figures(self) -> Iterator[FigureSpec]:
        """Yield every figure of the view."""
        for section in self.sections:
            yield from section.figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One page."""

    id: str
    title: str
    purpose: str
    views: tuple[View, ...]

    def view(self, view_id: str) -> View:
        """Return one view by its id."""
        return next(view for view in self.views if view.id == view_id)

    def sections(self) -> Iterator[Section]:
        """Yield every section of every view."""
        for view in self.views:
            yield from view.sections


_FIGURE = Group(
    "a figure",
    FigureSpec,
    (
        Field("id", Id(), "Its id, used in the name of a saved file."),
        Field("title", Words(), "What it shows."),
        Field("kind", OneOf(FigureKind), "How it is drawn."),
        Field("counts", Words(), "What the numbers count, in the plural."),
        Field("supplied_by", Words(), "Which extract or feed holds what it counts."),
        Field("measures", ListOf(Id()), "The measures whose parts it shows.", required=False),
        Field("by", Id(), "The breakdown of the measures.", required=False),
        Field("period", OneOf(PeriodKind), "The kind of period of the measures.", required=False),
        Field("query", Id(), "The query in queries/reporting/themes.", required=False),
        Field(
            "window_months",
            WholeNumber(low=1, high=60),
            "How many months the query looks back.",
            required=False,
        ),
        Field("order", ListOf(Words()), "Lines and parts in their order.", required=False),
        Field("focus", ListOf(Words()), "The parts that the sentence is about.", required=False),
        Field("focus_words", Words(), "What those parts are called together.", required=False),
        Field("limit_of", Id(), "The measure whose target is the limit.", required=False),
        Field("adds_up", YesNo(), "Whether the cells of a grid have a sum.", required=False),
        Field("needs", ListOf(Id()), "Event tables that older builds may lack.", required=False),
        Field("note", Words(), "What a reader has to know.", required=False),
    ),
)
_COLUMN = Group(
    "a column",
    ColumnSpec,
    (
        Field("id", Id(), "Its name in the query."),
        Field("words", Words(), "The words above it."),
    ),
)
_LIST = Group(
    "a list",
    ListSpec,
    (
        Field("id", Id(), "Its id, used in the name of a saved file."),
        Field("title", Words(), "Whom or what it lists."),
        Field("query", Id(), "The query in queries/reporting/themes."),
        Field("supplied_by", Words(), "Which extract or feed holds it."),
        Field("columns", ListOf(_COLUMN, at_least=1), "Its columns."),
        Field("measure", Id(), "The measure whose numerator it spells out.", required=False),
        Field("note", Words(), "What a reader has to know.", required=False),
    ),
)
_NOT_HELD = Group(
    "something not held",
    NotHeld,
    (
        Field("what", Words(), "What is not there."),
        Field("supplied_by", Words(), "How it can be supplied."),
    ),
)
_SECTION = Group(
    "a section",
    Section,
    (
        Field("id", Id(), "Its id, which is its place in the address."),
        Field("title", Words(), "Its heading."),
        Field("question", Words(ends_with="?"), "The question it answers."),
        Field("answers", ListOf(Words()), "The rows of docs/coverage.md that it answers.", required=False),
        Field("measures", ListOf(Id()), "Its measures.", required=False),
        Field("figures", ListOf(_FIGURE), "Its figures.", required=False),
        Field("lists", ListOf(_LIST), "Its lists.", required=False),
        Field("special", OneOf(Special), "A view of its own.", required=False),
        Field("not_held", ListOf(_NOT_HELD), "What no extract holds.", required=False),
    ),
)
_VIEW = Group(
    "a view",
    View,
    (
        Field("id", Id(), "Its id, which is its place in the address."),
        Field("name", Words(), "Its name."),
        Field("sections", ListOf(_SECTION, at_least=1), "Its sections."),
    ),
)
_THEME = Group(
    "a theme",
    Theme,
    (
        Field("id", Id(), "Its id, which is the name of the file."),
        Field("title", Words(), "The heading of the page."),
        Field("purpose", Words(ends_with="."), "What the page is for."),
        Field("views", ListOf(_VIEW, at_least=1), "Its views."),
    ),
)


@cache
def load_theme(theme_id: str) -> Theme:
    """Return one theme. KpiDefinitionError with every problem of its file."""
    return read_theme(FOLDER / f"{theme_id}.yaml")


def read_theme(file: Path) -> Theme:
    """Return the theme that a file declares. KpiDefinitionError with every problem, file and line."""
    reading = Reading(file.name)
    node = compose(file.read_bytes(), reading)
    plain = _THEME.read(node, "", reading) if node is not None else None
    if reading.problems or plain is None:
        raise KpiDefinitionError(reading.problems)
    theme: Theme = _THEME.build(plain)
    return theme


def theme_ids() -> tuple[str, ...]:
    """Return the ids of all themes."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.yaml")))
