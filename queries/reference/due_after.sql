-- One value: the last day that is on time under a limit of a number of units, as local settings hold
-- them: working_days, calendar_days, weeks or months. NULL if the start or the limit is. With
-- start_is_day 1 the start is day 1, so the limit ends a day earlier. Read by: event queries.
CREATE OR REPLACE MACRO due_after(start_on, number_of_units, unit, start_is_day := 0) AS (
    CASE unit
        WHEN 'working_days' THEN working_day_due(start_on, cast(number_of_units AS INTEGER), start_is_day)
        WHEN 'calendar_days' THEN cast(start_on AS DATE) + cast(number_of_units - start_is_day AS INTEGER)
        WHEN 'weeks' THEN cast(start_on AS DATE) + cast(7 * number_of_units - start_is_day AS INTEGER)
        WHEN 'months'
            THEN cast(add_months(start_on, number_of_units) AS DATE) - cast(start_is_day AS INTEGER)
    END
);
