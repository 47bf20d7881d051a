-- One value: the last end of a month up to a day, the day itself if it is one. What an extract says as at a day
-- in the middle of a month is the nearest that can be known of the end of the month before.
-- Read by: event queries that use the counts of Annex A.
CREATE OR REPLACE MACRO last_month_end(known_on) AS (
    CASE
        WHEN cast(known_on AS DATE) = last_day(cast(known_on AS DATE)) THEN cast(known_on AS DATE)
        ELSE cast(date_trunc('month', cast(known_on AS DATE)) AS DATE) - 1
    END
);
