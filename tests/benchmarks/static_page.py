"""The static page to compare with: one measure's line drawn by Plotly in a file, no server behind it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from data.paths import store_paths
from data.store import open_store
from reporting.figure_sets import figure_set

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Static page</title>
<script src="plotly.min.js"></script></head><body><h1>{kpi}</h1><div id="chart"></div><script>
Plotly.newPlot("chart", [{{type: "scatter", mode: "lines", x: {x}, y: {y}}}], {{}});
</script></body></html>"""


def write_static_page(folder: Path, kpi: str) -> Path:
    """Write the page and Plotly beside it, and return the page."""
    figures = figure_set(open_store(store_paths()), [kpi], ["northmere"])
    x = json.dumps([day.isoformat() for day in figures.column("period_end").to_pylist()])
    y = json.dumps(figures.column("value").to_pylist())
    script = files("plotly").joinpath("package_data/plotly.min.js").read_bytes()
    (folder / "plotly.min.js").write_bytes(script)
    page = folder / "static.html"
    page.write_text(PAGE.format(kpi=kpi, x=x, y=y), encoding="utf-8")
    return page
