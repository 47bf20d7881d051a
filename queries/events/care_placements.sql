-- One row is one placement of a child in care, with the home it belongs to.
-- Placements in short breaks are left out. Temporary placements (T0 to T4) and placements that began and
-- ended on the same day (under 24 hours, as far as dates can tell) are marked and belong to no home.
-- A home is what a child knows as one place: a placement begins a new home unless the child comes back
-- to the same address (a pseudonym), provider and kind of placement, or the same carers adopt (A3, A5 after fostering),
-- or stays with the same carers under a new episode (reasons T and U). Whether the last of these counts
-- as a move in "three or more placements" is a local setting (same_carer_moves_count, 1 if not set: the
-- national text leaves out only the adoption); it never ends a stable placement.
-- settled_from_on is the day from which a child has lived with the same carers; for a placement for
-- adoption the home before it counts as well, as in the national measure.
-- is_outside_area is on which side of the council's border it lies; NULL where nobody recorded it.
-- Team, worker and age are those of the day the placement started.
-- Read by: care_visits_due, care_at_month_end.
WITH children_of_periods AS (
    SELECT
        care_episodes.authority_id,
        care_episodes.care_period_id,
        min(care_episodes.child_id) AS child_id
    FROM staged.care_episodes
    WHERE care_episodes.care_period_id IS NOT NULL
    GROUP BY
        care_episodes.authority_id,
        care_episodes.care_period_id
),

with_child AS (
    SELECT
        placements.authority_id,
        coalesce(placements.child_id, children_of_periods.child_id) AS child_id,
        placements.placement_id,
        placements.placement_started_on,
        placements.placement_ended_on,
        upper(trim(placements.placement_type_code)) AS placement_type_code,
        upper(trim(placements.provider_code)) AS provider_code,
        placements.address_id,
        -- the national return writes 999.9 for a distance that is not known
        CASE WHEN placements.distance_miles < 999 THEN placements.distance_miles END AS distance_miles,
        CASE lower(trim(placements.location_code)) WHEN 'outside' THEN TRUE WHEN 'inside' THEN FALSE END
            AS is_outside_area,
        placements.load_id,
        placements.landed_row
    FROM staged.placements
    LEFT JOIN children_of_periods
        ON
            placements.authority_id = children_of_periods.authority_id
            AND placements.care_period_id = children_of_periods.care_period_id
    WHERE
        placements.placement_started_on IS NOT NULL
        AND coalesce(placements.placement_ended_on >= placements.placement_started_on, TRUE)
),

same_carer_episodes AS (
    SELECT DISTINCT
        care_episodes.authority_id,
        care_episodes.child_id,
        care_episodes.episode_started_on
    FROM staged.care_episodes
    WHERE upper(trim(care_episodes.start_reason_code)) IN ('T', 'U')
),

in_care AS (
    SELECT
        with_child.*,
        care_periods.event_id AS care_event_id,
        care_periods.care_started_on,
        care_periods.in_care_until,
        care_periods.birth_on,
        care_periods.sex,
        care_periods.ethnicity_group,
        care_periods.disability,
        coalesce(with_child.placement_type_code LIKE 'T%', FALSE) AS is_temporary,
        coalesce(with_child.placement_ended_on = with_child.placement_started_on, FALSE) AS is_under_24_hours,
        same_carer_episodes.child_id IS NOT NULL AS is_same_carer
    FROM with_child
    INNER JOIN events.care_periods
        ON
            with_child.authority_id = care_periods.authority_id
            AND with_child.child_id = care_periods.child_id
            AND with_child.placement_started_on >= care_periods.care_started_on
            AND (care_periods.care_ended_on IS NULL OR with_child.placement_started_on <= care_periods.care_ended_on)
            AND NOT care_periods.is_short_break
    LEFT JOIN same_carer_episodes
        ON
            with_child.authority_id = same_carer_episodes.authority_id
            AND with_child.child_id = same_carer_episodes.child_id
            AND with_child.placement_started_on = same_carer_episodes.episode_started_on
),

-- temporary and very short placements are set aside while homes are told apart
counted AS (
    SELECT
        in_care.*,
        NOT in_care.is_temporary AND NOT in_care.is_under_24_hours AS is_counted
    FROM in_care
),

followed AS (
    SELECT
        counted.*,
        lag(counted.placement_type_code, 1, NULL) OVER in_order AS earlier_type_code,
        lag(counted.provider_code, 1, NULL) OVER in_order AS earlier_provider_code,
        lag(counted.address_id, 1, NULL) OVER in_order AS earlier_address_id
    FROM counted
    WINDOW
        in_order AS (
            PARTITION BY counted.authority_id, counted.child_id, counted.care_event_id, counted.is_counted
            ORDER BY counted.placement_started_on ASC NULLS LAST, counted.placement_id ASC NULLS LAST
        )
),

