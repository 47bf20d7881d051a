"""THE TABLE: every key of a KPI definition file, in order, with what it holds and what to write there.

The strict reader, the words of its errors, the template of a new file and the JSON Schema for editors all
come from this table. To add a field: a line here and an attribute in metrics/definition.py.
Rules between fields (a percentage needs a denominator): metrics/definition_rules.py.
"""

from functools import partial

from metrics import definition as made
from metrics import vocabulary as words
from metrics.field_groups import Field, Group, ListOf
from metrics.field_types import (
    AnyOfTables,
    Day,
    Id,
    Month,
    Number,
    OneOf,
    RegisterId,
    Table,
    WholeNumber,
    Words,
    YesNo,
)

SHORT_NAME_LENGTH = 40
"""Characters. A longer name does not fit the first column of a scorecard on a laptop."""

required = Field
optional = partial(Field, required=False)

COUNTED = Group(
    "`counted`",
    made.Counted,
    (
        optional("numerator", Words(), "What is counted, in words."),
        optional(
            "denominator",
            Words(),
            "What it is a share of, in words; for a percent, ratio, rate or average score.",
        ),
    ),
)

LIMIT = Group(
    "`limit`",
    made.Limit,
    (
        optional("working_days", WholeNumber(), "Working days allowed; the day after the start is day 1."),
        optional("calendar_days", WholeNumber(), "Days allowed; the day after the start is day 1."),
        optional("weeks", WholeNumber(), "Weeks allowed."),
        optional("months", WholeNumber(), "Calendar months allowed."),
        optional("hours", WholeNumber(), "Hours allowed."),
        optional("setting", Id(), "The id of a local rule with dates."),
    ),
)

CANNOT_COME_FROM = Group(
    "`cannot_come_from`",
    made.CannotComeFrom,
    (
        optional("annex_a", Words(), "Why Annex A workbooks cannot give it, in one sentence."),
        optional("ssd", Words(), "Why the Standard Safeguarding Dataset cannot give it, in one sentence."),
    ),
)

CALCULATION = Group(
    "`calculation`",
    made.Calculation,
    (
        required("method", OneOf(words.Method), "How the value is worked out."),
        optional("events", Id(), "The event table: a file of queries/events/ without its ending."),
        optional("clock_starts", Id(), "The date column that starts the clock."),
        optional("clock_stops", Id(), "The date column that stops the clock."),
        optional("limit", LIMIT, "How long it may take, like {working_days: 45}."),
        optional("measured_in", OneOf(words.MeasuredIn), "What the clock counts."),
        optional("counted_on", Id(), "The date column that puts an event into a month."),
        optional("lapses_on", Id(), "The date column on which it need no longer be done."),
        optional("statistic", OneOf(words.Statistic), "Which figure to show of them all."),
        optional("amount", Id(), "The column that holds how much a worker has."),
        optional(
            "capacity",
            Id(),
            "The column to share it by, like full_time_equivalent; left out: each worker is 1.",
        ),
        optional("population", Id(), "The population that the rate is for, like children_under_18."),
        optional("include", Words(), "A yes/no condition: which events are in at all."),
        optional("numerator", Words(), "A yes/no condition: which of them count as done."),
        optional("too_recent", Words(), "A yes/no condition: which have not had their time yet."),
        optional("cannot_be_counted", Words(), "A yes/no condition: which are left out because of an error."),
        optional(
            "also_needs",
            ListOf(AnyOfTables(), at_least=1),
            "Tables of records without which the figure would be false, like [care_visits].",
        ),
        optional("cannot_come_from", CANNOT_COME_FROM, "Which extracts cannot give it, and why."),
        optional("sql_file", Words(ends_with=".sql"), "The file in queries/kpi_calculations/."),
    ),
)

BAND = Group(
    "`band`",
    made.Band,
    (
        required("low", Number(), "The lowest good value."),
        required("high", Number(), "The highest good value."),
    ),
)

TARGET = Group(
    "a target",
    made.Target,
    (
        required("from", Day(), "The first day the target is in force.", attribute="in_force_from"),
        optional("to_reach_by", Day(), "The day by which it is to be reached."),
        optional("target", Number(), "The value to reach, in the KPI's unit."),
        optional("floor", Number(), "Where amber ends and red begins."),
        optional("band", BAND, "The good range, like {low: 20, high: 30}, where better_when is near_target."),
        required("set_by", Id(), "The board or body that set it, like improvement_board."),
        required("kind", OneOf(words.TargetKind), "Where its authority comes from."),
        required("source", Words(), "The document and reference it was taken from."),
        optional("authority", Id(), "The id of the one authority it holds for, like havering."),
    ),
)

SPC_RESTART = Group(
    "a restart",
    made.SpcRestart,
    (
        required("from", Day(), "The first day of the new limits.", attribute="restart_from"),
        required("reason", Words(), "What changed in the world that makes older months no guide."),
        required("decided_by", RegisterId("posts"), "The post that decided it."),
    ),
)

SPC = Group(
    "`spc`",
    made.SpcChoices,
    (
        optional("chart", OneOf(words.SpcChart), "The chart to use instead of the usual one."),
        optional("restart_at", ListOf(SPC_RESTART), "Where limits start afresh."),
    ),
)

