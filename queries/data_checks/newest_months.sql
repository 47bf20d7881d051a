-- One row is one authority and its newest complete month. Read by: data/data_checks.
CREATE OR REPLACE TEMP TABLE newest_months AS
SELECT
    month_ends.authority_id,
    cast(date_trunc('month', max(month_ends.month_end)) AS DATE) AS first_day,
    max(month_ends.month_end) AS last_day
FROM month_ends
GROUP BY month_ends.authority_id;
