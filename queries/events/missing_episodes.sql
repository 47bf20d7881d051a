-- One row is one episode in which a child was missing or away, with the return home interview after it.
-- Away (whereabouts known) is marked and counted in no measure of missing children. An episode that the
-- case system lacks but the feed return_home_interviews has keeps its row, without a start.
-- The 72 hours run from the return by the clock on the wall, weekends and bank holidays included; where a
-- time is midnight, only the day was recorded, and three calendar days are the limit. From the first return
-- in the feed that is one of these episodes, no row means not offered and not held; before it nobody knows
-- (is_interview_known). An interview is not applicable while the child is missing, after being away, and where
-- the case system says NA.
-- Team, worker and age are those of the day the episode started.
-- Read by: missing episodes, return home interviews, children_missing_at_month_end.
WITH interviews AS (
    SELECT
        return_home_interviews.authority_id,
        return_home_interviews.missing_id,
        return_home_interviews.child_id,
        lower(return_home_interviews.setting) AS missing_from,
        return_home_interviews.returned_at,
        return_home_interviews.offered_at,
        return_home_interviews.held_at,
        left(upper(trim(return_home_interviews.accepted)), 1) AS accepted_code,
        left(upper(trim(return_home_interviews.exploitation_risk_found)), 1) AS risk_code,
        return_home_interviews.load_id,
        return_home_interviews.landed_row
    FROM staged.return_home_interviews
    QUALIFY
        row_number() OVER (
            PARTITION BY return_home_interviews.authority_id, return_home_interviews.missing_id
            ORDER BY
                return_home_interviews.load_id DESC NULLS LAST,
                return_home_interviews.landed_row DESC NULLS LAST
        ) = 1
),

episodes AS (
    SELECT
        coalesce(missing.authority_id, interviews.authority_id) AS authority_id,
        coalesce(missing.missing_episode_id, interviews.missing_id) AS missing_episode_id,
        coalesce(missing.child_id, interviews.child_id) AS child_id,
        missing.episode_started_on,
        coalesce(missing.episode_ended_on, cast(interviews.returned_at AS DATE)) AS episode_ended_on,
        upper(trim(missing.episode_type)) AS episode_type,
        upper(trim(missing.interview_offered_code)) AS offered_code,
        upper(trim(missing.interview_accepted_code)) AS episode_accepted_code,
        interviews.missing_id IS NOT NULL AS has_interview_record,
        interviews.missing_from,
        interviews.returned_at,
        interviews.offered_at,
        interviews.held_at,
        interviews.accepted_code,
        interviews.risk_code,
        coalesce(missing.load_id, interviews.load_id) AS load_id,
        coalesce(missing.landed_row, interviews.landed_row) AS landed_row,
        CASE WHEN missing.authority_id IS NULL THEN 'return_home_interviews' ELSE 'missing_episodes' END
            AS landed_table
    FROM staged.missing_episodes AS missing
    FULL OUTER JOIN interviews
        ON
            missing.authority_id = interviews.authority_id
            AND missing.missing_episode_id = interviews.missing_id
),

feed_starts AS (
    SELECT
        episodes.authority_id,
        min(cast(episodes.returned_at AS DATE)) AS interviews_from
    FROM episodes
    WHERE episodes.has_interview_record AND episodes.landed_table = 'missing_episodes'
    GROUP BY episodes.authority_id
),

timed AS (
    SELECT
        episodes.*,
        coalesce(cast(episodes.returned_at AS DATE), episodes.episode_ended_on) AS returned_on,
        coalesce(episodes.episode_started_on, episodes.episode_ended_on) AS key_on,
        coalesce(
            episodes.episode_type = 'A' OR episodes.episode_type LIKE 'AWAY%' OR episodes.episode_type LIKE 'ABSENT%',
            FALSE
        ) AS is_away,
        hours_between(episodes.returned_at, episodes.offered_at) AS hours_to_offer,
        hours_between(episodes.returned_at, episodes.held_at) AS hours_to_interview,
        -- midnight: only the day was recorded
        cast(episodes.returned_at AS DATE) = episodes.returned_at
        OR coalesce(cast(episodes.offered_at AS DATE) = episodes.offered_at, FALSE) AS is_offer_in_days,
        cast(episodes.returned_at AS DATE) = episodes.returned_at
        OR coalesce(cast(episodes.held_at AS DATE) = episodes.held_at, FALSE) AS is_interview_in_days,
        cast(episodes.offered_at AS DATE) - cast(episodes.returned_at AS DATE) AS days_to_offer,
        cast(episodes.held_at AS DATE) - cast(episodes.returned_at AS DATE) AS days_to_interview
    FROM episodes
)

