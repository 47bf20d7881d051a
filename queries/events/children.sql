-- One row is one child, with what every other event table asks about the child once.
-- The latest record of a child counts. A child who is not born yet keeps the expected date as date of
-- birth until the birth is recorded (birth_on), so that unborn children can be told apart, never lost.
-- Sex is the recorded sex, or gender where that is all there is. Ethnicity stands in the five groups of
-- the national statistics (Chinese is in Asian); refused, not obtained and blank are not known. A child
-- has a disability if any record names one; NONE alone is 'Not disabled'; no record is not known.
-- Read by: every event query with a child in it.
WITH people AS (
    SELECT
        staged_people.authority_id,
        staged_people.child_id,
        staged_people.born_on,
        staged_people.expected_on,
        staged_people.died_on,
        staged_people.ethnicity_code,
        coalesce(nullif(upper(trim(staged_people.sex_code)), 'U'), upper(trim(staged_people.gender_code)))
            AS sex_or_gender,
        staged_people.has_send,
        staged_people.load_id,
        staged_people.landed_row
    FROM staged.people AS staged_people
    QUALIFY
        row_number() OVER (
            PARTITION BY staged_people.authority_id, staged_people.child_id
            ORDER BY staged_people.load_id DESC NULLS LAST, staged_people.landed_row DESC NULLS LAST
        ) = 1
),

disabled AS (
    SELECT
        disabilities.authority_id,
        disabilities.child_id,
        bool_or(upper(trim(disabilities.disability_code)) NOT IN ('NONE', 'NO', 'N')) AS is_disabled
    FROM staged.disabilities
    WHERE
        upper(trim(disabilities.disability_code)) NOT IN ('', 'UNKNOWN', 'U', 'NK', 'NOBT', 'REFU')
    GROUP BY
        disabilities.authority_id,
        disabilities.child_id
),

unaccompanied AS (
    SELECT
        statuses.authority_id,
        statuses.child_id,
        min(statuses.status_started_on) AS uasc_from_on,
        -- no end on any row: still so
        CASE WHEN count(*) = count(statuses.status_ended_on) THEN max(statuses.status_ended_on) END AS uasc_until_on
    FROM staged.immigration_statuses AS statuses
    WHERE
        (
            upper(statuses.immigration_status) LIKE '%UASC%'
            OR upper(statuses.immigration_status) LIKE '%UNACCOMPANIED%'
        )
        AND upper(statuses.immigration_status) NOT LIKE 'NO%'
    GROUP BY
        statuses.authority_id,
        statuses.child_id
),

in_family AS (
    SELECT
        families.authority_id,
        families.child_id,
        min(families.family_id) AS family_id
    FROM staged.families
    GROUP BY
        families.authority_id,
        families.child_id
)

SELECT
    concat(people.authority_id, ':', people.child_id) AS event_id,
    people.authority_id,
    people.child_id,
    cast(NULL AS VARCHAR) AS team_id,
    cast(NULL AS VARCHAR) AS worker_id,
    CASE
        WHEN people.sex_or_gender IN ('M', 'MALE', '1', '01') THEN 'Male'
        WHEN people.sex_or_gender IN ('F', 'FEMALE', '2', '02') THEN 'Female'
    END AS sex,
    cast(NULL AS VARCHAR) AS age_band,
    CASE
        WHEN people.ethnicity_code IN ('WBRI', 'WIRI', 'WIRT', 'WROM', 'WOTH') THEN 'White'
        WHEN people.ethnicity_code IN ('MWBC', 'MWBA', 'MWAS', 'MOTH') THEN 'Mixed'
        WHEN people.ethnicity_code IN ('AIND', 'APKN', 'ABAN', 'AOTH', 'CHNE', 'CNHE') THEN 'Asian'
        WHEN people.ethnicity_code IN ('BCRB', 'BAFR', 'BOTH') THEN 'Black'
        WHEN people.ethnicity_code = 'OOTH' THEN 'Other'
    END AS ethnicity_group,
    CASE disabled.is_disabled WHEN TRUE THEN 'Disabled' WHEN FALSE THEN 'Not disabled' END AS disability,
    people.load_id,
    people.landed_row,
    'people' AS landed_table,
    people.born_on,
    people.expected_on,
    coalesce(people.born_on, people.expected_on) AS birth_on,
    people.died_on,
    cast(add_months(coalesce(people.born_on, people.expected_on), 216) AS DATE) AS turns_18_on,
    coalesce(people.has_send, FALSE) AS has_send,
    unaccompanied.child_id IS NOT NULL AS is_uasc,
    unaccompanied.uasc_from_on,
    unaccompanied.uasc_until_on,
    coalesce(in_family.family_id, people.child_id) AS family_id
FROM people
LEFT JOIN disabled ON people.authority_id = disabled.authority_id AND people.child_id = disabled.child_id
LEFT JOIN unaccompanied
    ON people.authority_id = unaccompanied.authority_id AND people.child_id = unaccompanied.child_id
LEFT JOIN in_family ON people.authority_id = in_family.authority_id AND people.child_id = in_family.child_id
