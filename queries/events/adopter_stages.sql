-- One row is one stage of the approval of one household of adopters: stage 1 (limit two months) or stage 2
-- (four months). The two adopters of a couple are one household; its dates are the first start and the last
-- end. Who asked again later begins anew. A household whose process was put on hold is marked and belongs in
-- no percentage; one that left the process lapses on that day. A stage that ends before it starts is marked.
-- Adopters have no team.
-- Read by: adopter approval on time.
WITH households AS (
    SELECT
        adopters.authority_id,
        coalesce(adopters.family_id, adopters.adopter_id) AS household_id,
        adopters.enquiry_received_on,
        min(adopters.stage_1_started_on) AS stage_1_started_on,
        CASE WHEN count(*) = count(adopters.stage_1_ended_on) THEN max(adopters.stage_1_ended_on) END
            AS stage_1_ended_on,
        min(adopters.stage_2_started_on) AS stage_2_started_on,
        CASE WHEN count(*) = count(adopters.stage_2_ended_on) THEN max(adopters.stage_2_ended_on) END
            AS stage_2_ended_on,
        min(adopters.left_process_on) AS left_process_on,
        bool_or(lower(adopters.left_process_reason_code) = 'on_hold') AS is_on_hold,
        max(adopters.load_id) AS load_id,
        max(adopters.landed_row) AS landed_row
    FROM staged.adopters
    GROUP BY
        adopters.authority_id,
        coalesce(adopters.family_id, adopters.adopter_id),
        adopters.enquiry_received_on
),

stages AS (
    SELECT
        households.*,
        1 AS stage,
        households.stage_1_started_on AS stage_started_on,
        households.stage_1_ended_on AS stage_ended_on
    FROM households
    UNION ALL
    SELECT
        households.*,
        2 AS stage,
        households.stage_2_started_on AS stage_started_on,
        households.stage_2_ended_on AS stage_ended_on
    FROM households
)

SELECT
    concat(
        stages.authority_id, ':', stages.household_id, ':', stages.enquiry_received_on, ':stage_', stages.stage
    ) AS event_id,
    stages.authority_id,
    cast(NULL AS VARCHAR) AS child_id,
    cast(NULL AS VARCHAR) AS team_id,
    cast(NULL AS VARCHAR) AS worker_id,
    cast(NULL AS VARCHAR) AS sex,
    cast(NULL AS VARCHAR) AS age_band,
    cast(NULL AS VARCHAR) AS ethnicity_group,
    cast(NULL AS VARCHAR) AS disability,
    stages.load_id,
    stages.landed_row,
    'adopters' AS landed_table,
    stages.stage,
    stages.stage_started_on,
    stages.stage_ended_on,
    stages.left_process_on,
    coalesce(stages.is_on_hold, FALSE) AS is_on_hold,
    stages.stage_started_on IS NOT NULL
    AND coalesce(stages.stage_ended_on >= stages.stage_started_on, TRUE) AS has_valid_clock
FROM stages
WHERE stages.stage_started_on IS NOT NULL OR stages.stage_ended_on IS NOT NULL
