-- One row is one age group and one thing recorded at reviews of pathway plans in the months from a day to another.
-- Read by: reporting/themes (pathway plans).
WITH reviews AS (
    SELECT
        plans.age_band,
        plans.has_taken_part,
        plans.is_shared
    FROM events.pathway_plans AS plans
    WHERE
        plans.authority_id = $authority_id
        AND plans.reviewed_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
)

SELECT
    reviews.age_band AS line,
    numbers.part,
    count(*) FILTER (WHERE CASE numbers.place WHEN 1 THEN reviews.has_taken_part ELSE reviews.is_shared END)
        AS number,
    count(CASE numbers.place WHEN 1 THEN reviews.has_taken_part ELSE reviews.is_shared END) AS out_of
FROM reviews
CROSS JOIN (
    VALUES
    (1, 'Young person took part'),
    (2, 'Shared with the young person')
) AS numbers (place, part)
GROUP BY reviews.age_band, numbers.place, numbers.part
ORDER BY reviews.age_band NULLS LAST, numbers.place;
