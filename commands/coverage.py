"""The command `coverage`: what of all that councils ask for is there, and where. Registered by cli.py."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from commands.shared import AsJson, print_rows
from exports.coverage_page import PAGE, coverage_page, read_capabilities


def coverage(
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether docs/coverage.md is as the register says.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write docs/coverage.md from docs/coverage.csv, and print its rows; with --check exit 1 if it is stale."""
    capabilities = read_capabilities()
    text = coverage_page(capabilities)
    is_stale = not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text
    if not check:
        PAGE.write_text(text, encoding="utf-8")
    if check:
        print_rows([{"capabilities": len(capabilities), "stale": is_stale}], as_json)
    else:
        print_rows([asdict(capability) for capability in capabilities], as_json)
    raise typer.Exit(1 if check and is_stale else 0)
