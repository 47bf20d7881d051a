"""A new definition file from a title: what can be known is filled in, the rest is marked and refused until written."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from metrics.definition_fields import DEFINITION, SHORT_NAME_LENGTH
from metrics.field_groups import Field, Group, ListOf
from metrics.library import definitions_folder
from metrics.problems import MetricsError, did_you_mean
from metrics.registers import load_registers

FILL_IN = "# <- fill in:"
HEADING = """\
# yaml-language-server: $schema=../kpi.schema.json
# Fill in every line marked "<- fill in". Take the # off an optional line to use it; remove those you do not need.
"""


class NewKpiError(MetricsError):
    """A new definition file cannot be started."""


def kpi_id_from_title(title: str) -> str:
    """Return the title in snake case; letters lose their accents and apostrophes vanish.

    >>> kpi_id_from_title("Children's plans reviewed within 6 weeks")
    'childrens_plans_reviewed_within_6_weeks'
    """
    plain = (
        unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold().replace("'", "")
    )
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def new_definition_text(title: str, service_area: str) -> str:
    """Return the text of a new definition file, every field in order, written from the table of fields."""
    known = {
        "id": _as_yaml(kpi_id_from_title(title)),
        "name": _as_yaml(title),
        "service_area": service_area,
        "status": "planned",
        "definition_history.version": "1",
        "definition_history.change": "First agreed definition.",
    }
    if len(title) <= SHORT_NAME_LENGTH:
        known["short_name"] = _as_yaml(title)
    return (
        HEADING
        + "\n".join(line for field in DEFINITION.fields for line in _lines(field, field.key, known))
        + "\n"
    )


def write_new_definition(title: str, service_area: str, folder: Path | None = None) -> Path:
    """Write a new definition file into its service area's folder and return its path.

    The folder of the library is definitions_folder() unless another is given.
    NewKpiError if the title has no letter or digit, the service area is unknown, or any service area
    already has a file for this id: nothing is ever overwritten.
    """
    title = " ".join(title.split())
    kpi_id = kpi_id_from_title(title)
    areas = load_registers().service_areas
    if not kpi_id:
        raise NewKpiError(
            f"'{title}' is not a title. Give a few plain words, like 'Children seen alone at each visit'."
        )
    if service_area not in areas:
        known = did_you_mean(service_area, areas) or f" The service areas are: {', '.join(areas)}."
        raise NewKpiError(f"No service area has the id '{service_area}'.{known}")
    folder = folder or definitions_folder()
    for taken in folder.glob(f"*/{kpi_id}.yaml"):
        raise NewKpiError(
            f"{taken} already exists and is left as it is. Change it there, or choose another title."
        )
    path = folder / service_area / f"{kpi_id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(new_definition_text(title, service_area))
    return path


def _lines(field: Field, place: str, known: Mapping[str, str]) -> Iterator[str]:
    if not field.required:
        yield f"# {field.key}:  # optional: {field.guidance}"
    elif isinstance(field.type, ListOf) and isinstance(field.type.item, Group):
        yield f"{field.key}:"
        inner = [
            line for part in field.type.item.fields for line in _lines(part, f"{place}.{part.key}", known)
        ]
        yield from (f"  {'-' if number == 0 else ' '} {line}" for number, line in enumerate(inner))
    elif place in known:
        yield f"{field.key}: {known[place]}"
    else:
        yield f"{field.key}:  {FILL_IN} {field.guidance}"


def _as_yaml(text: str) -> str:
    """Return a text as it can stand after a key: in quotes if YAML would otherwise read it as something else."""
    try:
        is_plain = yaml.safe_load(f"key: {text}") == {"key": text}
    except yaml.YAMLError:
        is_plain = False
    return (
        text
        if is_plain
        else yaml.safe_dump(text, default_style='"', width=10_000, allow_unicode=True).strip()
    )
