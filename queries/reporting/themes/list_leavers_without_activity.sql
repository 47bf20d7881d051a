-- One row is one care experienced young person aged 17 to 21 who is not in education, employment or training on a
-- day. Read by: reporting/themes (education, employment and training).
SELECT
    leavers.child_id,
    teams.name AS team,
    leavers.personal_adviser_id,
    leavers.age_in_years,
    CASE leavers.activity_code
        WHEN 'G4' THEN 'Illness or disability'
        WHEN 'G6' THEN 'Pregnancy or parenting'
        ELSE 'Other reason'
    END AS reason,
    leavers.last_contact_on,
    leavers.pathway_plan_reviewed_on
FROM events.care_leavers_at_month_end AS leavers
LEFT JOIN org_units AS teams ON concat(leavers.authority_id, ':', leavers.team_id) = teams.org_unit_id
WHERE
    leavers.authority_id = $authority_id
    AND leavers.month_end = cast($on AS DATE)
    AND leavers.is_home_known
    AND leavers.age_in_years BETWEEN 17 AND 21
    AND coalesce(leavers.in_touch_code, 'NO') NOT IN ('DIED', 'RHOM')
    AND leavers.is_not_in_education_or_work
ORDER BY leavers.age_in_years, leavers.child_id;
