-- One row is one period that an authority's extracts cover in full.
-- Read by: data/calculation/aggregate.py (medians) and create_calculated_observations.
CREATE OR REPLACE TEMP TABLE periods AS
WITH months AS (
    SELECT
        month_ends.authority_id,
        month_ends.month_end,
        cast(date_trunc('month', month_ends.month_end) AS DATE) AS month_start,
        cast(date_trunc('month', month_ends.month_end - INTERVAL 3 MONTH) AS DATE) AS shifted
    FROM month_ends
),

dated AS (
    SELECT
        months.authority_id,
        months.month_end,
        months.month_start,
        -- April is the first month of the financial year: three months back puts it into January.
        make_date(extract(YEAR FROM months.shifted), 4, 1) AS year_start,
        cast(date_trunc('quarter', months.month_end) AS DATE) AS quarter_start
    FROM months
),

listed AS (
    SELECT
        dated.authority_id,
        'month' AS period_kind,
        dated.month_start AS period_start,
        dated.month_end AS period_end
    FROM dated
    UNION ALL
    SELECT
        dated.authority_id,
        'financial_year_to_date' AS period_kind,
        dated.year_start AS period_start,
        dated.month_end AS period_end
    FROM dated
    UNION ALL
    SELECT
        dated.authority_id,
        'rolling_12_months' AS period_kind,
        cast(dated.month_start - INTERVAL 11 MONTH AS DATE) AS period_start,
        dated.month_end AS period_end
    FROM dated
    UNION ALL
    SELECT
        dated.authority_id,
        'quarter' AS period_kind,
        dated.quarter_start AS period_start,
        dated.month_end AS period_end
    FROM dated
    WHERE extract(MONTH FROM dated.month_end) IN (3, 6, 9, 12)
    UNION ALL
    SELECT
        dated.authority_id,
        'financial_year' AS period_kind,
        dated.year_start AS period_start,
        dated.month_end AS period_end
    FROM dated
    WHERE extract(MONTH FROM dated.month_end) = 3
)

SELECT
    listed.authority_id,
    listed.period_kind,
    listed.period_start,
    listed.period_end
FROM listed
INNER JOIN staged.coverage ON listed.authority_id = coverage.authority_id
WHERE listed.period_start >= coverage.covered_from;
