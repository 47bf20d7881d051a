-- One row is one care experienced young person at the end of one month (care_leaver_cohort_at_month_end), with
-- everything a measure asks of that day. For a month that has a list the values are the list's, or the feeds'
-- where the list has none; for other months they are the dated feeds'.
-- What nobody could know is marked and belongs in no percentage (is_..._known): a list names only some
-- things, and a feed says nothing until one interval after its first record. Being in touch, the home and the
-- activity are not asked (blank) of who is entitled but not on the list of the month. In touch, for months
-- without a list, is contact in the last 91 days; without it, refused, not needed, returned home and died are
-- taken from the list of the cohort. A contact or review dated after the month's end, on the list, counts for it.
-- The activity is judged by its code, never by the words beside it.
-- Team and adviser: the list's, or those of the day. Read by: the care leaver measures, open_cases_at_month_end.
WITH feed_starts AS (
    SELECT
        care_leaver_contacts.authority_id,
        min(care_leaver_contacts.contacted_on) AS contacts_from
    FROM staged.care_leaver_contacts
    GROUP BY care_leaver_contacts.authority_id
),

plan_feed_starts AS (
    SELECT
        pathway_plans.authority_id,
        min(pathway_plans.reviewed_on) AS plans_from
    FROM events.pathway_plans
    GROUP BY pathway_plans.authority_id
),

adviser_starts AS (
    SELECT
        adviser_allocations.authority_id,
        min(adviser_allocations.allocation_started_on) AS advisers_from
    FROM events.adviser_allocations
    GROUP BY adviser_allocations.authority_id
),

contacted AS (
    SELECT
        cohort.authority_id,
        cohort.child_id,
        cohort.month_end,
        max(care_leaver_contacts.contacted_on) AS last_contact_on
    FROM events.care_leaver_cohort_at_month_end AS cohort
    INNER JOIN staged.care_leaver_contacts
        ON
            cohort.authority_id = care_leaver_contacts.authority_id
            AND cohort.child_id = care_leaver_contacts.child_id
            AND cohort.month_end >= care_leaver_contacts.contacted_on
    GROUP BY
        cohort.authority_id,
        cohort.child_id,
        cohort.month_end
),

advised AS (
    SELECT
        cohort.authority_id,
        cohort.child_id,
        cohort.month_end,
        adviser_allocations.worker_id,
        adviser_allocations.team_id
    FROM events.care_leaver_cohort_at_month_end AS cohort
    INNER JOIN events.adviser_allocations
        ON
            cohort.authority_id = adviser_allocations.authority_id
            AND cohort.child_id = adviser_allocations.child_id
            AND cohort.month_end >= adviser_allocations.allocation_started_on
            AND coalesce(cohort.month_end <= adviser_allocations.allocation_ended_on, TRUE)
    QUALIFY
        row_number() OVER (
            PARTITION BY cohort.authority_id, cohort.child_id, cohort.month_end
            ORDER BY
                adviser_allocations.allocation_started_on DESC NULLS LAST,
                adviser_allocations.event_id DESC NULLS LAST
        ) = 1
),

