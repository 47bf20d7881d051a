-- One row is one event, or one thing at a month's end, that a rate counts. The population it is
-- divided by is added when the numbers are made. Read by: data/calculation.
SELECT
    'completed' AS basis,
    counted_on,
    TRUE AS in_numerator,
    FALSE AS in_denominator
FROM kpi_events
WHERE include;
