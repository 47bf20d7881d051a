"""The lists that definitions refer to by id: service areas, themes, posts and plans (metrics/registers/*.yaml)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from metrics.field_groups import Field, Group, ListOf
from metrics.field_types import FieldType, Id, WholeNumber, Words
from metrics.problems import KpiDefinitionError, Problem
from metrics.yaml_reading import Reading, compose

REGISTERS = Path(__file__).parent / "registers"


@dataclass(frozen=True, slots=True)
class ServiceArea:
    """A part of the service. `journey_order` counts from 1 in the order a child may meet them."""

    id: str
    name: str
    journey_order: int
    description: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the improvement plan."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post that answers for KPIs. Never a person."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan or report that names KPIs."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Registers:
    """Every register, by id; service areas in journey order, the others in the order of their file."""

    service_areas: Mapping[str, ServiceArea]
    themes: Mapping[str, Theme]
    posts: Mapping[str, Post]
    plans: Mapping[str, Plan]

    def known_ids(self) -> Mapping[str, Collection[str]]:
        """Return the ids by the name of their register."""
        return {name: tuple(getattr(self, name)) for name in ENTRIES}


def _entry(called: str, makes: type, id_type: FieldType, *more: Field) -> Group:
    name = Field("name", Words(), "The name as people say it.")
    return Group(called, makes, (Field("id", id_type, "The id that definitions use."), name, *more))


ENTRIES: Mapping[str, Group] = {
    "service_areas": _entry(
        "a service area",
        ServiceArea,
        Id(),
        Field("journey_order", WholeNumber(low=1), "Its place in the order a child may meet them."),
        Field("description", Words(), "What it covers, in one line."),
    ),
    "themes": _entry("a theme", Theme, Id()),
    "posts": _entry("a post", Post, Id()),
    # Plan ids are the short names that the plans' own reference numbers already carry, with a hyphen.
    "plans": _entry("a plan", Plan, Words()),
}


def load_registers(folder: Path = REGISTERS) -> Registers:
    """Return all registers. KpiDefinitionError with every problem of every file if anything is wrong."""
    problems: list[Problem] = []
    registers = {
        name: _read_register(folder / f"{name}.yaml", entry, problems) for name, entry in ENTRIES.items()
    }
    if problems:
        raise KpiDefinitionError(problems)
    by_order = sorted(registers["service_areas"].items(), key=lambda item: item[1].journey_order)
    return Registers(**{**registers, "service_areas": dict(by_order)})


def _read_register(path: Path, entry: Group, problems: list[Problem]) -> dict[str, Any]:
    reading = Reading(path.name)
    node = compose(path.read_bytes(), reading)
    plain = (node is not None and ListOf(entry, at_least=1).read(node, "", reading)) or []
    first_line: dict[str, int] = {}
    for index, item in enumerate(plain):
        if not item or "id" not in item:
            continue
        line = reading.lines[f"[{index}].id"]
        if item["id"] in first_line:
            reading.refuse(
                "id", f"'{item['id']}' is given twice, first on line {first_line[item['id']]}.", line
            )
        first_line.setdefault(item["id"], line)
    problems.extend(reading.problems)
    return {} if reading.problems else {item["id"]: entry.build(item) for item in plain}
