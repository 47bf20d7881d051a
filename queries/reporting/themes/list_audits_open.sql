-- One row is one audit given out in the months from a day to another that is not completed on that day.
-- Read by: reporting/themes (audit programme).
SELECT
    audits.child_id,
    coalesce(services.name, audits.audited_service) AS service,
    teams.name AS team,
    audits.kind_name,
    audits.allocated_on,
    date_diff('day', audits.allocated_on, cast($on AS DATE)) AS days_open
FROM events.audits
LEFT JOIN org_units AS services
    ON concat(audits.authority_id, ':', audits.audited_service) = services.org_unit_id
LEFT JOIN org_units AS teams ON concat(audits.authority_id, ':', audits.team_id) = teams.org_unit_id
WHERE
    audits.authority_id = $authority_id
    AND audits.allocated_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
    AND coalesce(audits.completed_on > cast($on AS DATE), TRUE)
ORDER BY audits.allocated_on, audits.child_id;
