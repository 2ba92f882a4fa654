-- Changes what a webhook is, and whether it is sent to.
UPDATE webhook
SET url = :url, description = :description, types = :types::text[], disable_reason = :disable_reason::smallint,
    enable_time = CASE WHEN state = 2 AND :state::smallint = 1 THEN :now::timestamptz ELSE enable_time END,
    state = :state::smallint, version = version + 1, update_time = :now::timestamptz
WHERE organization_id = :organization_id AND webhook_id = :webhook_id::uuid
