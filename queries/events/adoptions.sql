-- One row is one child and plan for adoption, with each step from entering care to the order.
-- The clock of entering care (A10) stops on the day the child moved in with the adopters; a child adopted by
-- the foster carer moved in when placed with that carer, or in early permanence with them. A child matched
-- before the placement order waited 0 days for a match, so that clock starts on the match; a child without
-- a placement order has no such clock. Dates before entering care are errors and are marked. The day of
-- entering care is the one that list 10 of Annex A gives with the plan, else that of the period of care.
-- Orders of special guardianship and child arrangements without a decision for adoption are left out.
-- Team and worker: the adoption worker, or those of the day of the last step. Age: the day of the order.
-- Read by: adoption_at_month_end, children adopted.
WITH plans AS (
    SELECT
        permanence.authority_id,
        permanence.child_id,
        permanence.permanence_id,
        permanence.entered_care_on,
        permanence.adoption_decided_on,
        permanence.placement_order_on,
        permanence.matched_on,
        permanence.placed_for_adoption_on,
        permanence.decision_reversed_on,
        permanence.is_adopted_by_carer,
        permanence.worker_id,
        CASE WHEN upper(permanence.order_type) LIKE '%ADOPT%' THEN permanence.order_made_on END AS adopted_on,
        CASE WHEN upper(permanence.order_type) NOT LIKE '%ADOPT%' THEN permanence.order_made_on END
            AS other_order_on,
        CASE
            WHEN permanence.is_adopted_by_carer
                THEN coalesce(permanence.placed_with_carer_on, permanence.placed_fostering_for_adoption_on)
            ELSE permanence.placed_for_adoption_on
        END AS moved_in_on,
        permanence.load_id,
        permanence.landed_row
    FROM staged.permanence
    WHERE
        permanence.adoption_decided_on IS NOT NULL
        OR permanence.placement_order_on IS NOT NULL
        OR upper(permanence.order_type) LIKE '%ADOPT%'
),

dated AS (
    SELECT
        plans.*,
        coalesce(
            plans.adopted_on,
            plans.moved_in_on,
            plans.matched_on,
            plans.placement_order_on,
            plans.adoption_decided_on
        ) AS last_step_on
    FROM plans
),

from_care AS (
    SELECT
        dated.*,
        coalesce(dated.entered_care_on, care_periods.care_started_on) AS care_started_on
    FROM dated
    LEFT JOIN events.care_periods
        ON
            dated.authority_id = care_periods.authority_id
            AND dated.child_id = care_periods.child_id
            AND NOT care_periods.is_short_break
            AND dated.last_step_on >= care_periods.care_started_on
    QUALIFY
        row_number() OVER (
            PARTITION BY dated.authority_id, dated.permanence_id
            ORDER BY care_periods.care_started_on DESC NULLS LAST
        ) = 1
)

SELECT
    concat(from_care.authority_id, ':', from_care.permanence_id) AS event_id,
    from_care.authority_id,
    from_care.child_id,
    allocated.team_id,
    coalesce(from_care.worker_id, allocated.worker_id) AS worker_id,
    children.sex,
    age_band(children.birth_on, from_care.last_step_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    from_care.load_id,
    from_care.landed_row,
    'permanence' AS landed_table,
    from_care.care_started_on,
    from_care.adoption_decided_on,
    from_care.placement_order_on,
    from_care.matched_on,
    from_care.placed_for_adoption_on,
    from_care.moved_in_on,
    from_care.adopted_on,
    from_care.decision_reversed_on,
    from_care.other_order_on,
    coalesce(from_care.is_adopted_by_carer, FALSE) AS is_adopted_by_carer,
    CASE
        WHEN from_care.placement_order_on IS NOT NULL AND from_care.matched_on IS NOT NULL
            THEN least(from_care.placement_order_on, from_care.matched_on)
    END AS match_clock_started_on,
    from_care.moved_in_on - from_care.care_started_on AS days_from_care_to_moving_in,
    CASE
        WHEN from_care.placement_order_on IS NOT NULL
            THEN greatest(from_care.matched_on - from_care.placement_order_on, 0)
    END AS days_from_order_to_match,
    coalesce(from_care.moved_in_on >= from_care.care_started_on, FALSE) AS has_valid_clock
FROM from_care
LEFT JOIN events.children
    ON from_care.authority_id = children.authority_id AND from_care.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        from_care.authority_id = allocated.authority_id
        AND from_care.child_id = allocated.child_id
        -- the day before: the allocation ends with the order
        AND from_care.last_step_on - 1 >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR from_care.last_step_on - 1 <= allocated.in_force_until)
