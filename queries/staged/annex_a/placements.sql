-- One row is one placement of a child in care: each extract of list 8 adds the latest one it knows. A placement ends
-- when the next one of the period begins, or with the period.
INSERT INTO staged.placements BY NAME
WITH newest AS (
    SELECT in_list.*
    FROM staged.annex_a_list_8 AS in_list
    WHERE in_list.placement_started_on IS NOT NULL AND in_list.care_started_on IS NOT NULL
    QUALIFY
        row_number() OVER (
            PARTITION BY in_list.authority_id, in_list.child_id, in_list.placement_started_on
            ORDER BY in_list.as_at_on DESC NULLS LAST, in_list.landed_row DESC NULLS LAST
        ) = 1
)

SELECT
    annex_a_id('placement', newest.child_id, newest.placement_started_on) AS placement_id,
    newest.placement_started_on,
    newest.placement_type_code,
    annex_a_id('care_period', newest.child_id, newest.care_started_on) AS care_period_id,
    newest.placement_provider_code AS provider_code,
    newest.placement_postcode AS address_id,
    newest.placement_location_code AS location_code,
    coalesce(
        lead(newest.placement_started_on, 1, NULL) OVER (
            PARTITION BY newest.authority_id, newest.child_id, newest.care_started_on
            ORDER BY newest.placement_started_on ASC NULLS LAST
        ),
        care_episodes.episode_ceased_on
    ) AS placement_ended_on,
    newest.child_id,
    newest.authority_id,
    'annex_a' AS source_kind,
    newest.load_id,
    newest.landed_row
FROM newest
LEFT JOIN staged.care_episodes
    ON
        newest.authority_id = care_episodes.authority_id
        AND newest.child_id = care_episodes.child_id
        AND newest.care_started_on = care_episodes.episode_started_on;
