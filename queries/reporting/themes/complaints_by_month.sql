-- One row is how many complaints came in at stage 1 in one month about one theme.
-- Read by: reporting/themes (complaints).
SELECT
    cast(date_trunc('month', complaints.received_on) AS DATE) AS line,
    complaints.theme_name AS part,
    count(*) AS number
FROM events.complaints
WHERE
    complaints.authority_id = $authority_id
    AND complaints.received_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
    AND complaints.stage = 1
GROUP BY ALL
ORDER BY line, part NULLS LAST;
