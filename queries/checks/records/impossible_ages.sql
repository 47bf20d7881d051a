-- One row is one record of a child of known age, with the doubt where a child of that age cannot have it: adults on
-- children's plans or in care, care leavers over 25 or under 14, care and missing episodes before birth, referrals
-- more than 40 weeks before it, and births after the day of the extract. An open record counts by the age on the
-- day of the extract. Read by: data/data_checks.
WITH records AS (
    SELECT
        referrals.authority_id,
        referrals.team_id,
        referrals.child_id,
        'referrals' AS source_table,
        'referral_received_on' AS source_columns,
        referrals.load_id,
        referrals.landed_row,
        referrals.referral_received_on AS first_on,
        referrals.referral_received_on AS last_on,
        'referral' AS thing
    FROM staged.referrals
    UNION ALL
    SELECT
        cin_plans.authority_id,
        cin_plans.team_id,
        cin_plans.child_id,
        'cin_plans' AS source_table,
        'plan_started_on, plan_ended_on' AS source_columns,
        cin_plans.load_id,
        cin_plans.landed_row,
        cin_plans.plan_started_on AS first_on,
        cin_plans.plan_started_on AS last_on,
        'child in need plan' AS thing
    FROM staged.cin_plans
    UNION ALL
    SELECT
        cp_plans.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        cp_plans.child_id,
        'cp_plans' AS source_table,
        'plan_started_on, plan_ended_on' AS source_columns,
        cp_plans.load_id,
        cp_plans.landed_row,
        cp_plans.plan_started_on AS first_on,
        cp_plans.plan_ended_on AS last_on,
        'child protection plan' AS thing
    FROM staged.cp_plans
    UNION ALL
    SELECT
        care_episodes.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        care_episodes.child_id,
        'care_episodes' AS source_table,
        'episode_started_on, episode_ceased_on' AS source_columns,
        care_episodes.load_id,
        care_episodes.landed_row,
        care_episodes.episode_started_on AS first_on,
        care_episodes.episode_ceased_on AS last_on,
        'care episode' AS thing
    FROM staged.care_episodes
    UNION ALL
    SELECT
        missing_episodes.authority_id,
        cast(NULL AS VARCHAR) AS team_id,
        missing_episodes.child_id,
        'missing_episodes' AS source_table,
        'episode_started_on' AS source_columns,
        missing_episodes.load_id,
        missing_episodes.landed_row,
        missing_episodes.episode_started_on AS first_on,
        missing_episodes.episode_started_on AS last_on,
        'missing episode' AS thing
    FROM staged.missing_episodes
    UNION ALL
    SELECT
        care_leavers.authority_id,
        care_leavers.team_id,
        care_leavers.child_id,
        'care_leavers' AS source_table,
        'child_id' AS source_columns,
        care_leavers.load_id,
        care_leavers.landed_row,
        coalesce(care_leavers.known_on, coverage.as_at_on) AS first_on,
        coalesce(care_leavers.known_on, coverage.as_at_on) AS last_on,
        'care leaver' AS thing
    FROM staged.care_leavers
    INNER JOIN staged.coverage ON care_leavers.authority_id = coverage.authority_id
    -- of the lists that follow each other, the newest that has the young person
    QUALIFY
        care_leavers.known_on IS NOT DISTINCT FROM max(care_leavers.known_on) OVER (
            PARTITION BY care_leavers.authority_id, care_leavers.child_id
        )
),

aged AS (
    SELECT
        records.*,
        children.birth_on,
        age_on(children.birth_on, coalesce(records.last_on, coverage.as_at_on)) AS age_at_end
    FROM records
    INNER JOIN events.children
        ON records.authority_id = children.authority_id AND records.child_id = children.child_id
    INNER JOIN staged.coverage ON records.authority_id = coverage.authority_id
    WHERE children.birth_on IS NOT NULL AND records.first_on IS NOT NULL
)

SELECT
    aged.authority_id,
    aged.team_id,
    aged.child_id,
    aged.source_table,
    aged.source_columns,
    aged.load_id,
    aged.landed_row,
    1 AS rows_concerned,
    CASE
        WHEN aged.thing IN ('care episode', 'missing episode') AND aged.first_on < aged.birth_on
            THEN concat('The ', aged.thing, ' started before the child was born.')
        WHEN
            aged.thing IN ('referral', 'child in need plan', 'child protection plan')
            AND aged.first_on < aged.birth_on - 280
            THEN concat('The ', aged.thing, ' started more than 40 weeks before the child was born.')
        WHEN
            aged.thing IN ('child protection plan', 'care episode')
            AND aged.last_on > cast(add_months(aged.birth_on, 216) AS DATE)
            THEN concat('The ', aged.thing, ' went on after the 18th birthday.')
        WHEN aged.thing IN ('child protection plan', 'care episode') AND aged.last_on IS NULL AND aged.age_at_end >= 18
            THEN concat('The ', aged.thing, ' is still open after the 18th birthday.')
        WHEN aged.thing IN ('referral', 'missing episode') AND aged.age_at_end >= 26
            THEN concat('The ', aged.thing, ' is about somebody of 26 or older.')
        WHEN aged.thing = 'care leaver' AND aged.age_at_end > 25
            THEN 'The care leaver is over 25.'
        WHEN aged.thing = 'care leaver' AND aged.age_at_end < 14
            THEN 'The care leaver is under 14.'
    END AS doubt
FROM aged
UNION ALL
SELECT
    people.authority_id,
    cast(NULL AS VARCHAR) AS team_id,
    people.child_id,
    'people' AS source_table,
    'born_on' AS source_columns,
    people.load_id,
    people.landed_row,
    1 AS rows_concerned,
    CASE WHEN people.born_on > coverage.as_at_on THEN 'The child was born after the day of the extract.' END AS doubt
FROM staged.people
INNER JOIN staged.coverage ON people.authority_id = coverage.authority_id
WHERE people.born_on IS NOT NULL
