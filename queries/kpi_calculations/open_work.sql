-- One row is one thing of a timeliness KPI that is not done on the day looked at, and when it is due.
-- looked_at_on may be tomorrow: what is recorded as done by the extract's date is done.
-- Read by: data/calculation/records.py (due and overdue lists).
SELECT
    'open' AS basis,
    due_on AS counted_on,
    last_day_on_time >= looked_at_on AS in_numerator,
    TRUE AS in_denominator
FROM kpi_events
WHERE
    include
    AND due_on IS NOT NULL
    AND clock_starts <= looked_at_on
    AND (clock_stops IS NULL OR clock_stops > looked_at_on)
    AND (lapses_on IS NULL OR lapses_on > looked_at_on);
