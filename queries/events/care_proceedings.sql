-- One row is one child for whom care proceedings were issued, from the day of issue (day 0).
-- Proceedings that conclude before they were issued are marked. The first child of a family issued on the
-- same day stands for the family (is_family). Only proceedings that followed pre-proceedings are in the
-- feed: those issued at once, in an emergency, are not.
-- Team, worker and age are those of the day of issue. Read by: care proceedings in 26 weeks.
SELECT
    pre_proceedings.event_id,
    pre_proceedings.authority_id,
    pre_proceedings.child_id,
    coalesce(allocated.team_id, pre_proceedings.team_id) AS team_id,
    coalesce(allocated.worker_id, pre_proceedings.worker_id) AS worker_id,
    pre_proceedings.sex,
    age_band(children.birth_on, pre_proceedings.issued_on) AS age_band,
    pre_proceedings.ethnicity_group,
    pre_proceedings.disability,
    pre_proceedings.load_id,
    pre_proceedings.landed_row,
    pre_proceedings.landed_table,
    pre_proceedings.family_id,
    row_number() OVER (
        PARTITION BY pre_proceedings.authority_id, pre_proceedings.family_id, pre_proceedings.issued_on
        ORDER BY pre_proceedings.event_id ASC NULLS LAST
    ) = 1 AS is_family,
    pre_proceedings.issued_on,
    pre_proceedings.concluded_on,
    pre_proceedings.concluded_on - pre_proceedings.issued_on AS days_taken,
    coalesce(pre_proceedings.concluded_on >= pre_proceedings.issued_on, TRUE) AS has_valid_clock
FROM events.pre_proceedings
LEFT JOIN events.children
    ON pre_proceedings.authority_id = children.authority_id AND pre_proceedings.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        pre_proceedings.authority_id = allocated.authority_id
        AND pre_proceedings.child_id = allocated.child_id
        AND pre_proceedings.issued_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR pre_proceedings.issued_on <= allocated.in_force_until)
WHERE pre_proceedings.issued_on IS NOT NULL
