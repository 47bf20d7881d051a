-- One row is one school term and one thing known of the education plans due in it: how many of how many. The
-- terms are those with a plan due in the months from a day to another; plans that can still be in time are left
-- out. Read by: reporting/themes (education of children in care).
WITH plans AS (
    SELECT
        plans.term,
        plans.due_on,
        plans.child_id,
        plans.is_in_time,
        plans.quality,
        plans.has_education_health_and_care_plan,
        suspensions.child_id IS NOT NULL AS is_suspended
    FROM events.education_plans_due AS plans
    LEFT JOIN events.suspensions
        ON
            plans.authority_id = suspensions.authority_id
            AND plans.child_id = suspensions.child_id
            AND plans.term = suspensions.term
    WHERE
        plans.authority_id = $authority_id
        AND plans.due_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
        AND NOT plans.is_too_recent
),

counted AS (
    SELECT
        plans.term,
        min(plans.due_on) AS first_due_on,
        count(*) AS plans_due,
        count(*) FILTER (WHERE plans.is_in_time) AS in_time,
        count(plans.quality) AS judged,
        count(*) FILTER (WHERE plans.quality = 'good') AS good,
        count(*) FILTER (WHERE plans.has_education_health_and_care_plan) AS with_health_and_care_plan,
        count(*) FILTER (WHERE plans.is_suspended) AS suspended
    FROM plans
    GROUP BY plans.term
),

listed AS (
    SELECT
        counted.term,
        counted.first_due_on,
        1 AS place,
        'Completed in time' AS part,
        counted.in_time AS number,
        counted.plans_due AS out_of
    FROM counted
    UNION ALL
    SELECT
        counted.term,
        counted.first_due_on,
        2 AS place,
        'Judged good' AS part,
        counted.good AS number,
        counted.judged AS out_of
    FROM counted
    UNION ALL
    SELECT
        counted.term,
        counted.first_due_on,
        3 AS place,
        'With an education, health and care plan' AS part,
        counted.with_health_and_care_plan AS number,
        counted.plans_due AS out_of
    FROM counted
    UNION ALL
    SELECT
        counted.term,
        counted.first_due_on,
        4 AS place,
        'Suspended in the term' AS part,
        counted.suspended AS number,
        counted.plans_due AS out_of
    FROM counted
)

SELECT
    listed.term AS line,
    listed.part,
    listed.number,
    listed.out_of
FROM listed
ORDER BY listed.first_due_on DESC, listed.term ASC, listed.place ASC;
