-- One row is one KPI, basis, unit and part in one covered month, counted or not: a month without a
-- case is there with zeros, so that longer periods add up. Workers, and parts within a team, are left
-- to counted_events: they are never added over months. Read by: create_calculated_observations.
CREATE OR REPLACE TEMP TABLE filled_months AS
WITH counted AS (
    SELECT counted_events.*
    FROM counted_events
    INNER JOIN kpi_measures ON counted_events.kpi_id = kpi_measures.kpi_id
    -- What was only ever counted outside the covered months has no line.
    INNER JOIN month_ends
        ON
            counted_events.authority_id = month_ends.authority_id
            AND counted_events.period_end = month_ends.month_end
    WHERE
        counted_events.level <> 'worker'
        AND (counted_events.breakdown IS NULL OR counted_events.level IN ('authority', 'service_area'))
        AND counted_events.period_kind = 'month'
        AND NOT kpi_measures.needs_true_periods
),

lines AS (
    SELECT DISTINCT
        counted.kpi_id,
        counted.basis,
        counted.authority_id,
        counted.level,
        counted.org_unit_id,
        counted.breakdown,
        counted.part
    FROM counted
    UNION
    SELECT
        kpi_measures.kpi_id,
        'completed' AS basis,
        coverage.authority_id,
        'authority' AS level,
        coverage.authority_id AS org_unit_id,
        NULL AS breakdown,
        NULL AS part
    FROM kpi_measures
    CROSS JOIN staged.coverage
    WHERE NOT kpi_measures.needs_true_periods
)

SELECT
    lines.*,
    month_ends.month_end,
    coalesce(counted.numerator, 0) AS numerator,
    coalesce(counted.denominator, 0) AS denominator,
    coalesce(counted.not_counted, 0) AS not_counted,
    counted.value,
    counted.lower_quartile,
    counted.upper_quartile
FROM lines
INNER JOIN month_ends ON lines.authority_id = month_ends.authority_id
LEFT JOIN staged.org_units AS units ON lines.org_unit_id = units.org_unit_id
LEFT JOIN counted
    ON
        lines.kpi_id = counted.kpi_id
        AND lines.basis = counted.basis
        AND lines.org_unit_id = counted.org_unit_id
        AND coalesce(lines.breakdown, '') = coalesce(counted.breakdown, '')
        AND coalesce(lines.part, '') = coalesce(counted.part, '')
        AND month_ends.month_end = counted.period_end
WHERE
    counted.kpi_id IS NOT NULL
    OR units.org_unit_id IS NULL
    OR (
        coalesce(units.valid_from, DATE '1900-01-01') <= month_ends.month_end
        AND coalesce(units.valid_to, DATE '9999-12-31') >= month_ends.month_end
    );
