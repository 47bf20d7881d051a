-- One value: an identifier made of what a row is about, because Annex A has none of its own.
-- Read by: the other files of this folder.
CREATE OR REPLACE MACRO annex_a_id(kind, child_id, day, occurrence := 1) AS (
    concat_ws(':', kind, child_id, cast(day AS VARCHAR), CASE WHEN occurrence > 1 THEN cast(occurrence AS VARCHAR) END)
);
