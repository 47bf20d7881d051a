-- One row is one child at one initial child protection conference, with the section 47 enquiry it came from.
-- The enquiry is the one the conference names. Without a name it is found by date among the child's
-- enquiries since the conference before that were not closed without action: the latest before the
-- conference, or the earlier one that was still open then, because the clock runs from the strategy
-- discussion that began it all. A child who moved in with a plan has no enquiry here, unless one is named.
-- A conference without an enquiry, or dated before it, has no clock (clock_started_on is blank): it stays
-- among the conferences held, as in the national statistics, and is not on time. Whether conferences of
-- children who moved in count at all is a local setting (transfer_in_icpcs_count).
-- Read by: the initial conference KPIs, section_47_enquiries.
WITH conferences AS (
    SELECT
        initial_conferences.authority_id,
        initial_conferences.initial_conference_id,
        initial_conferences.child_id,
        initial_conferences.meeting_id,
        initial_conferences.section_47_enquiry_id,
        initial_conferences.referral_id,
        coalesce(initial_conferences.is_transfer_in, FALSE) AS is_transfer_in,
        initial_conferences.target_on,
        initial_conferences.conference_held_on,
        coalesce(
            initial_conferences.is_plan_outcome,
            has_flag(initial_conferences.outcome_flags, 'CP_FLAG')
        ) AS is_plan_outcome,
        nullif(trim(initial_conferences.team_id), '') AS team_id,
        nullif(trim(initial_conferences.worker_id), '') AS worker_id,
        initial_conferences.load_id,
        initial_conferences.landed_row,
        lag(initial_conferences.conference_held_on, 1, NULL) OVER (
            PARTITION BY initial_conferences.authority_id, initial_conferences.child_id
            ORDER BY
                initial_conferences.conference_held_on ASC NULLS LAST,
                initial_conferences.initial_conference_id ASC NULLS LAST
        ) AS previous_conference_on
    FROM staged.initial_conferences
),

possible AS (
    SELECT
        conferences.authority_id,
        conferences.initial_conference_id,
        enquiries.section_47_enquiry_id,
        enquiries.enquiry_started_on,
        enquiries.enquiry_ended_on,
        max(enquiries.enquiry_started_on) OVER (
            PARTITION BY conferences.authority_id, conferences.initial_conference_id
        ) AS latest_started_on
    FROM conferences
    INNER JOIN staged.section_47_enquiries AS enquiries
        ON
            conferences.authority_id = enquiries.authority_id
            AND conferences.child_id = enquiries.child_id
            AND conferences.conference_held_on >= enquiries.enquiry_started_on
            AND coalesce(conferences.previous_conference_on < enquiries.enquiry_started_on, TRUE)
            AND coalesce(conferences.referral_id = enquiries.referral_id, TRUE)
    WHERE
        conferences.section_47_enquiry_id IS NULL
        AND NOT conferences.is_transfer_in
        AND enquiries.is_no_further_action IS NOT TRUE
),

found_by_date AS (
    SELECT
        possible.authority_id,
        possible.initial_conference_id,
        possible.section_47_enquiry_id
    FROM possible
    WHERE coalesce(possible.enquiry_ended_on >= possible.latest_started_on, TRUE)
    QUALIFY
        row_number() OVER (
            PARTITION BY possible.authority_id, possible.initial_conference_id
            ORDER BY possible.enquiry_started_on ASC NULLS LAST, possible.section_47_enquiry_id ASC NULLS LAST
        ) = 1
),

linked AS (
    SELECT
        conferences.*,
        enquiries.section_47_enquiry_id AS linked_enquiry_id,
        enquiries.enquiry_started_on,
        CASE
            WHEN enquiries.enquiry_started_on <= conferences.conference_held_on THEN enquiries.enquiry_started_on
        END AS clock_started_on
    FROM conferences
    LEFT JOIN found_by_date
        ON
            conferences.authority_id = found_by_date.authority_id
            AND conferences.initial_conference_id = found_by_date.initial_conference_id
    LEFT JOIN staged.section_47_enquiries AS enquiries
        ON
            conferences.authority_id = enquiries.authority_id
            AND coalesce(conferences.section_47_enquiry_id, found_by_date.section_47_enquiry_id)
            = enquiries.section_47_enquiry_id
)

SELECT
    concat(linked.authority_id, ':', linked.initial_conference_id) AS event_id,
    linked.authority_id,
    linked.child_id,
    coalesce(linked.team_id, allocated.team_id) AS team_id,
    coalesce(linked.worker_id, allocated.worker_id) AS worker_id,
    children.sex,
    age_band(children.birth_on, linked.conference_held_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    linked.load_id,
    linked.landed_row,
    'initial_conferences' AS landed_table,
    linked.conference_held_on,
    linked.meeting_id,
    linked.is_transfer_in,
    CASE WHEN linked.is_transfer_in THEN 'Moved in with a plan' ELSE 'Other' END AS transfer_group,
    NOT linked.is_transfer_in OR coalesce(transfers.value <> 0, TRUE) AS counts_in_timescale,
    linked.target_on,
    linked.linked_enquiry_id AS section_47_enquiry_id,
    linked.enquiry_started_on,
    linked.clock_started_on,
    working_day_due(linked.clock_started_on, 15) AS due_on,
    working_days(linked.clock_started_on, linked.conference_held_on) AS working_days_from_enquiry,
    coalesce(linked.conference_held_on < linked.enquiry_started_on, FALSE) AS is_before_enquiry,
    linked.is_plan_outcome
FROM linked
LEFT JOIN staged.settings AS transfers
    ON
        linked.authority_id = transfers.authority_id
        AND transfers.setting_id = 'transfer_in_icpcs_count'
        AND linked.conference_held_on >= transfers.valid_from
        AND (transfers.valid_until IS NULL OR linked.conference_held_on < transfers.valid_until)
LEFT JOIN events.children ON linked.authority_id = children.authority_id AND linked.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        linked.authority_id = allocated.authority_id
        AND linked.child_id = allocated.child_id
        AND linked.conference_held_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR linked.conference_held_on <= allocated.in_force_until)
