"""The KPI page as plain Dash does it: a choice, a Plotly Express line, a table. Reads the same store.

Run by bench_screens.py with any Python that has Dash and DuckDB: plain_dash.py <KPI file of a build> <port>
"""

import logging
import sys

import duckdb
import plotly.express as px
from dash import Dash, Input, Output, dash_table, dcc, html

FIGURES = """
    SELECT period_end, value, numerator, denominator, target
    FROM kpi_observations
    WHERE kpi_id = $kpi AND org_unit_id = 'northmere' AND basis = 'completed' AND breakdown IS NULL
        AND period_kind IN ('month', 'as_at')
    ORDER BY period_end
"""
MEASURES = "SELECT DISTINCT kpi_id FROM kpi_observations WHERE org_unit_id = 'northmere' ORDER BY kpi_id"

file, port = sys.argv[1:]
with duckdb.connect(file, read_only=True) as con:
    measures = [row[0] for row in con.sql(MEASURES).fetchall()]

app = Dash()
app.layout = html.Div(
    [
        dcc.Dropdown(measures, "assessments_within_45_working_days", id="measure", clearable=False),
        html.H1(id="title"),
        dcc.Graph(id="chart"),
        dash_table.DataTable(id="table"),
    ]
)


@app.callback(
    Output("title", "children"), Output("chart", "figure"), Output("table", "data"), Input("measure", "value")
)
def show(kpi: str) -> tuple[str, object, list[dict[str, object]]]:
    """Return the title, the chart and the rows of a measure."""
    with duckdb.connect(file, read_only=True) as con:
        figures = con.sql(FIGURES, params={"kpi": kpi}).df()
    return kpi, px.line(figures, x="period_end", y=["value", "target"]), figures.to_dict("records")


logging.getLogger("werkzeug").setLevel(logging.ERROR)  # it notes every request
app.run(port=port)
