-- One row is one thing as it stood at the end of one month. Read by: data/calculation.
SELECT
    'completed' AS basis,
    month_end AS counted_on,
    numerator AS in_numerator,
    TRUE AS in_denominator
FROM kpi_events
WHERE include;
