-- Drops what only the queries of this folder read. Read by: data/staging/annex_a.py, after them.
DROP TABLE annex_a_teams;

DROP MACRO annex_a_id;

DROP MACRO team_key;
