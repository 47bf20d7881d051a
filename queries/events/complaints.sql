-- One row is one complaint. The day it came in is day 0; stage 1 allows 10 working days, or 20 where it is
-- complex (Complaints Regulations 2006). Complaints that were withdrawn are marked and lapse on the day they
-- closed; one that closed before it came in is marked. A complaint names a service, not a team or a child.
-- Read by: complaints answered in time, complaints received.
SELECT
    concat(complaints.authority_id, ':', complaints.complaint_id, ':', cast(complaints.stage AS INTEGER)) AS event_id,
    complaints.authority_id,
    cast(NULL AS VARCHAR) AS child_id,
    cast(NULL AS VARCHAR) AS team_id,
    cast(NULL AS VARCHAR) AS worker_id,
    cast(NULL AS VARCHAR) AS sex,
    cast(NULL AS VARCHAR) AS age_band,
    cast(NULL AS VARCHAR) AS ethnicity_group,
    cast(NULL AS VARCHAR) AS disability,
    complaints.load_id,
    complaints.landed_row,
    'complaints' AS landed_table,
    cast(complaints.stage AS INTEGER) AS stage,
    complaints.service_area AS about_service,
    lower(complaints.theme) AS theme,
    CASE lower(complaints.theme)
        WHEN 'communication' THEN 'Communication'
        WHEN 'family_not_involved' THEN 'Family not involved in planning'
        WHEN 'decision' THEN 'A decision'
        WHEN 'staff' THEN 'Conduct of staff'
        WHEN 'delay' THEN 'Delay'
        WHEN 'other' THEN 'Other'
    END AS theme_name,
    coalesce(left(upper(trim(complaints.is_complex)), 1) = 'Y', FALSE) AS is_complex,
    complaints.received_on,
    complaints.due_on AS supplied_due_on,
    CASE
        WHEN left(upper(trim(complaints.is_complex)), 1) = 'Y' THEN working_day_due(complaints.received_on, 20)
        ELSE working_day_due(complaints.received_on, 10)
    END AS due_on,
    complaints.closed_on,
    lower(complaints.outcome) AS outcome,
    coalesce(lower(complaints.outcome) = 'withdrawn', FALSE) AS is_withdrawn,
    working_days(complaints.received_on, complaints.closed_on) AS working_days_taken,
    complaints.received_on IS NOT NULL
    AND coalesce(complaints.closed_on >= complaints.received_on, TRUE) AS has_valid_clock
FROM staged.complaints
QUALIFY
    row_number() OVER (
        PARTITION BY complaints.authority_id, complaints.complaint_id, complaints.stage
        ORDER BY complaints.load_id DESC NULLS LAST, complaints.landed_row DESC NULLS LAST
    ) = 1
