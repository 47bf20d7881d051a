-- One row is one team and one thing that audits look for: how many audits completed in the months from a day to
-- another found it, of those that say. The first team is all of them. Audits of supervision are left out.
-- Read by: reporting/themes (what audits find in practice).
WITH looked_for (place, part) AS (
    VALUES
    (1, 'Child''s voice'),
    (2, 'Chronology up to date'),
    (3, 'Plan says who does what by when'),
    (4, 'Manager''s oversight'),
    (5, 'Worker took part'),
    (6, 'Family took part')
),

findings AS (
    SELECT
        coalesce(teams.name, 'Not allocated to a team') AS team,
        looked_for.place,
        looked_for.part,
        CASE looked_for.place
            WHEN 1 THEN audits.has_child_voice
            WHEN 2 THEN audits.has_chronology
            WHEN 3 THEN audits.has_specific_plan
            WHEN 4 THEN audits.has_oversight
            WHEN 5 THEN audits.has_practitioner
            ELSE audits.has_family
        END AS is_found
    FROM events.audits
    CROSS JOIN looked_for
    LEFT JOIN org_units AS teams ON concat(audits.authority_id, ':', audits.team_id) = teams.org_unit_id
    WHERE
        audits.authority_id = $authority_id
        AND audits.completed_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
        AND NOT audits.is_of_supervision
)

SELECT
    CASE WHEN grouping(findings.team) = 1 THEN 'All teams' ELSE findings.team END AS line,
    findings.part,
    count(*) FILTER (WHERE findings.is_found) AS number,
    count(findings.is_found) AS out_of
FROM findings
GROUP BY GROUPING SETS ((findings.place, findings.part), (findings.team, findings.place, findings.part))
ORDER BY grouping(findings.team) DESC, line ASC, findings.place ASC;
