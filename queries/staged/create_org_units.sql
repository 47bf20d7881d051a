-- One row is one service area or one team of one authority. Teams come from the feed teams with its dates; else from
-- the departments of the dataset or the teams that Annex A names, under the area that a name tells; else from the
-- records that name them. An area that nothing tells is 'not known', so that parts still add up to the whole.
-- A department that other teams belong to is no team. Read by: queries/calculation, queries/build.
CREATE TABLE staged.org_units AS
WITH departments AS (
    SELECT DISTINCT
        teams.authority_id,
        teams.parent_id
    FROM staged.teams
    WHERE teams.parent_id IS NOT NULL
),

described AS (
    SELECT
        teams.authority_id,
        teams.team_id,
        coalesce(teams.name, teams.team_id) AS name,
        coalesce(teams.service_area, area_of_parent.service_area, area_of_team.service_area, 'not_known')
            AS service_area,
        teams.valid_from,
        teams.valid_to
    FROM staged.teams
    LEFT JOIN departments
        ON teams.authority_id = departments.authority_id AND teams.team_id = departments.parent_id
    LEFT JOIN areas_of_names AS area_of_parent ON teams.parent_name = area_of_parent.name
    LEFT JOIN areas_of_names AS area_of_team ON teams.name = area_of_team.name
    WHERE departments.parent_id IS NULL AND teams.team_id IS NOT NULL
    QUALIFY
        row_number() OVER (
            PARTITION BY teams.authority_id, teams.team_id
            ORDER BY teams.valid_from DESC NULLS LAST, teams.landed_row ASC NULLS LAST
        ) = 1
),

named_in_records AS (
    SELECT
        authority_id,
        team_id
    FROM staged.referrals
    UNION DISTINCT
    SELECT
        authority_id,
        team_id
    FROM staged.assessments
    UNION DISTINCT
    SELECT
        authority_id,
        team_id
    FROM staged.cin_plans
    UNION DISTINCT
    SELECT
        authority_id,
        team_id
    FROM staged.section_47_enquiries
    UNION DISTINCT
    SELECT
        authority_id,
        team_id
    FROM staged.initial_conferences
    UNION DISTINCT
    SELECT
        authority_id,
        team_id
    FROM staged.care_leavers
    UNION DISTINCT
    SELECT
        authority_id,
        team_id
    FROM staged.involvements
    UNION DISTINCT
    SELECT
        authority_id,
        team_id
    FROM staged.workers
),

all_teams AS (
    SELECT
        described.authority_id,
        described.team_id,
        described.name,
        described.service_area,
        described.valid_from,
        described.valid_to
    FROM described
    UNION ALL
    SELECT
        named.authority_id,
        named.team_id,
        named.team_id AS name,
        'not_known' AS service_area,
        NULL AS valid_from,
        NULL AS valid_to
    FROM named_in_records AS named
    LEFT JOIN described ON named.authority_id = described.authority_id AND named.team_id = described.team_id
    LEFT JOIN departments ON named.authority_id = departments.authority_id AND named.team_id = departments.parent_id
    WHERE named.team_id IS NOT NULL AND described.team_id IS NULL AND departments.parent_id IS NULL
)

SELECT
    concat(all_teams.authority_id, ':', all_teams.team_id) AS org_unit_id,
    concat(all_teams.authority_id, ':', all_teams.service_area) AS parent_id,
    all_teams.authority_id,
    'team' AS level,
    all_teams.name,
    all_teams.valid_from,
    all_teams.valid_to
FROM all_teams
UNION ALL
SELECT DISTINCT
    concat(all_teams.authority_id, ':', service_areas.service_area) AS org_unit_id,
    all_teams.authority_id AS parent_id,
    all_teams.authority_id,
    'service_area' AS level,
    service_areas.name,
    cast(NULL AS DATE) AS valid_from,
    cast(NULL AS DATE) AS valid_to
FROM all_teams
INNER JOIN service_areas ON all_teams.service_area = service_areas.service_area;
