-- One row is one child on a child protection plan, or on a child in need plan, at the end of a month: how long
-- the plan has run, when it was last reviewed and when the child was last seen, and seen alone. Bands agree
-- with the measures of long plans: from 9 months on a child in need plan the day after counts, as there.
-- Read by: reporting/journey/plans.py, for those who may see children's records.
WITH plans AS (
    SELECT
        'Child protection' AS plan_kind,
        protection.authority_id,
        protection.child_id,
        protection.team_id,
        protection.worker_id,
        protection.plan_started_on,
        protection.days_open,
        protection.last_review_on,
        protection.is_unborn,
        protection.month_end,
        CASE
            WHEN protection.is_open_two_years THEN 24
            WHEN protection.is_open_18_months THEN 18
            WHEN add_months(protection.plan_started_on, 15) <= protection.month_end THEN 15
            WHEN protection.is_open_12_months THEN 12
            WHEN add_months(protection.plan_started_on, 9) <= protection.month_end THEN 9
            WHEN add_months(protection.plan_started_on, 6) <= protection.month_end THEN 6
            WHEN protection.is_open_3_months THEN 3
            ELSE 0
        END AS from_months
    FROM events.cp_plans_at_month_end AS protection
    WHERE protection.authority_id = $authority_id AND protection.month_end = cast($month_end AS DATE)
    UNION ALL
    SELECT
        'Child in need' AS plan_kind,
        in_need.authority_id,
        in_need.child_id,
        in_need.team_id,
        in_need.worker_id,
        in_need.plan_started_on,
        in_need.days_open,
        max(reviews.done_on) AS last_review_on,
        FALSE AS is_unborn,
        in_need.month_end,
        CASE
            WHEN in_need.is_open_2_years_or_more THEN 24
            WHEN add_months(in_need.plan_started_on, 18) <= in_need.month_end THEN 18
            WHEN add_months(in_need.plan_started_on, 15) <= in_need.month_end THEN 15
            WHEN add_months(in_need.plan_started_on, 12) <= in_need.month_end THEN 12
            WHEN in_need.is_open_over_9_months THEN 9
            WHEN add_months(in_need.plan_started_on, 6) <= in_need.month_end THEN 6
            WHEN add_months(in_need.plan_started_on, 3) <= in_need.month_end THEN 3
            ELSE 0
        END AS from_months
    FROM events.cin_plans_at_month_end AS in_need
    LEFT JOIN events.cin_reviews_due AS reviews
        ON
            in_need.authority_id = reviews.authority_id
            AND in_need.child_id = reviews.child_id
            AND in_need.plan_started_on <= reviews.done_on
            AND in_need.month_end >= reviews.done_on
    WHERE in_need.authority_id = $authority_id AND in_need.month_end = cast($month_end AS DATE)
    GROUP BY ALL
),

visits AS (
    SELECT
        'Child protection' AS plan_kind,
        visits.child_id,
        visits.visited_on,
        visits.is_child_seen,
        visits.is_child_seen_alone
    FROM events.cp_visits AS visits
    WHERE visits.authority_id = $authority_id AND visits.visited_on <= cast($month_end AS DATE)
    UNION ALL
    SELECT
        'Child in need' AS plan_kind,
        visits.child_id,
        visits.visited_on,
        visits.is_child_seen,
        visits.is_child_seen_alone
    FROM events.cin_visits AS visits
    WHERE visits.authority_id = $authority_id AND visits.visited_on <= cast($month_end AS DATE)
),

seen AS (
    SELECT
        plans.plan_kind,
        plans.child_id,
        max(visits.visited_on) FILTER (WHERE visits.is_child_seen) AS last_seen_on,
        max(visits.visited_on) FILTER (WHERE visits.is_child_seen_alone) AS last_seen_alone_on
    FROM plans
    INNER JOIN visits
        ON
            plans.plan_kind = visits.plan_kind
            AND plans.child_id = visits.child_id
            AND plans.plan_started_on <= visits.visited_on
    GROUP BY
        plans.plan_kind,
        plans.child_id
)

SELECT
    plans.plan_kind,
    plans.child_id,
    coalesce(teams.org_unit_id, concat(plans.authority_id, ':not_allocated')) AS team_unit_id,
    plans.worker_id,
    plans.plan_started_on,
    plans.days_open,
    plans.from_months,
    plans.is_unborn,
    plans.month_end - coalesce(plans.last_review_on, plans.plan_started_on) AS days_since_review,
    plans.last_review_on IS NOT NULL AS is_reviewed,
    plans.month_end - seen.last_seen_on AS days_since_seen,
    plans.month_end - seen.last_seen_alone_on AS days_since_seen_alone
FROM plans
LEFT JOIN seen ON plans.plan_kind = seen.plan_kind AND plans.child_id = seen.child_id
LEFT JOIN org_units AS teams
    ON teams.level = 'team' AND concat(plans.authority_id, ':', plans.team_id) = teams.org_unit_id
ORDER BY
    plans.days_open DESC NULLS LAST,
    plans.plan_kind ASC NULLS LAST,
    plans.child_id ASC NULLS LAST;
