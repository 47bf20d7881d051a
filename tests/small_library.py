"""A library of a few definitions in a folder of its own: a build with it takes seconds."""

from __future__ import annotations

import re
from pathlib import Path

from metrics.library import DEFINITIONS

READ_WITH = re.compile(r"^read_with:.*\n(?:[ ].*\n)*", re.MULTILINE)


def write_small_library(folder: Path, *kpi_ids: str) -> Path:
    """Copy some definitions, without the measures they are read with, into a folder and return it."""
    for kpi_id in kpi_ids:
        (original,) = DEFINITIONS.glob(f"*/{kpi_id}.yaml")
        copy = folder / original.parent.name / original.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(READ_WITH.sub("", original.read_text(encoding="utf-8")), encoding="utf-8")
    return folder
