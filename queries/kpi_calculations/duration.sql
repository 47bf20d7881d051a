-- One row is one event and the time it took, counted in the month of counted_on.
-- Read by: data/calculation.
SELECT
    'completed' AS basis,
    counted_on,
    TRUE AS in_numerator,
    TRUE AS in_denominator,
    time_taken AS amount
FROM kpi_events
WHERE include AND clock_stops IS NOT NULL;
