-- One row is how many stage 1 complaints about one theme, received in the months from a day to another, ended in
-- one way or are still open on that day. Read by: reporting/themes (complaints).
SELECT
    complaints.theme_name AS line,
    CASE
        WHEN complaints.closed_on IS NULL OR complaints.closed_on > cast($on AS DATE) THEN 'Still open'
        WHEN complaints.outcome = 'upheld' THEN 'Upheld'
        WHEN complaints.outcome = 'partly_upheld' THEN 'Partly upheld'
        WHEN complaints.outcome = 'not_upheld' THEN 'Not upheld'
        WHEN complaints.outcome = 'withdrawn' THEN 'Withdrawn'
    END AS part,
    count(*) AS number
FROM events.complaints
WHERE
    complaints.authority_id = $authority_id
    AND complaints.received_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
    AND complaints.stage = 1
GROUP BY line, part
ORDER BY line NULLS LAST, part NULLS LAST;
