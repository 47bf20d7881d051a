-- One row is one care experienced young person whom the council is not in touch with on a day.
-- Read by: reporting/themes (keeping in touch).
SELECT
    leavers.child_id,
    teams.name AS team,
    leavers.personal_adviser_id,
    leavers.age_in_years,
    CASE leavers.in_touch_code
        WHEN 'NO' THEN 'Contact lost'
        WHEN 'REFU' THEN 'Refuses contact'
        WHEN 'NREQ' THEN 'No longer needs the service'
        ELSE 'Not known'
    END AS reason,
    leavers.last_contact_on,
    leavers.accommodation
FROM events.care_leavers_at_month_end AS leavers
LEFT JOIN org_units AS teams ON concat(leavers.authority_id, ':', leavers.team_id) = teams.org_unit_id
WHERE
    leavers.authority_id = $authority_id
    AND leavers.month_end = cast($on AS DATE)
    AND leavers.is_in_touch_known
    AND coalesce(leavers.in_touch_code, 'NO') NOT IN ('DIED', 'RHOM')
    AND leavers.in_touch_code IS DISTINCT FROM 'YES'
ORDER BY leavers.last_contact_on NULLS FIRST, leavers.child_id;
