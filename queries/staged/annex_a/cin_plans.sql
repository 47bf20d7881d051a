-- One row is one stretch of extracts in which list 6 has a child on a child in need plan. Annex A has no days of
-- plans: a stretch begins with the episode of need, or after the last extract in which the child had another
-- status; it ends with the episode, or with the first extract in which the child has another status or is gone.
INSERT INTO staged.cin_plans BY NAME
WITH newest AS (
    SELECT
        in_list.authority_id,
        in_list.child_id,
        in_list.as_at_on,
        in_list.case_status_code,
        in_list.child_in_need_started_on,
        in_list.child_in_need_ended_on,
        in_list.allocated_team,
        in_list.allocated_worker,
        in_list.load_id,
        in_list.landed_row
    FROM staged.annex_a_list_6 AS in_list
    QUALIFY
        row_number() OVER (
            PARTITION BY in_list.authority_id, in_list.child_id, in_list.as_at_on
            ORDER BY in_list.child_in_need_started_on DESC NULLS LAST, in_list.landed_row DESC NULLS LAST
        ) = 1
),

children AS (
    SELECT DISTINCT
        newest.authority_id,
        newest.child_id
    FROM newest
),

in_order AS (
    SELECT
        extracts.authority_id,
        children.child_id,
        extracts.as_at_on,
        coalesce(newest.case_status_code = 'child_in_need', FALSE) AS has_plan,
        newest.child_in_need_started_on,
        newest.child_in_need_ended_on,
        newest.allocated_team,
        newest.allocated_worker,
        newest.load_id,
        newest.landed_row
    FROM annex_a_extracts AS extracts
    INNER JOIN children ON extracts.authority_id = children.authority_id
    LEFT JOIN newest
        ON
            extracts.authority_id = newest.authority_id
            AND children.child_id = newest.child_id
            AND extracts.as_at_on = newest.as_at_on
    LEFT JOIN annex_a_unreadable AS unread
        ON
            extracts.authority_id = unread.authority_id
            AND extracts.list_number = unread.list_number
            AND extracts.as_at_on = unread.as_at_on
            AND children.child_id = unread.child_id
    -- an extract whose row of the child could not be read says nothing about the child
    WHERE extracts.list_number = 6 AND (unread.child_id IS NULL OR newest.child_id IS NOT NULL)
),

with_neighbours AS (
    SELECT
        in_order.*,
        lag(in_order.has_plan, 1, NULL) OVER each_child AS had_plan,
        lag(in_order.as_at_on, 1, NULL) OVER each_child AS earlier_on,
        lead(in_order.as_at_on, 1, NULL) OVER each_child AS later_on,
        lead(in_order.child_in_need_ended_on, 1, NULL) OVER each_child AS later_ended_on
    FROM in_order
    WINDOW
        each_child AS (
            PARTITION BY in_order.authority_id, in_order.child_id
            ORDER BY in_order.as_at_on ASC NULLS LAST
        )
),

numbered AS (
    SELECT
        with_neighbours.*,
        sum(CASE WHEN with_neighbours.had_plan THEN 0 ELSE 1 END) OVER (
            PARTITION BY with_neighbours.authority_id, with_neighbours.child_id
            ORDER BY with_neighbours.as_at_on ASC NULLS LAST
            ROWS UNBOUNDED PRECEDING
        ) AS stretch
    FROM with_neighbours
    WHERE with_neighbours.has_plan
),

stretches AS (
    SELECT
        numbered.authority_id,
        numbered.child_id,
        greatest(
            coalesce(min(numbered.child_in_need_started_on), min(numbered.as_at_on)),
            coalesce(arg_min_null(numbered.earlier_on + 1, numbered.as_at_on), DATE '0001-01-01')
        ) AS plan_started_on,
        coalesce(
            arg_max_null(numbered.child_in_need_ended_on, numbered.as_at_on),
            arg_max_null(numbered.later_ended_on, numbered.as_at_on),
            arg_max_null(numbered.later_on, numbered.as_at_on)
        ) AS plan_ended_on,
        arg_max_null(numbered.allocated_team, numbered.as_at_on) AS allocated_team,
        arg_max_null(numbered.allocated_worker, numbered.as_at_on) AS allocated_worker,
        max_by(numbered.load_id, numbered.as_at_on) AS load_id,
        max_by(numbered.landed_row, numbered.as_at_on) AS landed_row
    FROM numbered
    GROUP BY
        numbered.authority_id,
        numbered.child_id,
        numbered.stretch
)

SELECT
    annex_a_id('cin_plan', stretches.child_id, stretches.plan_started_on) AS cin_plan_id,
    referrals.referral_id,
    stretches.child_id,
    stretches.plan_started_on,
    CASE
        WHEN stretches.plan_ended_on < stretches.plan_started_on THEN stretches.plan_started_on
        ELSE stretches.plan_ended_on
    END AS plan_ended_on,
    teams.team_id,
    stretches.allocated_worker AS worker_id,
    stretches.authority_id,
    'annex_a' AS source_kind,
    stretches.load_id,
    stretches.landed_row
FROM stretches
LEFT JOIN staged.referrals
    ON
        stretches.authority_id = referrals.authority_id
        AND stretches.child_id = referrals.child_id
        AND stretches.plan_started_on >= referrals.referral_received_on
LEFT JOIN annex_a_teams AS teams
    ON stretches.authority_id = teams.authority_id AND stretches.allocated_team = teams.allocated_team
QUALIFY
    row_number() OVER (
        PARTITION BY stretches.authority_id, stretches.child_id, stretches.plan_started_on
        ORDER BY referrals.referral_received_on DESC NULLS LAST, referrals.referral_id DESC NULLS LAST
    ) = 1;
