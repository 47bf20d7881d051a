-- One row is one section 47 enquiry that was open at the end of one month: begun, and not ended by then.
-- One that has no further action recorded, or a conference recorded as unnecessary, is only waiting to be
-- closed and is left out. An enquiry without a start, or ended before it, is left out too.
-- Read by: enquiries past the limit with no conference.
SELECT
    concat(enquiries.event_id, ':', month_ends.month_end) AS event_id,
    enquiries.authority_id,
    enquiries.child_id,
    enquiries.team_id,
    enquiries.worker_id,
    enquiries.sex,
    enquiries.age_band,
    enquiries.ethnicity_group,
    enquiries.disability,
    enquiries.load_id,
    enquiries.landed_row,
    enquiries.landed_table,
    month_ends.month_end,
    enquiries.enquiry_started_on,
    enquiries.enquiry_ended_on,
    enquiries.conference_due_on,
    enquiries.conference_held_on,
    working_days(enquiries.enquiry_started_on, month_ends.month_end) AS working_days_open,
    coalesce(enquiries.conference_held_on <= month_ends.month_end, FALSE) AS has_conference,
    working_days(enquiries.enquiry_started_on, month_ends.month_end) > 15
    AND NOT coalesce(enquiries.conference_held_on <= month_ends.month_end, FALSE) AS is_overdue_without_conference
FROM events.section_47_enquiries AS enquiries
INNER JOIN month_ends
    ON
        enquiries.authority_id = month_ends.authority_id
        AND enquiries.enquiry_started_on <= month_ends.month_end
        AND (enquiries.enquiry_ended_on IS NULL OR enquiries.enquiry_ended_on > month_ends.month_end)
WHERE
    enquiries.has_valid_clock
    -- an outcome of an enquiry that has ended since was not known at the month's end
    AND NOT (enquiries.enquiry_ended_on IS NULL AND coalesce(enquiries.is_conference_unnecessary, FALSE))
