-- What a dataset says in one table and another needs: the worker behind a staff number, the child behind
-- a period of care or a referral, and for workers and teams the columns that feeds call otherwise.
-- Read by: data/staging/stage.py, after every extract is in and before rows are left out.

-- The worker of a conference is written as the staff number, everybody else's as the row of the worker.
UPDATE staged.initial_conferences
SET worker_id = known.worker_id
FROM (
    SELECT
        workers.authority_id,
        workers.staff_id,
        min(workers.worker_id) AS worker_id
    FROM staged.workers
    WHERE workers.staff_id IS NOT NULL
    GROUP BY
        workers.authority_id,
        workers.staff_id
) AS known
WHERE
    initial_conferences.authority_id = known.authority_id
    AND initial_conferences.worker_id = known.staff_id;

-- Suppliers leave the child out of placements and reviews. A period of care has many episodes of one child.
CREATE OR REPLACE TEMP TABLE children_of_periods AS
SELECT
    care_episodes.authority_id,
    care_episodes.care_period_id,
    min(care_episodes.child_id) AS child_id
FROM staged.care_episodes
WHERE care_episodes.care_period_id IS NOT NULL
GROUP BY
    care_episodes.authority_id,
    care_episodes.care_period_id
HAVING count(DISTINCT care_episodes.child_id) = 1;

UPDATE staged.placements
SET child_id = children_of_periods.child_id
FROM children_of_periods
WHERE
    placements.child_id IS NULL
    AND placements.authority_id = children_of_periods.authority_id
    AND placements.care_period_id = children_of_periods.care_period_id;

UPDATE staged.care_reviews
SET child_id = children_of_periods.child_id
FROM children_of_periods
WHERE
    care_reviews.child_id IS NULL
    AND care_reviews.authority_id = children_of_periods.authority_id
    AND care_reviews.care_period_id = children_of_periods.care_period_id;

DROP TABLE children_of_periods;

UPDATE staged.involvements
SET child_id = referrals.child_id
FROM staged.referrals
WHERE
    involvements.child_id IS NULL
    AND involvements.authority_id = referrals.authority_id
    AND involvements.referral_id = referrals.referral_id;

-- What only the dataset knows about a worker of the feed.
UPDATE staged.workers
SET
    staff_id = dataset.staff_id,
    department = dataset.department
FROM staged.workers AS dataset
WHERE
    workers.source_kind = 'feed'
    AND dataset.source_kind = 'ssd'
    AND workers.authority_id = dataset.authority_id
    AND workers.worker_id = dataset.worker_id;

UPDATE staged.workers
SET
    job_title = coalesce(workers.job_title, workers.post_title),
    post_title = coalesce(workers.post_title, workers.job_title),
    full_time_equivalent = coalesce(workers.full_time_equivalent, workers.fte),
    fte = coalesce(workers.fte, workers.full_time_equivalent),
    is_agency = coalesce(workers.is_agency, workers.contract = 'agency'),
    contract = coalesce(
        workers.contract,
        CASE workers.is_agency WHEN TRUE THEN 'agency' WHEN FALSE THEN 'permanent' END
    );

UPDATE staged.teams
SET
    team_name = coalesce(teams.team_name, teams.name),
    name = coalesce(teams.name, teams.team_name);

-- On which side of the border a placement lies, where a feed says so and not the extract itself.
UPDATE staged.placements
SET location_code = located.location
FROM staged.placement_locations AS located
WHERE
    placements.location_code IS NULL
    AND placements.authority_id = located.authority_id
    AND placements.placement_id = located.placement_id;
