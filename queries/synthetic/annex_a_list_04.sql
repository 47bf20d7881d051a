-- One row is one assessment open at any time in the six months up to a month-end.
-- Read by: data/synthetic/annex_a.py.
SELECT
    people_at.as_at,
    people_at.child_id,
    people_at.sex,
    people_at.ethnicity,
    people_at.born_on,
    people_at.age,
    people_at.disability,
    known_then.started_on,
    CASE known_then.child_seen WHEN 'Y' THEN 'yes' WHEN 'N' THEN 'no' ELSE 'unknown' END AS child_seen,
    known_then.authorised_on,
    CASE
        WHEN known_then.authorised_on IS NULL OR known_then.outcome_nfa IS NULL THEN NULL
        WHEN known_then.outcome_nfa = 'Y' OR known_then.is_passed_on THEN 'no'
        ELSE 'yes'
    END AS needs_support,
    ssd_department.dept_team_name AS team_name,
    known_then.worker_id
FROM (
    SELECT
        month_ends.as_at,
        ssd_cin_assessments.cina_assessment_id AS assessment_id,
        ssd_cin_assessments.cina_person_id AS child_id,
        ssd_cin_assessments.cina_assessment_team AS team_id,
        ssd_cin_assessments.cina_assessment_worker_id AS worker_id,
        ssd_cin_assessments.cina_assessment_child_seen AS child_seen,
        ssd_cin_assessments.cina_assessment_outcome_nfa AS outcome_nfa,
        ssd_cin_assessments.cina_assessment_outcome_json LIKE '%"REFERRAL_TO_OTHER_AGENCY_FLAG": "Y"%' AS is_passed_on,
        cast(ssd_cin_assessments.cina_assessment_start_date AS DATE) AS started_on,
        CASE
            WHEN
                cast(ssd_cin_assessments.cina_assessment_auth_date AS DATE) <= month_ends.as_at
                AND cast(ssd_cin_assessments.cina_assessment_auth_date AS DATE) > DATE '1900-01-01'
                THEN cast(ssd_cin_assessments.cina_assessment_auth_date AS DATE)
        END AS authorised_on
    FROM ssd_cin_assessments
    INNER JOIN month_ends
        ON
            cast(ssd_cin_assessments.cina_assessment_start_date AS DATE) <= month_ends.as_at
            AND (
                ssd_cin_assessments.cina_assessment_auth_date IS NULL
                OR cast(ssd_cin_assessments.cina_assessment_auth_date AS DATE) = DATE '1900-01-01'
                OR cast(ssd_cin_assessments.cina_assessment_auth_date AS DATE) >= month_ends.six_months_from
            )
) AS known_then
INNER JOIN people_at ON known_then.as_at = people_at.as_at AND known_then.child_id = people_at.child_id
LEFT JOIN ssd_department ON known_then.team_id = ssd_department.dept_team_id
ORDER BY people_at.as_at, known_then.started_on, known_then.assessment_id;
