-- One row is one referral of one child: those of list 3, and the beginning of an episode of need in list 6 that
-- is older than the referrals listed. Need, closing day and reason come from list 6, for the last referral up to
-- the day on which the episode there began. List 6 has one episode of a child, the latest: a referral that went
-- further and stands for none of them was over by the next episode, or by the first list 6 without it.
INSERT INTO staged.referrals BY NAME
WITH numbered AS (
    SELECT
        in_list.*,
        row_number() OVER (
            PARTITION BY in_list.load_id, in_list.child_id, in_list.referral_received_on
            ORDER BY in_list.referral_source_code ASC NULLS LAST, in_list.landed_row ASC NULLS LAST
        ) AS occurrence
    FROM staged.annex_a_list_3 AS in_list
),

listed AS (
    SELECT
        numbered.authority_id,
        numbered.child_id,
        numbered.referral_received_on,
        numbered.occurrence,
        numbered.referral_source_code,
        numbered.no_further_action_answer,
        numbered.allocated_team,
        numbered.allocated_worker,
        numbered.load_id,
        numbered.landed_row
    FROM numbered
    QUALIFY
        row_number() OVER (
            PARTITION BY numbered.authority_id, numbered.child_id, numbered.referral_received_on, numbered.occurrence
            ORDER BY numbered.as_at_on DESC NULLS LAST
        ) = 1
),

episodes AS (
    SELECT
        in_list.*,
        coalesce(in_list.child_in_need_ended_on, disappeared.missing_on) AS ended_on
    FROM staged.annex_a_list_6 AS in_list
    LEFT JOIN staged.disappeared
        ON
            in_list.authority_id = disappeared.authority_id
            AND in_list.child_id = disappeared.child_id
            AND disappeared.list_number = 6
            AND in_list.child_in_need_started_on IS NOT DISTINCT FROM disappeared.started_on
    WHERE in_list.child_in_need_started_on IS NOT NULL
    QUALIFY
        row_number() OVER (
            PARTITION BY in_list.authority_id, in_list.child_id, in_list.child_in_need_started_on
            ORDER BY in_list.as_at_on DESC NULLS LAST, in_list.landed_row DESC NULLS LAST
        ) = 1
),

matched AS (
    SELECT
        episodes.authority_id,
        episodes.load_id AS episode_load_id,
        episodes.landed_row AS episode_landed_row,
        max(listed.referral_received_on) AS referral_received_on
    FROM episodes
    LEFT JOIN listed
        ON
            episodes.authority_id = listed.authority_id
            AND episodes.child_id = listed.child_id
            -- the episode may be opened a few days after the referral, or be dated a few days before it
            AND listed.referral_received_on BETWEEN episodes.child_in_need_started_on - 31
            AND episodes.child_in_need_started_on + 7
            AND coalesce(listed.no_further_action_answer, 'no') <> 'yes'
    GROUP BY
        episodes.authority_id,
        episodes.load_id,
        episodes.landed_row
),

with_referral AS (
    SELECT
        episodes.*,
        matched.referral_received_on
    FROM episodes
    INNER JOIN matched
        ON
            episodes.authority_id = matched.authority_id
            AND episodes.load_id = matched.episode_load_id
            AND episodes.landed_row = matched.episode_landed_row
),

-- an episode may be opened up to 31 days after its referral: a list 6 of before says nothing yet
without_episode AS (
    SELECT
        listed.authority_id,
        listed.child_id,
        listed.referral_received_on,
        min(annex_a_extracts.as_at_on) AS missing_on
    FROM listed
    INNER JOIN annex_a_extracts
        ON
            listed.authority_id = annex_a_extracts.authority_id
            AND annex_a_extracts.list_number = 6
            AND listed.referral_received_on + 31 <= annex_a_extracts.as_at_on
    LEFT JOIN annex_a_unreadable
        ON
            listed.authority_id = annex_a_unreadable.authority_id
            AND listed.child_id = annex_a_unreadable.child_id
            AND annex_a_extracts.list_number = annex_a_unreadable.list_number
            AND annex_a_extracts.as_at_on = annex_a_unreadable.as_at_on
    WHERE annex_a_unreadable.child_id IS NULL
    GROUP BY
        listed.authority_id,
        listed.child_id,
        listed.referral_received_on
),

