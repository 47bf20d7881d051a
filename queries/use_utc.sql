-- Moments are written and read in UTC, whatever the computer's own time zone. Read by: data/.
SET GLOBAL TimeZone = 'UTC';
