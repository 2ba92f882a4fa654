-- One webhook.
SELECT * FROM webhook_record WHERE _organization_id = :organization_id AND _webhook_id = :webhook_id::uuid
