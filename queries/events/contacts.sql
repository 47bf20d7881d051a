-- One row is one child in one contact at the front door: a contact about three children is three rows.
-- Duplicates and unborn children stay in, as ChAT counts them. A contact is nobody's team yet, so it
-- has no team. It became a referral if its recorded outcome says so; where no outcome is recorded (the
-- Annex A list has none), if the child was referred from the day of the contact to the end of the local
-- window (contact_to_referral_window). Until the last day of that window it is too recent to judge.
-- The decision and its time come from the local feed contact_decisions: the case system has neither. From
-- the first contact on that stands in the feed, one without a row is undecided; before it nobody knows.
-- Read by: the front door KPIs, contacts_by_child_at_month_end.
-- The same outcomes come again and again, and so do the days: each is worked out once.
WITH outcomes AS (
    SELECT
        texts.outcome_flags,
        has_flag(texts.outcome_flags, 'NEW_REFERRAL_FLAG') AS is_referral_flagged,
        has_flag(texts.outcome_flags, 'EXISTING_REFERRAL_FLAG') AS is_open_case_flagged,
        has_flag(texts.outcome_flags, 'NFA_FLAG') AS is_no_further_action_flagged
    FROM (SELECT DISTINCT contacts.outcome_flags FROM staged.contacts) AS texts
),

windows AS (
    SELECT
        days.authority_id,
        days.contact_received_on,
        due_after(days.contact_received_on, link_window.value, link_window.unit) AS window_closes_on
    FROM (
        SELECT DISTINCT
            contacts.authority_id,
            contacts.contact_received_on
        FROM staged.contacts
    ) AS days
    INNER JOIN staged.settings AS link_window
        ON
            days.authority_id = link_window.authority_id
            AND link_window.setting_id = 'contact_to_referral_window'
            AND days.contact_received_on >= link_window.valid_from
            AND (link_window.valid_until IS NULL OR days.contact_received_on < link_window.valid_until)
),

received AS (
    SELECT
        contacts.authority_id,
        contacts.contact_id,
        contacts.child_id,
        contacts.contact_received_on,
        upper(trim(contacts.source_code)) AS source_code,
        outcomes.is_referral_flagged,
        outcomes.is_open_case_flagged,
        outcomes.is_no_further_action_flagged,
        contacts.load_id,
        contacts.landed_row,
        windows.window_closes_on
    FROM staged.contacts
    LEFT JOIN outcomes ON contacts.outcome_flags = outcomes.outcome_flags
    LEFT JOIN windows
        ON
            contacts.authority_id = windows.authority_id
            AND contacts.contact_received_on = windows.contact_received_on
),

referred AS (
    SELECT
        received.authority_id,
        received.contact_id,
        min(referrals.referral_received_on) AS referral_received_on
    FROM received
    INNER JOIN staged.referrals
        ON
            received.authority_id = referrals.authority_id
            AND received.child_id = referrals.child_id
            AND received.contact_received_on <= referrals.referral_received_on
            AND received.window_closes_on >= referrals.referral_received_on
    GROUP BY
        received.authority_id,
        received.contact_id
),

decisions AS (
    SELECT
        contact_decisions.authority_id,
        contact_decisions.contact_id,
        contact_decisions.child_id,
        contact_decisions.received_at,
        contact_decisions.decided_at,
        contact_decisions.recorded_at,
        lower(contact_decisions.rating) AS rating,
        lower(contact_decisions.reason) AS reason,
        lower(contact_decisions.decision) AS decision
    FROM staged.contact_decisions
    QUALIFY
        row_number() OVER (
            PARTITION BY contact_decisions.authority_id, contact_decisions.contact_id, contact_decisions.child_id
            ORDER BY contact_decisions.decided_at DESC NULLS LAST, contact_decisions.landed_row DESC NULLS LAST
        ) = 1
),

feed_starts AS (
    SELECT
        received.authority_id,
        min(received.contact_received_on) AS decisions_from
    FROM received
    INNER JOIN decisions
        ON
            received.authority_id = decisions.authority_id
            AND received.contact_id = decisions.contact_id
            AND received.child_id = decisions.child_id
    GROUP BY received.authority_id
),

judged AS (
    SELECT
        received.*,
        referred.referral_received_on,
        decisions.contact_id IS NOT NULL AS has_decision_record,
        coalesce(received.contact_received_on >= feed_starts.decisions_from, FALSE) AS is_decision_known,
        decisions.received_at,
        decisions.decided_at,
        decisions.recorded_at,
        decisions.rating,
        decisions.reason,
        decisions.decision,
        coalesce(
            received.is_referral_flagged,
            decisions.decision = 'referral',
            referred.referral_received_on IS NOT NULL
        ) AS is_referral,
        coalesce(received.window_closes_on > coverage.as_at_on, FALSE) AS is_too_recent
    FROM received
    LEFT JOIN referred
        ON received.authority_id = referred.authority_id AND received.contact_id = referred.contact_id
    LEFT JOIN decisions
        ON
            received.authority_id = decisions.authority_id
            AND received.contact_id = decisions.contact_id
            AND received.child_id = decisions.child_id
    LEFT JOIN feed_starts ON received.authority_id = feed_starts.authority_id
    LEFT JOIN staged.coverage ON received.authority_id = coverage.authority_id
)

SELECT
    concat(judged.authority_id, ':', judged.contact_id) AS event_id,
    judged.authority_id,
    judged.child_id,
    cast(NULL AS VARCHAR) AS team_id,
    cast(NULL AS VARCHAR) AS worker_id,
    children.sex,
    age_band(children.birth_on, judged.contact_received_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    judged.load_id,
    judged.landed_row,
    'contacts' AS landed_table,
    judged.contact_received_on,
    judged.source_code,
    source_group(judged.source_code) AS source_group,
    judged.window_closes_on,
    judged.referral_received_on,
    judged.is_referral,
    judged.is_too_recent,
    coalesce(judged.is_open_case_flagged, judged.decision = 'open_episode') AS is_on_open_case,
    CASE coalesce(judged.is_open_case_flagged, judged.decision = 'open_episode')
        WHEN TRUE THEN 'Child already open'
        WHEN FALSE THEN 'Child not open'
    END AS open_case_group,
    coalesce(judged.is_no_further_action_flagged, judged.decision = 'no_further_action') AS is_no_further_action,
    judged.has_decision_record,
    judged.is_decision_known,
    judged.received_at,
    judged.decided_at,
    judged.recorded_at,
    cast(judged.decided_at AS DATE) AS decided_on,
    judged.rating,
    judged.reason,
    judged.decision
FROM judged
LEFT JOIN events.children ON judged.authority_id = children.authority_id AND judged.child_id = children.child_id
