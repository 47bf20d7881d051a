"""The commands that write pages and templates from the forms of what is loaded."""

from __future__ import annotations

from typing import Annotated

import typer

from commands.shared import AsJson, print_rows
from data.paths import PROJECT_DIR
from data.sources.feeds.forms import feed_forms
from exports.feed_templates import stale_templates, write_templates

FEEDS_PAGE = PROJECT_DIR / "docs" / "how_to" / "local_feeds.md"
FEED_TEMPLATES = PROJECT_DIR / "docs" / "how_to" / "examples" / "feeds"

docs_app = typer.Typer(
    help="Pages and templates that are written from the program's own forms.", no_args_is_help=True
)


@docs_app.command("feeds")
def docs_feeds(
    check: Annotated[
        bool, typer.Option("--check", help="Only say which files are not as they should be.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write docs/how_to/local_feeds.md and the templates of the feeds; with --check exit 1 if any is stale."""
    changed = (stale_templates if check else write_templates)(FEEDS_PAGE, FEED_TEMPLATES)
    print_rows([{"feeds": len(feed_forms()), "stale" if check else "written": changed}], as_json)
    raise typer.Exit(1 if check and changed else 0)
