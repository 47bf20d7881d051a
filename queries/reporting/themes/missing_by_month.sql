-- One row is how many times children went missing in one month, from home or from care. Times away, when it was
-- known where the child was, are left out. Read by: reporting/themes (missing children).
SELECT
    cast(date_trunc('month', episodes.episode_started_on) AS DATE) AS line,
    concat('From ', lower(episodes.missing_from)) AS part,
    count(*) AS number
FROM events.missing_episodes AS episodes
WHERE
    episodes.authority_id = $authority_id
    AND episodes.episode_started_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
    AND NOT episodes.is_away
    AND episodes.has_valid_dates
GROUP BY ALL
ORDER BY line, part NULLS LAST;
