-- One row is how many children an assessment completed in the months from a day to another found to be privately
-- fostered, in one way. Read by: reporting/themes (private fostering).
SELECT
    CASE factors.factor_name
        WHEN 'Private fostering' THEN 'Not said in which way'
        ELSE concat(upper(substr(factors.factor_name, 20, 1)), substr(factors.factor_name, 21))
    END AS line,
    count(DISTINCT factors.child_id) AS number
FROM events.assessment_factors AS factors
WHERE
    factors.authority_id = $authority_id
    AND factors.assessment_authorised_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
    AND factors.is_private_fostering
GROUP BY line
ORDER BY number DESC, line ASC;
