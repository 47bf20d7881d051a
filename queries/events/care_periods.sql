-- One row is one period of care: from the day a child entered care to the day the child left it.
-- Episodes that follow each other (X1, a move, a new legal status) are one period, and so are two that
-- have one day between them: neither is a leaving or a new entry. A period whose last episode ceased
-- with X1 ended, but nobody recorded the leaving: it has care_ended_on and no left_care_on.
-- A period is a short break if every legal status in it is V1, V3 or V4; short breaks are marked here,
-- because contact with them is counted elsewhere, and left out of every other table of children in care.
-- Care ends on the 18th birthday (in_care_until), whatever is left open; periods that start after it are
-- left out. Earlier and later periods are looked for among those that are not short breaks. Annex A answers for
-- each child whether the period is a second one in 12 months: that a child was in care before is known from a
-- yes, and that it was not from a no or from extracts that reach back 12 months (is_back_known).
-- Team, worker and age are those of the day the child entered care.
-- Read by: entering care, coming back into care, and every other table of children in care.
WITH given AS (
    SELECT
        care_episodes.authority_id,
        care_episodes.child_id,
        care_episodes.care_episode_id,
        care_episodes.episode_started_on,
        -- a child has one episode at a time: one left open ends when the next one starts
        coalesce(
            care_episodes.episode_ceased_on,
            lead(care_episodes.episode_started_on, 1, NULL) OVER (
                PARTITION BY care_episodes.authority_id, care_episodes.child_id
                ORDER BY
                    care_episodes.episode_started_on ASC NULLS LAST,
                    care_episodes.episode_ceased_on ASC NULLS LAST,
                    care_episodes.care_episode_id ASC NULLS LAST
            )
        ) AS episode_ceased_on,
        upper(trim(care_episodes.ceased_reason_code)) AS ceased_reason_code,
        care_episodes.entered_care_on,
        care_episodes.last_iro_contact_on,
        care_episodes.load_id,
        care_episodes.landed_row
    FROM staged.care_episodes
    WHERE
        care_episodes.episode_started_on IS NOT NULL
        AND coalesce(care_episodes.episode_ceased_on >= care_episodes.episode_started_on, TRUE)
),

