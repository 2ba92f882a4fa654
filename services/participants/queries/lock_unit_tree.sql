-- Keeps others from changing the shape of the organization's tree until the end
-- of the transaction.
SELECT pg_advisory_xact_lock(hashtextextended('unit tree ' || :organization_id, 0))
