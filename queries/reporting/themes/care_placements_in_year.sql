-- One row is how many children in care on a day had one, two, or three and more placements in the 12 months up to
-- it. Read by: reporting/themes (placements of children in care).
SELECT
    CASE
        WHEN children.placements_in_12_months >= 3 THEN '3 or more placements'
        WHEN children.placements_in_12_months = 2 THEN '2 placements'
        WHEN children.placements_in_12_months = 1 THEN '1 placement'
        WHEN children.placements_in_12_months = 0 THEN 'No placement recorded'
    END AS line,
    count(*) AS number
FROM events.children_in_care_at_month_end AS children
WHERE children.authority_id = $authority_id AND children.month_end = cast($on AS DATE)
GROUP BY line
ORDER BY line NULLS LAST;
