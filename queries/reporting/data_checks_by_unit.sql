-- One row is one team or service of an authority in which one check found something, most first; services and teams
-- that nobody is allocated to have 'Not allocated' as their name. Read by: reporting/data_checks.py.
SELECT
    data_checks.org_unit_id,
    coalesce(org_units.name, 'Not allocated') AS name,
    coalesce(
        org_units.level,
        CASE
            WHEN data_checks.org_unit_id LIKE '%:not\_allocated\_service' ESCAPE '\' THEN 'service_area'
            ELSE 'team'
        END
    ) AS level,
    data_checks.rows_doubtful,
    data_checks.rows_looked_at
FROM data_checks
LEFT JOIN org_units ON data_checks.org_unit_id = org_units.org_unit_id
WHERE
    data_checks.check_id = $check_id
    AND data_checks.authority_id = $authority_id
    AND data_checks.org_unit_id <> $authority_id
    AND data_checks.rows_doubtful > 0
ORDER BY
    data_checks.rows_doubtful DESC NULLS LAST,
    name ASC NULLS LAST;
