-- One row is one event, counted in the month of counted_on; events that have not had their time yet
-- are shown apart and never in the percentage. Read by: data/calculation.
SELECT
    'completed' AS basis,
    counted_on,
    numerator AS in_numerator,
    TRUE AS in_denominator
FROM kpi_events
WHERE include AND NOT too_recent
UNION ALL
SELECT
    'too_recent' AS basis,
    counted_on,
    TRUE AS in_numerator,
    FALSE AS in_denominator
FROM kpi_events
WHERE include AND too_recent;
