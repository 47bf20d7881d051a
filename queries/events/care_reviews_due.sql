-- One row is one statutory review that a child in care had to have (Care Planning Regulations 2010,
-- regulation 33): the first within 20 working days of entering care, the second within 91 days of the
-- first, each further one within 183 days (three and six months, in days).
-- Where the extract begins after the child came into care, the first review on record need not have been
-- the first: one held more than 112 days into care is then taken for a later one.
-- Short breaks are left out. A review lapses when the child leaves care.
-- late_from_on is the first day on which it is late: for the first review the next working day.
-- Team, worker and age are those of the day the review was due.
-- Read by: reviews in time, children_in_care_at_month_end.
WITH working_dates AS (
    SELECT
        calendar.date,
        calendar.working_day_number,
        lead(calendar.date, 1, NULL) OVER (ORDER BY calendar.date ASC NULLS LAST) AS next_working_date
    FROM calendar
    WHERE calendar.is_working_day
),

moments AS (
    SELECT
        care_periods.event_id AS care_event_id,
        care_periods.care_started_on AS day,
        0 AS is_review,
        care_periods.load_id,
        care_periods.landed_row,
        care_periods.landed_table
    FROM events.care_periods
    WHERE NOT care_periods.is_short_break
    UNION ALL
    SELECT
        care_reviews.care_event_id,
        care_reviews.review_held_on AS day,
        1 AS is_review,
        care_reviews.load_id,
        care_reviews.landed_row,
        care_reviews.landed_table
    FROM events.care_reviews
),

clocks AS (
    SELECT
        moments.*,
        row_number() OVER in_order AS place,
        lead(moments.day, 1, NULL) OVER in_order AS done_on
    FROM moments
    WINDOW
        in_order AS (
            PARTITION BY moments.care_event_id
            ORDER BY moments.day ASC NULLS LAST, moments.is_review ASC NULLS LAST
        )
),

due AS (
    SELECT
        clocks.*,
        care_periods.authority_id,
        care_periods.child_id,
        care_periods.sex,
        care_periods.ethnicity_group,
        care_periods.disability,
        care_periods.birth_on,
        care_periods.care_started_on,
        care_periods.in_care_until,
        first_due.next_working_date,
        CASE
            WHEN clocks.is_review = 0 THEN first_due.date
            WHEN
                clocks.place = 2
                AND (
                    clocks.day <= care_periods.care_started_on + 112
                    OR coalesce(care_periods.care_started_on >= coverage.covered_from, FALSE)
                )
                THEN clocks.day + 91
            ELSE clocks.day + 183
        END AS due_on
    FROM clocks
    INNER JOIN events.care_periods ON clocks.care_event_id = care_periods.event_id
    LEFT JOIN staged.coverage ON care_periods.authority_id = coverage.authority_id
    LEFT JOIN calendar AS starting ON clocks.is_review = 0 AND clocks.day = starting.date
    LEFT JOIN working_dates AS first_due ON starting.working_day_number + 20 = first_due.working_day_number
)

SELECT
    concat(due.care_event_id, ':', due.day, CASE WHEN due.is_review = 1 THEN ':review' ELSE '' END) AS event_id,
    due.authority_id,
    due.child_id,
    allocated.team_id,
    allocated.worker_id,
    due.sex,
    age_band(due.birth_on, due.due_on) AS age_band,
    due.ethnicity_group,
    due.disability,
    due.load_id,
    due.landed_row,
    due.landed_table,
    due.day AS due_from,
    due.due_on,
    due.done_on,
    CASE WHEN due.done_on IS NULL THEN due.in_care_until END AS lapsed_on,
    CASE WHEN due.is_review = 0 THEN due.next_working_date ELSE due.due_on + 1 END AS late_from_on,
    due.is_review = 0 AS is_first_review,
    CASE WHEN due.is_review = 1 THEN due.day END AS previous_review_on,
    due.care_event_id,
    due.care_started_on
FROM due
LEFT JOIN events.allocations_in_force AS allocated
    ON
        due.authority_id = allocated.authority_id
        AND due.child_id = allocated.child_id
        AND due.due_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR due.due_on <= allocated.in_force_until)
