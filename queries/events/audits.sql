-- One row is one audit of practice that was given to an auditor. The grade that counts is the one after
-- moderation, where a senior manager moderated it. An audit that was not completed has no grade.
-- Audits of supervision look at the manager's work, not at the child's record, and are marked.
-- Team: the feed's, or, where it had ended by the completion or is blank, the allocated worker's on the day of
-- completion (of giving out while it is open). Age: the day it was given out.
-- Read by: audit KPIs.
SELECT
    concat(audits.authority_id, ':', audits.audit_id) AS event_id,
    audits.authority_id,
    audits.child_id,
    coalesce(
        CASE WHEN ended_team.org_unit_id IS NULL THEN nullif(trim(audits.team_id), '') END, allocated.team_id
    ) AS team_id,
    cast(NULL AS VARCHAR) AS worker_id,
    children.sex,
    age_band(children.birth_on, audits.allocated_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    audits.load_id,
    audits.landed_row,
    'audits' AS landed_table,
    lower(audits.kind) AS kind,
    CASE lower(audits.kind)
        WHEN 'practice' THEN 'Whole record and conversation'
        WHEN 'dip_sample' THEN 'One theme only'
        WHEN 'multi_agency' THEN 'With partner agencies'
        WHEN 'supervision' THEN 'Of supervision'
    END AS kind_name,
    coalesce(lower(audits.kind) = 'supervision', FALSE) AS is_of_supervision,
    coalesce(lower(audits.kind) = 'multi_agency', FALSE) AS is_multi_agency,
    audits.service_area AS audited_service,
    audits.allocated_on,
    audits.completed_on,
    audits.moderated_on,
    audits.completed_on IS NOT NULL AS is_completed,
    audits.moderated_on IS NOT NULL AS is_moderated,
    lower(audits.grade) AS grade_before_moderation,
    CASE WHEN audits.completed_on IS NOT NULL THEN lower(coalesce(audits.moderated_grade, audits.grade)) END
        AS grade,
    coalesce(
        audits.completed_on IS NOT NULL
        AND lower(coalesce(audits.moderated_grade, audits.grade)) IN ('good', 'outstanding'),
        FALSE
    ) AS is_good_or_better,
    coalesce(audits.moderated_on IS NOT NULL AND lower(audits.moderated_grade) <> lower(audits.grade), FALSE)
        AS is_regraded,
    left(upper(trim(audits.is_repeat)), 1) = 'Y' AS is_repeat,
    left(upper(trim(audits.practitioner_took_part)), 1) = 'Y' AS has_practitioner,
    left(upper(trim(audits.family_took_part)), 1) = 'Y' AS has_family,
    left(upper(trim(audits.child_voice_evident)), 1) = 'Y' AS has_child_voice,
    left(upper(trim(audits.chronology_up_to_date)), 1) = 'Y' AS has_chronology,
    left(upper(trim(audits.plan_is_specific)), 1) = 'Y' AS has_specific_plan,
    left(upper(trim(audits.management_oversight_evident)), 1) = 'Y' AS has_oversight
FROM staged.audits
LEFT JOIN events.children ON audits.authority_id = children.authority_id AND audits.child_id = children.child_id
LEFT JOIN staged.org_units AS ended_team
    ON
        concat(audits.authority_id, ':', audits.team_id) = ended_team.org_unit_id
        AND date_trunc('month', coalesce(audits.completed_on, audits.allocated_on)) > ended_team.valid_to
LEFT JOIN events.allocations_in_force AS allocated
    ON
        audits.authority_id = allocated.authority_id
        AND audits.child_id = allocated.child_id
        AND coalesce(audits.completed_on, audits.allocated_on) >= allocated.in_force_from
        AND (
            allocated.in_force_until IS NULL
            OR coalesce(audits.completed_on, audits.allocated_on) <= allocated.in_force_until
        )
