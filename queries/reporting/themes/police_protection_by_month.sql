-- One row is how many children came into care in one month by way of police protection, and how many in another
-- way. Short breaks are left out. Read by: reporting/themes (police protection).
SELECT
    cast(date_trunc('month', periods.care_started_on) AS DATE) AS line,
    CASE WHEN periods.is_police_protection_at_entry THEN 'By police protection' ELSE 'In another way' END AS part,
    count(*) AS number
FROM events.care_periods AS periods
WHERE
    periods.authority_id = $authority_id
    AND periods.care_started_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
    AND NOT periods.is_short_break
GROUP BY ALL
ORDER BY line, part;
