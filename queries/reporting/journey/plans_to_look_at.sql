-- One row is one child protection plan of a period that ended within three months of its start, or that began
-- within two years after an earlier one, and how many brothers and sisters are in the same list with a plan
-- of the same 28 days. Read by: reporting/journey/plans.py, for those who may see children's records.
WITH listed AS (
    SELECT
        'ended_early' AS reason,
        ended.authority_id,
        ended.child_id,
        ended.team_id,
        ended.plan_started_on,
        ended.plan_ended_on,
        cast(NULL AS DATE) AS earlier_plan_ended_on,
        ended.category_of_abuse,
        ended.plan_ended_on AS counted_on
    FROM events.cp_plans_ended AS ended
    WHERE
        ended.authority_id = $authority_id
        AND ended.is_within_3_months
        AND NOT ended.has_impossible_dates
        AND ended.plan_ended_on BETWEEN cast($first_day AS DATE) AND cast($last_day AS DATE)
    UNION ALL
    SELECT
        'second_plan' AS reason,
        plans.authority_id,
        plans.child_id,
        plans.team_id,
        plans.plan_started_on,
        plans.plan_ended_on,
        plans.earlier_plan_ended_on,
        plans.category_of_abuse,
        plans.plan_started_on AS counted_on
    FROM events.cp_plans AS plans
    WHERE
        plans.authority_id = $authority_id
        AND plans.is_second_plan_within_24_months
        AND NOT plans.has_impossible_dates
        AND plans.plan_started_on BETWEEN cast($first_day AS DATE) AND cast($last_day AS DATE)
),

with_family AS (
    SELECT
        listed.*,
        coalesce(children.family_id, listed.child_id) AS family_id
    FROM listed
    LEFT JOIN events.children
        ON listed.authority_id = children.authority_id AND listed.child_id = children.child_id
)

SELECT
    with_family.reason,
    with_family.child_id,
    coalesce(teams.org_unit_id, concat(with_family.authority_id, ':not_allocated')) AS team_unit_id,
    with_family.plan_started_on,
    with_family.plan_ended_on,
    with_family.earlier_plan_ended_on,
    with_family.category_of_abuse,
    count(siblings.child_id) AS siblings
FROM with_family
LEFT JOIN with_family AS siblings
    ON
        with_family.reason = siblings.reason
        AND with_family.family_id = siblings.family_id
        AND with_family.child_id <> siblings.child_id
        AND abs(with_family.counted_on - siblings.counted_on) <= 28
LEFT JOIN org_units AS teams
    ON
        teams.level = 'team'
        AND concat(with_family.authority_id, ':', with_family.team_id) = teams.org_unit_id
GROUP BY ALL
ORDER BY
    with_family.reason ASC NULLS LAST,
    with_family.plan_started_on DESC NULLS LAST,
    with_family.child_id ASC NULLS LAST;