next_episodes AS (
    SELECT
        listed.authority_id,
        listed.child_id,
        listed.referral_received_on,
        min(episodes.child_in_need_started_on) AS started_on
    FROM listed
    INNER JOIN episodes
        ON
            listed.authority_id = episodes.authority_id
            AND listed.child_id = episodes.child_id
            AND listed.referral_received_on < episodes.child_in_need_started_on
    GROUP BY
        listed.authority_id,
        listed.child_id,
        listed.referral_received_on
),

first_days AS (
    SELECT
        record_loads.authority_id,
        add_months(min(record_loads.as_at_on), -6) AS listed_from
    FROM staged.record_loads
    WHERE record_loads.is_staged AND record_loads.source_kind = 'annex_a'
    GROUP BY record_loads.authority_id
)

SELECT
    annex_a_id('referral', listed.child_id, listed.referral_received_on, listed.occurrence) AS referral_id,
    listed.child_id,
    listed.referral_received_on,
    episode.primary_need_code,
    listed.referral_source_code AS source_code,
    CASE listed.no_further_action_answer WHEN 'yes' THEN TRUE WHEN 'no' THEN FALSE END AS is_no_further_action,
    episode.closure_reason_code,
    -- nothing was opened that could be closed later
    CASE
        WHEN listed.no_further_action_answer = 'yes' THEN listed.referral_received_on
        WHEN episode.referral_received_on IS NOT NULL THEN episode.ended_on
        ELSE least(without_episode.missing_on, next_episodes.started_on)
    END AS closed_on,
    teams.team_id,
    listed.allocated_worker AS worker_id,
    listed.authority_id,
    'annex_a' AS source_kind,
    listed.load_id,
    listed.landed_row
FROM listed
LEFT JOIN with_referral AS episode
    ON
        listed.authority_id = episode.authority_id
        AND listed.child_id = episode.child_id
        AND listed.referral_received_on = episode.referral_received_on
        AND listed.occurrence = 1
LEFT JOIN without_episode
    ON
        listed.authority_id = without_episode.authority_id
        AND listed.child_id = without_episode.child_id
        AND listed.referral_received_on = without_episode.referral_received_on
LEFT JOIN next_episodes
    ON
        listed.authority_id = next_episodes.authority_id
        AND listed.child_id = next_episodes.child_id
        AND listed.referral_received_on = next_episodes.referral_received_on
LEFT JOIN annex_a_teams AS teams
    ON listed.authority_id = teams.authority_id AND listed.allocated_team = teams.allocated_team
QUALIFY
    row_number() OVER (
        PARTITION BY listed.authority_id, listed.child_id, listed.referral_received_on, listed.occurrence
        ORDER BY episode.child_in_need_started_on DESC NULLS LAST
    ) = 1
UNION ALL
SELECT
    annex_a_id('episode_of_need', older.child_id, older.child_in_need_started_on) AS referral_id,
    older.child_id,
    older.child_in_need_started_on AS referral_received_on,
    older.primary_need_code,
    NULL AS source_code,
    FALSE AS is_no_further_action,
    older.closure_reason_code,
    older.ended_on AS closed_on,
    teams.team_id,
    older.allocated_worker AS worker_id,
    older.authority_id,
    'annex_a' AS source_kind,
    older.load_id,
    older.landed_row
FROM with_referral AS older
INNER JOIN first_days ON older.authority_id = first_days.authority_id
LEFT JOIN annex_a_teams AS teams
    ON older.authority_id = teams.authority_id AND older.allocated_team = teams.allocated_team
WHERE older.referral_received_on IS NULL AND older.child_in_need_started_on < first_days.listed_from;
