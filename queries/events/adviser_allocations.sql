-- One row is one stretch of time in which one personal adviser worked with one young person.
-- The roles are the words that case systems use for a personal adviser. Rows without a start, or that end
-- before they start, are left out. Age is that of the day the stretch started.
-- Read by: care_leavers_at_month_end, open_cases_at_month_end.
SELECT
    concat(
        involvements.authority_id,
        ':',
        involvements.involvement_id,
        ':',
        row_number() OVER (
            PARTITION BY involvements.authority_id, involvements.involvement_id
            ORDER BY
                involvements.involvement_started_on ASC NULLS LAST,
                involvements.load_id ASC NULLS LAST,
                involvements.landed_row ASC NULLS LAST
        )
    ) AS event_id,
    involvements.authority_id,
    involvements.child_id,
    involvements.team_id,
    involvements.worker_id,
    children.sex,
    age_band(children.birth_on, involvements.involvement_started_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    involvements.load_id,
    involvements.landed_row,
    'involvements' AS landed_table,
    involvements.involvement_started_on AS allocation_started_on,
    involvements.involvement_ended_on AS allocation_ended_on
FROM staged.involvements
LEFT JOIN events.children
    ON involvements.authority_id = children.authority_id AND involvements.child_id = children.child_id
WHERE
    (
        upper(trim(involvements.role_code)) IN ('PA', 'LEAVING CARE ADVISER', 'LEAVING CARE ADVISOR')
        OR upper(involvements.role_code) LIKE '%PERSONAL ADVIS%'
    )
    AND involvements.involvement_started_on IS NOT NULL
    AND coalesce(involvements.involvement_ended_on >= involvements.involvement_started_on, TRUE)
