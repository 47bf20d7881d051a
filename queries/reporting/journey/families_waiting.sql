-- One row is one family that waits for early help on a day, and for how many days, the longest first.
-- Read by: reporting/journey/early_help.py.
SELECT
    waits.child_id,
    waits.family_id,
    waits.team_id,
    teams.name AS team,
    waits.added_on,
    cast($on AS DATE) - waits.added_on AS days_waited
FROM events.early_help_waits AS waits
LEFT JOIN org_units AS teams
    ON teams.level = 'team' AND concat(waits.authority_id, ':', waits.team_id) = teams.org_unit_id
WHERE
    waits.authority_id = $authority_id
    AND waits.is_first_of_family
    AND waits.has_valid_dates
    AND waits.added_on <= cast($on AS DATE)
    AND (waits.service_started_on IS NULL OR waits.service_started_on > cast($on AS DATE))
ORDER BY
    waits.added_on ASC NULLS LAST,
    waits.child_id ASC NULLS LAST;
