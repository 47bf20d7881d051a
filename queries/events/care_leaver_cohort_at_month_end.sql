-- One row is one care experienced young person of 16 to 24 who was entitled to help at the end of one month.
-- A council's list (each Annex A list 9, the dataset's care leavers) holds latest values only, so it speaks for
-- the last month that was complete on its day (is_month_of_list); of two lists of a month the newer one does.
-- For months without a list the young people are those of whom the dated feeds (pathway plans, contacts) know:
-- from the first record to the last, or to the 21st birthday if that was later, and while they stand on the next
-- list. Who stands on the list before and the list after such a month, or on the last of all, is there too:
-- what no feed says of them is not known. Children in care at 16 or 17 with 13 weeks in care since
-- the age of 14 are entitled (eligible) in every month, on the list or not. Who had died is out.
-- listed_... are the values of the list of the month, else of the next one (the last one, if there is none);
-- has_list_... says whether the council filled that column in that list.
-- Read by: care_leavers_at_month_end.
WITH dated AS (
    SELECT
        care_leavers.*,
        coalesce(care_leavers.known_on, coverage.as_at_on) AS list_known_on
    FROM staged.care_leavers
    INNER JOIN staged.coverage ON care_leavers.authority_id = coverage.authority_id
),

list_days AS (
    SELECT
        dated.authority_id,
        dated.list_known_on,
        max(month_ends.month_end) AS list_month
    FROM dated
    INNER JOIN month_ends
        ON dated.authority_id = month_ends.authority_id AND dated.list_known_on >= month_ends.month_end
    GROUP BY
        dated.authority_id,
        dated.list_known_on
    QUALIFY
        row_number() OVER (
            PARTITION BY dated.authority_id, max(month_ends.month_end)
            ORDER BY dated.list_known_on DESC NULLS LAST
        ) = 1
),

listed AS (
    SELECT
        dated.*,
        list_days.list_month,
        max(dated.in_touch_code) OVER of_list IS NOT NULL AS has_list_touch,
        max(dated.latest_contact_on) OVER of_list IS NOT NULL AS has_list_contact,
        max(dated.pathway_plan_reviewed_on) OVER of_list IS NOT NULL AS has_list_plan,
        max(dated.personal_adviser_id) OVER of_list IS NOT NULL AS has_list_adviser
    FROM dated
    INNER JOIN list_days
        ON dated.authority_id = list_days.authority_id AND dated.list_known_on = list_days.list_known_on
    WHERE upper(coalesce(dated.eligibility_code, '')) NOT LIKE 'NO CURRENT%'
    WINDOW of_list AS (PARTITION BY dated.authority_id, list_days.list_month)
    QUALIFY
        row_number() OVER (
            PARTITION BY dated.authority_id, list_days.list_month, dated.child_id
            ORDER BY dated.load_id DESC NULLS LAST, dated.landed_row DESC NULLS LAST
        ) = 1
),

-- the list that a month goes by: its own, else the next one, else the last one before it
months AS (
    SELECT
        month_ends.authority_id,
        month_ends.month_end,
        coalesce(
            min(list_days.list_month) FILTER (list_days.list_month >= month_ends.month_end),
            max(list_days.list_month)
        ) AS list_month,
        max(list_days.list_month) FILTER (list_days.list_month < month_ends.month_end) AS list_month_before
    FROM month_ends
    LEFT JOIN list_days ON month_ends.authority_id = list_days.authority_id
    GROUP BY
        month_ends.authority_id,
        month_ends.month_end
),

records AS (
    SELECT
        care_leaver_contacts.authority_id,
        care_leaver_contacts.child_id,
        care_leaver_contacts.contacted_on AS day,
        care_leaver_contacts.load_id,
        care_leaver_contacts.landed_row,
        'care_leaver_contacts' AS landed_table
    FROM staged.care_leaver_contacts
    UNION ALL
    SELECT
        pathway_plans.authority_id,
        pathway_plans.child_id,
        pathway_plans.reviewed_on AS day,
        pathway_plans.load_id,
        pathway_plans.landed_row,
        'pathway_plans' AS landed_table
    FROM staged.pathway_plans
),

