-- One row is how many audits completed in the months from a day to another got one grade: by month, by service, by
-- team, by kind of audit, and by month for each kind; `dimension` says which. The grade is the one after
-- moderation. Read by: reporting/themes (audit grades, dip samples, audits with partners).
WITH audits AS (
    SELECT
        cast(date_trunc('month', audits.completed_on) AS DATE) AS month,
        audits.kind,
        audits.kind_name,
        coalesce(services.name, audits.audited_service) AS service,
        coalesce(teams.name, 'Not allocated to a team') AS team,
        CASE audits.grade
            WHEN 'outstanding' THEN 'Outstanding'
            WHEN 'good' THEN 'Good'
            WHEN 'requires_improvement' THEN 'Requires improvement'
            WHEN 'inadequate' THEN 'Inadequate'
        END AS grade
    FROM events.audits
    LEFT JOIN org_units AS services
        ON concat(audits.authority_id, ':', audits.audited_service) = services.org_unit_id
    LEFT JOIN org_units AS teams ON concat(audits.authority_id, ':', audits.team_id) = teams.org_unit_id
    WHERE
        audits.authority_id = $authority_id
        AND audits.completed_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
        AND audits.grade IS NOT NULL
)

SELECT
    CASE
        WHEN grouping(audits.month) = 0 AND grouping(audits.kind) = 0 THEN audits.kind
        WHEN grouping(audits.month) = 0 THEN 'month'
        WHEN grouping(audits.service) = 0 THEN 'service'
        WHEN grouping(audits.team) = 0 THEN 'team'
        ELSE 'kind'
    END AS dimension,
    CASE
        WHEN grouping(audits.month) = 0 THEN cast(audits.month AS VARCHAR)
        WHEN grouping(audits.service) = 0 THEN audits.service
        WHEN grouping(audits.team) = 0 THEN audits.team
        ELSE audits.kind_name
    END AS line,
    audits.grade AS part,
    count(*) AS number
FROM audits
GROUP BY
    GROUPING SETS (
        (audits.month, audits.grade),
        (audits.month, audits.kind, audits.grade),
        (audits.service, audits.grade),
        (audits.team, audits.grade),
        (audits.kind_name, audits.grade)
    )
ORDER BY dimension, line NULLS LAST, part;
