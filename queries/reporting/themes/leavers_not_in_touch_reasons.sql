-- One row is how many care experienced young people the council is not in touch with on a day, for one reason.
-- Read by: reporting/themes (keeping in touch).
SELECT
    CASE leavers.in_touch_code
        WHEN 'NO' THEN 'Contact lost'
        WHEN 'REFU' THEN 'Refuses contact'
        WHEN 'NREQ' THEN 'No longer needs the service'
    END AS line,
    count(*) AS number
FROM events.care_leavers_at_month_end AS leavers
WHERE
    leavers.authority_id = $authority_id
    AND leavers.month_end = cast($on AS DATE)
    AND leavers.is_in_touch_known
    AND coalesce(leavers.in_touch_code, 'NO') NOT IN ('DIED', 'RHOM')
    AND leavers.in_touch_code IS DISTINCT FROM 'YES'
GROUP BY line
ORDER BY number DESC, line ASC NULLS LAST;
