-- One row is one thing that should be done within a time limit, on one basis. The names clock_starts,
-- clock_stops, due_on, lapses_on, include and cannot_be_counted stand for what the definition says;
-- last_day_on_time is due_on, or the last day off after it where the limit is in working days.
-- Read by: data/calculation (records behind a number, and the numbers).
SELECT
    'completed' AS basis,
    clock_stops AS counted_on,
    clock_stops <= last_day_on_time AS in_numerator,
    TRUE AS in_denominator
FROM kpi_events
WHERE include AND clock_stops IS NOT NULL
UNION ALL
SELECT
    'due' AS basis,
    due_on AS counted_on,
    clock_stops <= last_day_on_time AS in_numerator,
    TRUE AS in_denominator
FROM kpi_events
WHERE
    include
    AND (clock_stops <= last_day_on_time OR last_day_on_time < as_at_on)
    AND NOT (lapses_on IS NOT NULL AND lapses_on < due_on AND (clock_stops IS NULL OR clock_stops > lapses_on))
UNION ALL
SELECT
    'open_overdue' AS basis,
    month_ends.month_end AS counted_on,
    TRUE AS in_numerator,
    FALSE AS in_denominator
FROM kpi_events
INNER JOIN month_ends
    ON
        kpi_events.authority_id = month_ends.authority_id
        AND last_day_on_time < month_ends.month_end
        AND (clock_stops IS NULL OR clock_stops > month_ends.month_end)
        AND (lapses_on IS NULL OR lapses_on > month_ends.month_end)
-- Only what was ever late can be overdue: said here so that the rest is never joined to months.
WHERE include AND NOT cannot_be_counted AND coalesce(clock_stops, as_at_on) > last_day_on_time
UNION ALL
SELECT
    'too_recent' AS basis,
    month_ends.month_end AS counted_on,
    TRUE AS in_numerator,
    FALSE AS in_denominator
FROM kpi_events
INNER JOIN month_ends
    ON
        kpi_events.authority_id = month_ends.authority_id
        AND clock_starts <= month_ends.month_end
        AND last_day_on_time >= month_ends.month_end
        AND (clock_stops IS NULL OR clock_stops > month_ends.month_end)
        AND (lapses_on IS NULL OR lapses_on > month_ends.month_end)
WHERE include AND NOT cannot_be_counted;
