-- One row is how many children placed with their parents on a day are in care under one legal status.
-- Read by: reporting/themes (placed with parents).
SELECT
    CASE children.legal_status_code
        WHEN 'C1' THEN 'Interim care order'
        WHEN 'C2' THEN 'Full care order'
        WHEN 'E1' THEN 'Placement order'
        WHEN 'V2' THEN 'Agreed with parents (section 20)'
        ELSE concat('Other, code ', children.legal_status_code)
    END AS line,
    count(*) AS number
FROM events.children_in_care_at_month_end AS children
WHERE
    children.authority_id = $authority_id
    AND children.month_end = cast($on AS DATE)
    AND children.placement_type_code = 'P1'
GROUP BY line
ORDER BY number DESC, line ASC;
