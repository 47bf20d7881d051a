-- What is still asked of the staged tables once a build is made: what the extracts cover (the records behind
-- a number), populations (rates), and what became of every load. Read by: data/from_records.py.
USE store;

CREATE SCHEMA store.staged;

CREATE TABLE store.staged.coverage AS FROM memory.staged.coverage;

CREATE TABLE store.staged.populations AS FROM memory.staged.populations;

CREATE TABLE store.staged.org_units AS FROM memory.staged.org_units;

CREATE TABLE store.staged.settings AS FROM memory.staged.settings;

CREATE TABLE store.staged.record_loads AS FROM memory.staged.record_loads;

CREATE TABLE store.staged.row_counts AS FROM memory.staged.row_counts;

CREATE TABLE store.staged.values_not_read AS FROM memory.staged.values_not_read;

DROP SCHEMA memory.staged CASCADE;
