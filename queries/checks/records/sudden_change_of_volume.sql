-- One row is one table of the extracts and the newest complete month, with the doubt where the month has far more
-- or far fewer rows than usual: outside the mean of the twelve months before it, give or take 2.66 times the usual
-- step from one month to the next (the natural limits of an XmR chart). Tables with rows in fewer than six of
-- those months are left out. The month has to be outside by at least five rows, so that small tables stay quiet.
-- Read by: data/data_checks.
WITH days AS (
    SELECT
        contacts.authority_id,
        'contacts' AS source_table,
        last_day(contacts.contact_received_on) AS month_end
    FROM staged.contacts
    UNION ALL
    SELECT
        referrals.authority_id,
        'referrals' AS source_table,
        last_day(referrals.referral_received_on) AS month_end
    FROM staged.referrals
    UNION ALL
    SELECT
        assessments.authority_id,
        'assessments' AS source_table,
        last_day(assessments.assessment_started_on) AS month_end
    FROM staged.assessments
    UNION ALL
    SELECT
        section_47_enquiries.authority_id,
        'section_47_enquiries' AS source_table,
        last_day(section_47_enquiries.enquiry_started_on) AS month_end
    FROM staged.section_47_enquiries
    UNION ALL
    SELECT
        initial_conferences.authority_id,
        'initial_conferences' AS source_table,
        last_day(initial_conferences.conference_held_on) AS month_end
    FROM staged.initial_conferences
    UNION ALL
    SELECT
        cin_plans.authority_id,
        'cin_plans' AS source_table,
        last_day(cin_plans.plan_started_on) AS month_end
    FROM staged.cin_plans
    UNION ALL
    SELECT
        cin_visits.authority_id,
        'cin_visits' AS source_table,
        last_day(cin_visits.visited_on) AS month_end
    FROM staged.cin_visits
    UNION ALL
    SELECT
        cp_plans.authority_id,
        'cp_plans' AS source_table,
        last_day(cp_plans.plan_started_on) AS month_end
    FROM staged.cp_plans
    UNION ALL
    SELECT
        cp_visits.authority_id,
        'cp_visits' AS source_table,
        last_day(cp_visits.visited_on) AS month_end
    FROM staged.cp_visits
    UNION ALL
    SELECT
        cp_reviews.authority_id,
        'cp_reviews' AS source_table,
        last_day(cp_reviews.review_held_on) AS month_end
    FROM staged.cp_reviews
    UNION ALL
    SELECT
        care_episodes.authority_id,
        'care_episodes' AS source_table,
        last_day(care_episodes.episode_started_on) AS month_end
    FROM staged.care_episodes
    UNION ALL
    SELECT
        placements.authority_id,
        'placements' AS source_table,
        last_day(placements.placement_started_on) AS month_end
    FROM staged.placements
    UNION ALL
    SELECT
        care_visits.authority_id,
        'care_visits' AS source_table,
        last_day(care_visits.visited_on) AS month_end
    FROM staged.care_visits
    UNION ALL
    SELECT
        care_reviews.authority_id,
        'care_reviews' AS source_table,
        last_day(care_reviews.review_held_on) AS month_end
    FROM staged.care_reviews
    UNION ALL
    SELECT
        health_checks.authority_id,
        'health_checks' AS source_table,
        last_day(health_checks.checked_on) AS month_end
    FROM staged.health_checks
    UNION ALL
    SELECT
        missing_episodes.authority_id,
        'missing_episodes' AS source_table,
        last_day(missing_episodes.episode_started_on) AS month_end
    FROM staged.missing_episodes
    UNION ALL
    SELECT
        return_home_interviews.authority_id,
        'return_home_interviews' AS source_table,
        last_day(cast(return_home_interviews.returned_at AS DATE)) AS month_end
    FROM staged.return_home_interviews
    UNION ALL
    SELECT
        case_supervision.authority_id,
        'case_supervision' AS source_table,
        last_day(cast(case_supervision.held_at AS DATE)) AS month_end
    FROM staged.case_supervision
    UNION ALL
    SELECT
        personal_supervision.authority_id,
        'personal_supervision' AS source_table,
        last_day(personal_supervision.held_on) AS month_end
    FROM staged.personal_supervision
    UNION ALL
    SELECT
        core_groups.authority_id,
        'core_groups' AS source_table,
        last_day(core_groups.due_on) AS month_end
    FROM staged.core_groups
    UNION ALL
    SELECT
        cin_reviews.authority_id,
        'cin_reviews' AS source_table,
        last_day(cin_reviews.due_on) AS month_end
    FROM staged.cin_reviews
    UNION ALL
    SELECT
        contact_decisions.authority_id,
        'contact_decisions' AS source_table,
        last_day(cast(contact_decisions.received_at AS DATE)) AS month_end
    FROM staged.contact_decisions
    UNION ALL
    SELECT
        early_help_assessments.authority_id,
        'early_help_assessments' AS source_table,
        last_day(early_help_assessments.requested_on) AS month_end
    FROM staged.early_help_assessments
    UNION ALL
    SELECT
        pathway_plans.authority_id,
        'pathway_plans' AS source_table,
        last_day(pathway_plans.due_on) AS month_end
    FROM staged.pathway_plans
    UNION ALL
    SELECT
        education_plans.authority_id,
        'education_plans' AS source_table,
        last_day(education_plans.due_on) AS month_end
    FROM staged.education_plans
    UNION ALL
    SELECT
        care_leaver_contacts.authority_id,
        'care_leaver_contacts' AS source_table,
        last_day(care_leaver_contacts.contacted_on) AS month_end
    FROM staged.care_leaver_contacts
    UNION ALL
    SELECT
        audits.authority_id,
        'audits' AS source_table,
        last_day(audits.completed_on) AS month_end
    FROM staged.audits
    UNION ALL
    SELECT
        complaints.authority_id,
        'complaints' AS source_table,
        last_day(complaints.received_on) AS month_end
    FROM staged.complaints
    UNION ALL
    SELECT
        recording_times.authority_id,
        'recording_times' AS source_table,
        last_day(cast(recording_times.happened_at AS DATE)) AS month_end
    FROM staged.recording_times
),

