-- Deletes a webhook.
UPDATE webhook
SET state = 2, delete_time = :now::timestamptz, version = version + 1, update_time = :now::timestamptz
WHERE organization_id = :organization_id AND webhook_id = :webhook_id::uuid
