-- Keeps others from taking the administration of all organizations from anybody
-- until the end of the transaction.
SELECT pg_advisory_xact_lock(hashtextextended('administrators', 0))