recorded AS (
    SELECT
        records.authority_id,
        records.child_id,
        min(records.day) AS first_on,
        max(records.day) AS last_on,
        max(records.load_id) AS load_id,
        max(records.landed_row) AS landed_row,
        max(records.landed_table) AS landed_table
    FROM records
    WHERE records.day IS NOT NULL
    GROUP BY
        records.authority_id,
        records.child_id
),

-- children in care at 16 or 17 with 13 weeks of care since the 14th birthday, in one period or several
eligible AS (
    SELECT
        care_at_month_end.authority_id,
        care_at_month_end.child_id,
        care_at_month_end.month_end,
        max(care_at_month_end.load_id) AS load_id,
        max(care_at_month_end.landed_row) AS landed_row,
        max(care_at_month_end.landed_table) AS landed_table
    FROM events.care_at_month_end
    INNER JOIN events.care_periods
        ON
            care_at_month_end.authority_id = care_periods.authority_id
            AND care_at_month_end.child_id = care_periods.child_id
            AND care_at_month_end.month_end >= care_periods.care_started_on
    WHERE care_at_month_end.age_in_years >= 16 AND NOT care_periods.is_short_break
    GROUP BY
        care_at_month_end.authority_id,
        care_at_month_end.child_id,
        care_at_month_end.month_end
    HAVING
        sum(
            greatest(
                least(care_at_month_end.month_end, coalesce(care_periods.in_care_until, DATE '9999-12-31'))
                - greatest(care_periods.care_started_on, add_months(care_at_month_end.birth_on, 168)),
                0
            )
        ) >= 91
),

young_people AS (
    SELECT
        listed.authority_id,
        listed.child_id,
        months.month_end,
        listed.load_id,
        listed.landed_row,
        'care_leavers' AS landed_table,
        1 AS choice
    FROM months
    INNER JOIN listed ON months.authority_id = listed.authority_id AND months.list_month = listed.list_month
    LEFT JOIN listed AS listed_before
        ON
            listed.authority_id = listed_before.authority_id
            AND listed.child_id = listed_before.child_id
            AND months.list_month_before = listed_before.list_month
    WHERE months.month_end = months.list_month OR listed_before.child_id IS NOT NULL
    UNION ALL
    SELECT
        recorded.authority_id,
        recorded.child_id,
        months.month_end,
        recorded.load_id,
        recorded.landed_row,
        recorded.landed_table,
        2 AS choice
    FROM recorded
    INNER JOIN months
        ON recorded.authority_id = months.authority_id AND recorded.first_on <= months.month_end
    LEFT JOIN listed
        ON
            recorded.authority_id = listed.authority_id
            AND recorded.child_id = listed.child_id
            AND months.list_month = listed.list_month
    LEFT JOIN events.children
        ON recorded.authority_id = children.authority_id AND recorded.child_id = children.child_id
    WHERE
        months.month_end IS DISTINCT FROM months.list_month
        AND (
            listed.child_id IS NOT NULL
            OR months.month_end <= recorded.last_on
            OR (
                months.month_end < add_months(children.birth_on, 252)
                -- a young person under 21 who has left the list is no longer entitled
                AND coalesce(add_months(children.birth_on, 252) <= months.list_month, TRUE)
            )
        )
    UNION ALL
    SELECT
        eligible.authority_id,
        eligible.child_id,
        eligible.month_end,
        eligible.load_id,
        eligible.landed_row,
        eligible.landed_table,
        3 AS choice
    FROM eligible
),

