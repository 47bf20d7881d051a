-- One row is one thing on the record of one child, in order: what it is, from when to when, what came of it,
-- and the lane it is drawn in. A blank end is still open, or is a thing of one day (is_span says which).
-- Visits are one row for each plan, care period or year with how many there were.
-- Read by: reporting/journey/child.py, for those who may see children's records.
WITH plan_visits AS (
    SELECT
        visits.plan_event_id,
        count(*) AS made
    FROM events.cp_visits AS visits
    WHERE visits.authority_id = $authority_id AND visits.child_id = $child_id AND visits.is_statutory_visit
    GROUP BY visits.plan_event_id
),

care_visits AS (
    SELECT
        visits.care_event_id,
        count(*) AS made
    FROM events.care_visits AS visits
    WHERE visits.authority_id = $authority_id AND visits.child_id = $child_id
    GROUP BY visits.care_event_id
),

records AS (
    SELECT
        'Contact' AS what,
        'Front door' AS lane,
        contacts.contact_received_on AS from_on,
        cast(NULL AS DATE) AS until_on,
        FALSE AS is_span,
        concat_ws(
            '; ',
            contacts.source_group,
            CASE
                WHEN contacts.is_referral THEN 'led to a referral'
                WHEN contacts.is_no_further_action THEN 'no further action'
                WHEN contacts.is_on_open_case THEN 'child already open'
            END
        ) AS details,
        contacts.event_id
    FROM events.contacts
    WHERE contacts.authority_id = $authority_id AND contacts.child_id = $child_id
    UNION ALL
    SELECT
        'Early help' AS what,
        'Early help' AS lane,
        episodes.episode_started_on AS from_on,
        episodes.episode_ended_on AS until_on,
        TRUE AS is_span,
        coalesce(episodes.organisation, '') AS details,
        episodes.event_id
    FROM events.early_help_episodes AS episodes
    WHERE episodes.authority_id = $authority_id AND episodes.child_id = $child_id
    UNION ALL
    SELECT
        'Referral' AS what,
        'Referral' AS lane,
        referrals.referral_received_on AS from_on,
        referrals.closed_on AS until_on,
        TRUE AS is_span,
        concat_ws(
            '; ',
            referrals.source_group,
            CASE WHEN referrals.is_no_further_action THEN 'no further action' END,
            CASE WHEN referrals.is_re_referral THEN 're-referral within the months counted' END
        ) AS details,
        referrals.event_id
    FROM events.referrals
    WHERE referrals.authority_id = $authority_id AND referrals.child_id = $child_id
    UNION ALL
    SELECT
        'Assessment' AS what,
        'Assessment' AS lane,
        assessments.assessment_started_on AS from_on,
        assessments.assessment_authorised_on AS until_on,
        TRUE AS is_span,
        concat_ws(
            '; ',
            CASE
                WHEN assessments.working_days_from_start IS NOT NULL
                    THEN concat(assessments.working_days_from_start, ' working days')
            END,
            CASE WHEN assessments.is_child_seen THEN 'child seen' END,
            CASE WHEN assessments.is_no_further_action THEN 'no further action' END
        ) AS details,
        assessments.event_id
    FROM events.assessments
    WHERE assessments.authority_id = $authority_id AND assessments.child_id = $child_id
    UNION ALL
    SELECT
        'Section 47 enquiry' AS what,
        'Section 47' AS lane,
        enquiries.enquiry_started_on AS from_on,
        enquiries.enquiry_ended_on AS until_on,
        TRUE AS is_span,
        CASE
            WHEN enquiries.has_conference THEN 'led to a conference'
            WHEN enquiries.is_conference_unnecessary THEN 'conference not necessary'
            ELSE 'not decided yet'
        END AS details,
        enquiries.event_id
    FROM events.section_47_enquiries AS enquiries
    WHERE enquiries.authority_id = $authority_id AND enquiries.child_id = $child_id
    UNION ALL
    SELECT
        'Initial child protection conference' AS what,
        'Conferences' AS lane,
        conferences.conference_held_on AS from_on,
        cast(NULL AS DATE) AS until_on,
        FALSE AS is_span,
        CASE
            WHEN conferences.is_plan_outcome THEN 'child protection plan made'
            WHEN NOT conferences.is_plan_outcome THEN 'no plan'
            ELSE 'outcome not recorded'
        END AS details,
        conferences.event_id
    FROM events.initial_conferences AS conferences
    WHERE conferences.authority_id = $authority_id AND conferences.child_id = $child_id
    UNION ALL
    SELECT
        'Review child protection conference' AS what,
        'Conferences' AS lane,
        reviews.review_held_on AS from_on,
        cast(NULL AS DATE) AS until_on,
        FALSE AS is_span,
        CASE WHEN reviews.is_plan_continued THEN 'plan continued' ELSE '' END AS details,
        reviews.event_id
    FROM events.cp_reviews AS reviews
    WHERE reviews.authority_id = $authority_id AND reviews.child_id = $child_id
    UNION ALL
    SELECT
        'Child protection plan' AS what,
        'Plans' AS lane,
        plans.plan_started_on AS from_on,
        plans.plan_ended_on AS until_on,
        TRUE AS is_span,
        concat_ws(
            '; ',
            plans.category_of_abuse,
            CASE WHEN plans.is_second_or_later_plan THEN 'second or later plan' END,
            concat(coalesce(plan_visits.made, 0), ' visits')
        ) AS details,
        plans.event_id
    FROM events.cp_plans AS plans
    LEFT JOIN plan_visits ON plans.event_id = plan_visits.plan_event_id
    WHERE plans.authority_id = $authority_id AND plans.child_id = $child_id
    UNION ALL
    SELECT
        concat('Case status: ', lower(left(statuses.case_status, 1)), substr(statuses.case_status, 2)) AS what,
        'Case status' AS lane,
        statuses.status_started_on AS from_on,
        statuses.status_ended_on AS until_on,
        TRUE AS is_span,
        '' AS details,
        statuses.event_id
    FROM events.case_statuses AS statuses
    WHERE statuses.authority_id = $authority_id AND statuses.child_id = $child_id
    UNION ALL
    SELECT
        'In care' AS what,
        'Care' AS lane,
        periods.care_started_on AS from_on,
        periods.care_ended_on AS until_on,
        TRUE AS is_span,
        concat_ws(
            '; ',
            CASE WHEN periods.is_short_break THEN 'short breaks' END,
            concat(coalesce(care_visits.made, 0), ' visits')
        ) AS details,
        periods.event_id
    FROM events.care_periods AS periods
    LEFT JOIN care_visits ON periods.event_id = care_visits.care_event_id
    WHERE periods.authority_id = $authority_id AND periods.child_id = $child_id
    UNION ALL
    SELECT
        'Placement' AS what,
        'Placements' AS lane,
        placements.placement_started_on AS from_on,
        placements.placement_ended_on AS until_on,
        TRUE AS is_span,
        coalesce(placements.placement_type, '') AS details,
        placements.event_id
    FROM events.care_placements AS placements
    WHERE placements.authority_id = $authority_id AND placements.child_id = $child_id
    UNION ALL
    SELECT
        'Review of a child in care' AS what,
        'Care' AS lane,
        reviews.review_held_on AS from_on,
        cast(NULL AS DATE) AS until_on,
        FALSE AS is_span,
        '' AS details,
        reviews.event_id
    FROM events.care_reviews AS reviews
    WHERE reviews.authority_id = $authority_id AND reviews.child_id = $child_id
    UNION ALL
    SELECT
        concat('Child in need visits in ', extract(YEAR FROM visits.visited_on)) AS what,
        'Visits' AS lane,
        min(visits.visited_on) AS from_on,
        max(visits.visited_on) AS until_on,
        TRUE AS is_span,
        concat(count(*), ' visits') AS details,
        concat($child_id, ':visits:', extract(YEAR FROM visits.visited_on)) AS event_id
    FROM events.cin_visits AS visits
    WHERE visits.authority_id = $authority_id AND visits.child_id = $child_id AND visits.counts_as_visit
    GROUP BY extract(YEAR FROM visits.visited_on)
    UNION ALL
    SELECT
        CASE WHEN missing.is_away THEN 'Away, whereabouts known' ELSE 'Missing' END AS what,
        'Missing' AS lane,
        missing.episode_started_on AS from_on,
        missing.episode_ended_on AS until_on,
        TRUE AS is_span,
        concat_ws(
            '; ',
            CASE WHEN missing.is_from_care THEN 'from care' ELSE 'from home' END,
            CASE WHEN missing.held_at IS NOT NULL THEN 'return interview held' END,
            CASE WHEN missing.is_interview_refused THEN 'return interview refused' END
        ) AS details,
        missing.event_id
    FROM events.missing_episodes AS missing
    WHERE missing.authority_id = $authority_id AND missing.child_id = $child_id
)

SELECT
    records.what,
    records.lane,
    records.from_on,
    records.until_on,
    records.is_span,
    records.details
FROM records
ORDER BY
    records.from_on ASC NULLS LAST,
    records.lane ASC NULLS LAST,
    records.event_id ASC NULLS LAST;
