-- One row is one worker at the end of one month, with how much the worker has and the share of a
-- full-time post. Read by: data/calculation.
SELECT
    'completed' AS basis,
    month_end AS counted_on,
    TRUE AS in_numerator,
    TRUE AS in_denominator,
    amount,
    capacity
FROM kpi_events
WHERE include;
