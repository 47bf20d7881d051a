-- One row is one version of a commentary. Read by: journal/commentary.py.
INSERT INTO commentary (
    org_unit_id,
    kpi_id,
    month,
    version,
    authority_id,
    what_changed,
    why,
    what_we_do,
    post,
    written_at
)
VALUES (
    :org_unit_id,
    :kpi_id,
    :month,
    :version,
    :authority_id,
    :what_changed,
    :why,
    :what_we_do,
    :post,
    :written_at
);
