-- Creates a webhook that is sent to.
INSERT INTO webhook (organization_id, webhook_id, url, description, types, state, disable_reason, sealed_secret, version,
                     create_time, update_time, enable_time)
VALUES (:organization_id, :webhook_id::uuid, :url, :description, :types::text[], 1, 0, :sealed_secret::bytea, 1,
        :now::timestamptz, :now::timestamptz, :now::timestamptz)
