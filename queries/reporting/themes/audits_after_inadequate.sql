-- One row is how many audits graded inadequate in the months from a day to another have been followed by another
-- audit of the same child, and with what result. Audits of supervision are left out: they look at the manager.
-- Read by: reporting/themes (inadequate audits followed up).
WITH inadequate AS (
    SELECT
        audits.event_id,
        audits.child_id,
        audits.completed_on
    FROM events.audits
    WHERE
        audits.authority_id = $authority_id
        AND audits.completed_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
        AND audits.grade = 'inadequate'
        AND NOT audits.is_of_supervision
),

followed AS (
    SELECT
        inadequate.event_id,
        count(later.event_id) AS later_audits,
        arg_min(later.grade, later.completed_on) AS next_grade
    FROM inadequate
    LEFT JOIN events.audits AS later
        ON
            inadequate.child_id = later.child_id
            AND later.authority_id = $authority_id
            AND inadequate.event_id <> later.event_id
            AND inadequate.completed_on <= later.allocated_on
            AND later.allocated_on <= cast($on AS DATE)
            AND NOT later.is_of_supervision
    GROUP BY inadequate.event_id
)

SELECT
    CASE
        WHEN followed.later_audits = 0 THEN 'Not audited again yet'
        WHEN followed.next_grade IS NULL THEN 'Audit given out again, not completed'
        WHEN followed.next_grade = 'inadequate' THEN 'Inadequate again'
        ELSE 'Better than inadequate'
    END AS line,
    count(*) AS number
FROM followed
GROUP BY line
ORDER BY number DESC, line ASC;
