-- A page of webhooks by id.
SELECT * FROM webhook_record
WHERE _organization_id = :organization_id AND (:after::uuid IS NULL OR _webhook_id > :after::uuid)
ORDER BY _webhook_id
LIMIT :limit
