-- One row is one child in care for 12 months or more on a day with a health assessment, dental check, immunisation
-- or wellbeing questionnaire that is not up to date, or a health assessment due in the 60 days after it.
-- Read by: reporting/themes (health of children in care).
SELECT
    children.child_id,
    teams.name AS team,
    children.worker_id,
    children.age_in_years,
    children.health_assessment_due_on,
    CASE
        WHEN children.is_health_assessment_up_to_date IS NULL THEN 'Not known'
        WHEN NOT children.is_health_assessment_up_to_date THEN 'Overdue'
        WHEN children.health_assessment_due_on <= children.month_end + 60 THEN 'Due in 60 days'
        ELSE 'Up to date'
    END AS health_assessment,
    children.last_dental_check_on,
    CASE
        WHEN children.is_dental_check_up_to_date IS NULL THEN 'Not known'
        WHEN children.is_dental_check_up_to_date THEN 'Up to date'
        ELSE 'Overdue'
    END AS dental_check,
    CASE
        WHEN children.is_immunised IS NULL THEN 'Not known'
        WHEN children.is_immunised THEN 'Up to date'
        ELSE 'Not up to date'
    END AS immunisations,
    CASE
        WHEN children.age_in_years NOT BETWEEN 5 AND 16 THEN 'Not asked at this age'
        WHEN children.is_sdq_completed IS NULL THEN 'Not known'
        WHEN children.is_sdq_completed THEN 'Completed'
        ELSE 'Not completed in 12 months'
    END AS questionnaire
FROM events.children_in_care_at_month_end AS children
LEFT JOIN org_units AS teams ON concat(children.authority_id, ':', children.team_id) = teams.org_unit_id
WHERE
    children.authority_id = $authority_id
    AND children.month_end = cast($on AS DATE)
    AND children.is_in_care_12_months
    AND (
        NOT children.is_health_assessment_up_to_date
        OR children.health_assessment_due_on <= children.month_end + 60
        OR NOT children.is_dental_check_up_to_date
        OR NOT children.is_immunised
        OR (children.age_in_years BETWEEN 5 AND 16 AND NOT children.is_sdq_completed)
    )
ORDER BY children.health_assessment_due_on NULLS FIRST, children.child_id;
