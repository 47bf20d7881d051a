-- One row is one plan for adoption at the end of one month: waiting for a match, or with a step in the three
-- years up to the day, as the national scorecard averages them. A child waits from the placement order until
-- the match, the end of the plan for adoption or another order; a child who is with adopters is not waiting.
-- A match counts in the average only for children who were placed or adopted by the day.
-- Team and worker: the allocated worker's at the month's end, else those of the last step, unless that team has
-- ended since. Age: the month's end.
-- Read by: adoption timeliness, children waiting for a match.
SELECT
    concat(adoptions.event_id, ':', month_ends.month_end) AS event_id,
    adoptions.authority_id,
    adoptions.child_id,
    coalesce(allocated.team_id, CASE WHEN ended_team.org_unit_id IS NULL THEN adoptions.team_id END) AS team_id,
    adoptions.worker_id,
    adoptions.sex,
    age_band(children.birth_on, month_ends.month_end) AS age_band,
    adoptions.ethnicity_group,
    adoptions.disability,
    adoptions.load_id,
    adoptions.landed_row,
    adoptions.landed_table,
    month_ends.month_end,
    adoptions.care_started_on,
    adoptions.placement_order_on,
    adoptions.matched_on,
    adoptions.match_clock_started_on,
    adoptions.moved_in_on,
    adoptions.adopted_on,
    adoptions.has_valid_clock,
    coalesce(
        adoptions.adopted_on <= month_ends.month_end
        AND adoptions.adopted_on > add_months(month_ends.month_end, -36),
        FALSE
    ) AS is_adopted_in_3_years,
    coalesce(
        adoptions.matched_on <= month_ends.month_end
        AND adoptions.matched_on > add_months(month_ends.month_end, -36)
        AND least(
            coalesce(adoptions.placed_for_adoption_on, DATE '9999-12-31'),
            coalesce(adoptions.moved_in_on, DATE '9999-12-31'),
            coalesce(adoptions.adopted_on, DATE '9999-12-31')
        ) <= month_ends.month_end,
        FALSE
    ) AS is_matched_in_3_years,
    adoptions.placement_order_on IS NOT NULL AS has_placement_order,
    coalesce(
        adoptions.placement_order_on <= month_ends.month_end
        AND least(
            coalesce(adoptions.matched_on, DATE '9999-12-31'),
            coalesce(adoptions.placed_for_adoption_on, DATE '9999-12-31'),
            coalesce(adoptions.moved_in_on, DATE '9999-12-31'),
            coalesce(adoptions.decision_reversed_on, DATE '9999-12-31'),
            coalesce(adoptions.other_order_on, DATE '9999-12-31'),
            coalesce(adoptions.adopted_on, DATE '9999-12-31')
        ) > month_ends.month_end,
        FALSE
    ) AS is_waiting_for_match,
    month_ends.month_end - adoptions.placement_order_on AS days_since_order
FROM events.adoptions
INNER JOIN month_ends
    ON
        adoptions.authority_id = month_ends.authority_id
        AND coalesce(adoptions.placement_order_on, adoptions.matched_on, adoptions.adopted_on)
        <= month_ends.month_end
LEFT JOIN events.children
    ON adoptions.authority_id = children.authority_id AND adoptions.child_id = children.child_id
LEFT JOIN staged.org_units AS ended_team
    ON
        concat(adoptions.authority_id, ':', adoptions.team_id) = ended_team.org_unit_id
        AND date_trunc('month', month_ends.month_end) > ended_team.valid_to
LEFT JOIN events.allocations_in_force AS allocated
    ON
        adoptions.authority_id = allocated.authority_id
        AND adoptions.child_id = allocated.child_id
        AND month_ends.month_end >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR month_ends.month_end <= allocated.in_force_until)
WHERE
    add_months(month_ends.month_end, -36)
    < greatest(adoptions.adopted_on, adoptions.matched_on, adoptions.placement_order_on)
    OR (
        adoptions.matched_on IS NULL
        AND adoptions.decision_reversed_on IS NULL
        AND adoptions.adopted_on IS NULL
    )
