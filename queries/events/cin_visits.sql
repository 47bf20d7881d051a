-- One row is one visit to one child in need on one day; entered twice on a day is one visit, and the
-- child was seen, or seen alone, if any of the entries says so. Blank is not known, never no.
-- It counts as the visit that was due if the child was seen; before birth there is no child to see, so
-- every visit counts. A child is old enough to be seen alone from the local age on
-- (seen_alone_minimum_age); a child whose date of birth is not known is not asked about.
-- Read by: children seen alone, cin_visits_due.
WITH visits AS (
    SELECT
        cin_visits.authority_id,
        cin_visits.child_id,
        cin_visits.visited_on,
        min(cin_visits.visit_id) AS visit_id,
        arg_min(cin_visits.load_id, cin_visits.visit_id) AS load_id,
        arg_min(cin_visits.landed_row, cin_visits.visit_id) AS landed_row,
        bool_or(cin_visits.is_child_seen) AS is_child_seen,
        bool_or(cin_visits.is_child_seen_alone) AS is_child_seen_alone
    FROM staged.cin_visits
    WHERE cin_visits.visited_on IS NOT NULL
    GROUP BY
        cin_visits.authority_id,
        cin_visits.child_id,
        cin_visits.visited_on
)

SELECT
    concat(visits.authority_id, ':', visits.visit_id) AS event_id,
    visits.authority_id,
    visits.child_id,
    allocated.team_id,
    allocated.worker_id,
    children.sex,
    age_band(children.birth_on, visits.visited_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    visits.load_id,
    visits.landed_row,
    'cin_visits' AS landed_table,
    visits.visited_on,
    visits.is_child_seen,
    visits.is_child_seen_alone,
    coalesce(visits.is_child_seen, FALSE)
    OR coalesce(visits.is_child_seen_alone, FALSE)
    OR coalesce(children.birth_on > visits.visited_on, FALSE) AS counts_as_visit,
    coalesce(age_on(children.birth_on, visits.visited_on) >= minimum_age.value, FALSE)
        AS is_old_enough_to_be_seen_alone
FROM visits
LEFT JOIN events.children ON visits.authority_id = children.authority_id AND visits.child_id = children.child_id
LEFT JOIN staged.settings AS minimum_age
    ON
        visits.authority_id = minimum_age.authority_id
        AND minimum_age.setting_id = 'seen_alone_minimum_age'
        AND visits.visited_on >= minimum_age.valid_from
        AND (minimum_age.valid_until IS NULL OR visits.visited_on < minimum_age.valid_until)
LEFT JOIN events.allocations_in_force AS allocated
    ON
        visits.authority_id = allocated.authority_id
        AND visits.child_id = allocated.child_id
        AND visits.visited_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR visits.visited_on <= allocated.in_force_until)