drawn_together AS (
    SELECT
        cohort.*,
        CASE
            WHEN cohort.is_month_of_list THEN greatest(cohort.listed_contact_on, contacted.last_contact_on)
            ELSE contacted.last_contact_on
        END AS last_contact_on,
        CASE
            WHEN cohort.is_month_of_list THEN greatest(cohort.listed_plan_reviewed_on, reviewed.reviewed_on)
            ELSE reviewed.reviewed_on
        END AS pathway_plan_reviewed_on,
        left(upper(trim(coalesce(
            CASE WHEN cohort.is_month_of_list THEN cohort.listed_accommodation_code END, reviewed.accommodation_code
        ))), 1) AS accommodation_code,
        upper(trim(coalesce(
            CASE WHEN cohort.is_month_of_list THEN cohort.listed_suitability_code END, reviewed.suitability_code
        ))) AS suitability_code,
        left(upper(trim(coalesce(
            CASE WHEN cohort.is_month_of_list THEN cohort.listed_activity_code END, reviewed.activity_code
        ))), 2) AS activity_code,
        coalesce(CASE WHEN cohort.is_month_of_list THEN cohort.listed_adviser_id END, advised.worker_id)
            AS personal_adviser_id,
        CASE WHEN cohort.is_month_of_list THEN cohort.worker_id END AS listed_worker_id,
        coalesce(CASE WHEN cohort.is_month_of_list THEN cohort.team_id END, advised.team_id) AS adviser_team_id,
        reviewed.has_health_passport,
        coalesce(feed_starts.contacts_from + 56 <= cohort.month_end, FALSE) AS has_contact_feed,
        coalesce(feed_starts.contacts_from + 91 <= cohort.month_end, FALSE) AS has_touch_feed,
        coalesce(plan_feed_starts.plans_from + 183 <= cohort.month_end, FALSE) AS has_plan_feed,
        coalesce(adviser_starts.advisers_from <= cohort.month_end, FALSE) AS has_adviser_rows,
        care_at_month_end.event_id IS NOT NULL AS is_in_care
    FROM events.care_leaver_cohort_at_month_end AS cohort
    LEFT JOIN contacted
        ON
            cohort.authority_id = contacted.authority_id
            AND cohort.child_id = contacted.child_id
            AND cohort.month_end = contacted.month_end
    LEFT JOIN events.pathway_plans AS reviewed
        ON
            cohort.authority_id = reviewed.authority_id
            AND cohort.child_id = reviewed.child_id
            AND cohort.month_end >= reviewed.reviewed_on
            AND (reviewed.next_reviewed_on IS NULL OR cohort.month_end < reviewed.next_reviewed_on)
    LEFT JOIN advised
        ON
            cohort.authority_id = advised.authority_id
            AND cohort.child_id = advised.child_id
            AND cohort.month_end = advised.month_end
    LEFT JOIN feed_starts ON cohort.authority_id = feed_starts.authority_id
    LEFT JOIN plan_feed_starts ON cohort.authority_id = plan_feed_starts.authority_id
    LEFT JOIN adviser_starts ON cohort.authority_id = adviser_starts.authority_id
    LEFT JOIN events.care_at_month_end
        ON
            cohort.authority_id = care_at_month_end.authority_id
            AND cohort.child_id = care_at_month_end.child_id
            AND cohort.month_end = care_at_month_end.month_end
),

coded AS (
    SELECT
        drawn_together.*,
        CASE
            WHEN drawn_together.is_month_of_list THEN drawn_together.listed_in_touch_code
            WHEN drawn_together.last_contact_on > drawn_together.month_end - 91 THEN 'YES'
            WHEN drawn_together.listed_in_touch_code IN ('DIED', 'RHOM', 'REFU', 'NREQ')
                THEN drawn_together.listed_in_touch_code
            ELSE 'NO'
        END AS in_touch_code,
        CASE
            WHEN drawn_together.listed_eligibility_code LIKE '%qualifying%' THEN 'Qualifying'
            WHEN drawn_together.is_in_care AND drawn_together.age_in_years < 18 THEN 'Eligible'
            WHEN drawn_together.is_on_list AND drawn_together.listed_eligibility_code LIKE '%former%'
                THEN 'Former relevant'
            WHEN drawn_together.is_on_list AND drawn_together.listed_eligibility_code LIKE '%eligible%'
                THEN 'Eligible'
            WHEN drawn_together.is_on_list AND drawn_together.listed_eligibility_code LIKE '%relevant%'
                THEN 'Relevant'
            WHEN drawn_together.age_in_years < 18 THEN 'Relevant'
            ELSE 'Former relevant'
        END AS eligibility
    FROM drawn_together
),

ruled AS (
    SELECT
        coded.*,
        plan_interval.value AS interval_value,
        plan_interval.unit AS interval_unit
    FROM coded
    LEFT JOIN staged.settings AS plan_interval
        ON
            coded.authority_id = plan_interval.authority_id
            AND plan_interval.setting_id
            = CASE
                WHEN coded.age_in_years >= 21 THEN 'pathway_plan_interval_over_21'
                ELSE 'pathway_plan_interval'
            END
            AND coded.month_end >= plan_interval.valid_from
            AND (plan_interval.valid_until IS NULL OR coded.month_end < plan_interval.valid_until)
),

-- due days are worked out once for a day and interval, not for every young person
due_days AS (
    SELECT
        reviews.pathway_plan_reviewed_on,
        reviews.interval_value,
        reviews.interval_unit,
        due_after(reviews.pathway_plan_reviewed_on, reviews.interval_value, reviews.interval_unit) AS due_on
    FROM (
        SELECT DISTINCT
            ruled.pathway_plan_reviewed_on,
            ruled.interval_value,
            ruled.interval_unit
        FROM ruled
        WHERE ruled.pathway_plan_reviewed_on IS NOT NULL
    ) AS reviews
)

