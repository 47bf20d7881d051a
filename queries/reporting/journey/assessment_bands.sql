-- One row is one month and how many assessments were authorised in it in each band of working days from their
-- start. Those that cannot be counted, because their dates cannot be right, are apart.
-- Read by: reporting/journey/assessment_bands.py.
SELECT
    last_day(assessments.assessment_authorised_on) AS month_end,
    CASE
        WHEN NOT assessments.has_valid_start_clock THEN 'not_counted'
        WHEN assessments.working_days_from_start <= 10 THEN '0 to 10'
        WHEN assessments.working_days_from_start <= 25 THEN '11 to 25'
        WHEN assessments.working_days_from_start <= 35 THEN '26 to 35'
        WHEN assessments.working_days_from_start <= 45 THEN '36 to 45'
        ELSE '46 or more'
    END AS band,
    count(*) AS assessments
FROM events.assessments
LEFT JOIN org_units AS teams
    ON
        teams.level = 'team'
        AND concat(assessments.authority_id, ':', assessments.team_id) = teams.org_unit_id
WHERE
    assessments.authority_id = $authority_id
    AND assessments.assessment_authorised_on BETWEEN cast($first_day AS DATE) AND cast($last_day AS DATE)
    AND ($disability IS NULL OR assessments.disability = $disability)
    AND (
        $unit_id IS NULL
        OR coalesce(teams.parent_id, concat(assessments.authority_id, ':not_allocated_service')) = $unit_id
    )
GROUP BY ALL
ORDER BY
    month_end ASC NULLS LAST,
    band ASC NULLS LAST;
