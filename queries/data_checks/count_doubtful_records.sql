-- One row is one KPI, one check (or any of them) and one part of the organisation: how many records of the newest
-- month are doubtful. A record is, if the row of the extract it comes from is; and if it comes from another table
-- than the doubtful row, if it is about the same child. Reads month_records and threats.
-- Read by: data/data_checks.
INSERT INTO doubt_counts
WITH doubts AS (
    SELECT DISTINCT
        doubtful_rows.check_id,
        doubtful_rows.authority_id,
        doubtful_rows.child_id,
        doubtful_rows.source_table,
        doubtful_rows.load_id,
        doubtful_rows.landed_row,
        threats.kpi_id
    FROM doubtful_rows
    INNER JOIN threats
        ON
            doubtful_rows.check_id = threats.check_id
            AND doubtful_rows.source_table = threats.source_table
            AND doubtful_rows.source_columns = threats.source_columns
    WHERE threats.why_no_swing IS NULL AND threats.touches = 'figure'
),

doubtful_records AS (
    SELECT
        month_records.*,
        doubts.check_id
    FROM month_records
    INNER JOIN doubts
        ON
            month_records.kpi_id = doubts.kpi_id
            AND month_records.load_id = doubts.load_id
            AND month_records.landed_table = doubts.source_table
            AND month_records.landed_row = doubts.landed_row
    UNION
    SELECT
        month_records.*,
        doubts.check_id
    FROM month_records
    INNER JOIN doubts
        ON
            month_records.kpi_id = doubts.kpi_id
            AND month_records.authority_id = doubts.authority_id
            AND month_records.child_id = doubts.child_id
            AND month_records.landed_table <> doubts.source_table
),

with_any AS (
    SELECT doubtful_records.*
    FROM doubtful_records
    UNION
    SELECT doubtful_records.* REPLACE ('any' AS check_id)
    FROM doubtful_records
),

doubtful AS (
    SELECT
        with_any.kpi_id,
        with_any.check_id,
        with_any.authority_id,
        coalesce(with_any.team_unit, with_any.service_area_unit, with_any.authority_id) AS org_unit_id,
        count(*) AS records_doubtful,
        count(*) FILTER (with_any.in_numerator) AS doubtful_in_numerator,
        count(*) FILTER (with_any.cannot_be_counted) AS doubtful_not_counted
    FROM with_any
    GROUP BY
        GROUPING SETS (
            (with_any.kpi_id, with_any.check_id, with_any.authority_id),
            (
                with_any.kpi_id, with_any.check_id, with_any.authority_id,
                with_any.service_area_unit
            ),
            (
                with_any.kpi_id, with_any.check_id, with_any.authority_id,
                with_any.service_area_unit, with_any.team_unit
            )
        )
),

everything AS (
    SELECT
        month_records.kpi_id,
        coalesce(month_records.team_unit, month_records.service_area_unit, month_records.authority_id) AS org_unit_id,
        count(*) AS records,
        count(*) FILTER (month_records.in_numerator) AS numerator,
        count(*) FILTER (month_records.in_denominator) AS denominator
    FROM month_records
    GROUP BY
        GROUPING SETS (
            (month_records.kpi_id, month_records.authority_id),
            (month_records.kpi_id, month_records.authority_id, month_records.service_area_unit),
            (
                month_records.kpi_id, month_records.authority_id, month_records.service_area_unit,
                month_records.team_unit
            )
        )
)

SELECT
    doubtful.check_id,
    doubtful.kpi_id,
    doubtful.authority_id,
    doubtful.org_unit_id,
    doubtful.records_doubtful,
    doubtful.doubtful_in_numerator,
    doubtful.doubtful_not_counted,
    everything.records,
    everything.numerator,
    everything.denominator
FROM doubtful
INNER JOIN everything ON doubtful.kpi_id = everything.kpi_id AND doubtful.org_unit_id = everything.org_unit_id;