SELECT
    concat(timed.authority_id, ':', timed.missing_episode_id) AS event_id,
    timed.authority_id,
    timed.child_id,
    allocated.team_id,
    allocated.worker_id,
    children.sex,
    age_band(children.birth_on, timed.key_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    timed.load_id,
    timed.landed_row,
    timed.landed_table,
    timed.episode_started_on,
    timed.episode_ended_on,
    timed.episode_type,
    timed.is_away,
    coalesce(timed.episode_ended_on >= timed.episode_started_on, TRUE) AS has_valid_dates,
    coalesce(timed.missing_from = 'care', care_periods.event_id IS NOT NULL) AS is_from_care,
    CASE
        WHEN coalesce(timed.missing_from = 'care', care_periods.event_id IS NOT NULL) THEN 'Care'
        ELSE 'Home'
    END AS missing_from,
    timed.returned_at,
    timed.offered_at,
    timed.held_at,
    timed.has_interview_record,
    timed.has_interview_record OR coalesce(timed.returned_on >= feed_starts.interviews_from, FALSE)
        AS is_interview_known,
    timed.episode_ended_on IS NOT NULL
    AND NOT timed.is_away
    AND (timed.offered_at IS NOT NULL OR timed.offered_code IS DISTINCT FROM 'NA') AS is_interview_applicable,
    timed.offered_at IS NOT NULL OR timed.held_at IS NOT NULL OR coalesce(timed.offered_code = 'Y', FALSE)
        AS is_interview_offered,
    timed.held_at IS NOT NULL OR coalesce(coalesce(timed.accepted_code, timed.episode_accepted_code) = 'Y', FALSE)
        AS is_interview_accepted,
    timed.held_at IS NULL
    AND coalesce(coalesce(timed.accepted_code, timed.episode_accepted_code) = 'N', FALSE) AS is_interview_refused,
    timed.hours_to_offer,
    timed.hours_to_interview,
    coalesce(
        timed.hours_to_offer <= 72 OR (timed.is_offer_in_days AND timed.days_to_offer <= 3), FALSE
    ) AS is_offered_in_72_hours,
    coalesce(
        timed.hours_to_interview <= 72 OR (timed.is_interview_in_days AND timed.days_to_interview <= 3), FALSE
    ) AS is_interviewed_in_72_hours,
    -- a clock that runs backwards
    coalesce(timed.hours_to_interview < 0 AND timed.days_to_interview < 0, FALSE) AS is_interviewed_before_return,
    coalesce(timed.hours_to_offer < 0 AND timed.days_to_offer < 0, FALSE) AS is_offered_before_return,
    coalesce(timed.held_at IS NULL AND timed.returned_on + 3 >= coverage.as_at_on, FALSE)
        AS is_too_recent_for_interview,
    coalesce(timed.offered_at IS NULL AND timed.returned_on + 3 >= coverage.as_at_on, FALSE)
        AS is_too_recent_for_offer,
    timed.risk_code = 'Y' AS is_exploitation_risk_found
FROM timed
LEFT JOIN staged.coverage ON timed.authority_id = coverage.authority_id
LEFT JOIN feed_starts ON timed.authority_id = feed_starts.authority_id
LEFT JOIN events.children
    ON timed.authority_id = children.authority_id AND timed.child_id = children.child_id
LEFT JOIN events.care_periods
    ON
        timed.authority_id = care_periods.authority_id
        AND timed.child_id = care_periods.child_id
        AND NOT care_periods.is_short_break
        AND timed.key_on >= care_periods.care_started_on
        AND coalesce(timed.key_on < care_periods.in_care_until, TRUE)
LEFT JOIN events.allocations_in_force AS allocated
    ON
        timed.authority_id = allocated.authority_id
        AND timed.child_id = allocated.child_id
        AND timed.key_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR timed.key_on <= allocated.in_force_until)
-- no child can be in two periods of care on a day; this keeps an episode one row if records say so
QUALIFY
    row_number() OVER (
        PARTITION BY timed.authority_id, timed.missing_episode_id
        ORDER BY care_periods.care_started_on DESC NULLS LAST
    ) = 1
