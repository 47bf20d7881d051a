-- One row: a part of the organisation, and the teams whose records are its own, as event tables name
-- them; a null among them is what no team is known for. Read by: reporting/records_behind.py.
SELECT
    unit.authority_id,
    unit.level,
    list(
        CASE
            WHEN teams.org_unit_id LIKE '%:not_allocated' THEN NULL
            ELSE substr(teams.org_unit_id, length(teams.authority_id) + 2)
        END
        ORDER BY teams.org_unit_id ASC NULLS LAST
    ) AS team_ids
FROM org_units AS unit
LEFT JOIN org_units AS teams
    ON
        unit.authority_id = teams.authority_id
        AND teams.level = 'team'
        AND (unit.org_unit_id = teams.org_unit_id OR unit.org_unit_id = teams.parent_id)
WHERE unit.org_unit_id = $org_unit_id
GROUP BY unit.authority_id, unit.level;
