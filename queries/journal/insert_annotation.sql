-- One row is one annotation. Read by: journal/annotations.py.
INSERT INTO annotations (annotation_id, authority_id, kpi_id, happened_on, kind, words, post, written_at)
VALUES (:annotation_id, :authority_id, :kpi_id, :happened_on, :kind, :words, :post, :written_at);
