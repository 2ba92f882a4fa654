-- The last attempts of a delivery, the newest first.
SELECT time, duration_ms, status, error, answer FROM attempt
WHERE organization_id = :organization_id AND delivery_no = :delivery_no::bigint
ORDER BY number DESC
LIMIT 100
