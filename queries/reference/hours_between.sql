-- One value: the hours from start_at to end_at by the clock on the wall, to the millisecond. Read by:
-- event queries and KPI calculations. The same rule in plain Python is hours_between in
-- metrics/clocks.py.
CREATE OR REPLACE MACRO hours_between(start_at, end_at) AS (
    date_diff('millisecond', cast(start_at AS TIMESTAMP), cast(end_at AS TIMESTAMP)) / 3600000.0
);
