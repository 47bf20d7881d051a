-- One row is one child who came into care by way of police protection in the months from a day to another, with the
-- first audit of the child's record completed since. Read by: reporting/themes (police protection).
SELECT
    periods.child_id,
    teams.name AS team,
    periods.worker_id,
    periods.age_in_years,
    periods.care_started_on,
    periods.left_care_on,
    min(audits.completed_on) AS audited_on
FROM events.care_periods AS periods
LEFT JOIN org_units AS teams ON concat(periods.authority_id, ':', periods.team_id) = teams.org_unit_id
LEFT JOIN events.audits
    ON
        periods.authority_id = audits.authority_id
        AND periods.child_id = audits.child_id
        AND NOT audits.is_of_supervision
        AND periods.care_started_on <= audits.completed_on
        AND audits.completed_on <= cast($on AS DATE)
WHERE
    periods.authority_id = $authority_id
    AND periods.care_started_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
    AND periods.is_police_protection_at_entry
    AND NOT periods.is_short_break
GROUP BY ALL
ORDER BY periods.care_started_on DESC, periods.child_id ASC;
