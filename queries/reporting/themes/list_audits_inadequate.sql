-- One row is one audit graded inadequate in the months from a day to another, with the next audit of the same child.
-- Audits of supervision are left out. Read by: reporting/themes (inadequate audits followed up).
SELECT
    audits.child_id,
    coalesce(services.name, audits.audited_service) AS service,
    teams.name AS team,
    audits.kind_name,
    audits.completed_on,
    audits.is_repeat,
    min(later.allocated_on) AS next_given_out_on,
    min(later.completed_on) AS next_completed_on,
    CASE arg_min(later.grade, later.completed_on)
        WHEN 'outstanding' THEN 'Outstanding'
        WHEN 'good' THEN 'Good'
        WHEN 'requires_improvement' THEN 'Requires improvement'
        WHEN 'inadequate' THEN 'Inadequate'
    END AS next_grade
FROM events.audits
LEFT JOIN events.audits AS later
    ON
        audits.authority_id = later.authority_id
        AND audits.child_id = later.child_id
        AND audits.event_id <> later.event_id
        AND audits.completed_on <= later.allocated_on
        AND later.allocated_on <= cast($on AS DATE)
        AND NOT later.is_of_supervision
LEFT JOIN org_units AS services
    ON concat(audits.authority_id, ':', audits.audited_service) = services.org_unit_id
LEFT JOIN org_units AS teams ON concat(audits.authority_id, ':', audits.team_id) = teams.org_unit_id
WHERE
    audits.authority_id = $authority_id
    AND audits.completed_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
    AND audits.grade = 'inadequate'
    AND NOT audits.is_of_supervision
GROUP BY ALL
ORDER BY audits.is_repeat DESC, audits.completed_on DESC, audits.child_id ASC;
