-- One row is one child: the newest that any list says, each fact by itself, because a list may leave it blank.
-- A date of birth after the day of the extract, or one of a child recorded as unborn, is the expected date.
INSERT INTO staged.people BY NAME
WITH said AS (
    SELECT
        annex_a_rows.authority_id,
        annex_a_rows.child_id,
        CASE annex_a_rows.gender_code WHEN 'male' THEN 'M' WHEN 'female' THEN 'F' END AS sex_code,
        annex_a_rows.ethnicity_code,
        annex_a_rows.born_on,
        coalesce(annex_a_rows.born_on > annex_a_rows.as_at_on, FALSE) AS is_unborn,
        annex_a_rows.as_at_on,
        annex_a_rows.load_id,
        annex_a_rows.landed_row,
        row_number() OVER (
            PARTITION BY annex_a_rows.authority_id, annex_a_rows.child_id
            ORDER BY
                annex_a_rows.as_at_on ASC NULLS LAST,
                annex_a_rows.list_number ASC NULLS LAST,
                annex_a_rows.landed_row ASC NULLS LAST
        ) AS age_of_word
    FROM annex_a_rows
),

newest AS (
    SELECT
        said.authority_id,
        said.child_id,
        max_by(said.sex_code, said.age_of_word) FILTER (said.sex_code IS NOT NULL) AS sex_code,
        max_by(said.ethnicity_code, said.age_of_word) FILTER (said.ethnicity_code IS NOT NULL) AS ethnicity_code,
        max_by(said.born_on, said.age_of_word) FILTER (said.born_on IS NOT NULL) AS born_on,
        max_by(said.is_unborn, said.age_of_word) FILTER (said.born_on IS NOT NULL) AS is_unborn,
        max_by(said.load_id, said.age_of_word) AS load_id,
        max_by(said.landed_row, said.age_of_word) AS landed_row
    FROM said
    GROUP BY
        said.authority_id,
        said.child_id
)

SELECT
    newest.child_id,
    coalesce(newest.sex_code, 'U') AS sex_code,
    newest.ethnicity_code,
    CASE WHEN NOT newest.is_unborn THEN newest.born_on END AS born_on,
    CASE WHEN newest.is_unborn THEN newest.born_on END AS expected_on,
    newest.authority_id,
    'annex_a' AS source_kind,
    newest.load_id,
    newest.landed_row
FROM newest;
