"""YAML as nodes that know their line, and what has been read and refused of one file so far."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import yaml

from metrics.problems import Problem

KINDS_OF_TEXT = {
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "timestamp": "a date",
    "null": "empty",
}


@dataclass
class Reading:
    """One file on its way in: where each field stands, and every problem met so far.

    A path names a field by its keys, as in `targets[0].floor`; "" is the file as a whole. `known_ids` holds the ids that
    the registers know, by register.
    """

    file: str
    known_ids: Mapping[str, Collection[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, path: str, message: str, line: int | None = None) -> None:
        """Add a problem with a field, at the line given, its own line, or that of the nearest field around it."""
        place = path
        while line is None:
            line = self.lines.get(place) if place else self.lines.get("", 1)
            place = re.sub(r"(\.|^)[^.\[]+$|\[\d+\]$", "", place)
        # The line says which item of a list is meant, so the index is left out of the words.
        shown = re.sub(r"\[\d+\]", "", path).lstrip(".")
        self.problems.append(Problem(self.file, line, f"{shown}: {message}" if shown else message))


def compose(content: bytes, reading: Reading) -> yaml.Node | None:
    """Return the file as YAML nodes, or None after noting why it cannot be read at all."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        reading.refuse("", "has a character that is not UTF-8. Save the file as UTF-8.", line)
        return None
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reading.refuse("", f"is not valid YAML: {error.problem}.", mark.line + 1 if mark else 1)
        return None
    except yaml.YAMLError as error:
        reading.refuse("", f"is not valid YAML: {error}.", 1)
        return None
    if node is None:
        reading.refuse("", "is empty.", 1)
    else:
        reading.lines[""] = line_of(node)
    return node


def line_of(node: yaml.Node) -> int:
    return node.start_mark.line + 1


def kind_of(node: yaml.Node) -> str:
    """Return what a node is, in words: "a list", "a group of fields", "a number", "text" ..."""
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    if isinstance(node, yaml.MappingNode):
        return "a group of fields"
    return KINDS_OF_TEXT.get(node.tag.rpartition(":")[2], "text")
