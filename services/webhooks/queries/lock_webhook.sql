-- Keeps others from changing the webhook until the end of the transaction.
SELECT webhook_id FROM webhook
WHERE organization_id = :organization_id AND webhook_id = :webhook_id::uuid AND delete_time IS NULL
FOR UPDATE
