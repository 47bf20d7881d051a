-- One row is one kind of foster carer household and one number of it on a day: households, those that joined and
-- left in the months from another day, those in a Mockingbird constellation, and children placed of places
-- approved. Which child lives in which household is in no extract, so children are counted by kind of placement.
-- Read by: reporting/themes (foster carers).
WITH households AS (
    SELECT
        carers.kind_name,
        carers.places,
        carers.constellation,
        carers.ended_on IS NULL OR carers.ended_on > cast($on AS DATE) AS is_approved,
        carers.approved_on >= cast($since AS DATE) AS is_new,
        coalesce(carers.ended_on BETWEEN cast($since AS DATE) AND cast($on AS DATE), FALSE) AS is_leaver
    FROM events.foster_carers AS carers
    WHERE carers.authority_id = $authority_id AND carers.approved_on <= cast($on AS DATE)
),

children AS (
    SELECT
        CASE
            WHEN children.placement_type_code IN ('U1', 'U2', 'U3') THEN 'Named children of family or friends'
            ELSE 'Any child'
        END AS kind_name
    FROM events.children_in_care_at_month_end AS children
    WHERE
        children.authority_id = $authority_id
        AND children.month_end = cast($on AS DATE)
        AND children.provider_code = 'PR1'
        AND children.placement_type_code LIKE 'U%'
),

placed AS (
    SELECT
        children.kind_name,
        count(*) AS children_placed
    FROM children
    GROUP BY children.kind_name
),

by_kind AS (
    SELECT
        households.kind_name,
        count(*) FILTER (WHERE households.is_approved) AS approved,
        count(*) FILTER (WHERE households.is_new) AS joined,
        count(*) FILTER (WHERE households.is_leaver) AS had_left,
        count(households.constellation) FILTER (WHERE households.is_approved) AS in_constellation,
        coalesce(sum(households.places) FILTER (WHERE households.is_approved), 0) AS places,
        coalesce(max(placed.children_placed), 0) AS children_placed
    FROM households
    LEFT JOIN placed ON households.kind_name = placed.kind_name
    GROUP BY households.kind_name
),

with_total AS (
    SELECT
        coalesce(by_kind.kind_name, 'All households') AS kind_name,
        sum(by_kind.approved) AS approved,
        sum(by_kind.joined) AS joined,
        sum(by_kind.had_left) AS had_left,
        sum(by_kind.in_constellation) AS in_constellation,
        sum(by_kind.places) AS places,
        sum(by_kind.children_placed) AS children_placed
    FROM by_kind
    GROUP BY GROUPING SETS ((by_kind.kind_name), ())
    HAVING count(*) > 0
)

SELECT
    with_total.kind_name AS line,
    numbers.part,
    CASE numbers.place
        WHEN 1 THEN with_total.approved
        WHEN 2 THEN with_total.joined
        WHEN 3 THEN with_total.had_left
        WHEN 4 THEN with_total.in_constellation
        ELSE with_total.children_placed
    END AS number,
    CASE WHEN numbers.place = 5 THEN with_total.places END AS out_of
FROM with_total
CROSS JOIN (
    VALUES
    (1, 'Households'),
    (2, 'Joined in 12 months'),
    (3, 'Left in 12 months'),
    (4, 'In a constellation'),
    (5, 'Children placed, of places')
) AS numbers (place, part)
ORDER BY
    CASE WHEN with_total.kind_name = 'All households' THEN 0 ELSE 1 END, with_total.kind_name, numbers.place;
