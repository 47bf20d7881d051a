"""Doubtful records: what the checks of queries/checks/records find, and which KPIs it threatens by how much.

A check is a static query and an entry in checks.yaml. Which KPIs a doubt threatens is never typed in: it
follows from the staged columns that are in doubt and from what the event queries are made from.
"""
