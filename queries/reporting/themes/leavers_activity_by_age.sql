-- One row is how many care experienced young people of one age do one thing on a day. Counted as in the measures
-- of education, employment and training: those who died or returned home are left out.
-- Read by: reporting/themes (education, employment and training).
SELECT
    CASE
        WHEN leavers.age_in_years >= 22 THEN 'Aged 22 and over'
        ELSE concat('Aged ', leavers.age_in_years)
    END AS line,
    CASE
        WHEN leavers.activity_code IN ('F1', 'P1') THEN 'Higher education'
        WHEN leavers.activity_code IN ('F2', 'P2') THEN 'Other education'
        WHEN leavers.activity_code IN ('F4', 'P4') THEN 'Apprenticeship'
        WHEN leavers.activity_code IN ('F3', 'P3', 'F5', 'P5') THEN 'Training or work'
        WHEN leavers.activity_code = 'G4' THEN 'None: illness or disability'
        WHEN leavers.activity_code = 'G6' THEN 'None: pregnancy or parenting'
        WHEN leavers.activity_code = 'G5' THEN 'None: other reason'
    END AS part,
    count(*) AS number
FROM events.care_leavers_at_month_end AS leavers
WHERE
    leavers.authority_id = $authority_id
    AND leavers.month_end = cast($on AS DATE)
    AND leavers.is_home_known
    AND leavers.age_in_years >= 17
    AND coalesce(leavers.in_touch_code, 'NO') NOT IN ('DIED', 'RHOM')
GROUP BY line, part
ORDER BY line, part NULLS LAST;
