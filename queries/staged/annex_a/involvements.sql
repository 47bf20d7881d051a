-- One row is one stretch of extracts in which a child had the same allocated worker and team. The worker of the
-- first extract is taken to have been there since what the list is about began; a later one since the extract
-- before, the nearest that can be known. Of several lists the one about the most far-reaching help counts.
INSERT INTO staged.involvements BY NAME
WITH named AS (
    SELECT
        annex_a_rows.authority_id,
        annex_a_rows.child_id,
        annex_a_rows.as_at_on,
        annex_a_rows.began_on,
        annex_a_rows.allocated_worker,
        teams.team_id,
        annex_a_rows.load_id,
        annex_a_rows.landed_row
    FROM annex_a_rows
    LEFT JOIN annex_a_teams AS teams
        ON
            annex_a_rows.authority_id = teams.authority_id
            AND annex_a_rows.allocated_team = teams.allocated_team
    WHERE
        annex_a_rows.list_number BETWEEN 4 AND 9
        AND annex_a_rows.is_open
        AND (annex_a_rows.allocated_worker IS NOT NULL OR teams.team_id IS NOT NULL)
    QUALIFY
        row_number() OVER (
            PARTITION BY annex_a_rows.authority_id, annex_a_rows.child_id, annex_a_rows.as_at_on
            ORDER BY
                CASE annex_a_rows.list_number
                    WHEN 8 THEN 1 WHEN 7 THEN 2 WHEN 6 THEN 3 WHEN 4 THEN 4 WHEN 5 THEN 5 ELSE 6
                END ASC NULLS LAST,
                annex_a_rows.landed_row DESC NULLS LAST
        ) = 1
),

extracts AS (
    SELECT DISTINCT
        annex_a_extracts.authority_id,
        annex_a_extracts.as_at_on
    FROM annex_a_extracts
),

placed AS (
    SELECT
        extracts.authority_id,
        extracts.as_at_on,
        lag(extracts.as_at_on, 1, NULL) OVER each_authority AS earlier_on,
        lead(extracts.as_at_on, 1, NULL) OVER each_authority AS later_on
    FROM extracts
    WINDOW each_authority AS (PARTITION BY extracts.authority_id ORDER BY extracts.as_at_on ASC NULLS LAST)
),

followed AS (
    SELECT
        named.*,
        placed.earlier_on,
        placed.later_on,
        coalesce(
            lag(named.as_at_on, 1, NULL) OVER each_child = placed.earlier_on
            AND lag(named.allocated_worker, 1, NULL) OVER each_child IS NOT DISTINCT FROM named.allocated_worker
            AND lag(named.team_id, 1, NULL) OVER each_child IS NOT DISTINCT FROM named.team_id,
            FALSE
        ) AS goes_on
    FROM named
    INNER JOIN placed ON named.authority_id = placed.authority_id AND named.as_at_on = placed.as_at_on
    WINDOW
        each_child AS (
            PARTITION BY named.authority_id, named.child_id
            ORDER BY named.as_at_on ASC NULLS LAST
        )
),

numbered AS (
    SELECT
        followed.*,
        sum(CASE WHEN followed.goes_on THEN 0 ELSE 1 END) OVER (
            PARTITION BY followed.authority_id, followed.child_id
            ORDER BY followed.as_at_on ASC NULLS LAST
            ROWS UNBOUNDED PRECEDING
        ) AS stretch
    FROM followed
)

SELECT
    annex_a_id('involvement', numbered.child_id, min(numbered.as_at_on)) AS involvement_id,
    arg_min_null(numbered.allocated_worker, numbered.as_at_on) AS worker_id,
    'ALLOCATED CASE WORKER' AS role_code,
    arg_min_null(numbered.team_id, numbered.as_at_on) AS team_id,
    greatest(
        coalesce(min(numbered.began_on), min(numbered.as_at_on)),
        coalesce(arg_min_null(numbered.earlier_on + 1, numbered.as_at_on), DATE '0001-01-01')
    ) AS involvement_started_on,
    arg_max_null(numbered.later_on, numbered.as_at_on) AS involvement_ended_on,
    numbered.child_id,
    numbered.authority_id,
    'annex_a' AS source_kind,
    max_by(numbered.load_id, numbered.as_at_on) AS load_id,
    max_by(numbered.landed_row, numbered.as_at_on) AS landed_row
FROM numbered
GROUP BY
    numbered.authority_id,
    numbered.child_id,
    numbered.stretch;
