-- One row is one child at the end of one month who was in care on that day, or missing at any time in the
-- 12 months up to it. Times away (whereabouts known) are not missing and are left out. A child is missing
-- in the 12 months if any day of an episode falls in them; episodes count in the 90 days they start in.
-- An episode that ended on the last day of the month is over. Annex A has no episodes, only how often a child in
-- care went missing from the placement in 12 months: the first number after the month's end counts, and without
-- one it is not known. The rest (missing now, from home, in 90 days) is not known from it.
-- Team, worker and age: the month's end.
-- Read by: children in care who went missing, children missing often, children missing now.
WITH missing AS (
    SELECT
        missing_episodes.authority_id,
        missing_episodes.child_id,
        month_ends.month_end,
        count(*) AS missing_episodes_in_12_months,
        count(CASE WHEN missing_episodes.is_from_care THEN 1 END) AS from_care_in_12_months,
        count(CASE WHEN NOT missing_episodes.is_from_care THEN 1 END) AS from_home_in_12_months,
        count(CASE WHEN missing_episodes.episode_started_on > month_ends.month_end - 90 THEN 1 END)
            AS missing_episodes_in_90_days,
        min(
            CASE
                WHEN coalesce(missing_episodes.episode_ended_on > month_ends.month_end, TRUE)
                    THEN missing_episodes.episode_started_on
            END
        ) AS missing_since_on,
        max(missing_episodes.load_id) AS load_id,
        max(missing_episodes.landed_row) AS landed_row
    FROM events.missing_episodes
    INNER JOIN month_ends
        ON
            missing_episodes.authority_id = month_ends.authority_id
            AND missing_episodes.episode_started_on <= month_ends.month_end
            AND (
                missing_episodes.episode_ended_on IS NULL
                OR missing_episodes.episode_ended_on > add_months(month_ends.month_end, -12)
            )
    WHERE NOT missing_episodes.is_away AND missing_episodes.has_valid_dates
    GROUP BY
        missing_episodes.authority_id,
        missing_episodes.child_id,
        month_ends.month_end
),

supplied AS (
    SELECT
        annex_a_counts.authority_id,
        annex_a_counts.child_id,
        last_month_end(annex_a_counts.known_on) AS month_end,
        min_by(annex_a_counts.missing_last_12_months, annex_a_counts.known_on) AS missing_in_12_months,
        min_by(annex_a_counts.load_id, annex_a_counts.known_on) AS load_id,
        min_by(annex_a_counts.landed_row, annex_a_counts.known_on) AS landed_row
    FROM staged.annex_a_counts
    WHERE annex_a_counts.list_number = 8
    GROUP BY
        annex_a_counts.authority_id,
        annex_a_counts.child_id,
        last_month_end(annex_a_counts.known_on)
),

known_by_number AS (
    SELECT DISTINCT supplied.authority_id
    FROM supplied
),

-- a child who was missing, by an episode or by a number
were_missing AS (
    SELECT
        missing.authority_id,
        missing.child_id,
        missing.month_end,
        missing.missing_episodes_in_12_months,
        missing.from_care_in_12_months,
        missing.from_home_in_12_months,
        missing.missing_episodes_in_90_days,
        missing.missing_since_on,
        missing.load_id,
        missing.landed_row,
        'missing_episodes' AS landed_table
    FROM missing
    UNION ALL
    SELECT
        supplied.authority_id,
        supplied.child_id,
        supplied.month_end,
        supplied.missing_in_12_months AS missing_episodes_in_12_months,
        supplied.missing_in_12_months AS from_care_in_12_months,
        0 AS from_home_in_12_months,
        0 AS missing_episodes_in_90_days,
        NULL AS missing_since_on,
        supplied.load_id,
        supplied.landed_row,
        'annex_a_list_8' AS landed_table
    FROM supplied
    INNER JOIN month_ends
        ON supplied.authority_id = month_ends.authority_id AND supplied.month_end = month_ends.month_end
    LEFT JOIN missing
        ON
            supplied.authority_id = missing.authority_id
            AND supplied.child_id = missing.child_id
            AND supplied.month_end = missing.month_end
    WHERE supplied.missing_in_12_months > 0 AND missing.child_id IS NULL
),

together AS (
    SELECT
        coalesce(missing.authority_id, care_at_month_end.authority_id) AS authority_id,
        coalesce(missing.child_id, care_at_month_end.child_id) AS child_id,
        coalesce(missing.month_end, care_at_month_end.month_end) AS month_end,
        care_at_month_end.event_id IS NOT NULL AS is_in_care,
        care_at_month_end.placement_type,
        coalesce(missing.missing_episodes_in_12_months, 0) AS missing_episodes_in_12_months,
        coalesce(missing.from_care_in_12_months, 0) AS from_care_in_12_months,
        coalesce(missing.from_home_in_12_months, 0) AS from_home_in_12_months,
        coalesce(missing.missing_episodes_in_90_days, 0) AS missing_episodes_in_90_days,
        missing.missing_since_on,
        coalesce(missing.load_id, care_at_month_end.load_id) AS load_id,
        coalesce(missing.landed_row, care_at_month_end.landed_row) AS landed_row,
        coalesce(missing.landed_table, care_at_month_end.landed_table) AS landed_table
    FROM were_missing AS missing
    FULL OUTER JOIN events.care_at_month_end
        ON
            missing.authority_id = care_at_month_end.authority_id
            AND missing.child_id = care_at_month_end.child_id
            AND missing.month_end = care_at_month_end.month_end
)

SELECT
    concat(together.authority_id, ':', together.child_id, ':', together.month_end) AS event_id,
    together.authority_id,
    together.child_id,
    allocated.team_id,
    allocated.worker_id,
    children.sex,
    age_band(children.birth_on, together.month_end) AS age_band,
    children.ethnicity_group,
    children.disability,
    together.load_id,
    together.landed_row,
    together.landed_table,
    together.month_end,
    together.is_in_care,
    together.placement_type,
    together.missing_episodes_in_12_months,
    CASE
        WHEN together.from_care_in_12_months > 0 THEN TRUE
        WHEN known_by_number.authority_id IS NOT NULL AND supplied.missing_in_12_months IS NULL THEN NULL
        ELSE FALSE
    END AS is_missing_from_care_in_12_months,
    together.from_home_in_12_months > 0 AS is_missing_from_home_in_12_months,
    together.missing_episodes_in_90_days,
    together.missing_episodes_in_90_days >= 3 AS is_missing_3_times_in_90_days,
    together.missing_since_on IS NOT NULL AS is_missing_now,
    together.missing_since_on,
    together.month_end - together.missing_since_on AS days_missing
FROM together
LEFT JOIN supplied
    ON
        together.authority_id = supplied.authority_id
        AND together.child_id = supplied.child_id
        AND together.month_end = supplied.month_end
LEFT JOIN known_by_number ON together.authority_id = known_by_number.authority_id
LEFT JOIN events.children
    ON together.authority_id = children.authority_id AND together.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        together.authority_id = allocated.authority_id
        AND together.child_id = allocated.child_id
        AND together.month_end >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR together.month_end <= allocated.in_force_until)
