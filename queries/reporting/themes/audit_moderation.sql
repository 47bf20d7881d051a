-- One row is how many audits were moderated in the months from a day to another with one grade before and one
-- after. Read by: reporting/themes (moderation of audits).
SELECT
    CASE audits.grade_before_moderation
        WHEN 'outstanding' THEN 'Outstanding'
        WHEN 'good' THEN 'Good'
        WHEN 'requires_improvement' THEN 'Requires improvement'
        WHEN 'inadequate' THEN 'Inadequate'
    END AS line,
    CASE audits.grade
        WHEN 'outstanding' THEN 'Outstanding'
        WHEN 'good' THEN 'Good'
        WHEN 'requires_improvement' THEN 'Requires improvement'
        WHEN 'inadequate' THEN 'Inadequate'
    END AS part,
    count(*) AS number
FROM events.audits
WHERE
    audits.authority_id = $authority_id
    AND audits.moderated_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
GROUP BY line, part
ORDER BY line, part;
