"""Groups and lists of fields: how a table of fields becomes a strict reader of a part of a YAML file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from metrics.field_types import FieldType
from metrics.problems import did_you_mean
from metrics.yaml_reading import Reading, kind_of, line_of


@dataclass(frozen=True)
class Field:
    """One key of a file: what it holds and, in words that errors and new files repeat, what to write there.

    `attribute` is its name in the program, where that differs from the key.
    """

    key: str
    type: FieldType
    help: str
    required: bool = True
    attribute: str = ""

    @property
    def guidance(self) -> str:
        return f"{self.help} {self.type.choices}".strip()


@dataclass(frozen=True)
class Group(FieldType):
    """Named fields, none of them unknown, missing, empty or given twice. Built into `makes`, a frozen dataclass."""

    called: str
    makes: Callable[..., Any]
    fields: tuple[Field, ...]
    wants = "a group of fields"

    @cached_property
    def by_key(self) -> Mapping[str, Field]:
        return {field.key: field for field in self.fields}

    def read(self, node: yaml.Node, path: str, reading: Reading) -> dict[str, Any] | None:
        if not isinstance(node, yaml.MappingNode):
            reading.refuse(path, f"should be {self.wants}, but is {kind_of(node)}.")
            return None
        given = self._given(node, path, reading)
        values: dict[str, Any] = {}
        line_before = line_of(node)
        for field in self.fields:
            place = _join(path, field.key)
            if field.key in given:
                line_before = reading.lines[place]
                if kind_of(given[field.key]) == "empty":
                    todo = field.guidance if field.required else "Fill it in or remove the line."
                    reading.refuse(place, f"is empty. {todo}")
                elif (value := field.type.read(given[field.key], place, reading)) is not None:
                    values[field.key] = value
            elif field.required:
                # The line of the field that should stand just before it: where the writer has to look.
                reading.refuse(place, f"required, but missing. {field.guidance}", line_before)
        return values

    def _given(self, node: yaml.MappingNode, path: str, reading: Reading) -> dict[str, yaml.Node]:
        """Return the nodes of the known keys, noting each key's line and refusing the unknown and the repeated."""
        given: dict[str, yaml.Node] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else kind_of(key_node)
            place = _join(path, key)
            if key not in self.by_key:
                hint = did_you_mean(key, self.by_key) or f" Its fields are: {', '.join(self.by_key)}."
                reading.refuse(place, f"is not a field of {self.called}.{hint}", line_of(key_node))
            elif key in given:
                reading.refuse(
                    place,
                    f"is given twice, first on line {reading.lines[place]}. Keep one.",
                    line_of(key_node),
                )
            else:
                given[key] = value_node
                reading.lines[place] = line_of(key_node)
        return given

    @cached_property
    def _builders(self) -> tuple[tuple[str, str, Callable[[Any], Any]], ...]:
        return tuple((field.key, field.attribute or field.key, field.type.build) for field in self.fields)

    def build(self, plain: Mapping[str, Any]) -> Any:
        return self.makes(**{name: build(plain[key]) for key, name, build in self._builders if key in plain})

    def schema(self, known_ids: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [field.key for field in self.fields if field.required],
            "properties": {
                field.key: {"description": field.help} | field.type.schema(known_ids) for field in self.fields
            },
        }


@dataclass(frozen=True)
class ListOf(FieldType):
    """Items of one type, kept in order; simple items (words, ids) not twice. An item that is refused is None."""

    item: FieldType
    at_least: int = 0
    wants = "a list"

    def read(self, node: yaml.Node, path: str, reading: Reading) -> list[Any] | None:
        if not isinstance(node, yaml.SequenceNode):
            reading.refuse(path, f"should be {self.wants}, but is {kind_of(node)}.")
            return None
        if len(node.value) < self.at_least:
            reading.refuse(path, f"should have at least {self.at_least} item, but has {len(node.value)}.")
        items: list[Any] = []
        for index, item_node in enumerate(node.value):
            place = f"{path}[{index}]"
            reading.lines[place] = line_of(item_node)
            item = self.item.read(item_node, place, reading)
            if isinstance(item, str) and item in items:
                reading.refuse(place, f"'{item}' is given twice. Keep one.")
            items.append(item)
        return items

    def build(self, plain: list[Any]) -> tuple[Any, ...]:
        return tuple(self.item.build(item) for item in plain)

    def schema(self, known_ids: Mapping[str, Any]) -> dict[str, Any]:
        return {"type": "array", "items": self.item.schema(known_ids), "minItems": self.at_least}

    @property
    def choices(self) -> str:
        return self.item.choices


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