tables_there AS (
    SELECT DISTINCT
        days.authority_id,
        days.source_table
    FROM days
),

counts AS (
    SELECT
        days.authority_id,
        days.source_table,
        days.month_end,
        count(*) AS rows_of_month
    FROM days
    WHERE days.month_end IS NOT NULL
    GROUP BY
        days.authority_id,
        days.source_table,
        days.month_end
),

months AS (
    SELECT
        tables_there.authority_id,
        tables_there.source_table,
        month_ends.month_end,
        coalesce(counts.rows_of_month, 0) AS rows_of_month,
        row_number() OVER (
            PARTITION BY tables_there.authority_id, tables_there.source_table
            ORDER BY month_ends.month_end DESC NULLS LAST
        ) - 1 AS months_ago
    FROM tables_there
    INNER JOIN month_ends ON tables_there.authority_id = month_ends.authority_id
    LEFT JOIN counts
        ON
            tables_there.authority_id = counts.authority_id
            AND tables_there.source_table = counts.source_table
            AND month_ends.month_end = counts.month_end
),

stepped AS (
    SELECT
        months.authority_id,
        months.source_table,
        months.rows_of_month,
        abs(
            months.rows_of_month - lag(months.rows_of_month, 1, NULL) OVER (
                PARTITION BY months.authority_id, months.source_table
                ORDER BY months.month_end ASC NULLS LAST
            )
        ) AS step
    FROM months
    WHERE months.months_ago BETWEEN 1 AND 12
),

usual AS (
    SELECT
        stepped.authority_id,
        stepped.source_table,
        avg(stepped.rows_of_month) AS usual_rows,
        avg(stepped.step) AS usual_step
    FROM stepped
    GROUP BY
        stepped.authority_id,
        stepped.source_table
    HAVING count(*) FILTER (stepped.rows_of_month > 0) >= 6
)

SELECT
    months.authority_id,
    cast(NULL AS VARCHAR) AS team_id,
    cast(NULL AS VARCHAR) AS child_id,
    months.source_table,
    '*' AS source_columns,
    cast(NULL AS VARCHAR) AS load_id,
    cast(NULL AS BIGINT) AS landed_row,
    1 AS rows_concerned,
    CASE
        WHEN
            abs(months.rows_of_month - usual.usual_rows) > 2.66 * usual.usual_step
            AND abs(months.rows_of_month - usual.usual_rows) >= 5
            THEN
                concat(
                    months.rows_of_month, ' rows in the newest month; usually about ',
                    cast(round(usual.usual_rows) AS BIGINT), ' a month.'
                )
    END AS doubt
FROM months
INNER JOIN usual ON months.authority_id = usual.authority_id AND months.source_table = usual.source_table
WHERE months.months_ago = 0
