-- One row is a number of contacts of a period (of referrals, where starts_with is 'referral') that took the
-- same way from there on, by where they came from. Every contact is followed through the referral it led to:
-- an assessment within 20 working days, a section 47 enquiry within 60 days of the referral, its initial
-- conference and plan, and care within 183 days. What has not had its time by the day of the extract is
-- 'too_recent', whatever has happened already, so that quick cases do not weigh more; a step that was never
-- reached is NULL. Windows are those of the KPIs where there is one. Read by: reporting/journey/cohort.py.
WITH referrals AS (
    SELECT
        received.authority_id,
        received.child_id,
        received.referral_received_on,
        received.source_group,
        coalesce(teams.parent_id, concat(received.authority_id, ':not_allocated_service')) AS service_unit_id,
        received.is_no_further_action,
        received.first_assessment_on,
        received.is_assessed_within_20_days,
        received.is_too_recent_for_assessment,
        coverage.as_at_on
    FROM events.referrals AS received
    INNER JOIN staged.coverage ON received.authority_id = coverage.authority_id
    LEFT JOIN org_units AS teams
        ON teams.level = 'team' AND concat(received.authority_id, ':', received.team_id) = teams.org_unit_id
    WHERE
        received.authority_id = $authority_id
        AND received.referral_received_on >= cast($first_day AS DATE)
        -- a contact's referral may come after the period; no local window is longer than this
        AND received.referral_received_on <= cast($last_day AS DATE) + 92
),

first_enquiries AS (
    SELECT
        referrals.child_id,
        referrals.referral_received_on,
        arg_min(enquiries.event_id, enquiries.enquiry_started_on) AS enquiry_id,
        arg_min(enquiries.has_conference, enquiries.enquiry_started_on) AS has_conference,
        arg_min(enquiries.is_conference_pending, enquiries.enquiry_started_on) AS is_conference_pending,
        arg_min(coalesce(enquiries.is_conference_unnecessary, FALSE), enquiries.enquiry_started_on)
            AS is_conference_unnecessary
    FROM referrals
    INNER JOIN events.section_47_enquiries AS enquiries
        ON
            referrals.authority_id = enquiries.authority_id
            AND referrals.child_id = enquiries.child_id
            AND referrals.referral_received_on <= enquiries.enquiry_started_on
            AND referrals.referral_received_on + 60 >= enquiries.enquiry_started_on
    GROUP BY
        referrals.child_id,
        referrals.referral_received_on
),

plans AS (
    SELECT
        first_enquiries.enquiry_id,
        bool_or(conferences.is_plan_outcome) AS is_plan_outcome
    FROM first_enquiries
    INNER JOIN events.initial_conferences AS conferences
        ON first_enquiries.enquiry_id = concat(conferences.authority_id, ':', conferences.section_47_enquiry_id)
    GROUP BY first_enquiries.enquiry_id
),

care AS (
    SELECT
        referrals.child_id,
        referrals.referral_received_on,
        min(care_periods.care_started_on) AS care_started_on
    FROM referrals
    INNER JOIN events.care_periods
        ON
            referrals.authority_id = care_periods.authority_id
            AND referrals.child_id = care_periods.child_id
            AND NOT care_periods.is_short_break
            AND referrals.referral_received_on <= care_periods.care_started_on
            AND referrals.referral_received_on + 183 >= care_periods.care_started_on
    GROUP BY
        referrals.child_id,
        referrals.referral_received_on
),