SELECT
    concat(coded.authority_id, ':', coded.child_id, ':', coded.month_end) AS event_id,
    coded.authority_id,
    coded.child_id,
    coalesce(coded.adviser_team_id, allocated.team_id) AS team_id,
    coalesce(coded.listed_worker_id, coded.personal_adviser_id, allocated.worker_id) AS worker_id,
    coded.sex,
    coded.age_band,
    coded.ethnicity_group,
    coded.disability,
    coded.load_id,
    coded.landed_row,
    coded.landed_table,
    coded.month_end,
    coded.age_in_years,
    CASE
        WHEN coded.age_in_years = 16 THEN '16'
        WHEN coded.age_in_years <= 18 THEN '17 to 18'
        WHEN coded.age_in_years <= 21 THEN '19 to 21'
        WHEN coded.age_in_years <= 24 THEN '22 to 24'
    END AS age_group,
    coded.eligibility,
    coded.is_in_care,
    coded.is_month_of_list,
    coded.is_on_list,
    coded.in_touch_code,
    CASE
        WHEN NOT coded.is_month_of_list THEN coded.has_touch_feed
        WHEN coded.is_on_list THEN coded.has_list_touch
    END AS is_in_touch_known,
    coded.last_contact_on,
    coded.month_end - coded.last_contact_on AS days_since_contact,
    coalesce(coded.last_contact_on >= coded.month_end - 56, FALSE) AS is_contacted_in_8_weeks,
    (coded.is_on_list AND coded.has_list_contact) OR coded.has_contact_feed AS is_contact_known,
    coded.pathway_plan_reviewed_on,
    coded.pathway_plan_reviewed_on IS NOT NULL AS has_pathway_plan,
    due_days.due_on AS pathway_plan_due_on,
    coalesce(coded.month_end <= due_days.due_on, FALSE) AS is_pathway_plan_up_to_date,
    (coded.is_on_list AND coded.has_list_plan) OR coded.has_plan_feed AS is_pathway_plan_known,
    coalesce(coded.month_end >= add_months(coded.birth_on, 195), FALSE) AS is_over_16_and_3_months,
    coded.accommodation_code,
    CASE coded.accommodation_code
        WHEN 'B' THEN 'With parents or relatives'
        WHEN 'C' THEN 'Community home or residential care'
        WHEN 'D' THEN 'Semi-independent'
        WHEN 'E' THEN 'Supported lodgings'
        WHEN 'G' THEN 'Gone abroad'
        WHEN 'H' THEN 'Deported'
        WHEN 'K' THEN 'Ordinary lodgings'
        WHEN 'R' THEN 'Residence not known'
        WHEN 'S' THEN 'No fixed abode or homeless'
        WHEN 'T' THEN 'Foyer or similar'
        WHEN 'U' THEN 'Independent living'
        WHEN 'V' THEN 'Emergency accommodation'
        WHEN 'W' THEN 'Bed and breakfast'
        WHEN 'X' THEN 'In custody'
        WHEN 'Y' THEN 'Other'
        WHEN 'Z' THEN 'With former foster carers'
    END AS accommodation,
    CASE
        WHEN coded.suitability_code IN ('1', 'SUITABLE', 'YES', 'Y') THEN TRUE
        WHEN coded.suitability_code IN ('2', 'UNSUITABLE', 'NO', 'N') THEN FALSE
    END AS is_accommodation_suitable,
    coalesce(coded.accommodation_code IN ('G', 'H', 'R'), FALSE) AS is_abroad_or_whereabouts_unknown,
    coalesce(coded.accommodation_code IN ('S', 'V', 'W', 'X'), FALSE) AS is_homeless_in_custody_or_bed_and_breakfast,
    coalesce(coded.accommodation_code = 'Z', FALSE) AS is_with_former_carers,
    coded.is_fostered_to_18,
    CASE WHEN NOT coded.is_month_of_list THEN coded.has_plan_feed WHEN coded.is_on_list THEN TRUE END
        AS is_home_known,
    coded.activity_code,
    coalesce(coded.activity_code IN ('F1', 'P1', 'F2', 'P2', 'F3', 'P3', 'F4', 'P4', 'F5', 'P5'), FALSE)
        AS is_in_education_or_work,
    coalesce(coded.activity_code IN ('F1', 'P1'), FALSE) AS is_in_higher_education,
    coalesce(coded.activity_code IN ('G4', 'G5', 'G6'), FALSE) AS is_not_in_education_or_work,
    coded.personal_adviser_id,
    coded.personal_adviser_id IS NOT NULL AS has_personal_adviser,
    (coded.is_on_list AND coded.has_list_adviser) OR coded.has_adviser_rows AS is_adviser_known,
    coded.has_health_passport
FROM ruled AS coded
LEFT JOIN due_days
    ON
        coded.pathway_plan_reviewed_on = due_days.pathway_plan_reviewed_on
        AND coded.interval_value = due_days.interval_value
        AND coded.interval_unit = due_days.interval_unit
LEFT JOIN events.allocations_in_force AS allocated
    ON
        coded.authority_id = allocated.authority_id
        AND coded.child_id = allocated.child_id
        AND coded.month_end >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR coded.month_end <= allocated.in_force_until)
