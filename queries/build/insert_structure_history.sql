-- What screens need of the staged records once they are gone: the steps of reorganisations, the local limits
-- with their days, and when the first year of newly qualified workers ends.
-- Read by: data/from_records.py.
INSERT INTO team_changes
SELECT DISTINCT
    team_changes.authority_id,
    team_changes.changed_on,
    concat(team_changes.authority_id, ':', team_changes.old_team_id) AS old_unit_id,
    concat(team_changes.authority_id, ':', team_changes.new_team_id) AS new_unit_id
FROM staged.team_changes
WHERE
    team_changes.changed_on IS NOT NULL
    AND team_changes.old_team_id IS NOT NULL
    AND team_changes.new_team_id IS NOT NULL;

INSERT INTO local_limits
SELECT
    settings.authority_id,
    settings.setting_id,
    settings.valid_from,
    settings.valid_until,
    settings.value,
    settings.unit
FROM staged.settings
WHERE settings.value IS NOT NULL;

INSERT INTO first_years
SELECT
    workers.authority_id,
    workers.worker_id,
    max(workers.first_year_ends_on) AS first_year_ends_on
FROM staged.workers
WHERE workers.first_year_ends_on IS NOT NULL AND workers.worker_id IS NOT NULL
GROUP BY
    workers.authority_id,
    workers.worker_id;
