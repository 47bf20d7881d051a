-- One row is one agency that was asked to one meeting about one child: a strategy meeting (local feed
-- strategy_meetings) or a child protection conference (local feed conference_attendance). An agency that was
-- not needed was not asked and has no row. Brothers and sisters who share a meeting have rows of their own.
-- Information sent instead of coming is no attendance, and is marked. A report was shared in time for a
-- conference by the day it was held. Team, worker and age are those of the day of the meeting.
-- Read by: attendance of agencies at meetings.
WITH asked AS (
    SELECT
        meetings.authority_id,
        meetings.strategy_meeting_id AS meeting_id,
        meetings.child_id,
        'Strategy meeting' AS meeting_kind,
        cast(meetings.held_at AS DATE) AS held_on,
        agencies.agency,
        lower(trim(agencies.answer)) AS answer,
        cast(NULL AS DATE) AS report_shared_on,
        meetings.load_id,
        meetings.landed_row,
        'strategy_meetings' AS landed_table
    FROM staged.strategy_meetings AS meetings
    CROSS JOIN
        LATERAL (
            VALUES
            ('Police', meetings.police),
            ('Health', meetings.health),
            ('Education', meetings.education),
            ('Other agency', meetings.other_agency)
        ) AS agencies (agency, answer)
    UNION ALL
    SELECT
        conferences.authority_id,
        conferences.conference_id AS meeting_id,
        conferences.child_id,
        'Child protection conference' AS meeting_kind,
        conferences.held_on,
        CASE lower(trim(conferences.agency))
            WHEN 'police' THEN 'Police'
            WHEN 'health' THEN 'Health'
            WHEN 'education' THEN 'Education'
            WHEN 'adult_services' THEN 'Services for adults'
            ELSE 'Other agency'
        END AS agency,
        CASE left(upper(trim(conferences.attended)), 1) WHEN 'Y' THEN 'attended' WHEN 'N' THEN 'absent' END AS answer,
        conferences.report_shared_on,
        conferences.load_id,
        conferences.landed_row,
        'conference_attendance' AS landed_table
    FROM staged.conference_attendance AS conferences
)

SELECT
    concat(asked.authority_id, ':', asked.meeting_id, ':', asked.child_id, ':', asked.agency) AS event_id,
    asked.authority_id,
    asked.child_id,
    allocated.team_id,
    allocated.worker_id,
    children.sex,
    age_band(children.birth_on, asked.held_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    asked.load_id,
    asked.landed_row,
    asked.landed_table,
    asked.meeting_kind,
    asked.meeting_id,
    asked.held_on,
    asked.agency,
    CASE WHEN asked.answer IS NOT NULL THEN asked.answer = 'attended' END AS is_attended,
    coalesce(asked.answer = 'sent_information', FALSE) AS is_information_sent,
    asked.report_shared_on,
    coalesce(asked.report_shared_on <= asked.held_on, FALSE) AS is_report_shared_in_time
FROM asked
LEFT JOIN events.children ON asked.authority_id = children.authority_id AND asked.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        asked.authority_id = allocated.authority_id
        AND asked.child_id = allocated.child_id
        AND asked.held_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR asked.held_on <= allocated.in_force_until)
WHERE asked.answer IS DISTINCT FROM 'not_needed' AND asked.held_on IS NOT NULL
QUALIFY
    row_number() OVER (
        PARTITION BY asked.authority_id, asked.meeting_id, asked.child_id, asked.agency
        ORDER BY asked.load_id DESC NULLS LAST, asked.landed_row DESC NULLS LAST
    ) = 1
