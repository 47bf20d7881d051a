-- One row is one legal status of a child in care: each extract of list 8 adds the current one. A status ends when
-- the next one of the period begins, or with the period. Without a start it counts from the day of entering care.
INSERT INTO staged.legal_statuses BY NAME
WITH dated AS (
    SELECT
        in_list.authority_id,
        in_list.child_id,
        in_list.care_started_on,
        coalesce(in_list.legal_status_started_on, in_list.care_started_on) AS status_started_on,
        in_list.legal_status_code,
        in_list.as_at_on,
        in_list.load_id,
        in_list.landed_row
    FROM staged.annex_a_list_8 AS in_list
    WHERE in_list.legal_status_code IS NOT NULL AND in_list.care_started_on IS NOT NULL
),

newest AS (
    SELECT dated.*
    FROM dated
    QUALIFY
        row_number() OVER (
            PARTITION BY dated.authority_id, dated.child_id, dated.status_started_on
            ORDER BY dated.as_at_on DESC NULLS LAST, dated.landed_row DESC NULLS LAST
        ) = 1
)

SELECT
    annex_a_id('legal_status', newest.child_id, newest.status_started_on) AS legal_status_id,
    newest.child_id,
    newest.legal_status_code,
    newest.status_started_on,
    coalesce(
        lead(newest.status_started_on, 1, NULL) OVER (
            PARTITION BY newest.authority_id, newest.child_id, newest.care_started_on
            ORDER BY newest.status_started_on ASC NULLS LAST
        ),
        care_episodes.episode_ceased_on
    ) AS status_ended_on,
    newest.authority_id,
    'annex_a' AS source_kind,
    newest.load_id,
    newest.landed_row
FROM newest
LEFT JOIN staged.care_episodes
    ON
        newest.authority_id = care_episodes.authority_id
        AND newest.child_id = care_episodes.child_id
        AND newest.care_started_on = care_episodes.episode_started_on;
