-- One row is one figure calculated from records. Longer periods of things that happen are sums of
-- monthly numerators and denominators; what is counted at a month's end is never added up.
-- Read by: the view kpi_figures.
CREATE TABLE calculated_observations AS
WITH monthly AS (
    SELECT
        filled_months.kpi_id,
        filled_months.basis,
        filled_months.authority_id,
        filled_months.org_unit_id,
        filled_months.breakdown,
        filled_months.part,
        'month' AS period_kind,
        filled_months.month_end AS period_end,
        1 AS months,
        filled_months.numerator,
        filled_months.denominator,
        filled_months.not_counted,
        filled_months.value,
        filled_months.lower_quartile,
        filled_months.upper_quartile
    FROM filled_months
    UNION ALL
    SELECT
        counted_events.kpi_id,
        counted_events.basis,
        counted_events.authority_id,
        counted_events.org_unit_id,
        counted_events.breakdown,
        counted_events.part,
        counted_events.period_kind,
        counted_events.period_end,
        1 AS months,
        counted_events.numerator,
        counted_events.denominator,
        counted_events.not_counted,
        counted_events.value,
        counted_events.lower_quartile,
        counted_events.upper_quartile
    FROM counted_events
    INNER JOIN kpi_measures ON counted_events.kpi_id = kpi_measures.kpi_id
    INNER JOIN periods
        ON
            counted_events.authority_id = periods.authority_id
            AND counted_events.period_kind = periods.period_kind
            AND counted_events.period_end = periods.period_end
    WHERE
        kpi_measures.needs_true_periods
        OR counted_events.level = 'worker'
        OR (counted_events.breakdown IS NOT NULL AND counted_events.level = 'team')
    UNION ALL
    -- A period in which an authority has nothing to take the median of is there, and says so.
    SELECT
        kpi_measures.kpi_id,
        'completed' AS basis,
        periods.authority_id,
        periods.authority_id AS org_unit_id,
        NULL AS breakdown,
        NULL AS part,
        periods.period_kind,
        periods.period_end,
        1 AS months,
        NULL AS numerator,
        0 AS denominator,
        0 AS not_counted,
        NULL AS value,
        NULL AS lower_quartile,
        NULL AS upper_quartile
    FROM kpi_measures
    CROSS JOIN periods
    LEFT JOIN counted_events
        ON
            kpi_measures.kpi_id = counted_events.kpi_id
            AND periods.authority_id = counted_events.org_unit_id
            AND periods.period_kind = counted_events.period_kind
            AND periods.period_end = counted_events.period_end
            AND counted_events.breakdown IS NULL
    WHERE kpi_measures.needs_true_periods AND counted_events.kpi_id IS NULL
),

added_up AS (
    SELECT
        filled_months.kpi_id,
        filled_months.basis,
        filled_months.authority_id,
        filled_months.org_unit_id,
        filled_months.breakdown,
        filled_months.part,
        periods.period_kind,
        periods.period_end,
        count(*) AS months,
        sum(filled_months.numerator) AS numerator,
        sum(filled_months.denominator) AS denominator,
        sum(filled_months.not_counted) AS not_counted,
        cast(NULL AS DOUBLE) AS value,
        cast(NULL AS DOUBLE) AS lower_quartile,
        cast(NULL AS DOUBLE) AS upper_quartile
    FROM filled_months
    INNER JOIN kpi_measures ON filled_months.kpi_id = kpi_measures.kpi_id
    INNER JOIN periods
        ON
            filled_months.authority_id = periods.authority_id
            AND filled_months.month_end BETWEEN periods.period_start AND periods.period_end
    WHERE
        NOT kpi_measures.is_stock
        AND filled_months.basis IN ('completed', 'due')
        AND periods.period_kind <> 'month'
    GROUP BY ALL
),

figures AS (
    SELECT * FROM monthly
    UNION ALL
    SELECT * FROM added_up
),

measured AS (
    SELECT
        figures.*,
        kpi_measures.measure,
        kpi_measures.is_stock,
        figures.basis IN ('open_overdue', 'too_recent') AS is_count_of_open,
        populations.children * figures.months / CASE WHEN kpi_measures.is_stock THEN 1.0 ELSE 12.0 END AS population
    FROM figures
    INNER JOIN kpi_measures ON figures.kpi_id = kpi_measures.kpi_id
    LEFT JOIN staged.populations
        ON
            figures.org_unit_id = populations.authority_id
            AND kpi_measures.population = populations.population_id
            AND figures.period_end >= populations.valid_from
            AND figures.period_end < coalesce(populations.valid_until, DATE '9999-12-31')
),

valued AS (
    SELECT
        measured.*,
        CASE
            WHEN measured.is_count_of_open OR measured.measure = 'count' THEN measured.numerator
            WHEN measured.measure = 'percentage' AND measured.denominator > 0
                THEN 100.0 * measured.numerator / measured.denominator
            WHEN measured.measure = 'rate' AND measured.population > 0
                THEN 10000.0 * measured.numerator / measured.population
            WHEN measured.measure = 'average' AND measured.denominator > 0
                THEN measured.numerator / measured.denominator
            WHEN measured.measure IN ('median', 'maximum') THEN measured.value
        END AS figure
    FROM measured
)

SELECT
    valued.kpi_id,
    valued.org_unit_id,
    valued.breakdown,
    valued.part,
    CASE
        WHEN valued.is_stock OR valued.is_count_of_open THEN 'as_at'
        ELSE valued.period_kind
    END AS period_kind,
    CASE
        WHEN valued.is_stock OR valued.is_count_of_open THEN valued.period_end
        ELSE periods.period_start
    END AS period_start,
    valued.period_end,
    valued.basis,
    CASE WHEN valued.measure IN ('median', 'maximum') THEN NULL ELSE valued.numerator END AS numerator,
    CASE
        WHEN valued.is_count_of_open OR valued.measure = 'count' THEN NULL
        WHEN valued.measure = 'rate' THEN valued.population
        ELSE valued.denominator
    END AS denominator,
    valued.figure AS value,
    valued.not_counted,
    valued.lower_quartile,
    valued.upper_quartile,
    CASE
        WHEN valued.figure IS NOT NULL THEN 'counted'
        WHEN valued.measure = 'rate' THEN 'unavailable'
        ELSE 'no_cases'
    END AS state,
    concat('records:', valued.authority_id) AS source_id
FROM valued
INNER JOIN periods
    ON
        valued.authority_id = periods.authority_id
        AND valued.period_kind = periods.period_kind
        AND valued.period_end = periods.period_end
WHERE valued.measure <> 'rate' OR valued.org_unit_id = valued.authority_id AND valued.breakdown IS NULL;
