-- One row is one person in touch with the adoption agency in the twelve months up to a month-end.
-- Read by: data/synthetic/annex_a.py.
SELECT
    month_ends.as_at,
    adopters.adopter_id,
    adopters.household_id,
    adopters.sex,
    adopters.ethnicity,
    CASE WHEN adopters.is_disabled THEN 'yes' ELSE 'no' END AS disability,
    CASE WHEN adopters.is_early_permanence THEN 'yes' ELSE 'no' END AS is_early_permanence,
    adopters.enquired_on,
    CASE WHEN adopters.stage_1_from <= month_ends.as_at THEN adopters.stage_1_from END AS stage_1_from,
    CASE WHEN adopters.stage_1_to <= month_ends.as_at THEN adopters.stage_1_to END AS stage_1_to,
    CASE WHEN adopters.stage_2_from <= month_ends.as_at THEN adopters.stage_2_from END AS stage_2_from,
    CASE WHEN adopters.stage_2_to <= month_ends.as_at THEN adopters.stage_2_to END AS stage_2_to,
    CASE WHEN adopters.applied_on <= month_ends.as_at THEN adopters.applied_on END AS applied_on,
    CASE WHEN adopters.approved_on <= month_ends.as_at THEN adopters.approved_on END AS approved_on,
    CASE WHEN adopters.matched_on <= month_ends.as_at THEN adopters.matched_on END AS matched_on,
    CASE WHEN adopters.placed_on <= month_ends.as_at THEN adopters.placed_on END AS placed_on,
    CASE WHEN adopters.placed_on <= month_ends.as_at THEN adopters.children_placed END AS children_placed,
    CASE WHEN adopters.ordered_on <= month_ends.as_at THEN adopters.ordered_on END AS ordered_on,
    CASE WHEN adopters.left_on <= month_ends.as_at THEN adopters.left_on END AS left_on,
    CASE WHEN adopters.left_on <= month_ends.as_at THEN adopters.left_reason END AS left_reason
FROM adopters
INNER JOIN month_ends
    ON
        adopters.enquired_on <= month_ends.as_at
        AND coalesce(adopters.ordered_on >= month_ends.twelve_months_from, TRUE)
        AND coalesce(adopters.left_on >= month_ends.twelve_months_from, TRUE)
ORDER BY month_ends.as_at, adopters.enquired_on, adopters.adopter_id;
