-- One row is how many return home interviews held after children came back in the months from a day to another found
-- a risk of exploitation, of those that say, for children missing from home and from care.
-- Read by: reporting/themes (exploitation).
SELECT
    concat('Missing from ', lower(episodes.missing_from)) AS line,
    count(*) FILTER (WHERE episodes.is_exploitation_risk_found) AS number,
    count(episodes.is_exploitation_risk_found) AS out_of
FROM events.missing_episodes AS episodes
WHERE
    episodes.authority_id = $authority_id
    AND episodes.episode_ended_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
    AND episodes.is_exploitation_risk_found IS NOT NULL
GROUP BY episodes.missing_from
ORDER BY line NULLS LAST;
