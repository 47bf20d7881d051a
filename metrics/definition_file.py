"""The strict reader of one KPI definition file. It says everything that is wrong, each with its line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from metrics.calculation_rules import CALCULATION_RULES
from metrics.definition import KpiDefinition
from metrics.definition_fields import DEFINITION
from metrics.definition_rules import RULES, Draft
from metrics.problems import KpiDefinitionError, Problem
from metrics.registers import Registers, load_registers
from metrics.yaml_reading import Reading, compose

EventColumns = Mapping[str, Collection[str]]
"""The columns of each event table, by the table's name."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What one file holds: plain values (those that could be read), the line of each field, the problems."""

    file: str
    values: Mapping[str, Any]
    lines: Mapping[str, int]
    problems: tuple[Problem, ...]


def read_content(
    content: bytes, file: PurePath, known_ids: Mapping[str, Collection[str]], event_columns: EventColumns
) -> ReadFile:
    """Return what the bytes of a file hold. `file` is its path from the definitions folder: service area, then name.

    `known_ids` are the ids of each register. Nothing is raised: what is wrong is in `problems`.
    """
    reading = Reading(file.as_posix(), known_ids)
    node = compose(content, reading)
    values: Mapping[str, Any] = {}
    if node is not None:
        values = DEFINITION.read(node, "", reading) or {}
    if values:
        draft = Draft(file, values, reading.lines.keys(), event_columns)
        for rule in (*RULES, *CALCULATION_RULES):
            for path, message in rule(draft):
                reading.refuse(path, message)
    return ReadFile(reading.file, values, reading.lines, tuple(reading.problems))


def build_definition(values: Mapping[str, Any]) -> KpiDefinition:
    """Return the definition that plain values without problems stand for."""
    definition: KpiDefinition = DEFINITION.build(values)
    return definition


def read_definition(
    path: Path, *, event_columns: EventColumns | None = None, registers: Registers | None = None
) -> KpiDefinition:
    """Return the definition in one file.

    KpiDefinitionError with every problem of the file. What only the whole library can tell (is a name
    already taken, does `read_with` name KPIs that exist) is checked by metrics.library.load_library.
    """
    known_ids = (registers or load_registers()).known_ids()
    file = PurePath(path.parent.name, path.name)
    read = read_content(path.read_bytes(), file, known_ids, event_columns or {})
    if read.problems:
        raise KpiDefinitionError(read.problems)
    return build_definition(read.values)
