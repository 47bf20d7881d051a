-- One row is one day. Read by: the clock macros beside this file, and every query that counts days.
-- working_day_number counts the working days up to and including the date, so that the working days
-- after one day and up to another are the difference of their two numbers.
CREATE OR REPLACE TABLE calendar AS
WITH days AS (
    SELECT
        cast(
            unnest(
                generate_series(
                    cast($first_day AS TIMESTAMP),
                    cast($last_day AS TIMESTAMP),
                    INTERVAL 1 DAY
                )
            ) AS DATE
        ) AS date
),

marked AS (
    SELECT
        days.date,
        extract(ISODOW FROM days.date) <= 5
        AND days.date NOT IN (SELECT unnest(cast($days_not_worked AS DATE[]))) AS is_working_day
    FROM days
)

SELECT
    marked.date,
    marked.is_working_day,
    cast(
        sum(CASE WHEN marked.is_working_day THEN 1 ELSE 0 END)
            OVER (ORDER BY marked.date ASC NULLS LAST ROWS UNBOUNDED PRECEDING)
        AS INTEGER
    ) AS working_day_number
FROM marked
ORDER BY marked.date ASC NULLS LAST;