followed AS (
    SELECT
        referrals.child_id,
        referrals.referral_received_on,
        referrals.source_group,
        referrals.service_unit_id,
        CASE
            WHEN referrals.is_too_recent_for_assessment THEN 'too_recent'
            WHEN referrals.is_assessed_within_20_days THEN 'went_on'
            WHEN referrals.is_no_further_action THEN 'no_further_action'
            WHEN referrals.first_assessment_on IS NOT NULL THEN 'later'
            ELSE 'other'
        END AS assessment,
        CASE
            WHEN referrals.referral_received_on + 60 >= referrals.as_at_on THEN 'too_recent'
            WHEN first_enquiries.enquiry_id IS NOT NULL THEN 'went_on'
            ELSE 'no'
        END AS enquiry,
        CASE
            WHEN first_enquiries.enquiry_id IS NULL THEN NULL
            WHEN referrals.referral_received_on + 60 >= referrals.as_at_on THEN NULL
            WHEN first_enquiries.is_conference_pending THEN 'too_recent'
            WHEN first_enquiries.has_conference THEN 'went_on'
            WHEN first_enquiries.is_conference_unnecessary THEN 'unnecessary'
            ELSE 'not_recorded'
        END AS conference,
        CASE
            WHEN NOT coalesce(first_enquiries.has_conference, FALSE) THEN NULL
            WHEN referrals.referral_received_on + 60 >= referrals.as_at_on THEN NULL
            WHEN first_enquiries.is_conference_pending THEN NULL
            WHEN plans.is_plan_outcome THEN 'went_on'
            WHEN NOT plans.is_plan_outcome THEN 'no'
            ELSE 'not_recorded'
        END AS plan,
        CASE
            WHEN referrals.referral_received_on + 183 >= referrals.as_at_on THEN 'too_recent'
            WHEN care.care_started_on IS NOT NULL THEN 'went_on'
            ELSE 'no'
        END AS care
    FROM referrals
    LEFT JOIN first_enquiries
        ON
            referrals.child_id = first_enquiries.child_id
            AND referrals.referral_received_on = first_enquiries.referral_received_on
    LEFT JOIN plans ON first_enquiries.enquiry_id = plans.enquiry_id
    LEFT JOIN care
        ON
            referrals.child_id = care.child_id
            AND referrals.referral_received_on = care.referral_received_on
),

contacts AS (
    SELECT
        contacts.source_group,
        cast(NULL AS VARCHAR) AS service_unit_id,
        CASE
            WHEN contacts.is_too_recent THEN 'too_recent'
            WHEN contacts.is_referral THEN 'went_on'
            WHEN contacts.is_no_further_action THEN 'no_further_action'
            WHEN contacts.decision LIKE 'early_help%' THEN 'early_help'
            WHEN contacts.decision = 'advice' THEN 'advice'
            WHEN contacts.is_on_open_case THEN 'already_open'
            ELSE 'other'
        END AS referral,
        contacts.is_referral AND NOT contacts.is_too_recent AS is_followed,
        followed.child_id IS NOT NULL AS is_found,
        followed.assessment,
        followed.enquiry,
        followed.conference,
        followed.plan,
        followed.care
    FROM events.contacts
    LEFT JOIN followed
        ON
            contacts.child_id = followed.child_id
            AND contacts.referral_received_on = followed.referral_received_on
    WHERE
        $starts_with = 'contact'
        AND contacts.authority_id = $authority_id
        AND contacts.contact_received_on BETWEEN cast($first_day AS DATE) AND cast($last_day AS DATE)
),

ways AS (
    SELECT
        contacts.source_group,
        contacts.service_unit_id,
        contacts.referral,
        CASE
            WHEN contacts.is_followed THEN CASE WHEN contacts.is_found THEN contacts.assessment ELSE 'not_found' END
        END AS assessment,
        CASE WHEN contacts.is_followed AND contacts.is_found THEN contacts.enquiry END AS enquiry,
        CASE WHEN contacts.is_followed AND contacts.is_found THEN contacts.conference END AS conference,
        CASE WHEN contacts.is_followed AND contacts.is_found THEN contacts.plan END AS plan,
        CASE WHEN contacts.is_followed AND contacts.is_found THEN contacts.care END AS care
    FROM contacts
    UNION ALL
    SELECT
        followed.source_group,
        followed.service_unit_id,
        cast(NULL AS VARCHAR) AS referral,
        followed.assessment,
        followed.enquiry,
        followed.conference,
        followed.plan,
        followed.care
    FROM followed
    WHERE
        $starts_with = 'referral'
        AND followed.referral_received_on <= cast($last_day AS DATE)
)

SELECT
    ways.source_group,
    ways.service_unit_id,
    ways.referral,
    ways.assessment,
    ways.enquiry,
    ways.conference,
    ways.plan,
    ways.care,
    count(*) AS things
FROM ways
GROUP BY ALL
ORDER BY ALL;
