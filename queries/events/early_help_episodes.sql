-- One row is one child in one early help episode, open or ended. It stepped up if its recorded end says so
-- or the child was referred to social care between its end and 6, or 12, months after it; until that time
-- is up and nothing has happened, it is too recent to judge. A referral while early help is still open is
-- not a step up until the episode ends. An episode without a start keeps its row and is in no month.
-- The team is the one of the early help plan that began on the same day, from the feed.
-- Read by: step-up KPIs, early_help_episodes_at_month_end, step_changes, closures.
WITH episodes AS (
    SELECT
        early_help_episodes.authority_id,
        early_help_episodes.early_help_episode_id,
        early_help_episodes.child_id,
        early_help_episodes.episode_started_on,
        early_help_episodes.episode_ended_on,
        early_help_episodes.end_reason,
        early_help_episodes.organisation,
        nullif(trim(early_help_episodes.worker_id), '') AS worker_id,
        early_help_episodes.load_id,
        early_help_episodes.landed_row
    FROM staged.early_help_episodes
),

plans AS (
    SELECT
        early_help_assessments.authority_id,
        early_help_assessments.child_id,
        early_help_assessments.plan_started_on,
        max(early_help_assessments.team_id) AS team_id,
        bool_or(early_help_assessments.ended_because = 'stepped_up') AS is_stepped_up
    FROM events.early_help_assessments
    WHERE early_help_assessments.plan_started_on IS NOT NULL
    GROUP BY
        early_help_assessments.authority_id,
        early_help_assessments.child_id,
        early_help_assessments.plan_started_on
),

referred AS (
    SELECT
        episodes.authority_id,
        episodes.early_help_episode_id,
        min(referrals.referral_received_on) AS referred_on
    FROM episodes
    INNER JOIN events.referrals
        ON
            episodes.authority_id = referrals.authority_id
            AND episodes.child_id = referrals.child_id
            AND episodes.episode_ended_on <= referrals.referral_received_on
    GROUP BY
        episodes.authority_id,
        episodes.early_help_episode_id
),

joined AS (
    SELECT
        episodes.*,
        plans.team_id,
        referred.referred_on,
        coverage.as_at_on,
        coalesce(plans.is_stepped_up, FALSE)
        OR coalesce(lower(episodes.end_reason) LIKE '%step%up%', FALSE) AS is_recorded_as_step_up
    FROM episodes
    LEFT JOIN plans
        ON
            episodes.authority_id = plans.authority_id
            AND episodes.child_id = plans.child_id
            AND episodes.episode_started_on = plans.plan_started_on
    LEFT JOIN referred
        ON
            episodes.authority_id = referred.authority_id
            AND episodes.early_help_episode_id = referred.early_help_episode_id
    LEFT JOIN staged.coverage ON episodes.authority_id = coverage.authority_id
)

SELECT
    concat(joined.authority_id, ':', joined.early_help_episode_id) AS event_id,
    joined.authority_id,
    joined.child_id,
    joined.team_id,
    joined.worker_id,
    children.sex,
    age_band(children.birth_on, coalesce(joined.episode_started_on, joined.episode_ended_on)) AS age_band,
    children.ethnicity_group,
    children.disability,
    joined.load_id,
    joined.landed_row,
    'early_help_episodes' AS landed_table,
    joined.episode_started_on,
    joined.episode_ended_on,
    joined.organisation,
    coalesce(children.family_id, joined.child_id) AS family_id,
    joined.referred_on,
    joined.episode_ended_on IS NOT NULL AND joined.is_recorded_as_step_up AS is_recorded_as_step_up,
    joined.is_recorded_as_step_up
    OR coalesce(joined.referred_on <= add_months(joined.episode_ended_on, 6), FALSE) AS is_step_up_in_6_months,
    coalesce(add_months(joined.episode_ended_on, 6) >= joined.as_at_on, FALSE) AS is_too_recent_for_6_months,
    joined.is_recorded_as_step_up
    OR coalesce(joined.referred_on <= add_months(joined.episode_ended_on, 12), FALSE) AS is_step_up_in_12_months,
    coalesce(add_months(joined.episode_ended_on, 12) >= joined.as_at_on, FALSE) AS is_too_recent_for_12_months
FROM joined
LEFT JOIN events.children ON joined.authority_id = children.authority_id AND joined.child_id = children.child_id
