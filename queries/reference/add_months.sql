-- One value: the same day a number of months later, or the last day of that month if it is shorter;
-- a negative number goes back. Read by: event queries and KPI calculations. The same rule in plain
-- Python is add_months in metrics/clocks.py.
CREATE OR REPLACE MACRO add_months(start_on, number_of_months) AS (
    cast(cast(start_on AS DATE) + to_months(cast(number_of_months AS INTEGER)) AS DATE)
);
