-- One value: the day on which a number of working days from start_on is up; 0 gives the start itself,
-- NULL if the start is. A start at a weekend has the same due date as the Friday before. Read by:
-- event queries and KPI calculations. The same rule in plain Python is due_after_working_days in
-- metrics/clocks.py.
CREATE OR REPLACE MACRO working_day_due(start_on, number_of_days, start_is_day := 0) AS (
    SELECT greatest(starting.date, due.date)
    FROM calendar AS starting
    INNER JOIN calendar AS due
        ON
            due.is_working_day
            AND due.working_day_number
            = starting.working_day_number
            - CASE WHEN start_is_day = 1 AND starting.is_working_day THEN 1 ELSE 0 END
            + number_of_days
    WHERE starting.date = cast(start_on AS DATE)
);
