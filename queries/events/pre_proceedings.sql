-- One row is one child in pre-proceedings. The first child of a family that entered on the same day also
-- stands for the family (is_family): the family's work ends when it has ended for every child.
-- The limit is local: the short one, or the long one where an assistant director agreed to more time
-- (pre_proceedings_short, pre_proceedings_long); the day of the decision is day 0.
-- Pre-proceedings that end before the decision are marked. Rows come from the local feed, or the dataset
-- (which has no extension, tracking or court dates). Team: the feed's, or the allocated worker's on the day.
-- Read by: pre-proceedings KPIs, pre_proceedings_at_month_end, care_proceedings.
WITH rows_once AS (
    SELECT
        pre_proceedings.*,
        coalesce(nullif(trim(pre_proceedings.family_id), ''), pre_proceedings.child_id) AS one_family_id
    FROM staged.pre_proceedings
    QUALIFY
        row_number() OVER (
            PARTITION BY
                pre_proceedings.authority_id,
                pre_proceedings.pre_proceedings_id,
                pre_proceedings.child_id
            ORDER BY pre_proceedings.load_id DESC NULLS LAST, pre_proceedings.landed_row DESC NULLS LAST
        ) = 1
),

families AS (
    SELECT
        rows_once.*,
        row_number() OVER (
            PARTITION BY rows_once.authority_id, rows_once.one_family_id, rows_once.decided_on
            ORDER BY rows_once.pre_proceedings_id ASC NULLS LAST, rows_once.child_id ASC NULLS LAST
        ) AS place_in_family,
        count(*) OVER (
            PARTITION BY rows_once.authority_id, rows_once.one_family_id, rows_once.decided_on
        ) AS children_in_family,
        count(rows_once.ended_on) OVER (
            PARTITION BY rows_once.authority_id, rows_once.one_family_id, rows_once.decided_on
        ) AS children_ended,
        max(rows_once.ended_on) OVER (
            PARTITION BY rows_once.authority_id, rows_once.one_family_id, rows_once.decided_on
        ) AS last_ended_on
    FROM rows_once
)

SELECT
    concat(families.authority_id, ':', families.pre_proceedings_id, ':', families.child_id) AS event_id,
    families.authority_id,
    families.child_id,
    coalesce(nullif(trim(families.team_id), ''), allocated.team_id) AS team_id,
    allocated.worker_id,
    children.sex,
    age_band(children.birth_on, families.decided_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    families.load_id,
    families.landed_row,
    'pre_proceedings' AS landed_table,
    families.one_family_id AS family_id,
    families.place_in_family = 1 AS is_family,
    families.children_in_family,
    families.legal_planning_meeting_on,
    families.decided_on,
    families.letter_sent_on,
    families.first_meeting_on,
    families.ended_on,
    CASE WHEN families.children_ended = families.children_in_family THEN families.last_ended_on END
        AS family_ended_on,
    coalesce(left(upper(trim(families.extension_agreed)), 1) = 'Y', FALSE) AS has_extension,
    due_after(families.decided_on, agreed_limit.value, agreed_limit.unit) AS due_on,
    families.ended_on - families.decided_on AS days_taken,
    CASE
        WHEN families.ended_on IS NULL THEN NULL
        WHEN lower(families.outcome) LIKE '%step%' THEN 'stepped_down'
        WHEN lower(families.outcome) LIKE '%issu%' THEN 'issued'
        WHEN families.outcome IS NOT NULL THEN 'other'
    END AS outcome_code,
    CASE
        WHEN families.ended_on IS NULL THEN NULL
        WHEN lower(families.outcome) LIKE '%step%' THEN 'No court needed'
        WHEN lower(families.outcome) LIKE '%issu%' THEN 'Care proceedings issued'
        WHEN families.outcome IS NOT NULL THEN 'Other'
    END AS outcome,
    families.issued_on,
    families.concluded_on,
    families.last_tracked_on,
    families.decided_on IS NOT NULL
    AND coalesce(families.ended_on >= families.decided_on, TRUE) AS has_valid_clock,
    families.legal_planning_meeting_on IS NOT NULL
    AND coalesce(families.decided_on >= families.legal_planning_meeting_on, FALSE) AS has_valid_planning_clock
FROM families
LEFT JOIN events.children
    ON families.authority_id = children.authority_id AND families.child_id = children.child_id
LEFT JOIN staged.settings AS agreed_limit
    ON
        families.authority_id = agreed_limit.authority_id
        AND agreed_limit.setting_id
        = CASE
            WHEN left(upper(trim(families.extension_agreed)), 1) = 'Y' THEN 'pre_proceedings_long'
            ELSE 'pre_proceedings_short'
        END
        AND families.decided_on >= agreed_limit.valid_from
        AND (agreed_limit.valid_until IS NULL OR families.decided_on < agreed_limit.valid_until)
LEFT JOIN events.allocations_in_force AS allocated
    ON
        families.authority_id = allocated.authority_id
        AND families.child_id = allocated.child_id
        AND families.decided_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR families.decided_on <= allocated.in_force_until)
