-- Keeps others from adding webhooks to the organization until the end of the transaction.
SELECT pg_advisory_xact_lock(hashtextextended('webhooks ' || :organization_id, 0))
