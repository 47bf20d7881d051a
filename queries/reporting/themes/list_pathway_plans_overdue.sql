-- One row is one care experienced young person whose pathway plan is not up to date on a day.
-- Read by: reporting/themes (pathway plans).
SELECT
    leavers.child_id,
    teams.name AS team,
    leavers.personal_adviser_id,
    leavers.age_in_years,
    leavers.eligibility,
    leavers.pathway_plan_reviewed_on,
    leavers.pathway_plan_due_on,
    date_diff('day', leavers.pathway_plan_due_on, leavers.month_end) AS days_overdue
FROM events.care_leavers_at_month_end AS leavers
LEFT JOIN org_units AS teams ON concat(leavers.authority_id, ':', leavers.team_id) = teams.org_unit_id
WHERE
    leavers.authority_id = $authority_id
    AND leavers.month_end = cast($on AS DATE)
    AND leavers.is_pathway_plan_known
    AND leavers.eligibility IN ('Eligible', 'Relevant', 'Former relevant')
    AND coalesce(leavers.in_touch_code, 'NO') <> 'DIED'
    AND leavers.is_pathway_plan_up_to_date IS NOT TRUE
ORDER BY leavers.pathway_plan_due_on NULLS FIRST, leavers.child_id;
