-- One row is one authority that a load has added; one that is there already stays as it is.
INSERT INTO org_units
VALUES ($org_unit_id, NULL, $org_unit_id, 'authority', $name, $name, NULL, NULL, FALSE)
ON CONFLICT DO NOTHING;