episodes AS (
    SELECT
        given.*,
        max(coalesce(given.episode_ceased_on, DATE '9999-12-31')) OVER (
            PARTITION BY given.authority_id, given.child_id
            ORDER BY
                given.episode_started_on ASC NULLS LAST,
                given.episode_ceased_on ASC NULLS LAST,
                given.care_episode_id ASC NULLS LAST
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS covered_until
    FROM given
),

numbered AS (
    SELECT
        episodes.*,
        sum(CASE WHEN episodes.episode_started_on <= episodes.covered_until + 1 THEN 0 ELSE 1 END) OVER (
            PARTITION BY episodes.authority_id, episodes.child_id
            ORDER BY
                episodes.episode_started_on ASC NULLS LAST,
                episodes.episode_ceased_on ASC NULLS LAST,
                episodes.care_episode_id ASC NULLS LAST
            ROWS UNBOUNDED PRECEDING
        ) AS period_number,
        row_number() OVER (
            PARTITION BY episodes.authority_id, episodes.child_id
            ORDER BY
                episodes.episode_started_on ASC NULLS LAST,
                episodes.episode_ceased_on ASC NULLS LAST,
                episodes.care_episode_id ASC NULLS LAST
        ) AS episode_number
    FROM episodes
),

last_episodes AS (
    SELECT
        numbered.authority_id,
        numbered.child_id,
        numbered.period_number,
        numbered.episode_ceased_on,
        numbered.ceased_reason_code
    FROM numbered
    QUALIFY
        row_number() OVER (
            PARTITION BY numbered.authority_id, numbered.child_id, numbered.period_number
            ORDER BY numbered.episode_ceased_on DESC NULLS FIRST, numbered.episode_number DESC NULLS LAST
        ) = 1
),

first_episodes AS (
    SELECT
        numbered.authority_id,
        numbered.child_id,
        numbered.period_number,
        numbered.episode_started_on,
        -- the extract may begin in the middle of a period; the entry date reaches further back
        CASE
            WHEN
                numbered.entered_care_on < numbered.episode_started_on
                AND coalesce(numbered.entered_care_on > numbered.covered_until + 1, TRUE)
                THEN numbered.entered_care_on
            ELSE numbered.episode_started_on
        END AS care_started_on,
        numbered.load_id,
        numbered.landed_row
    FROM numbered
    QUALIFY
        row_number() OVER (
            PARTITION BY numbered.authority_id, numbered.child_id, numbered.period_number
            ORDER BY numbered.episode_number ASC NULLS LAST
        ) = 1
),

reviewer_contacts AS (
    SELECT
        numbered.authority_id,
        numbered.child_id,
        numbered.period_number,
        max(numbered.last_iro_contact_on) AS last_iro_contact_on
    FROM numbered
    GROUP BY
        numbered.authority_id,
        numbered.child_id,
        numbered.period_number
),

periods AS (
    SELECT
        first_episodes.*,
        last_episodes.episode_ceased_on AS care_ended_on,
        last_episodes.ceased_reason_code,
        reviewer_contacts.last_iro_contact_on,
        children.birth_on,
        children.turns_18_on,
        children.sex,
        children.ethnicity_group,
        children.disability,
        children.is_uasc
        AND coalesce(children.uasc_from_on <= coalesce(last_episodes.episode_ceased_on, DATE '9999-12-31'), TRUE)
        AND coalesce(children.uasc_until_on > first_episodes.care_started_on, TRUE) AS is_uasc
    FROM first_episodes
    INNER JOIN last_episodes
        ON
            first_episodes.authority_id = last_episodes.authority_id
            AND first_episodes.child_id = last_episodes.child_id
            AND first_episodes.period_number = last_episodes.period_number
    INNER JOIN reviewer_contacts
        ON
            first_episodes.authority_id = reviewer_contacts.authority_id
            AND first_episodes.child_id = reviewer_contacts.child_id
            AND first_episodes.period_number = reviewer_contacts.period_number
    LEFT JOIN events.children
        ON
            first_episodes.authority_id = children.authority_id
            AND first_episodes.child_id = children.child_id
    WHERE coalesce(first_episodes.care_started_on < children.turns_18_on, TRUE)
),

legal AS (
    SELECT
        periods.authority_id,
        periods.child_id,
        periods.period_number,
        bool_and(legal_statuses.legal_status_code IN ('V1', 'V3', 'V4')) AS is_short_break,
        bool_or(
            legal_statuses.legal_status_code = 'L1' AND legal_statuses.status_started_on <= periods.care_started_on
        ) AS is_police_protection_at_entry
    FROM periods
    INNER JOIN staged.legal_statuses
        ON
            periods.authority_id = legal_statuses.authority_id
            AND periods.child_id = legal_statuses.child_id
            AND coalesce(periods.care_ended_on >= legal_statuses.status_started_on, TRUE)
            AND coalesce(periods.care_started_on <= legal_statuses.status_ended_on, TRUE)
    WHERE legal_statuses.legal_status_code IS NOT NULL
    GROUP BY
        periods.authority_id,
        periods.child_id,
        periods.period_number
),

marked AS (
    SELECT
        periods.*,
        coalesce(legal.is_short_break, FALSE) AS is_short_break,
        coalesce(legal.is_police_protection_at_entry, FALSE) AS is_police_protection_at_entry,
        lag(periods.care_ended_on, 1, NULL) OVER same_kind AS earlier_care_ended_on,
        lead(periods.care_started_on, 1, NULL) OVER same_kind AS next_care_started_on
    FROM periods
    LEFT JOIN legal
        ON
            periods.authority_id = legal.authority_id
            AND periods.child_id = legal.child_id
            AND periods.period_number = legal.period_number
    WINDOW
        same_kind AS (
            PARTITION BY periods.authority_id, periods.child_id, coalesce(legal.is_short_break, FALSE)
            ORDER BY periods.period_number ASC NULLS LAST
        )
),

answered AS (
    SELECT
        marked.authority_id,
        marked.child_id,
        marked.period_number,
        bool_or(annex_a_counts.has_second_care_period_in_12_months) AS is_second_in_12_months
    FROM marked
    INNER JOIN staged.annex_a_counts
        ON
            marked.authority_id = annex_a_counts.authority_id
            AND marked.child_id = annex_a_counts.child_id
            AND annex_a_counts.list_number = 8
            AND marked.care_started_on <= annex_a_counts.known_on
            AND coalesce(marked.next_care_started_on > annex_a_counts.known_on, TRUE)
    WHERE NOT marked.is_short_break
    GROUP BY
        marked.authority_id,
        marked.child_id,
        marked.period_number
)

SELECT
    concat(marked.authority_id, ':', marked.child_id, ':', marked.care_started_on) AS event_id,
    marked.authority_id,
    marked.child_id,
    allocated.team_id,
    allocated.worker_id,
    marked.sex,
    age_band(marked.birth_on, marked.care_started_on) AS age_band,
    marked.ethnicity_group,
    marked.disability,
    marked.load_id,
    marked.landed_row,
    'care_episodes' AS landed_table,
    marked.care_started_on,
    marked.care_ended_on,
    CASE WHEN coalesce(marked.ceased_reason_code <> 'X1', TRUE) THEN marked.care_ended_on END AS left_care_on,
    CASE WHEN marked.care_ended_on IS NOT NULL THEN marked.ceased_reason_code END AS leaving_reason_code,
    -- the first day on which the child is no longer counted as in care
    CASE
        WHEN marked.care_ended_on IS NULL OR marked.turns_18_on < marked.care_ended_on THEN marked.turns_18_on
        ELSE marked.care_ended_on
    END AS in_care_until,
    marked.is_short_break,
    marked.is_uasc,
    marked.is_police_protection_at_entry,
    marked.last_iro_contact_on,
    marked.birth_on,
    age_on(marked.birth_on, marked.care_started_on) AS age_in_years,
    marked.earlier_care_ended_on,
    coalesce(marked.care_started_on <= add_months(marked.earlier_care_ended_on, 12), FALSE)
    OR coalesce(answered.is_second_in_12_months, FALSE) AS is_back_within_12_months,
    answered.is_second_in_12_months IS NOT NULL
    OR coalesce(add_months(marked.care_started_on, -12) >= coverage.covered_from, FALSE) AS is_back_known,
    marked.next_care_started_on
FROM marked
LEFT JOIN answered
    ON
        marked.authority_id = answered.authority_id
        AND marked.child_id = answered.child_id
        AND marked.period_number = answered.period_number
LEFT JOIN staged.coverage ON marked.authority_id = coverage.authority_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        marked.authority_id = allocated.authority_id
        AND marked.child_id = allocated.child_id
        AND marked.care_started_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR marked.care_started_on <= allocated.in_force_until)
