-- One row is one period of care of one child in list 8, as the newest extract that has it says. One that gives way
-- to another, or is gone from the list, without an end ended by then. First of the files about children in care:
-- the others take the end of a period from here.
INSERT INTO staged.care_episodes BY NAME
WITH newest AS (
    SELECT in_list.*
    FROM staged.annex_a_list_8 AS in_list
    WHERE in_list.care_started_on IS NOT NULL
    QUALIFY
        row_number() OVER (
            PARTITION BY in_list.authority_id, in_list.child_id, in_list.care_started_on
            ORDER BY in_list.as_at_on DESC NULLS LAST, in_list.landed_row DESC NULLS LAST
        ) = 1
),

followed AS (
    SELECT
        newest.*,
        lead(newest.care_started_on, 1, NULL) OVER (
            PARTITION BY newest.authority_id, newest.child_id
            ORDER BY newest.care_started_on ASC NULLS LAST
        ) AS next_started_on
    FROM newest
)

SELECT
    annex_a_id('care_episode', followed.child_id, followed.care_started_on) AS care_episode_id,
    followed.child_id,
    followed.care_started_on AS episode_started_on,
    'S' AS start_reason_code,
    followed.primary_need_code,
    coalesce(followed.care_ended_on, least(disappeared.missing_on, followed.next_started_on)) AS episode_ceased_on,
    followed.care_ended_reason_code AS ceased_reason_code,
    annex_a_id('care_period', followed.child_id, followed.care_started_on) AS care_period_id,
    annex_a_id('placement', followed.child_id, followed.placement_started_on) AS placement_id,
    followed.care_started_on AS entered_care_on,
    followed.last_reviewing_officer_contact_on AS last_iro_contact_on,
    followed.authority_id,
    'annex_a' AS source_kind,
    followed.load_id,
    followed.landed_row
FROM followed
LEFT JOIN staged.disappeared
    ON
        followed.authority_id = disappeared.authority_id
        AND followed.child_id = disappeared.child_id
        AND disappeared.list_number = 8
        AND followed.care_started_on = disappeared.started_on;
