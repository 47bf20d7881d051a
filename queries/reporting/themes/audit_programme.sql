-- One row is one service and month: how many of the audits given out in the month have been completed by a day.
-- Read by: reporting/themes (audit programme).
SELECT
    coalesce(org_units.name, audits.audited_service) AS line,
    cast(date_trunc('month', audits.allocated_on) AS DATE) AS part,
    count(*) FILTER (WHERE audits.completed_on <= cast($on AS DATE)) AS number,
    count(*) AS out_of
FROM events.audits
LEFT JOIN org_units ON concat(audits.authority_id, ':', audits.audited_service) = org_units.org_unit_id
WHERE
    audits.authority_id = $authority_id
    AND audits.allocated_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
GROUP BY ALL
ORDER BY line, part;