PUBLISHED = Group(
    "`published`",
    made.PublishedSeries,
    (
        required("series", Words(), "The publisher and the name of the series."),
        required("period", Id(), "The period it is published for, like year_to_31_march."),
        optional("differs", Words(), "How it differs from ours."),
    ),
)

NAMED_IN = Group(
    "a reference to a plan",
    made.PlanReference,
    (
        required("plan", RegisterId("plans"), "The plan that names the KPI."),
        optional("refs", ListOf(Words()), 'Its reference numbers in quotes, like ["4.1", "8.1"].'),
    ),
)

DOUBT = Group(
    "a question to the owner",
    made.Doubt,
    (
        required("about", OneOf(words.DoubtAbout), "What the question is about."),
        required("question", Words(), "The words to put to the owner."),
        required("holds_rating", YesNo(), "true if the KPI gets no colour until it is answered."),
        optional("authority", Id(), "The id of the one authority it is about, like havering."),
    ),
)

DEFINITION_CHANGE = Group(
    "a definition change",
    made.DefinitionChange,
    (
        required("version", WholeNumber(low=1), "1, then 2, and so on."),
        required("from", Day(), "The first day it is in force.", attribute="in_force_from"),
        required("change", Words(), "What changed and why; for version 1: First agreed definition."),
    ),
)

WORKED_RESULT = Group(
    "a worked result",
    made.WorkedResult,
    (
        optional("basis", OneOf(words.Basis), "Which records a timeliness result is about."),
        optional("state", OneOf(words.State), "Why there is a value or none; counted if left out."),
        optional("numerator", Number(), "The numerator worked out by hand."),
        optional("denominator", Number(), "The denominator worked out by hand."),
        optional("value", Number(), "The value worked out by hand."),
    ),
)

WORKED_EXAMPLE = Group(
    "a worked example",
    made.WorkedExample,
    (
        required("says", Words(), "The point of the example, in one sentence."),
        required("month", Month(), "The month the result is for, like 2025-10."),
        optional("known_on", Day(), "The date of the extract, where open work matters."),
        required(
            "rows", Table(), "A few made-up events: column names, then one row a line, cells parted by |."
        ),
        required("results", ListOf(WORKED_RESULT, at_least=1), "The answers worked out by hand."),
    ),
)

DEFINITION = Group(
    "a KPI definition",
    made.KpiDefinition,
    (
        required("id", Id(), "The name of this file without .yaml."),
        required("name", Words(), "The plain title, in words a new councillor would know."),
        required(
            "short_name",
            Words(max_length=SHORT_NAME_LENGTH),
            f"A title for a table column, at most {SHORT_NAME_LENGTH} characters.",
        ),
        required("service_area", RegisterId("service_areas"), "The folder this file is in."),
        required("theme", RegisterId("themes"), "The theme of the improvement plan it serves."),
        required("kind", OneOf(words.KpiKind), "Whether it is rated, or is demand and context."),
        required("status", OneOf(words.KpiStatus), "Where its figures come from."),
        required("owner", RegisterId("posts"), "The post that answers for it."),
        required("question", Words(ends_with="?"), "The one question a director would ask, ending with '?'."),
        required("why_it_matters", Words(), "What difference it makes to children, families or staff."),
        required("description", Words(), "Exactly what is counted, in plain words."),
        optional("counted", COUNTED, "Numerator and denominator in words; for a percent, ratio or rate."),
        optional("read_with", ListOf(Id()), "Ids of KPIs that a careful reader looks at beside this one."),
        optional("calculation", CALCULATION, "How it is worked out; none while the status is planned."),
        required("unit", OneOf(words.Unit), "What the value is measured in."),
        required("decimal_places", WholeNumber(high=3), "Decimal places to show: 0 to 3."),
        required("better_when", OneOf(words.BetterWhen), "Which way is good."),
        optional("time_rule", Words(), "The time rule in words."),
        optional("frequency", Words(), "How often it is updated."),
        optional("usual_source", Words(), "Where the figures usually come from."),
        optional("breakdowns", ListOf(Id()), "The ways it can be split, like age_band."),
        optional(
            "targets", ListOf(TARGET), "Dated targets. Add a line for a new one; never change an old one."
        ),
        optional("spc", SPC, "Settings of its chart of usual variation."),
        optional("published", PUBLISHED, "The same measure in published statistics."),
        optional("requirement", Words(), "The law, guidance or standard behind it."),
        optional("named_in", ListOf(NAMED_IN), "The plans that name it."),
        optional("query", ListOf(DOUBT), "Open questions to its owner.", attribute="doubts"),
        required(
            "definition_history", ListOf(DEFINITION_CHANGE, at_least=1), "Every version of the definition."
        ),
        required("reviewed_by", RegisterId("posts"), "The post that last read it through."),
        required("reviewed_on", Day(), "The day it was last read through, like 2026-11-01."),
        optional("worked_examples", ListOf(WORKED_EXAMPLE), "Examples worked by hand; they run as tests."),
        optional("seasonal", YesNo(), "true if it is best compared with the same month last year."),
    ),
)
