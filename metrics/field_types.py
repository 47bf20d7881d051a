"""The kinds of value a field of a YAML file may hold: how each is read, checked, built and described.

`read` turns a YAML node into a plain value (text, number, list, dict; the form the cache keeps) or notes
what is wrong and returns None. `build` turns the plain value into what the program uses. `schema` says
the same as JSON Schema, for editors. Groups and lists of these: metrics/field_groups.py.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from metrics.problems import did_you_mean
from metrics.text_table import parse_text_table
from metrics.vocabulary import Vocabulary
from metrics.yaml_reading import Reading, kind_of

SNAKE_CASE = r"[a-z0-9]+(_[a-z0-9]+)*"


class FieldType:
    """What one field may hold. Each kind below says it in `wants` and overrides `from_text` or `read`."""

    wants = "text"

    def read(self, node: yaml.Node, path: str, reading: Reading) -> Any:
        """Return the plain value of a node, or None after noting why it is refused."""
        if not isinstance(node, yaml.ScalarNode):
            reading.refuse(path, f"should be {self.wants}, but is {kind_of(node)}.")
            return None
        try:
            return self.from_text(str(node.value).strip(), kind_of(node), reading)
        except ValueError as error:
            reading.refuse(path, str(error))
            return None

    def from_text(self, text: str, kind: str, reading: Reading) -> Any:
        """Return the plain value that a text stands for. ValueError says what is wrong and would be right."""
        raise NotImplementedError

    def build(self, plain: Any) -> Any:
        return plain

    def schema(self, known_ids: Mapping[str, Any]) -> dict[str, Any]:
        return {"type": "string"}

    @property
    def choices(self) -> str:
        """Words to add to the help of a field, where what it may hold is a closed list."""
        return ""


@dataclass(frozen=True)
class Words(FieldType):
    """Text for people, on one line or folded over several; `ends_with` and `max_length` where they matter."""

    max_length: int | None = None
    ends_with: str = ""

    def from_text(self, text: str, kind: str, reading: Reading) -> str:
        if kind != "text":
            raise ValueError(f'should be text, but YAML reads {text} as {kind}. Put it in quotes: "{text}".')
        if not text:
            raise ValueError("should be text, but is blank.")
        if self.max_length and len(text) > self.max_length:
            raise ValueError(f"has {len(text)} characters; at most {self.max_length} fit.")
        if not text.endswith(self.ends_with):
            raise ValueError(f"should end with '{self.ends_with}'.")
        return text

    def schema(self, known_ids: Mapping[str, Any]) -> dict[str, Any]:
        return {"type": "string", "minLength": 1} | (
            {"maxLength": self.max_length} if self.max_length else {}
        )


@dataclass(frozen=True)
class Id(FieldType):
    """A name for the program, in snake case: an id, a table, a column, a setting."""

    def from_text(self, text: str, kind: str, reading: Reading) -> str:
        if kind != "text" or not re.fullmatch(SNAKE_CASE, text):
            raise ValueError(
                f"'{text}' should be small letters, digits and single underscores, like age_band."
            )
        return text

    def schema(self, known_ids: Mapping[str, Any]) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{SNAKE_CASE}$"}


@dataclass(frozen=True)
class AnyOfTables(FieldType):
    """The name of a table of records, or several of which one will do, with 'or' between them."""

    def from_text(self, text: str, kind: str, reading: Reading) -> str:
        if kind != "text" or not all(re.fullmatch(SNAKE_CASE, name) for name in text.split(" or ")):
            raise ValueError(
                f"'{text}' should be the name of a table, like care_visits, or several with 'or' between them."
            )
        return text

    def build(self, plain: str) -> tuple[str, ...]:
        return tuple(plain.split(" or "))

    def schema(self, known_ids: Mapping[str, Any]) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{SNAKE_CASE}( or {SNAKE_CASE})*$"}


@dataclass(frozen=True)
class Number(FieldType):
    """A plain decimal number, kept as a float. No thousands separators, no powers, no percent sign."""

    wants = "a number"

    def from_text(self, text: str, kind: str, reading: Reading) -> float:
        if kind != "a number" or not re.fullmatch(r"-?\d+(\.\d+)?", text):
            raise ValueError(f"should be a number like 85 or 2.5, but is {_quoted(text, kind)}.")
        return float(text)

    def schema(self, known_ids: Mapping[str, Any]) -> dict[str, Any]:
        return {"type": "number"}


@dataclass(frozen=True)
class WholeNumber(FieldType):
    """A whole number from `low` to `high`, both allowed; no upper end if `high` is None."""

    low: int = 0
    high: int | None = None
    wants = "a whole number"

    def from_text(self, text: str, kind: str, reading: Reading) -> int:
        span = f"from {self.low} to {self.high}" if self.high is not None else f"of {self.low} or more"
        if kind != "a number" or not re.fullmatch(r"-?\d+", text):
            raise ValueError(f"should be a whole number {span}, but is {_quoted(text, kind)}.")
        number = int(text)
        if number < self.low or (self.high is not None and number > self.high):
            raise ValueError(f"should be a whole number {span}, but is {number}.")
        return number

    def schema(self, known_ids: Mapping[str, Any]) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.low} | (
            {} if self.high is None else {"maximum": self.high}
        )


@dataclass(frozen=True)
class YesNo(FieldType):
    wants = "true or false"

    def from_text(self, text: str, kind: str, reading: Reading) -> bool:
        if text not in ("true", "false"):
            raise ValueError(f"should be true or false, but is '{text}'.")
        return text == "true"

    def schema(self, known_ids: Mapping[str, Any]) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Day(FieldType):
    """A date written 2026-11-01."""

    wants = "a date like 2026-11-01"

    def from_text(self, text: str, kind: str, reading: Reading) -> str:
        try:
            return date.fromisoformat(text if len(text) == 10 else "").isoformat()
        except ValueError as error:
            raise ValueError(f"'{text}' is not {self.wants}.") from error

    def build(self, plain: str) -> date:
        return date.fromisoformat(plain)

    def schema(self, known_ids: Mapping[str, Any]) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class Month(FieldType):
    """A month written 2025-10, kept as its first day."""

    wants = "a month like 2025-10"

    def from_text(self, text: str, kind: str, reading: Reading) -> str:
        try:
            return date.fromisoformat(f"{text}-01" if len(text) == 7 else "").isoformat()
        except ValueError as error:
            raise ValueError(f"'{text}' is not {self.wants}.") from error

    def build(self, plain: str) -> date:
        return date.fromisoformat(plain)

    def schema(self, known_ids: Mapping[str, Any]) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{4}-\d{2}$"}


@dataclass(frozen=True)
class Table(FieldType):
    """A small table written as text, kept as text and built into a TextTable."""

    wants = "a table written as text"

    def from_text(self, text: str, kind: str, reading: Reading) -> str:
        parse_text_table(text)
        return text

    def build(self, plain: str) -> Any:
        return parse_text_table(plain)


@dataclass(frozen=True)
class OneOf(FieldType):
    """A word of one of the closed lists of metrics/vocabulary.py."""

    vocabulary: type[Vocabulary]

    def from_text(self, text: str, kind: str, reading: Reading) -> str:
        words = [member.value for member in self.vocabulary]
        if text not in words:
            raise ValueError(f"'{text}' is not allowed here.{did_you_mean(text, words)} {self.choices}")
        return text

    def build(self, plain: str) -> Vocabulary:
        return self.vocabulary(plain)

    def schema(self, known_ids: Mapping[str, Any]) -> dict[str, Any]:
        return {"enum": [member.value for member in self.vocabulary]}

    @property
    def choices(self) -> str:
        return f"One of: {', '.join(self.vocabulary)}."


@dataclass(frozen=True)
class RegisterId(FieldType):
    """An id from one of the lists in metrics/registers/."""

    register: str

    def from_text(self, text: str, kind: str, reading: Reading) -> str:
        ids = reading.known_ids[self.register]
        if text not in ids:
            one = self.register.removesuffix("s").replace("_", " ")
            raise ValueError(f"no {one} has the id '{text}'.{did_you_mean(text, ids)} {self.choices}")
        return text

    def schema(self, known_ids: Mapping[str, Any]) -> dict[str, Any]:
        return {"enum": list(known_ids[self.register])}

    @property
    def choices(self) -> str:
        return f"The ids are in metrics/registers/{self.register}.yaml."


def _quoted(text: str, kind: str) -> str:
    is_number_in_quotes = kind == "text" and re.fullmatch(r"-?\d+(\.\d+)?", text)
    return f'"{text}" in quotes' if is_number_in_quotes else f"'{text}'"
