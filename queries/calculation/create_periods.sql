-- One row is one period that an authority's extracts cover in full, in one calendar. A calendar is a way in
-- which the figures of a line follow each other: month_ends (as things stood), months (each by itself),
-- months_added_up (a longer period is the sum of its months) and every_period (each worked out anew).
-- place is where the line's lists have the period, place_before what is to be taken off what was added up
-- until then. Read by: data/calculation/calendars.py, the view calculated_observations.
CREATE OR REPLACE TABLE periods AS
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
),

-- Every list of months begins with the first month that any authority has.
earliest AS (
    SELECT min(month_ends.month_end) AS month_end
    FROM month_ends
),

covered AS (
    SELECT
        listed.authority_id,
        listed.period_kind,
        listed.period_start,
        listed.period_end,
        date_diff('month', earliest.month_end, listed.period_start) + 1 AS first_month,
        date_diff('month', earliest.month_end, listed.period_end) + 1 AS last_month,
        row_number() OVER (
            PARTITION BY listed.authority_id
            ORDER BY listed.period_kind ASC NULLS LAST, listed.period_end ASC NULLS LAST
        ) AS number_of_period
    FROM listed
    INNER JOIN staged.coverage ON listed.authority_id = coverage.authority_id
    CROSS JOIN earliest
    WHERE listed.period_start >= coverage.covered_from
)

SELECT
    covered.authority_id,
    calendars.calendar,
    CASE calendars.calendar WHEN 'month_ends' THEN 'as_at' ELSE covered.period_kind END AS period_kind,
    CASE calendars.calendar WHEN 'month_ends' THEN covered.period_end ELSE covered.period_start END AS period_start,
    covered.period_end,
    covered.last_month - covered.first_month + 1 AS months,
    covered.last_month,
    CASE calendars.calendar WHEN 'every_period' THEN covered.number_of_period ELSE covered.last_month END AS place,
    CASE WHEN calendars.calendar = 'months_added_up' THEN greatest(covered.first_month - 1, 0) END AS place_before
FROM covered
INNER JOIN (VALUES ('month_ends'), ('months'), ('months_added_up'), ('every_period')) AS calendars (calendar)
    ON covered.period_kind = 'month' OR calendars.calendar IN ('months_added_up', 'every_period');
