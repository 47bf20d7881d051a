"""Whether a test, or a worked example of a definition, is there: for tables that say what proves what."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parent.parent


def is_there(proof: str) -> bool:
    """Return whether a proof is there: `file.py::test_name`, or `definition.yaml::what an example says`.

    A test that is always skipped or expected to fail proves nothing, so it does not count.
    """
    file, _, name = proof.partition("::")
    return bool(name) and name in (_examples_of(file) if file.endswith(".yaml") else _tests_of(file))


@cache
def _tests_of(file: str) -> frozenset[str]:
    tree = ast.parse((PROJECT / file).read_text(encoding="utf-8"))
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return frozenset(
        function.name
        for function in functions
        if function.name.startswith("test_")
        and not any(_proves_nothing(ast.unparse(mark)) for mark in function.decorator_list)
    )


def _proves_nothing(mark: str) -> bool:
    return mark.startswith(("pytest.mark.xfail", "pytest.mark.skip")) and "skipif" not in mark


@cache
def _examples_of(file: str) -> frozenset[str]:
    definition = yaml.safe_load((PROJECT / file).read_text(encoding="utf-8"))
    return frozenset(example["says"] for example in definition["worked_examples"])
