-- One row is one name of a team or of the department above it. Read by: data/staging/organisation.py.
SELECT DISTINCT teams.name
FROM staged.teams
WHERE teams.name IS NOT NULL
UNION DISTINCT
SELECT DISTINCT teams.parent_name
FROM staged.teams
WHERE teams.parent_name IS NOT NULL;