compared AS (
    SELECT
        followed.*,
        followed.earlier_type_code IS NOT NULL
        AND (
            (
                coalesce(followed.address_id = followed.earlier_address_id, FALSE)
                AND coalesce(followed.provider_code = followed.earlier_provider_code, FALSE)
                AND followed.placement_type_code = followed.earlier_type_code
            )
            OR (followed.placement_type_code IN ('A3', 'A5') AND followed.earlier_type_code LIKE 'U%')
        ) AS is_same_home,
        coalesce(settings.value, 1) <> 0 AS is_same_carer_move_counted
    FROM followed
    LEFT JOIN staged.settings
        ON
            followed.authority_id = settings.authority_id
            AND settings.setting_id = 'same_carer_moves_count'
            AND followed.placement_started_on >= settings.valid_from
            AND (settings.valid_until IS NULL OR followed.placement_started_on < settings.valid_until)
),

homes AS (
    SELECT
        compared.*,
        sum(
            CASE
                WHEN NOT compared.is_counted OR compared.is_same_home THEN 0
                WHEN
                    compared.is_same_carer AND NOT compared.is_same_carer_move_counted
                    AND compared.earlier_type_code IS NOT NULL
                    THEN 0
                ELSE 1
            END
        ) OVER in_order AS home_number,
        sum(
            CASE
                WHEN NOT compared.is_counted OR compared.is_same_home THEN 0
                WHEN compared.is_same_carer AND compared.earlier_type_code IS NOT NULL THEN 0
                ELSE 1
            END
        ) OVER in_order AS carer_number
    FROM compared
    WINDOW
        in_order AS (
            PARTITION BY compared.authority_id, compared.child_id
            ORDER BY compared.placement_started_on ASC NULLS LAST, compared.placement_id ASC NULLS LAST
            ROWS UNBOUNDED PRECEDING
        )
),

carers AS (
    SELECT
        homes.authority_id,
        homes.child_id,
        homes.care_event_id,
        homes.carer_number,
        min(homes.placement_started_on) AS carer_started_on
    FROM homes
    WHERE homes.is_counted
    GROUP BY
        homes.authority_id,
        homes.child_id,
        homes.care_event_id,
        homes.carer_number
)

SELECT
    concat(homes.authority_id, ':', homes.placement_id) AS event_id,
    homes.authority_id,
    homes.child_id,
    allocated.team_id,
    allocated.worker_id,
    homes.sex,
    age_band(homes.birth_on, homes.placement_started_on) AS age_band,
    homes.ethnicity_group,
    homes.disability,
    homes.load_id,
    homes.landed_row,
    'placements' AS landed_table,
    homes.placement_started_on,
    homes.placement_ended_on,
    homes.placement_type_code,
    CASE
        WHEN homes.placement_type_code IN ('U1', 'U2', 'U3') THEN 'Foster care: relative or friend'
        WHEN homes.placement_type_code IN ('U4', 'U5', 'U6') AND homes.provider_code = 'PR1'
            THEN 'Foster care: own carers'
        WHEN homes.placement_type_code IN ('U4', 'U5', 'U6') AND homes.provider_code IN ('PR4', 'PR5')
            THEN 'Foster care: agency carers'
        WHEN homes.placement_type_code IN ('U4', 'U5', 'U6') THEN 'Foster care: other carers'
        WHEN homes.placement_type_code LIKE 'A%' THEN 'Placed for adoption'
        WHEN homes.placement_type_code = 'P1' THEN 'With parents'
        WHEN homes.placement_type_code = 'K2' THEN 'Children''s home'
        WHEN homes.placement_type_code IN ('K1', 'R5') THEN 'Secure home or custody'
        WHEN homes.placement_type_code IN ('P2', 'H5') THEN 'Independent or supported living'
        WHEN homes.placement_type_code IN ('R1', 'R2', 'R3', 'S1') THEN 'Other residential setting'
        WHEN homes.placement_type_code LIKE 'T%' THEN 'Temporary placement'
        WHEN homes.placement_type_code IS NOT NULL THEN 'Other placement'
    END AS placement_type,
    homes.provider_code,
    homes.distance_miles,
    homes.is_outside_area,
    homes.is_temporary,
    homes.is_under_24_hours,
    homes.is_counted,
    CASE WHEN homes.is_counted THEN homes.home_number END AS home_number,
    CASE
        WHEN NOT homes.is_counted THEN NULL
        WHEN homes.placement_type_code LIKE 'A%'
            THEN coalesce(homes_before.carer_started_on, carers.carer_started_on)
        ELSE carers.carer_started_on
    END AS settled_from_on,
    homes.care_event_id,
    homes.care_started_on
FROM homes
LEFT JOIN carers
    ON
        homes.authority_id = carers.authority_id
        AND homes.child_id = carers.child_id
        AND homes.care_event_id = carers.care_event_id
        AND homes.carer_number = carers.carer_number
LEFT JOIN carers AS homes_before
    ON
        homes.authority_id = homes_before.authority_id
        AND homes.child_id = homes_before.child_id
        AND homes.care_event_id = homes_before.care_event_id
        AND homes.carer_number - 1 = homes_before.carer_number
LEFT JOIN events.allocations_in_force AS allocated
    ON
        homes.authority_id = allocated.authority_id
        AND homes.child_id = allocated.child_id
        AND homes.placement_started_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR homes.placement_started_on <= allocated.in_force_until)
