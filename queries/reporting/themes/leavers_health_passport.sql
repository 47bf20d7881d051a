-- One row is one age group of care experienced young people on a day: how many hold their health history, of those
-- of whom it is known. Read by: reporting/themes (local offer and health passport).
SELECT
    leavers.age_group AS line,
    count(*) FILTER (WHERE leavers.has_health_passport) AS number,
    count(leavers.has_health_passport) AS out_of
FROM events.care_leavers_at_month_end AS leavers
WHERE
    leavers.authority_id = $authority_id
    AND leavers.month_end = cast($on AS DATE)
    AND leavers.has_health_passport IS NOT NULL
GROUP BY leavers.age_group
ORDER BY leavers.age_group NULLS LAST;
