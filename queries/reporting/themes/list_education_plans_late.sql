-- One row is one education plan that was due in the months from a day to another and was late or is not completed,
-- of a child still in care. Read by: reporting/themes (education of children in care).
SELECT
    plans.child_id,
    teams.name AS team,
    plans.worker_id,
    plans.term,
    plans.due_on,
    plans.completed_on,
    date_diff('day', plans.due_on, coalesce(plans.completed_on, cast($on AS DATE))) AS days_late
FROM events.education_plans_due AS plans
INNER JOIN events.children_in_care_at_month_end AS children
    ON
        plans.authority_id = children.authority_id
        AND plans.child_id = children.child_id
        AND children.month_end = cast($on AS DATE)
LEFT JOIN org_units AS teams ON concat(plans.authority_id, ':', plans.team_id) = teams.org_unit_id
WHERE
    plans.authority_id = $authority_id
    AND plans.due_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
    AND NOT plans.is_in_time
    AND NOT plans.is_too_recent
ORDER BY plans.completed_on IS NOT NULL, plans.due_on, plans.child_id;
