"""The command line: load files, build the store, read it. Thin: every rule lives below.

Exit codes: 0 done, 1 something was found (rejected rows, failed checks), 2 it could not be done.
"""

from __future__ import annotations

import typer

from commands.checks import checks_app
from commands.coverage import coverage
from commands.docs import docs_app
from commands.figures import figures_app
from commands.library import kpi_app
from commands.loads import load_app, store_app
from commands.rating import rate
from data.errors import StoreError
from journal.database import JournalError
from metrics.problems import MetricsError

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)
app.add_typer(store_app)
app.add_typer(load_app, name="load")
app.add_typer(checks_app)
app.add_typer(figures_app)
app.add_typer(kpi_app, name="kpi")
app.add_typer(docs_app, name="docs")
app.command()(rate)
app.command()(coverage)


def main() -> None:
    """Run a command; an expected error is printed in words and ends with 2."""
    try:
        app(prog_name="python cli.py")
    except (StoreError, MetricsError, JournalError, OSError) as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
