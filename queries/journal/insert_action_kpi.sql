-- One row is one measure of an action. Read by: journal/actions.py.
INSERT INTO action_kpis (action_id, kpi_id)
VALUES (:action_id, :kpi_id);
