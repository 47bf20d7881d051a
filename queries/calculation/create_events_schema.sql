-- The schema that holds one table a kind of event. Read by: data/calculation/event_tables.py.
CREATE SCHEMA IF NOT EXISTS events;
