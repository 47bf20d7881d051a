-- One row is one month: families who waited for early help at its end, and how long those waited whose service
-- began in it. Read by: reporting/journey/early_help.py.
SELECT
    month_ends.month_end,
    count(*) FILTER (
        WHERE waits.service_started_on IS NULL OR waits.service_started_on > month_ends.month_end
    ) AS waiting,
    count(*) FILTER (
        WHERE
        (waits.service_started_on IS NULL OR waits.service_started_on > month_ends.month_end)
        AND month_ends.month_end - waits.added_on > 28
    ) AS waiting_over_4_weeks,
    count(*) FILTER (WHERE last_day(waits.service_started_on) = month_ends.month_end) AS started,
    avg(waits.days_waited) FILTER (WHERE last_day(waits.service_started_on) = month_ends.month_end)
        AS average_days_to_start
FROM month_ends
LEFT JOIN events.early_help_waits AS waits
    ON
        month_ends.authority_id = waits.authority_id
        AND month_ends.month_end >= waits.added_on
        AND waits.is_first_of_family
        AND waits.has_valid_dates
WHERE
    month_ends.authority_id = $authority_id
    AND month_ends.month_end BETWEEN cast($first_day AS DATE) AND cast($last_day AS DATE)
GROUP BY month_ends.month_end
ORDER BY month_ends.month_end ASC NULLS LAST;
