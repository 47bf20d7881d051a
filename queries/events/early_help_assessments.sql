-- One row is one child in one request for early help, with its assessment. Rows come from list 2 of
-- Annex A or the local feed early_help_assessments; the Standard Safeguarding Dataset has episodes only.
-- The limit is local (early_help_assessment_limit); the start of the assessment is day 0. An assessment
-- without a start, or completed before it, is marked and cannot be counted as on time or late.
-- Read by: early help assessment KPIs, early_help_episodes (team), closures (steps down).
SELECT
    concat(requests.authority_id, ':', requests.early_help_assessment_id, ':', requests.child_id) AS event_id,
    requests.authority_id,
    requests.child_id,
    nullif(trim(requests.team_id), '') AS team_id,
    cast(NULL AS VARCHAR) AS worker_id,
    children.sex,
    age_band(children.birth_on, coalesce(requests.assessment_started_on, requests.requested_on)) AS age_band,
    children.ethnicity_group,
    children.disability,
    requests.load_id,
    requests.landed_row,
    'early_help_assessments' AS landed_table,
    requests.requested_on,
    lower(requests.requested_by) AS requested_by,
    lower(requests.requested_by) = 'step_down' AS is_step_down,
    requests.assessment_started_on,
    requests.assessment_completed_on,
    due_after(requests.assessment_started_on, time_limit.value, time_limit.unit) AS due_on,
    requests.assessment_started_on IS NOT NULL
    AND coalesce(requests.assessment_completed_on >= requests.assessment_started_on, TRUE) AS has_valid_clock,
    working_days(requests.assessment_started_on, requests.assessment_completed_on) AS working_days_taken,
    lower(requests.completed_by) AS completed_by,
    lower(requests.completed_by) = 'partner' AS is_by_partner,
    CASE lower(requests.completed_by)
        WHEN 'council' THEN 'The council'
        WHEN 'partner' THEN 'A partner agency'
    END AS completed_by_group,
    requests.organisation,
    requests.plan_started_on,
    requests.plan_ended_on,
    lower(requests.ended_because) AS ended_because,
    coalesce(requests.family_id, children.family_id, requests.child_id) AS family_id
FROM staged.early_help_assessments AS requests
LEFT JOIN events.children ON requests.authority_id = children.authority_id AND requests.child_id = children.child_id
LEFT JOIN staged.settings AS time_limit
    ON
        requests.authority_id = time_limit.authority_id
        AND time_limit.setting_id = 'early_help_assessment_limit'
        AND coalesce(requests.assessment_started_on, requests.requested_on) >= time_limit.valid_from
        AND (
            time_limit.valid_until IS NULL
            OR coalesce(requests.assessment_started_on, requests.requested_on) < time_limit.valid_until
        )
