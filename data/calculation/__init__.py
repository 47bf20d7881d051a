"""From events to observations: the records behind every number, and the numbers.

A method is one SQL file in queries/kpi_calculations. It is read once as a list of branches, one a
basis; a KPI puts its own columns and conditions into them. The same branches give the records
behind one number and, all KPIs of an event table together, the numbers: the two cannot disagree.
"""
