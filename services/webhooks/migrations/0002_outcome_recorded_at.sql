-- Beside writers: each statement by itself, from the first one again after a loss.
--
-- Old outcomes are found by this index: where the pages of those that were forgotten are used
-- again, a BRIN index tells no page from another.
DROP INDEX CONCURRENTLY IF EXISTS outcome_recorded_at;
CREATE INDEX CONCURRENTLY outcome_recorded_at ON outcome (recorded_at);
DROP INDEX CONCURRENTLY IF EXISTS outcome_recorded;
