-- One value: the working days after start_on, up to and including end_on; 0 on the same day, negative
-- if the end is before the start, NULL if either is. With start_is_day 1 the start counts too, if it
-- is a working day. Read by: event queries and KPI calculations. The same rule in plain Python is
-- working_days in metrics/clocks.py.
CREATE OR REPLACE MACRO working_days(start_on, end_on, start_is_day := 0) AS (
    (
        SELECT ending.working_day_number
        FROM calendar AS ending
        WHERE ending.date = cast(end_on AS DATE)
    )
    - (
        SELECT
            starting.working_day_number
            - CASE WHEN start_is_day = 1 AND starting.is_working_day THEN 1 ELSE 0 END
        FROM calendar AS starting
        WHERE starting.date = cast(start_on AS DATE)
    )
);
