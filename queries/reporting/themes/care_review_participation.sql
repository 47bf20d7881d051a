-- One row is how many reviews of children in care aged four and over saw the child take part in one way, in the
-- months from a day to another. Read by: reporting/themes (reviews of children in care).
SELECT
    CASE reviews.participation_code
        WHEN 'PN1' THEN 'Came and spoke'
        WHEN 'PN2' THEN 'Came, someone else spoke for them'
        WHEN 'PN3' THEN 'Came and showed their views without words'
        WHEN 'PN4' THEN 'Came, gave no views'
        WHEN 'PN5' THEN 'Stayed away, someone else spoke for them'
        WHEN 'PN6' THEN 'Stayed away, gave views in writing or otherwise'
        WHEN 'PN7' THEN 'Stayed away, gave no views'
    END AS line,
    count(*) AS number
FROM events.care_reviews AS reviews
WHERE
    reviews.authority_id = $authority_id
    AND reviews.review_held_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
    AND reviews.age_in_years >= 4
    AND coalesce(reviews.participation_code <> 'PN0', TRUE)
GROUP BY line
ORDER BY number DESC, line ASC NULLS LAST;
