-- One row is one child at one month-end with the worker and team who had the child's work last.
-- Read by: annex_a_list_03, 06, 07 and 08 (through data/synthetic/annex_a.py).
CREATE TEMP TABLE allocated_at AS
SELECT
    ranked.as_at,
    ranked.child_id,
    ranked.worker_id,
    ranked.team_name,
    ranked.is_open
FROM (
    SELECT
        month_ends.as_at,
        ssd_involvements.invo_person_id AS child_id,
        ssd_involvements.invo_professional_id AS worker_id,
        ssd_department.dept_team_name AS team_name,
        coalesce(cast(ssd_involvements.invo_involvement_end_date AS DATE) >= month_ends.as_at, TRUE) AS is_open,
        row_number() OVER (
            PARTITION BY month_ends.as_at, ssd_involvements.invo_person_id
            ORDER BY
                ssd_involvements.invo_involvement_start_date DESC NULLS LAST,
                ssd_involvements.invo_involvements_id DESC NULLS LAST
        ) AS place
    FROM month_ends
    INNER JOIN ssd_involvements
        ON
            cast(ssd_involvements.invo_involvement_start_date AS DATE) <= month_ends.as_at
            AND ssd_involvements.invo_professional_role_id = 'ALLOCATED CASE WORKER'
    INNER JOIN ssd_department ON ssd_involvements.invo_professional_team = ssd_department.dept_team_id
) AS ranked
WHERE ranked.place = 1;
