-- One row is how many children in care of one age, 16 or 17, live in supported accommodation on a day, by who
-- provides it. Read by: reporting/themes (supported accommodation).
SELECT
    concat('Aged ', children.age_in_years) AS line,
    CASE children.provider_code
        WHEN 'PR0' THEN 'Parents or another with parental responsibility'
        WHEN 'PR1' THEN 'The council itself'
        WHEN 'PR2' THEN 'Another council'
        WHEN 'PR3' THEN 'Other public provision'
        WHEN 'PR4' THEN 'A private provider'
        WHEN 'PR5' THEN 'A charity or other voluntary provider'
    END AS part,
    count(*) AS number
FROM events.children_in_care_at_month_end AS children
WHERE
    children.authority_id = $authority_id
    AND children.month_end = cast($on AS DATE)
    AND children.age_in_years >= 16
    AND children.placement_type_code IN ('P2', 'H5')
GROUP BY line, part
ORDER BY line, part NULLS LAST;
