-- One row is one kind of meeting, agency and month: to how many meetings it was asked, came, and sent
-- information instead, and for conferences how many reports it shared in time. Brothers and sisters share a
-- meeting, which counts once; a meeting without a mark is not counted. Read by: reporting/journey/attendance.py.
WITH meetings AS (
    SELECT
        attendance.meeting_kind,
        attendance.agency,
        attendance.meeting_id,
        last_day(max(attendance.held_on)) AS month_end,
        bool_or(attendance.is_attended) AS is_attended,
        bool_or(attendance.is_information_sent) AS is_information_sent,
        bool_or(attendance.is_report_shared_in_time) AS is_report_shared_in_time
    FROM events.meeting_attendance AS attendance
    WHERE
        attendance.authority_id = $authority_id
        AND attendance.held_on BETWEEN cast($first_day AS DATE) AND cast($last_day AS DATE)
        AND attendance.is_attended IS NOT NULL
    GROUP BY
        attendance.meeting_kind,
        attendance.agency,
        attendance.meeting_id
)

SELECT
    meetings.meeting_kind,
    meetings.agency,
    meetings.month_end,
    count(*) AS asked,
    count(*) FILTER (WHERE meetings.is_attended) AS attended,
    count(*) FILTER (WHERE meetings.is_information_sent AND NOT meetings.is_attended) AS sent_information,
    count(*) FILTER (WHERE meetings.is_report_shared_in_time) AS reports_in_time
FROM meetings
GROUP BY ALL
ORDER BY
    meetings.meeting_kind ASC NULLS LAST,
    meetings.agency ASC NULLS LAST,
    meetings.month_end ASC NULLS LAST;
