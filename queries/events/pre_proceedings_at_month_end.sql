-- One row is one child in pre-proceedings at the end of one month; ended on the last day is over.
-- The first child of a family still in them stands for the family (is_family).
-- Team and worker: the allocated worker's at the month's end, else those of the decision, unless that team has
-- ended since.
-- Read by: children and families in pre-proceedings, long pre-proceedings.
SELECT
    concat(pre_proceedings.event_id, ':', month_ends.month_end) AS event_id,
    pre_proceedings.authority_id,
    pre_proceedings.child_id,
    coalesce(allocated.team_id, CASE WHEN ended_team.org_unit_id IS NULL THEN pre_proceedings.team_id END)
        AS team_id,
    coalesce(allocated.worker_id, pre_proceedings.worker_id) AS worker_id,
    pre_proceedings.sex,
    age_band(children.birth_on, month_ends.month_end) AS age_band,
    pre_proceedings.ethnicity_group,
    pre_proceedings.disability,
    pre_proceedings.load_id,
    pre_proceedings.landed_row,
    pre_proceedings.landed_table,
    month_ends.month_end,
    pre_proceedings.family_id,
    row_number() OVER (
        PARTITION BY pre_proceedings.authority_id, pre_proceedings.family_id, month_ends.month_end
        ORDER BY pre_proceedings.decided_on ASC NULLS LAST, pre_proceedings.event_id ASC NULLS LAST
    ) = 1 AS is_family,
    pre_proceedings.decided_on,
    pre_proceedings.has_extension,
    month_ends.month_end - pre_proceedings.decided_on AS days_open,
    month_ends.month_end - pre_proceedings.decided_on > 84 AS is_open_over_12_weeks,
    month_ends.month_end - pre_proceedings.decided_on > 112 AS is_open_over_16_weeks,
    month_ends.month_end > pre_proceedings.due_on AS is_overdue
FROM events.pre_proceedings
INNER JOIN month_ends
    ON
        pre_proceedings.authority_id = month_ends.authority_id
        AND pre_proceedings.decided_on <= month_ends.month_end
        AND (pre_proceedings.ended_on IS NULL OR pre_proceedings.ended_on > month_ends.month_end)
LEFT JOIN events.children
    ON pre_proceedings.authority_id = children.authority_id AND pre_proceedings.child_id = children.child_id
LEFT JOIN staged.org_units AS ended_team
    ON
        concat(pre_proceedings.authority_id, ':', pre_proceedings.team_id) = ended_team.org_unit_id
        AND date_trunc('month', month_ends.month_end) > ended_team.valid_to
LEFT JOIN events.allocations_in_force AS allocated
    ON
        pre_proceedings.authority_id = allocated.authority_id
        AND pre_proceedings.child_id = allocated.child_id
        AND month_ends.month_end >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR month_ends.month_end <= allocated.in_force_until)
WHERE pre_proceedings.has_valid_clock
