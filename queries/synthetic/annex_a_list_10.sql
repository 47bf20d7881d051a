-- One row is one child with a decision for adoption that was live, carried out or reversed in the twelve
-- months up to a month-end. Read by: data/synthetic/annex_a.py.
WITH known_then AS (
    SELECT
        month_ends.as_at,
        month_ends.twelve_months_from,
        ssd_permanence.perm_table_id AS permanence_id,
        ssd_permanence.perm_person_id AS child_id,
        ssd_permanence.perm_cla_id AS cla_id,
        cast(ssd_permanence.perm_adm_decision_date AS DATE) AS decided_on,
        CASE
            WHEN ssd_permanence.perm_placement_order_date <= month_ends.as_at
                THEN cast(ssd_permanence.perm_placement_order_date AS DATE)
        END AS placement_order_on,
        CASE
            WHEN ssd_permanence.perm_matched_date <= month_ends.as_at
                THEN cast(ssd_permanence.perm_matched_date AS DATE)
        END AS matched_on,
        CASE
            WHEN ssd_permanence.perm_placed_for_adoption_date <= month_ends.as_at
                THEN cast(ssd_permanence.perm_placed_for_adoption_date AS DATE)
        END AS placed_on,
        CASE
            WHEN ssd_permanence.perm_permanence_order_date <= month_ends.as_at
                THEN cast(ssd_permanence.perm_permanence_order_date AS DATE)
        END AS order_on,
        CASE
            WHEN ssd_permanence.perm_decision_reversed_date <= month_ends.as_at
                THEN cast(ssd_permanence.perm_decision_reversed_date AS DATE)
        END AS reversed_on,
        ssd_permanence.perm_decision_reversed_reason AS reversed_reason,
        CASE
            WHEN ssd_permanence.perm_placed_ffa_cp_date <= month_ends.as_at
                THEN cast(ssd_permanence.perm_placed_ffa_cp_date AS DATE)
        END AS early_permanence_on
    FROM ssd_permanence
    INNER JOIN month_ends ON ssd_permanence.perm_adm_decision_date <= month_ends.as_at
),

entries AS (
    SELECT
        ssd_cla_episodes.clae_cla_id AS cla_id,
        cast(min(ssd_cla_episodes.clae_entered_care_date) AS DATE) AS entered_on
    FROM ssd_cla_episodes
    GROUP BY ssd_cla_episodes.clae_cla_id
)

SELECT
    people_at.as_at,
    people_at.child_id,
    ssd_family.fami_family_id AS family_id,
    people_at.sex,
    people_at.ethnicity,
    people_at.born_on,
    people_at.age,
    people_at.disability,
    entries.entered_on,
    known_then.decided_on,
    known_then.placement_order_on,
    known_then.matched_on,
    known_then.placed_on,
    known_then.order_on,
    known_then.reversed_on,
    CASE WHEN known_then.reversed_on IS NOT NULL THEN known_then.reversed_reason END AS reversed_reason,
    known_then.early_permanence_on
FROM known_then
INNER JOIN people_at ON known_then.as_at = people_at.as_at AND known_then.child_id = people_at.child_id
INNER JOIN ssd_family ON known_then.child_id = ssd_family.fami_person_id
INNER JOIN entries ON known_then.cla_id = entries.cla_id
WHERE
    coalesce(known_then.order_on >= known_then.twelve_months_from, TRUE)
    AND coalesce(known_then.reversed_on >= known_then.twelve_months_from, TRUE)
ORDER BY people_at.as_at, known_then.decided_on, known_then.permanence_id;
