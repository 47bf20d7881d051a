-- One row is one child protection plan of one child in list 7, as the newest extract that has it says. The list
-- has the latest plan only: one that gives way to another, or is gone from the list, without an end ended by then.
INSERT INTO staged.cp_plans BY NAME
WITH newest AS (
    SELECT
        in_list.authority_id,
        in_list.child_id,
        in_list.plan_started_on,
        in_list.plan_ended_on,
        in_list.initial_abuse_category_code,
        in_list.latest_abuse_category_code,
        in_list.load_id,
        in_list.landed_row
    FROM staged.annex_a_list_7 AS in_list
    QUALIFY
        row_number() OVER (
            PARTITION BY in_list.authority_id, in_list.child_id, in_list.plan_started_on
            ORDER BY in_list.as_at_on DESC NULLS LAST, in_list.landed_row DESC NULLS LAST
        ) = 1
),

followed AS (
    SELECT
        newest.*,
        lead(newest.plan_started_on, 1, NULL) OVER (
            PARTITION BY newest.authority_id, newest.child_id
            ORDER BY newest.plan_started_on ASC NULLS LAST
        ) AS next_started_on
    FROM newest
)

SELECT
    annex_a_id('cp_plan', followed.child_id, followed.plan_started_on) AS cp_plan_id,
    followed.child_id,
    followed.plan_started_on,
    coalesce(followed.plan_ended_on, least(disappeared.missing_on, followed.next_started_on)) AS plan_ended_on,
    followed.initial_abuse_category_code AS initial_category_code,
    followed.latest_abuse_category_code AS latest_category_code,
    followed.authority_id,
    'annex_a' AS source_kind,
    followed.load_id,
    followed.landed_row
FROM followed
LEFT JOIN staged.disappeared
    ON
        followed.authority_id = disappeared.authority_id
        AND followed.child_id = disappeared.child_id
        AND disappeared.list_number = 7
        AND followed.plan_started_on = disappeared.started_on;
