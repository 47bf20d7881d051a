-- One row is how many audits moderated in the months from a day to another kept, gained or lost a grade, by kind of
-- audit. Read by: reporting/themes (moderation of audits).
WITH ranked AS (
    SELECT
        audits.kind_name,
        list_position(['inadequate', 'requires_improvement', 'good', 'outstanding'], audits.grade)
        - list_position(
            ['inadequate', 'requires_improvement', 'good', 'outstanding'], audits.grade_before_moderation
        ) AS grades_gained
    FROM events.audits
    WHERE
        audits.authority_id = $authority_id
        AND audits.moderated_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
)

SELECT
    ranked.kind_name AS line,
    CASE
        WHEN ranked.grades_gained > 0 THEN 'Grade raised'
        WHEN ranked.grades_gained < 0 THEN 'Grade lowered'
        WHEN ranked.grades_gained = 0 THEN 'Grade kept'
    END AS part,
    count(*) AS number
FROM ranked
GROUP BY line, part
ORDER BY line, part NULLS LAST;
