-- One row is one child in one early help assessment of list 2, unless the authority has the feed of this name,
-- which says more.
INSERT INTO staged.early_help_assessments BY NAME
WITH numbered AS (
    SELECT
        in_list.*,
        row_number() OVER (
            PARTITION BY in_list.load_id, in_list.child_id, in_list.early_help_assessment_started_on
            ORDER BY in_list.completing_organisation ASC NULLS LAST, in_list.landed_row ASC NULLS LAST
        ) AS occurrence
    FROM staged.annex_a_list_2 AS in_list
    WHERE
        in_list.authority_id NOT IN (
            SELECT in_feed.authority_id
            FROM staged.early_help_assessments AS in_feed
        )
)

SELECT
    annex_a_id(
        'early_help_assessment', numbered.child_id, numbered.early_help_assessment_started_on, numbered.occurrence
    ) AS early_help_assessment_id,
    numbered.child_id,
    numbered.early_help_assessment_started_on AS assessment_started_on,
    numbered.early_help_assessment_completed_on AS assessment_completed_on,
    numbered.completing_organisation AS organisation,
    numbered.authority_id,
    'annex_a' AS source_kind,
    numbered.load_id,
    numbered.landed_row
FROM numbered
QUALIFY
    row_number() OVER (
        PARTITION BY
            numbered.authority_id,
            numbered.child_id,
            numbered.early_help_assessment_started_on,
            numbered.occurrence
        ORDER BY numbered.as_at_on DESC NULLS LAST
    ) = 1;
