"""Write the JSON Schema of a definition file, so that editors complete and check keys while one types.

`python -m metrics.definition_schema` writes metrics/definitions/kpi.schema.json afresh.
"""

import json
from pathlib import Path

from metrics.definition_fields import DEFINITION
from metrics.registers import load_registers

SCHEMA_FILE = Path(__file__).parent / "definitions" / "kpi.schema.json"


def definition_schema_text() -> str:
    """Return the JSON Schema as text. It states each key on its own; the rules between keys are the loader's."""
    schema = DEFINITION.schema(load_registers().known_ids())
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A KPI definition"} | schema
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(definition_schema_text(), encoding="utf-8")
