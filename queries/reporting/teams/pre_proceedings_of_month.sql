-- One row is one child in pre-proceedings at the end of one month, with the dates of the family's steps.
-- Read by: reporting/teams/pre_proceedings.py.
SELECT
    open_now.child_id,
    open_now.family_id,
    open_now.team_id,
    open_now.worker_id,
    open_now.decided_on,
    open_now.days_open,
    open_now.has_extension,
    pre_proceedings.due_on,
    pre_proceedings.legal_planning_meeting_on,
    pre_proceedings.letter_sent_on,
    pre_proceedings.first_meeting_on,
    pre_proceedings.last_tracked_on,
    coalesce(
        children.born_on > open_now.month_end, children.born_on IS NULL AND children.expected_on IS NOT NULL
    ) AS is_unborn
FROM events.pre_proceedings_at_month_end AS open_now
INNER JOIN events.pre_proceedings
    ON
        open_now.authority_id = pre_proceedings.authority_id
        AND open_now.event_id = concat(pre_proceedings.event_id, ':', open_now.month_end)
LEFT JOIN events.children
    ON open_now.authority_id = children.authority_id AND open_now.child_id = children.child_id
WHERE open_now.authority_id = $authority_id AND open_now.month_end = cast($month_end AS DATE)
ORDER BY open_now.days_open DESC, open_now.family_id ASC, open_now.child_id ASC;
