-- Gives a webhook a new secret; the one of now signs too until then.
UPDATE webhook
SET sealed_previous_secret = CASE WHEN :previous_until::timestamptz IS NOT NULL THEN sealed_secret END,
    previous_secret_expire_time = :previous_until::timestamptz, sealed_secret = :sealed_secret::bytea,
    version = version + 1, update_time = :now::timestamptz
WHERE organization_id = :organization_id AND webhook_id = :webhook_id::uuid
