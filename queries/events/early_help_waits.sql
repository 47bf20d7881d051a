-- One row is one child who waits, or waited, for an early help service to begin after the assessment, as the
-- local feed early_help_waiting_list has it. Days waited are calendar days, to the start of the service or to
-- the day of the extract. A family is counted once by is_first_of_family: the child first on the list of those
-- of the family who were put on it on the same day. A service that began before the wait is an error of the
-- record and marked (has_valid_dates). Age: that of the day the wait began.
-- Read by: the early help waiting list.
SELECT
    concat(waits.authority_id, ':', waits.early_help_assessment_id, ':', waits.child_id) AS event_id,
    waits.authority_id,
    waits.child_id,
    nullif(trim(waits.team_id), '') AS team_id,
    cast(NULL AS VARCHAR) AS worker_id,
    children.sex,
    age_band(children.birth_on, waits.added_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    waits.load_id,
    waits.landed_row,
    'early_help_waiting_list' AS landed_table,
    coalesce(waits.family_id, children.family_id, waits.child_id) AS family_id,
    row_number() OVER (
        PARTITION BY
            waits.authority_id, coalesce(waits.family_id, children.family_id, waits.child_id), waits.added_on
        ORDER BY waits.service_started_on ASC NULLS FIRST, waits.child_id ASC NULLS LAST
    ) = 1 AS is_first_of_family,
    waits.added_on,
    waits.service_started_on,
    coalesce(waits.service_started_on >= waits.added_on, TRUE) AS has_valid_dates,
    coalesce(waits.service_started_on, coverage.as_at_on) - waits.added_on AS days_waited
FROM staged.early_help_waiting_list AS waits
LEFT JOIN staged.coverage ON waits.authority_id = coverage.authority_id
LEFT JOIN events.children ON waits.authority_id = children.authority_id AND waits.child_id = children.child_id
WHERE waits.added_on IS NOT NULL
