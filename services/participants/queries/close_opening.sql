-- Ends an opening before its time.
UPDATE opening
SET close_time = :close_time::timestamptz, end_time = :close_time::timestamptz, version = :version
WHERE organization_id = :organization_id AND opening_id = :opening_id::uuid
