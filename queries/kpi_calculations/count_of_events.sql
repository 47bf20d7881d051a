-- One row is one event, counted in the month of counted_on. Read by: data/calculation.
SELECT
    'completed' AS basis,
    counted_on,
    TRUE AS in_numerator,
    FALSE AS in_denominator
FROM kpi_events
WHERE include;
