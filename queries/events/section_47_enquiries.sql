-- One row is one child in one section 47 enquiry; unborn children are in, and a child with three
-- enquiries has three rows. The clock starts with the strategy discussion that began the enquiry.
-- is_conference_unnecessary: yes if the enquiry ended without further action or its recorded outcome has
-- no conference (in Annex A 'deemed unnecessary' yes means no conference); no if a conference was held or
-- is recorded as the outcome; unknown while nothing is recorded. A blank is pending, never no.
-- An enquiry is a repeat if another of the child began in the 12 months before, to the day; whether it is,
-- is known only if the extracts reach back that far or Annex A gives the number, whatever they show.
-- Read by: the section 47 KPIs, open_section_47_enquiries_at_month_end.
WITH conferences AS (
    SELECT
        initial_conferences.authority_id,
        initial_conferences.section_47_enquiry_id,
        min(initial_conferences.conference_held_on) AS conference_held_on
    FROM events.initial_conferences
    INNER JOIN staged.coverage ON initial_conferences.authority_id = coverage.authority_id
    -- a date booked ahead is not a conference held
    WHERE initial_conferences.conference_held_on <= coverage.as_at_on
    GROUP BY
        initial_conferences.authority_id,
        initial_conferences.section_47_enquiry_id
),

enquiries AS (
    SELECT
        section_47_enquiries.authority_id,
        section_47_enquiries.section_47_enquiry_id,
        section_47_enquiries.child_id,
        section_47_enquiries.enquiry_started_on,
        section_47_enquiries.enquiry_ended_on,
        section_47_enquiries.outcome_flags,
        coalesce(
            section_47_enquiries.is_no_further_action,
            has_flag(section_47_enquiries.outcome_flags, 'NFA_FLAG')
        ) AS is_no_further_action,
        has_flag(section_47_enquiries.outcome_flags, 'CP_CONFERENCE_FLAG') AS is_conference_outcome,
        nullif(trim(section_47_enquiries.team_id), '') AS team_id,
        nullif(trim(section_47_enquiries.worker_id), '') AS worker_id,
        section_47_enquiries.load_id,
        section_47_enquiries.landed_row,
        -- two rows of one day are not one after the other
        max(section_47_enquiries.enquiry_started_on) OVER (
            PARTITION BY section_47_enquiries.authority_id, section_47_enquiries.child_id
            ORDER BY section_47_enquiries.enquiry_started_on ASC NULLS FIRST
            RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING
        ) AS previous_enquiry_on,
        min(section_47_enquiries.enquiry_started_on) OVER (
            PARTITION BY section_47_enquiries.authority_id, section_47_enquiries.child_id
            ORDER BY section_47_enquiries.enquiry_started_on ASC NULLS FIRST
            RANGE BETWEEN INTERVAL 1 DAY FOLLOWING AND UNBOUNDED FOLLOWING
        ) AS next_enquiry_on
    FROM staged.section_47_enquiries
),

counted_by_council AS (
    SELECT
        enquiries.authority_id,
        enquiries.section_47_enquiry_id,
        max(annex_a_counts.section_47s_last_12_months) AS enquiries_before
    FROM enquiries
    INNER JOIN staged.annex_a_counts
        ON
            enquiries.authority_id = annex_a_counts.authority_id
            AND enquiries.child_id = annex_a_counts.child_id
            AND enquiries.enquiry_started_on <= annex_a_counts.known_on
            AND (enquiries.next_enquiry_on IS NULL OR enquiries.next_enquiry_on > annex_a_counts.known_on)
    WHERE annex_a_counts.list_number = 5
    GROUP BY
        enquiries.authority_id,
        enquiries.section_47_enquiry_id
),

joined AS (
    SELECT
        enquiries.*,
        conferences.conference_held_on,
        counted_by_council.enquiries_before,
        coverage.covered_from,
        coverage.as_at_on,
        add_months(enquiries.enquiry_started_on, -12) AS a_year_before,
        working_day_due(enquiries.enquiry_started_on, 15) AS conference_due_on,
        due_after(enquiries.enquiry_started_on, time_limit.value, time_limit.unit) AS due_on,
        CASE
            WHEN conferences.conference_held_on IS NOT NULL THEN FALSE
            WHEN enquiries.is_no_further_action THEN TRUE
            WHEN enquiries.is_conference_outcome THEN FALSE
            WHEN NOT enquiries.is_conference_outcome AND enquiries.enquiry_ended_on IS NOT NULL THEN TRUE
        END AS is_conference_unnecessary
    FROM enquiries
    LEFT JOIN conferences
        ON
            enquiries.authority_id = conferences.authority_id
            AND enquiries.section_47_enquiry_id = conferences.section_47_enquiry_id
    LEFT JOIN counted_by_council
        ON
            enquiries.authority_id = counted_by_council.authority_id
            AND enquiries.section_47_enquiry_id = counted_by_council.section_47_enquiry_id
    LEFT JOIN staged.coverage ON enquiries.authority_id = coverage.authority_id
    LEFT JOIN staged.settings AS time_limit
        ON
            enquiries.authority_id = time_limit.authority_id
            AND time_limit.setting_id = 's47_limit'
            AND enquiries.enquiry_started_on >= time_limit.valid_from
            AND (time_limit.valid_until IS NULL OR enquiries.enquiry_started_on < time_limit.valid_until)
),

judged AS (
    SELECT
        joined.*,
        coalesce(joined.previous_enquiry_on >= joined.a_year_before, FALSE)
        OR coalesce(joined.enquiries_before > 0, FALSE) AS is_repeat
    FROM joined
)

SELECT
    concat(judged.authority_id, ':', judged.section_47_enquiry_id) AS event_id,
    judged.authority_id,
    judged.child_id,
    coalesce(judged.team_id, allocated.team_id) AS team_id,
    coalesce(judged.worker_id, allocated.worker_id) AS worker_id,
    children.sex,
    age_band(children.birth_on, judged.enquiry_started_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    judged.load_id,
    judged.landed_row,
    'section_47_enquiries' AS landed_table,
    judged.enquiry_started_on,
    judged.enquiry_ended_on,
    judged.due_on,
    judged.enquiry_started_on IS NOT NULL
    AND coalesce(judged.enquiry_ended_on >= judged.enquiry_started_on, TRUE) AS has_valid_clock,
    judged.conference_due_on,
    judged.conference_held_on,
    judged.conference_held_on IS NOT NULL AS has_conference,
    judged.is_no_further_action,
    judged.is_conference_unnecessary,
    judged.is_conference_unnecessary IS NOT NULL AS is_conference_decided,
    -- 15 working days old on the day of the extract is old enough
    coalesce(judged.conference_due_on > judged.as_at_on, TRUE)
    OR (judged.conference_held_on IS NULL AND judged.is_conference_unnecessary IS NOT TRUE) AS is_conference_pending,
    judged.previous_enquiry_on,
    judged.is_repeat,
    judged.enquiries_before IS NOT NULL
    OR coalesce(judged.covered_from <= judged.a_year_before, FALSE) AS is_repeat_known
FROM judged
LEFT JOIN events.children ON judged.authority_id = children.authority_id AND judged.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        judged.authority_id = allocated.authority_id
        AND judged.child_id = allocated.child_id
        AND judged.enquiry_started_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR judged.enquiry_started_on <= allocated.in_force_until)
