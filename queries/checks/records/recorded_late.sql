-- One row is one visit, supervision or decision of the last twelve months for which the feed recording_times says
-- when it was written down, with the doubt where that was more than five working days after it happened. A council
-- that records late has a newest month that will change. Read by: data/data_checks.
WITH records AS (
    SELECT
        cp_visits.authority_id,
        'protection_visit' AS kind,
        cp_visits.visit_id AS record_id,
        'cp_visits' AS source_table,
        cp_visits.load_id,
        cp_visits.landed_row
    FROM staged.cp_visits
    UNION ALL
    SELECT
        cin_visits.authority_id,
        'need_visit' AS kind,
        cin_visits.visit_id AS record_id,
        'cin_visits' AS source_table,
        cin_visits.load_id,
        cin_visits.landed_row
    FROM staged.cin_visits
    UNION ALL
    SELECT
        care_visits.authority_id,
        'care_visit' AS kind,
        care_visits.visit_id AS record_id,
        'care_visits' AS source_table,
        care_visits.load_id,
        care_visits.landed_row
    FROM staged.care_visits
    UNION ALL
    SELECT
        case_supervision.authority_id,
        'supervision' AS kind,
        case_supervision.supervision_id AS record_id,
        'case_supervision' AS source_table,
        case_supervision.load_id,
        case_supervision.landed_row
    FROM staged.case_supervision
    UNION ALL
    SELECT
        assessments.authority_id,
        'decision' AS kind,
        assessments.assessment_id AS record_id,
        'assessments' AS source_table,
        assessments.load_id,
        assessments.landed_row
    FROM staged.assessments
)

SELECT
    recording_times.authority_id,
    recording_times.team_id,
    recording_times.child_id,
    records.source_table,
    '*' AS source_columns,
    records.load_id,
    records.landed_row,
    1 AS rows_concerned,
    CASE
        WHEN working_days(cast(recording_times.happened_at AS DATE), cast(recording_times.recorded_at AS DATE)) > 5
            THEN 'It was written down more than five working days after it happened.'
    END AS doubt
FROM staged.recording_times
INNER JOIN staged.coverage ON recording_times.authority_id = coverage.authority_id
INNER JOIN records
    ON
        recording_times.authority_id = records.authority_id
        AND recording_times.kind = records.kind
        AND recording_times.record_id = records.record_id
WHERE
    recording_times.happened_at IS NOT NULL
    AND recording_times.recorded_at IS NOT NULL
    AND cast(recording_times.happened_at AS DATE) > cast(add_months(coverage.as_at_on, -12) AS DATE)
    AND cast(recording_times.happened_at AS DATE) <= coverage.as_at_on
