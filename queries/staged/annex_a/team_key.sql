-- One value: a team's name without capitals, spaces and signs, so that one team is not taken for two.
-- Read by: the other files of this folder.
CREATE OR REPLACE MACRO team_key(name) AS (
    nullif(trim(regexp_replace(lower(name), '[^a-z0-9]+', '_', 'g'), '_'), '')
);
