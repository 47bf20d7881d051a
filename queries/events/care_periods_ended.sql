-- One row is one child who left care, with the reason and whether the child came back.
-- Short breaks and periods that ended with X1 (the episode ceased, the child did not leave) are left out.
-- A child who left twice in a year is two rows; as in the national count, the measures of a financial year
-- take the last one only (is_last_in_year).
-- Whether a child came back within 12 months is known when 12 months have passed (is_12_months_ago).
-- Team, worker and age are those of the day the child left.
-- Read by: leaving care, going home and staying there, leaving care to a permanent family.
SELECT
    care_periods.event_id,
    care_periods.authority_id,
    care_periods.child_id,
    allocated.team_id,
    allocated.worker_id,
    care_periods.sex,
    age_band(care_periods.birth_on, care_periods.left_care_on) AS age_band,
    care_periods.ethnicity_group,
    care_periods.disability,
    care_periods.load_id,
    care_periods.landed_row,
    care_periods.landed_table,
    care_periods.care_started_on,
    care_periods.left_care_on,
    care_periods.leaving_reason_code,
    CASE
        WHEN care_periods.leaving_reason_code IN ('E11', 'E12') THEN 'Adopted'
        WHEN care_periods.leaving_reason_code IN ('E43', 'E44', 'E45', 'E46', 'E47', 'E48')
            THEN 'Special guardianship'
        WHEN care_periods.leaving_reason_code = 'E41' THEN 'Child arrangements order'
        WHEN care_periods.leaving_reason_code IN ('E4A', 'E4B') THEN 'Returned home'
        WHEN care_periods.leaving_reason_code = 'E13' THEN 'To relatives or others'
        WHEN care_periods.leaving_reason_code IN ('E5', 'E6') THEN 'Independent living'
        WHEN care_periods.leaving_reason_code = 'E17' THEN 'Stayed with carers at 18'
        WHEN care_periods.leaving_reason_code = 'E7' THEN 'Adult social care'
        WHEN care_periods.leaving_reason_code IN ('E9', 'E14') THEN 'Custody or end of remand'
        WHEN care_periods.leaving_reason_code IN ('E2', 'E3', 'E8', 'E15', 'E16') THEN 'Other reason'
    END AS leaving_reason,
    care_periods.leaving_reason_code IN ('E4A', 'E4B') AS is_return_home,
    care_periods.next_care_started_on,
    row_number() OVER (
        PARTITION BY
            care_periods.authority_id,
            care_periods.child_id,
            extract(YEAR FROM add_months(care_periods.left_care_on, -3))
        ORDER BY care_periods.left_care_on DESC NULLS LAST
    ) = 1 AS is_last_in_year,
    coalesce(care_periods.next_care_started_on <= add_months(care_periods.left_care_on, 12), FALSE)
        AS is_back_within_12_months,
    coalesce(add_months(care_periods.left_care_on, 12) < coverage.as_at_on, FALSE) AS is_12_months_ago
FROM events.care_periods
LEFT JOIN staged.coverage ON care_periods.authority_id = coverage.authority_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        care_periods.authority_id = allocated.authority_id
        AND care_periods.child_id = allocated.child_id
        AND care_periods.left_care_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR care_periods.left_care_on <= allocated.in_force_until)
WHERE care_periods.left_care_on IS NOT NULL AND NOT care_periods.is_short_break
