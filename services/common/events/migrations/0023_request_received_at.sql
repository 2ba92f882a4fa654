-- Beside writers: each statement by itself, from the first one again after a loss.
--
-- Old answers are found by this index. A BRIN index tells only which pages hold none of an age,
-- and where the pages of those that were deleted are used again it is none: each batch of the
-- retention then read the whole table.
DROP INDEX CONCURRENTLY IF EXISTS request_received_at;
CREATE INDEX CONCURRENTLY request_received_at ON request (received_at);
DROP INDEX CONCURRENTLY IF EXISTS request_received;