cohort AS (
    SELECT
        young_people.authority_id,
        young_people.child_id,
        young_people.month_end,
        young_people.load_id,
        young_people.landed_row,
        young_people.landed_table,
        children.birth_on,
        children.turns_18_on,
        children.sex,
        children.ethnicity_group,
        children.disability,
        age_on(children.birth_on, young_people.month_end) AS age_in_years
    FROM young_people
    LEFT JOIN events.children
        ON young_people.authority_id = children.authority_id AND young_people.child_id = children.child_id
    WHERE
        coalesce(age_on(children.birth_on, young_people.month_end) BETWEEN 16 AND 24, TRUE)
        AND coalesce(children.died_on > young_people.month_end, TRUE)
    QUALIFY
        row_number() OVER (
            PARTITION BY young_people.authority_id, young_people.child_id, young_people.month_end
            ORDER BY young_people.choice ASC NULLS LAST
        ) = 1
),

-- young people who were in foster care when care ended with the 18th birthday
fostered_to_18 AS (
    SELECT
        care_periods.authority_id,
        care_periods.child_id,
        care_placements.placement_type_code
    FROM events.care_periods
    INNER JOIN events.children
        ON care_periods.authority_id = children.authority_id AND care_periods.child_id = children.child_id
    INNER JOIN events.care_placements
        ON
            care_periods.event_id = care_placements.care_event_id
            AND children.turns_18_on > care_placements.placement_started_on
    WHERE NOT care_periods.is_short_break AND care_periods.in_care_until = children.turns_18_on
    QUALIFY
        row_number() OVER (
            PARTITION BY care_periods.authority_id, care_periods.child_id
            ORDER BY care_placements.placement_started_on DESC NULLS LAST, care_placements.event_id DESC NULLS LAST
        ) = 1
)

SELECT
    concat(cohort.authority_id, ':', cohort.child_id, ':', cohort.month_end) AS event_id,
    cohort.authority_id,
    cohort.child_id,
    listed.team_id,
    coalesce(listed.personal_adviser_id, listed.worker_id) AS worker_id,
    cohort.sex,
    age_band(cohort.birth_on, cohort.month_end) AS age_band,
    cohort.ethnicity_group,
    cohort.disability,
    cohort.load_id,
    cohort.landed_row,
    cohort.landed_table,
    cohort.month_end,
    cohort.birth_on,
    cohort.age_in_years,
    coalesce(cohort.month_end = months.list_month, FALSE) AS is_month_of_list,
    coalesce(cohort.month_end = months.list_month, FALSE) AND listed.child_id IS NOT NULL AS is_on_list,
    replace(lower(trim(listed.eligibility_code)), ' ', '_') AS listed_eligibility_code,
    upper(trim(listed.in_touch_code)) AS listed_in_touch_code,
    listed.latest_contact_on AS listed_contact_on,
    listed.pathway_plan_reviewed_on AS listed_plan_reviewed_on,
    listed.accommodation_code AS listed_accommodation_code,
    listed.suitability_code AS listed_suitability_code,
    listed.activity_code AS listed_activity_code,
    listed.personal_adviser_id AS listed_adviser_id,
    coalesce(listed.has_list_touch, FALSE) AS has_list_touch,
    coalesce(listed.has_list_contact, FALSE) AS has_list_contact,
    coalesce(listed.has_list_plan, FALSE) AS has_list_plan,
    coalesce(listed.has_list_adviser, FALSE) AS has_list_adviser,
    coalesce(fostered_to_18.placement_type_code LIKE 'U%', FALSE) AS is_fostered_to_18
FROM cohort
INNER JOIN months ON cohort.authority_id = months.authority_id AND cohort.month_end = months.month_end
LEFT JOIN listed
    ON
        cohort.authority_id = listed.authority_id
        AND cohort.child_id = listed.child_id
        AND months.list_month = listed.list_month
LEFT JOIN fostered_to_18
    ON cohort.authority_id = fostered_to_18.authority_id AND cohort.child_id = fostered_to_18.child_id
